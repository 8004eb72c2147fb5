/**
 * The order in which the statements of a run are resolved: what creates or changes a table comes before
 * what reads it, ties go by source name and then by place, so that the same set of files in any order is
 * resolved alike. Within a file a table that is dropped and made again keeps its versions apart.
 */
import { type NamePart, type NamingContext, resolveTableName } from '../catalog/index.js';
import { Precedence } from './precedence.js';
import { createTrees, tableMentions } from './table-mentions.js';
import type { StatementTree } from './tree.js';

export interface OrderItem {
  readonly source: string;
  readonly naming: NamingContext;
  readonly searchPath: readonly (readonly NamePart[])[];
  readonly statement: {
    readonly declarations: readonly {
      readonly name: readonly NamePart[];
      readonly like: readonly NamePart[] | null;
    }[];
    readonly amendments: readonly { readonly kind: string; readonly table?: readonly NamePart[] }[];
    readonly trees: readonly StatementTree[];
  };
}

export interface StatementOrder {
  /** Indexes of the items, each once. */
  readonly order: readonly number[];
  /** Statements that read, directly or through others, what depends on them. */
  readonly cycles: readonly (readonly number[])[];
}

/** What one statement does to tables, by URN. */
interface Uses {
  readonly creates: readonly string[];
  readonly amends: readonly string[];
  readonly drops: readonly string[];
  readonly reads: readonly string[];
}

/** Items of one source stand in the order of its text. Cost O(statements × tables they name). */
export function orderStatements(items: readonly OrderItem[]): StatementOrder {
  const sorted = items.map((_, index) => index);
  sorted.sort((a, b) => compare(items[a]?.source ?? '', items[b]?.source ?? '') || a - b);
  const created = new Set<string>();
  for (const item of items) for (const id of createdBy(item)) created.add(id);
  const names = new CreatedNames(created);
  const uses = sorted.map((index) => usesOf(items[index] as OrderItem, names));
  const precedence = new Precedence(sorted.length);
  const sources = sorted.map((index) => items[index]?.source ?? '');
  for (const touches of byTable(uses).values()) relate(touches, sources, precedence);
  const { order, cycles } = precedence.sort();
  const original = (place: number): number => sorted[place] ?? 0;
  return { order: order.map(original), cycles: cycles.map((cycle) => cycle.map(original)) };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Tables that the run creates, found as the resolver finds them. */
class CreatedNames {
  private readonly ids: ReadonlySet<string>;
  private readonly byBareName = new Map<string, string[]>();

  constructor(ids: ReadonlySet<string>) {
    this.ids = ids;
    for (const id of ids) {
      const bare = id.slice(id.lastIndexOf('.') + 1);
      this.byBareName.set(bare, [...(this.byBareName.get(bare) ?? []), id]);
    }
  }

  find(parts: readonly NamePart[], item: OrderItem): string | null {
    const { naming, searchPath } = item;
    const current = parts.length > 1 ? searchPath.slice(0, 1) : searchPath;
    for (const schema of current) {
      const defaultSchema = schema.map((part) => part.text).join('.');
      const { id } = resolveTableName(parts, { ...naming, defaultSchema });
      if (this.ids.has(id)) return id;
    }
    const { id } = resolveTableName(parts, naming);
    if (this.ids.has(id)) return id;
    const same = this.byBareName.get(id.slice(id.lastIndexOf('.') + 1));
    return parts.length === 1 && same?.length === 1 ? (same[0] ?? null) : null;
  }
}

/** Tables that the statement declares or its SELECT … INTO makes. */
function createdBy({ statement, naming }: OrderItem): readonly string[] {
  const made = createTrees(statement.trees).map(({ target }) => target.parts);
  const names = [...statement.declarations.map(({ name }) => name), ...made];
  return [...new Set(names.map((name) => resolveTableName(name, naming).id))];
}

function usesOf(item: OrderItem, names: CreatedNames): Uses {
  const { declarations, amendments, trees } = item.statement;
  const creates = createdBy(item);
  const reads = new Set<string>();
  const read = (parts: readonly NamePart[]): void => {
    const id = names.find(parts, item);
    if (id !== null && !creates.includes(id)) reads.add(id);
  };
  for (const { like } of declarations) if (like !== null) read(like);
  for (const tree of trees) {
    const mentions = tableMentions(tree);
    for (const name of [...mentions.reads, ...mentions.writes]) read(name.parts);
  }
  const amends = new Set<string>();
  const drops = new Set<string>();
  for (const { kind, table } of amendments) {
    const id = table === undefined ? null : names.find(table, item);
    if (id !== null) (kind === 'DROP_TABLE' ? drops : amends).add(id);
  }
  return { creates, amends: [...amends], drops: [...drops], reads: [...reads] };
}

interface Touch {
  readonly place: number;
  readonly use: keyof Uses;
}

function byTable(uses: readonly Uses[]): Map<string, Touch[]> {
  const touches = new Map<string, Touch[]>();
  uses.forEach((each, place) => {
    for (const use of ['drops', 'creates', 'amends', 'reads'] as const)
      for (const id of each[use]) {
        const list = touches.get(id);
        if (list === undefined) touches.set(id, [{ place, use }]);
        else list.push({ place, use });
      }
  });
  return touches;
}

/**
 * All that touches one table, in the order of sources. A reader follows the version its own file made last
 * before it and precedes the next one; a reader of another file follows them all.
 */
function relate(touches: readonly Touch[], sources: readonly string[], precedence: Precedence): void {
  const creators = touches.filter((touch) => touch.use === 'creates').map((touch) => touch.place);
  const [first] = creators;
  const last = creators.at(-1);
  if (first === undefined || last === undefined) return;
  for (let i = 1; i < creators.length; i++) precedence.add(creators[i - 1] ?? 0, creators[i] ?? 0);
  const amenders = touches.filter((touch) => touch.use === 'amends').map((touch) => touch.place);
  const isOwn = (place: number, other: number): boolean => sources[place] === sources[other];
  for (const touch of touches) {
    if (touch.use === 'creates') continue;
    const { place } = touch;
    const own = creators.filter((creator) => isOwn(creator, place));
    const before = own.findLast((creator) => creator < place);
    const after = own.find((creator) => creator > place);
    if (touch.use === 'drops') {
      if (before !== undefined) precedence.add(before, place);
      else precedence.add(place, first);
      if (after !== undefined) precedence.add(place, after);
      continue;
    }
    precedence.add(before ?? last, place);
    if (before !== undefined && after !== undefined) precedence.add(place, after);
    if (touch.use === 'amends') continue;
    for (const amender of amenders)
      if (amender !== place && (!isOwn(amender, place) || amender < place)) precedence.add(amender, place);
  }
  keepOwnOrder(touches, sources, precedence);
}

/** In one file what drops or changes the table stays behind what stands before it. */
function keepOwnOrder(touches: readonly Touch[], sources: readonly string[], precedence: Precedence): void {
  let previous: Touch | null = null;
  for (const touch of touches) {
    const isChange = touch.use === 'drops' || touch.use === 'amends';
    if (isChange && previous !== null && sources[previous.place] === sources[touch.place]) {
      const isCreatedBefore = touches.some(
        (each) =>
          each.use === 'creates' && each.place < touch.place && sources[each.place] === sources[touch.place],
      );
      if (isCreatedBefore) precedence.add(previous.place, touch.place);
    }
    previous = touch;
  }
}
