/** FROM: every source becomes a relation under its alias; joins merge USING and NATURAL columns. */
import type { Name, Source } from '../tree.js';
import type { StatementContext } from './context.js';
import { JOIN, referredAt, union } from './flow.js';
import { baseTablesOf, type FromItem, sourcesOf, visibleOutputs } from './from-item.js';
import { includeInfluences, influence } from './influences.js';
import { type FoundJoin, onlyColumn, readOn, recordJoin } from './joins.js';
import { pivotRelation } from './pivots.js';
import { type Output, type Relation, renamed } from './relation.js';
import { answersTo, findCte, type MergedColumn, narrowed, type Scope, type ScopeSource } from './scope.js';
import { readTable } from './tables.js';
import { rowsOf } from './unnest.js';

/**
 * Resolves the FROM list into the scope; comma-separated items are joins too, to be read from WHERE. `before`
 * are items that stand ahead of the list: the target of UPDATE … FROM and DELETE … USING.
 */
export function resolveFrom(
  context: StatementContext,
  from: readonly Source[],
  scope: Scope,
  before: readonly FromItem[] = [],
): { readonly items: readonly FromItem[]; readonly open: readonly FoundJoin[] } {
  const items: FromItem[] = [...before];
  const open: FoundJoin[] = [];
  for (const source of from) {
    const item = resolveSource(context, source, scope, open);
    const [first, ...others] = items;
    if (first !== undefined && !isFunction(item)) {
      const left = others.reduce(
        (whole: FromItem, each) => ({
          kind: 'join',
          left: whole,
          right: each,
          merged: new Map(),
          isRightHidden: false,
        }),
        first,
      );
      open.push(
        recordJoin(context, source, {
          kind: 'CROSS',
          left,
          right: item,
          condition: null,
          depth: scope.depth,
        }),
      );
    }
    items.push(item);
  }
  return { items, open };
}

function isFunction(item: FromItem): boolean {
  return item.kind === 'source' && item.isFunction;
}

export function resolveSource(
  context: StatementContext,
  source: Source,
  scope: Scope,
  open: FoundJoin[],
): FromItem {
  switch (source.kind) {
    case 'table':
      return tableItem(context, source, scope);
    case 'subquery': {
      const relation = context.query(source.query, {
        parent: source.isLateral ? scope : scope.parent,
        ctes: scope.ctes,
        depth: scope.depth + 1,
      });
      return added(context, scope, renamed(context, relation, source.columnAliases), source.alias, []);
    }
    case 'function': {
      const relation = rowsOf(context, source, scope);
      return added(context, scope, relation, source.alias, [], true);
    }
    case 'pivot':
      return pivotItem(context, source, scope, open);
    case 'join':
      return joinItem(context, source, scope, open);
  }
}

function added(
  context: StatementContext,
  scope: Scope,
  relation: Relation,
  alias: Name | null,
  path: readonly string[],
  isFunction = false,
): FromItem {
  const source = { alias: alias === null ? null : context.keyOf(alias), path, relation, isHidden: false };
  scope.sources.push(source);
  includeInfluences(scope.influences, relation.influences);
  return { kind: 'source', source, isFunction };
}

function tableItem(
  context: StatementContext,
  source: Extract<Source, { kind: 'table' }>,
  scope: Scope,
): FromItem {
  const keys = source.name.parts.map((part) => context.keyOf(part));
  const path = keys.toReversed();
  const [only] = keys;
  const cte = keys.length === 1 && only !== undefined ? findCte(scope.ctes, only) : null;
  const nested = cte === null ? arrayOfSource(context, source, scope) : null;
  if (nested !== null) return added(context, scope, nested, source.alias, path, true);
  const relation = cte === null ? readTable(context, source.name) : cte.relation();
  return added(context, scope, renamed(context, relation, source.columnAliases), source.alias, path);
}

/** BigQuery and Impala: `FROM t, t.items` reads the array column items of the source t. */
function arrayOfSource(
  context: StatementContext,
  source: Extract<Source, { kind: 'table' }>,
  scope: Scope,
): Relation | null {
  if (context.dialect !== 'BIGQUERY' && context.dialect !== 'IMPALA') return null;
  const { parts } = source.name;
  const [first] = parts;
  if (first === undefined || parts.length < 2) return null;
  if (!scope.sources.some((each) => answersTo(each, [context.keyOf(first)]))) return null;
  return rowsOf(
    context,
    {
      kind: 'function',
      start: source.start,
      end: source.end,
      expression: { kind: 'column', parts, start: source.name.start, end: source.name.end },
      alias: source.alias ?? parts.at(-1) ?? null,
      columnAliases: source.columnAliases,
      withOrdinality: false,
    },
    scope,
  );
}

function pivotItem(
  context: StatementContext,
  source: Extract<Source, { kind: 'pivot' }>,
  scope: Scope,
  open: FoundJoin[],
): FromItem {
  const before = scope.sources.length;
  const inner = resolveSource(context, source.source, scope, open);
  const innerSources = scope.sources.splice(before);
  const own = { ...narrowed(scope, innerSources), parent: scope.parent };
  const relation = pivotRelation(context, source, visibleOutputs(inner), baseTablesOf(inner), own);
  const path = inner.kind === 'source' && source.alias === null ? inner.source.path : [];
  const alias = source.alias ?? null;
  const item = added(context, scope, renamed(context, relation, source.columnAliases), alias, path);
  if (alias === null && inner.kind === 'source' && inner.source.alias !== null && item.kind === 'source') {
    const aliased = { ...item.source, alias: inner.source.alias };
    scope.sources[scope.sources.length - 1] = aliased;
    return { ...item, source: aliased };
  }
  return item;
}

function joinItem(
  context: StatementContext,
  source: Extract<Source, { kind: 'join' }>,
  scope: Scope,
  open: FoundJoin[],
): FromItem {
  const left = resolveSource(context, source.left, scope, open);
  const right = resolveSource(context, source.right, scope, open);
  const isRightHidden = source.joinKind === 'SEMI' || source.joinKind === 'ANTI';
  const on = narrowed(scope, [...sourcesOf(left), ...sourcesOf(right)]);
  const found = isFunction(right)
    ? null
    : recordJoin(context, source, {
        kind: source.joinKind,
        left,
        right,
        condition: null,
        depth: scope.depth,
      });
  const merged = mergedColumns(context, source, left, right, scope, found);
  if (source.on !== null && found !== null) readOn(context, found, source.on, on);
  else if (source.on !== null) influence(scope.influences, JOIN, context.expression(source.on, on).flow);
  else if (found !== null && merged.size === 0 && source.joinKind === 'CROSS') open.push(found);
  if (isRightHidden) hide(scope, sourcesOf(right));
  return { kind: 'join', left, right, merged, isRightHidden };
}

/** SEMI and ANTI: the right side is seen by ON alone, unless nothing else has the name. */
function hide(scope: Scope, sources: readonly ScopeSource[]): void {
  for (const source of sources) {
    const at = scope.sources.indexOf(source);
    if (at >= 0) scope.sources[at] = { ...source, isHidden: true };
  }
}

function mergedColumns(
  context: StatementContext,
  source: Extract<Source, { kind: 'join' }>,
  left: FromItem,
  right: FromItem,
  scope: Scope,
  found: FoundJoin | null,
): ReadonlyMap<string, MergedColumn> {
  const names = source.isNatural ? naturalNames(left, right) : source.using;
  const merged = new Map<string, MergedColumn>();
  for (const name of names) {
    const key = context.keyOf(name);
    const sides = [sideColumn(left, name, key), sideColumn(right, name, key)];
    const [a, b] = sides;
    if (a === null || b === null || a === undefined || b === undefined) {
      context.problem('UNKNOWN_COLUMN', source, [], name.text);
      continue;
    }
    for (const side of [a, b]) for (const base of side.bases) context.reference(base);
    // NATURAL names no column: what proves the key is the joined source with its condition.
    const keys = referredAt(union([a.flow, b.flow]), source.right.start, source.end, 1);
    influence(scope.influences, JOIN, keys);
    const [leftColumn, rightColumn] = [onlyColumn(a.flow), onlyColumn(b.flow)];
    if (leftColumn !== null && rightColumn !== null)
      found?.pairs.push({ left: leftColumn, right: rightColumn });
    const sources = [...holders(left, key), ...holders(right, key)];
    const output = { ...a, flow: union([a.flow, b.flow]), bases: [...a.bases, ...b.bases], isStar: false };
    const column = { output, sources: new Set(sources) };
    merged.set(key, column);
    scope.merged.set(key, column);
  }
  if (found !== null && found.pairs.length > 0 && source.on === null) found.isEquality = true;
  return merged;
}

/** A column of one side of the join, itself perhaps merged of several. */
function sideColumn(item: FromItem, name: Name, key: string): Output | null {
  const merged = item.kind === 'join' ? mergedIn(item, key) : null;
  if (merged !== null) return merged.output;
  const sources = sourcesOf(item);
  for (const source of sources) {
    const output = source.relation.find(key);
    if (output !== null && output !== 'SEVERAL') return output;
  }
  for (const source of sources) {
    const output = source.relation.isOpen ? source.relation.guess(name, key) : null;
    if (output !== null && output !== 'SEVERAL') return output;
  }
  return null;
}

function mergedIn(item: FromItem, key: string): MergedColumn | null {
  if (item.kind === 'source') return null;
  return item.merged.get(key) ?? mergedIn(item.left, key) ?? mergedIn(item.right, key);
}

function holders(item: FromItem, key: string): readonly ScopeSource[] {
  return sourcesOf(item).filter((source) => source.relation.find(key) !== null || source.relation.isOpen);
}

function naturalNames(left: FromItem, right: FromItem): readonly Name[] {
  const keys = new Set(visibleOutputs(right).map((output) => output.key));
  return visibleOutputs(left)
    .filter((output) => !output.isStar && keys.has(output.key))
    .map((output) => ({ text: output.key, quoted: true }));
}
