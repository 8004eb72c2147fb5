/**
 * One statement as the graph is to have it: its node, its joins and unresolved references, and its edges.
 * A statement of several trees (multi-insert, procedure body) is the union of what they say. Pure.
 */
import type { Position } from '../../catalog/declarations.js';
import { joinId, unresolvedId } from '../../graph/ids.js';
import type { EdgeState, NodeState, Properties } from '../../graph/types.js';
import type { JoinFact, ResolvedStatement, TableRef, UnresolvedFact } from '../../lineage/facts.js';
import { type EdgeEnds, lineageEdges, place, resolverRule } from '../../lineage/index.js';
import type { ReadStatement } from '../sql/facts.js';

export interface StatementPlan {
  readonly id: string;
  /** URN of the file. */
  readonly file: string;
  readonly text: { readonly sha256: string; readonly text: string };
  /** The statement first, then what hangs on it. */
  readonly nodes: readonly NodeState[];
  /** READS, WRITES, DEFINES, USES_COLUMN. */
  readonly links: readonly EdgeState[];
  /** FLOWS_TO, INFLUENCES. */
  readonly flows: readonly EdgeState[];
  /** Tables it writes or defines: those whose FEEDS its edges support. */
  readonly targets: readonly string[];
}

/** What is known of a statement besides its text. */
export interface StatementFacts {
  readonly id: string;
  readonly file: string;
  readonly project: string;
  readonly text: string;
  readonly statement: ReadStatement;
  readonly resolved: readonly ResolvedStatement[];
  /** URNs of the tables it declares. */
  readonly declares: readonly string[];
  /** Tables a scan for keywords found, where nobody could read the statement. */
  readonly scanned: { readonly reads: readonly TableRef[]; readonly writes: readonly TableRef[] } | null;
}

const scanRule = 'token-scan';
const scanConfidence = 0.3;

export function statementPlan(facts: StatementFacts, ends: EdgeEnds): StatementPlan {
  const joins = joinsOf(facts.resolved);
  const unresolved = unresolvedOf(facts.resolved);
  const links = linksOf(facts, ends);
  const flows = facts.resolved.flatMap((resolved) => lineageEdges(facts.id, resolved, ends));
  return {
    id: facts.id,
    file: facts.file,
    text: { sha256: facts.statement.textSha256, text: facts.text },
    nodes: [
      statementNode(facts),
      ...joins.map((join, i) => joinNode(facts, join, i + 1, ends)),
      ...unresolved.map((reference, i) => unresolvedNode(facts, reference, i + 1)),
    ],
    links,
    flows: facts.resolved.length > 1 ? distinct(flows) : flows,
    targets: links.filter(({ type }) => type === 'WRITES' || type === 'DEFINES').map(({ target }) => target),
  };
}

/** Joins of all trees, each place once, in order. */
export function joinsOf(resolved: readonly ResolvedStatement[]): readonly JoinFact[] {
  const joins = new Map<string, JoinFact>();
  for (const { joins: found } of resolved) {
    for (const join of found) {
      // Joins of a chain begin at one place: the end tells them apart.
      const { charStart = join.ordinal, charEnd = join.ordinal } = join.position ?? {};
      const key = `${join.kind} ${join.left?.id} ${join.right?.id} ${charStart}:${charEnd}`;
      if (!joins.has(key)) joins.set(key, join);
    }
  }
  return [...joins.values()];
}

/** Unresolved references of all trees, each place once, in the order of the text. */
export function unresolvedOf(resolved: readonly ResolvedStatement[]): readonly UnresolvedFact[] {
  const references = new Map<string, UnresolvedFact>();
  for (const { unresolved } of resolved) {
    for (const reference of unresolved) {
      const key = `${reference.reason} ${reference.position.charStart} ${reference.text}`;
      const former = references.get(key);
      const outputs = new Set([...(former?.outputs ?? []), ...reference.outputs]);
      references.set(key, { ...reference, outputs: [...outputs].sort((a, b) => a - b) });
    }
  }
  return [...references.values()].sort(
    (a, b) => a.position.charStart - b.position.charStart || (a.text < b.text ? -1 : 1),
  );
}

function statementNode({ id, file, project, statement }: StatementFacts): NodeState {
  const { kind, parse, boundary, ordinal, charStart, charEnd, line, column, textSha256 } = statement;
  return {
    id,
    kind: 'Statement',
    project,
    parentId: file,
    properties: { kind, parse, boundary, ordinal, charStart, charEnd, line, column, textSha256 },
  };
}

function joinNode(facts: StatementFacts, join: JoinFact, ordinal: number, ends: EdgeEnds): NodeState {
  const pairs = join.columnPairs.flatMap(({ left, right }) => {
    const ids = [ends.column(left.id), ends.column(right.id)] as const;
    return ids[0] === null || ids[1] === null ? [] : [{ left: ids[0], right: ids[1] }];
  });
  return {
    id: joinId(facts.id, ordinal),
    kind: 'Join',
    project: facts.project,
    parentId: facts.id,
    properties: {
      ordinal,
      kind: join.kind,
      leftTable: join.left === null ? null : ends.table(join.left.id),
      rightTable: join.right === null ? null : ends.table(join.right.id),
      leftColumns: pairs.map((pair) => pair.left),
      rightColumns: pairs.map((pair) => pair.right),
      isEquality: join.isEquality,
      conditionSql: join.conditionSql,
      ...place(join.position),
    },
  };
}

function unresolvedNode(facts: StatementFacts, reference: UnresolvedFact, n: number): NodeState {
  return {
    id: unresolvedId(facts.id, n),
    kind: 'UnresolvedRef',
    project: facts.project,
    parentId: facts.id,
    properties: {
      text: reference.text,
      reason: reference.reason,
      ...place(reference.position),
      candidates: reference.candidates,
      outputs: reference.outputs,
    },
  };
}

function linksOf(facts: StatementFacts, ends: EdgeEnds): readonly EdgeState[] {
  const links = new Map<string, EdgeState>();
  const link = (type: string, target: string | null, properties: Properties): void => {
    const key = `${type} ${target}`;
    if (target === null || links.has(key)) return;
    links.set(key, { source: facts.id, type, target, discriminator: '', project: facts.project, properties });
  };
  const evidence = (rule: string, confidence: number): Properties => ({ rule, confidence, state: 'DERIVED' });
  for (const table of facts.declares) {
    const isWritten = facts.statement.kind === 'CREATE_TABLE_AS';
    link(isWritten ? 'WRITES' : 'DEFINES', ends.table(table), {
      rule: 'ddl',
      confidence: 1,
      state: 'DECLARED',
    });
  }
  const isView = facts.statement.kind === 'CREATE_VIEW';
  for (const resolved of facts.resolved) {
    for (const table of resolved.reads)
      link('READS', ends.table(table.id), evidence(resolverRule, table.confidence));
    for (const table of resolved.writes) {
      link(isView ? 'DEFINES' : 'WRITES', ends.table(table.id), evidence(resolverRule, table.confidence));
    }
    const places = columnPlaces(resolved);
    for (const column of resolved.referencedColumns) {
      const target = ends.column(column.id);
      const position = places.get(column.id) ?? null;
      link('USES_COLUMN', target, { confidence: column.table.confidence, ...place(position) });
    }
  }
  for (const table of facts.scanned?.reads ?? [])
    link('READS', ends.table(table.id), evidence(scanRule, scanConfidence));
  for (const table of facts.scanned?.writes ?? [])
    link('WRITES', ends.table(table.id), evidence(scanRule, scanConfidence));
  return [...links.values()];
}

/** Where a statement first names each column. */
function columnPlaces(resolved: ResolvedStatement): ReadonlyMap<string, Position> {
  const places = new Map<string, Position>();
  const note = (id: string, position: Position | null): void => {
    const former = places.get(id);
    if (position !== null && (former === undefined || position.charStart < former.charStart))
      places.set(id, position);
  };
  for (const output of resolved.outputs)
    for (const input of output.inputs) note(input.source.id, input.position);
  for (const input of resolved.statementInputs) note(input.source.id, input.position);
  return places;
}

function distinct(edges: readonly EdgeState[]): readonly EdgeState[] {
  const byKey = new Map(
    edges.map((edge) => [`${edge.type} ${edge.source} ${edge.target} ${edge.discriminator}`, edge]),
  );
  return [...byKey.values()];
}
