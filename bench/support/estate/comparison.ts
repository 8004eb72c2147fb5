/** Compares an estate as the server shows it with its truth. Pure. */
import type { Miss } from '../../types.js';
import { type FoundJoin, type FoundTable, type FoundUnresolved, qualifiedPart } from '../catalog.js';
import type { PartCounts } from '../scores.js';
import {
  bare,
  type JoinEntry,
  type RelationTruth,
  type TruthOfEstate,
  type UnresolvedEntry,
} from './truth.js';

/** What of a kind is asserted and how much of it is right; misses name what is not. */
export interface Tally extends PartCounts {
  readonly items: number;
  readonly exact: number;
  readonly misses: readonly Omit<Miss, 'group'>[];
}

/** Tables or views: right when the columns, their order and the partition columns are. */
export function compareRelations(
  truth: readonly RelationTruth[],
  found: readonly FoundTable[],
  label: 'table' | 'view',
): Tally {
  const known = declared(found, label);
  const byName = byNames(known);
  const expected = new Set<FoundTable>();
  const tallies = truth.map((wanted): Tally => {
    const table = byName.get(wanted.name);
    if (table === undefined) return missing(label, wanted);
    expected.add(table);
    return compareColumns(label, wanted, table);
  });
  const extra = known
    .filter((table) => !expected.has(table))
    .map(
      (table): Tally => ({
        ...nothing,
        wrong: table.columns.length,
        misses: [{ item: `${label} ${table.qualifiedName}`, expected: 'no such thing', got: 'found' }],
      }),
    );
  return sum([...tallies, ...extra]);
}

/** What the estate declares, without what it only mentions. */
export function declared(found: readonly FoundTable[], label: 'table' | 'view'): readonly FoundTable[] {
  return found.filter(({ isComplete, isView }) => isComplete && isView === (label === 'view'));
}

/** By qualified and by bare name: a truth may have either. */
export function byNames(tables: readonly FoundTable[]): ReadonlyMap<string, FoundTable> {
  return new Map(tables.flatMap((table) => keysOf(table).map((key) => [key, table] as const)));
}

/** Joins: by view, kind and equated columns as far as the truth tells. */
export function compareJoins(truth: TruthOfEstate['joins'], found: readonly FoundJoin[]): Tally {
  if (typeof truth === 'number') return byNumber('joins', truth, found.length);
  const rest = found.map(placedJoin);
  const misses: Omit<Miss, 'group'>[] = [];
  let exact = 0;
  // Entries that say more are matched first, so that the vaguer ones take what is left.
  for (const wanted of [...truth].sort((left, right) => vagueness(left) - vagueness(right))) {
    const index = rest.findIndex((join) => isThatJoin(wanted, join));
    if (index === -1) {
      misses.push({ item: `join in ${wanted.view}`, expected: joinText(wanted), got: 'not found' });
    } else {
      exact += 1;
      rest.splice(index, 1);
    }
  }
  for (const { view, kind, pairs } of rest) {
    misses.push({ item: `join in ${view}`, expected: 'no such join', got: `${kind} ${pairs}` });
  }
  const items = truth.length;
  return { items, exact, right: exact, wrong: rest.length, missing: items - exact, misses };
}

/** Unresolved references: each expected one at its place, and no other. */
export function compareUnresolved(
  truth: TruthOfEstate['unresolved'],
  found: readonly FoundUnresolved[],
): Tally {
  if (typeof truth === 'number') return byNumber('unresolved references', truth, found.length);
  const matched = new Set<FoundUnresolved>();
  const misses: Omit<Miss, 'group'>[] = [];
  let exact = 0;
  for (const wanted of truth) {
    const hits = found.filter((reference) => !matched.has(reference) && isMeant(wanted, reference));
    const taken = wanted.isColumnName ? hits : hits.slice(0, 1);
    for (const reference of taken) matched.add(reference);
    if (taken.length > 0) exact += 1;
    else misses.push({ item: 'unresolved reference', expected: unresolvedText(wanted), got: 'not reported' });
  }
  const others = found.filter((reference) => !matched.has(reference));
  for (const other of others) {
    const place = `${other.statement.sourceFile.name}:${other.line}:${other.column}`;
    misses.push({
      item: 'unresolved reference',
      expected: 'none',
      got: `${other.reason} ${other.text} at ${place}`,
    });
  }
  const items = truth.length;
  return { items, exact, right: exact, wrong: others.length, missing: items - exact, misses };
}

/** DIRECT inputs of a view's columns against the truth, column by column; a column that was not found is wrong. */
export function compareInputs(
  view: RelationTruth,
  found: FoundTable | null,
  inputs: ReadonlyMap<string, readonly string[]>,
): Tally {
  const ids = new Map(found?.columns.map(({ id, name }) => [bare(name), id]));
  const tallies = [...(view.inputs ?? [])].map(([column, wanted]): Tally => {
    const id = ids.get(column);
    const got = new Set((inputs.get(id ?? '') ?? []).map((input) => bare(qualifiedPart(input))));
    const expected = new Set(wanted.map(bare));
    const right = [...got].filter((name) => expected.has(name)).length;
    const isExact = id !== undefined && right === got.size && right === expected.size;
    const miss = {
      item: `inputs of ${view.name}.${column}`,
      expected: listText(expected),
      got: id === undefined ? 'no such column' : listText(got),
    };
    return {
      items: 1,
      exact: isExact ? 1 : 0,
      right,
      wrong: got.size - right,
      missing: expected.size - right,
      misses: isExact ? [] : [miss],
    };
  });
  return sum(tallies);
}

export function sum(tallies: readonly Tally[]): Tally {
  const total = (pick: (tally: Tally) => number): number =>
    tallies.reduce((left, tally) => left + pick(tally), 0);
  return {
    items: total(({ items }) => items),
    exact: total(({ exact }) => exact),
    right: total(({ right }) => right),
    wrong: total(({ wrong }) => wrong),
    missing: total(({ missing }) => missing),
    misses: tallies.flatMap(({ misses }) => misses),
  };
}

const nothing: Tally = { items: 0, exact: 0, right: 0, wrong: 0, missing: 0, misses: [] };

function missing(label: string, wanted: RelationTruth): Tally {
  const count = size(wanted.columns) + size(wanted.partitions);
  const miss = { item: `${label} ${wanted.name}`, expected: `${count} columns`, got: 'not found' };
  return { ...nothing, items: 1, missing: count, misses: [miss] };
}

function compareColumns(label: string, wanted: RelationTruth, table: FoundTable): Tally {
  const own = compareList(
    wanted.columns,
    table.columns.filter(({ isPartition }) => !isPartition).map(({ name }) => bare(name)),
  );
  const partitions = compareList(
    wanted.partitions,
    table.columns.filter(({ isPartition }) => isPartition).map(({ name }) => bare(name)),
  );
  const isExact = own.isExact && partitions.isExact;
  const miss = {
    item: `${label} ${wanted.name}`,
    expected: `${own.expected} | ${partitions.expected}`,
    got: `${own.got} | ${partitions.got}`,
  };
  return {
    items: 1,
    exact: isExact ? 1 : 0,
    right: own.right + partitions.right,
    wrong: own.wrong + partitions.wrong,
    missing: own.missing + partitions.missing,
    misses: isExact ? [] : [miss],
  };
}

function compareList(
  wanted: readonly string[] | number,
  got: readonly string[],
): PartCounts & { isExact: boolean; expected: string; got: string } {
  if (typeof wanted === 'number') {
    const right = Math.min(wanted, got.length);
    return {
      right,
      wrong: got.length - right,
      missing: wanted - right,
      isExact: wanted === got.length,
      expected: String(wanted),
      got: String(got.length),
    };
  }
  const have = new Set(got);
  const right = wanted.filter((name) => have.has(name)).length;
  const isExact = wanted.length === got.length && wanted.every((name, index) => name === got[index]);
  const first = wanted.findIndex((name, index) => name !== got[index]);
  return {
    right,
    wrong: got.length - right,
    missing: wanted.length - right,
    isExact,
    expected: isExact ? String(wanted.length) : `${wanted.length}: ${excerpt(wanted, first)}`,
    got: isExact ? String(got.length) : `${got.length}: ${excerpt(got, first)}`,
  };
}

/** Three names from the first difference on. */
function excerpt(list: readonly string[], from: number): string {
  const start = from === -1 ? 0 : from;
  return `[${start}] ${list.slice(start, start + 3).join(', ')}`;
}

function byNumber(label: string, expected: number, got: number): Tally {
  const right = Math.min(expected, got);
  const misses = expected === got ? [] : [{ item: label, expected: String(expected), got: String(got) }];
  return { items: expected, exact: right, right, wrong: got - right, missing: expected - right, misses };
}

function isMeant(wanted: UnresolvedEntry, found: FoundUnresolved): boolean {
  if (wanted.isColumnName) {
    return wanted.text === null || lastPart(found.text) === lastPart(wanted.text);
  }
  return (
    (wanted.text === null || bare(wanted.text) === bare(found.text)) &&
    (wanted.reason === null || wanted.reason === found.reason) &&
    (wanted.file === null || lastSegment(wanted.file) === lastSegment(found.statement.sourceFile.name)) &&
    (wanted.line === null || wanted.line === found.line) &&
    (wanted.column === null || wanted.column === found.column)
  );
}

function keysOf(table: FoundTable): string[] {
  const qualified = bare(table.qualifiedName);
  return [qualified, lastPart(qualified)];
}

interface PlacedJoin {
  readonly view: string;
  readonly kind: string;
  readonly pairs: string;
}

function placedJoin({ kind, columnPairs, statement }: FoundJoin): PlacedJoin {
  const pairs = columnPairs.map(
    ({ left, right }) => [qualifiedPart(left.id), qualifiedPart(right.id)] as const,
  );
  return { view: bare(statement.writes[0]?.qualifiedName ?? ''), kind, pairs: pairText(pairs) };
}

function isThatJoin(wanted: JoinEntry, found: PlacedJoin): boolean {
  return (
    (wanted.view === null || bare(wanted.view) === found.view) &&
    (wanted.kind === null || wanted.kind === found.kind) &&
    (wanted.pairs === null || pairText(wanted.pairs) === found.pairs)
  );
}

function vagueness(entry: JoinEntry): number {
  return entry.pairs === null ? 1 : 0;
}

function pairText(pairs: readonly (readonly [string, string])[]): string {
  return pairs
    .map((pair) => pair.map(bare).sort().join('='))
    .sort()
    .join(' ');
}

function joinText(join: JoinEntry): string {
  return `${join.kind ?? 'join'} ${join.pairs === null ? '' : pairText(join.pairs)}`;
}

function unresolvedText(entry: UnresolvedEntry): string {
  return `${entry.reason ?? ''} ${entry.text ?? ''} at ${entry.file ?? ''}:${entry.line ?? ''}:${entry.column ?? ''}`;
}

function listText(names: ReadonlySet<string>): string {
  return names.size === 0 ? 'none' : [...names].sort().join(', ');
}

function lastPart(name: string): string {
  return bare(name).split('.').at(-1) ?? '';
}

function lastSegment(file: string): string {
  return file.split('/').at(-1) ?? file;
}

function size(columns: readonly string[] | number): number {
  return typeof columns === 'number' ? columns : columns.length;
}
