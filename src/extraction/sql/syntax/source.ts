/** FROM: lists, joins, LATERAL VIEW. What a single table factor may be is in `table-factor.ts`. */
import type { Expression, Name, Source } from '../../../lineage/tree.js';
import { call } from './call.js';
import type { Cursor } from './cursor.js';
import { nameList } from './names.js';
import { tableFactor } from './table-factor.js';
import { notTableAlias } from './words.js';

type JoinKind = Extract<Source, { kind: 'join' }>['joinKind'];

const afterSources = new Set([')', 'WHERE', 'GROUP', 'ORDER', 'LIMIT', 'SELECT', ';']);

/** Sources parted by commas. LATERAL VIEWs stand beside the source they follow, unless a join follows them. */
export function fromList(cursor: Cursor): Source[] {
  const sources: Source[] = [];
  do {
    if (sources.length > 0 && afterSources.has(cursor.peek())) break;
    sources.push(...withLateralViews(cursor, joined(cursor, tableFactor(cursor))));
  } while (cursor.take(','));
  return sources;
}

/** One source with its joins. */
export function fromItem(cursor: Cursor): Source {
  return joined(cursor, tableFactor(cursor));
}

function withLateralViews(cursor: Cursor, first: Source): Source[] {
  let items = [first];
  while (cursor.is('LATERAL', 'VIEW')) {
    items.push(lateralView(cursor));
    if (joinKind(cursor) === null) continue;
    const folded = items.reduce((left, right) => crossJoin(left, right));
    items = [joined(cursor, folded)];
  }
  return items;
}

function crossJoin(left: Source, right: Source): Source {
  return {
    kind: 'join',
    joinKind: 'CROSS',
    left,
    right,
    on: null,
    using: [],
    isNatural: false,
    start: left.start,
    end: right.end,
  };
}

/** `LATERAL VIEW [OUTER] explode(x) t [AS a, b]`. */
function lateralView(cursor: Cursor): Source {
  const start = cursor.start;
  cursor.at += 2;
  cursor.take('OUTER');
  const callStart = cursor.start;
  let name = cursor.name();
  while (cursor.take('.')) name = cursor.name();
  const expression = call(cursor, name, callStart);
  const alias: Name | null = cursor.is('AS') || isViewEnd(cursor) ? null : cursor.name(true);
  const columnAliases = cursor.take('AS') ? lateralColumns(cursor) : [];
  return {
    kind: 'function',
    expression,
    alias,
    columnAliases,
    withOrdinality: false,
    ...cursor.spanFrom(start),
  };
}

function lateralColumns(cursor: Cursor): Name[] {
  return cursor.is('(') ? nameList(cursor) : cursor.list(() => cursor.name(true));
}

function isViewEnd(cursor: Cursor): boolean {
  return cursor.isAtEnd || notTableAlias.has(cursor.peek()) || cursor.is(')') || cursor.is(',');
}

/** Takes what words of a join stand here; null, with nothing taken, when none do. */
function joinKind(
  cursor: Cursor,
): { kind: JoinKind; words: number; isNatural: boolean; isApply: boolean } | null {
  let words = 0;
  const skip = (word: string): boolean => {
    if (cursor.peek(words) !== word) return false;
    words++;
    return true;
  };
  const isNatural = skip('NATURAL');
  skip('GLOBAL') || skip('ASOF') || skip('POSITIONAL') || skip('ANY');
  if (skip('STRAIGHT_JOIN')) return { kind: 'INNER', words, isNatural, isApply: false };
  const kind = sideOf(skip);
  skip('HASH') || skip('LOOP') || skip('MERGE') || skip('REMOTE') || skip('BROADCAST');
  if (skip('JOIN')) return { kind: kind ?? 'INNER', words, isNatural, isApply: false };
  if ((kind === 'CROSS' || kind === 'LEFT') && skip('APPLY'))
    return { kind, words, isNatural, isApply: true };
  return null;
}

function sideOf(skip: (word: string) => boolean): JoinKind | null {
  if (skip('INNER')) return 'INNER';
  if (skip('CROSS')) return 'CROSS';
  if (skip('SEMI')) return 'SEMI';
  if (skip('ANTI')) return 'ANTI';
  if (skip('LEFT')) {
    skip('ASOF');
    if (skip('SEMI')) return 'SEMI';
    if (skip('ANTI')) return 'ANTI';
    skip('OUTER');
    return 'LEFT';
  }
  if (skip('RIGHT')) {
    if (skip('SEMI')) return 'SEMI';
    if (skip('ANTI')) return 'ANTI';
    skip('OUTER');
    return 'RIGHT';
  }
  if (skip('FULL')) {
    skip('OUTER');
    return 'FULL';
  }
  return skip('OUTER') ? 'LEFT' : null;
}

/** Dialects in which a join has a condition exactly when it is neither CROSS nor NATURAL. */
const strictJoins = new Set(['POSTGRESQL', 'TSQL', 'TRINO', 'REDSHIFT']);

const noCondition = { on: null, using: [] } as const;

/** Joins from the left; `a JOIN b JOIN c ON … ON …` nests to the right. */
export function joined(cursor: Cursor, first: Source): Source {
  let left = first;
  for (let join = joinKind(cursor); join !== null; join = joinKind(cursor)) {
    cursor.at += join.words;
    let right = join.isApply ? applied(joinedFactor(cursor)) : joinedFactor(cursor);
    const needsCondition = !join.isApply && join.kind !== 'CROSS' && !join.isNatural;
    if (needsCondition) right = nestedRight(cursor, right);
    const isStrict = strictJoins.has(cursor.dialect);
    if (isStrict && needsCondition && !hasCondition(cursor)) cursor.fail('ON or USING');
    const condition = isStrict && !needsCondition ? noCondition : joinCondition(cursor);
    left = {
      kind: 'join',
      joinKind: join.kind,
      left,
      right,
      ...condition,
      isNatural: join.isNatural,
      start: first.start,
      end: cursor.end,
    };
  }
  return left;
}

/** The right side of APPLY sees what stands to its left. */
function applied(source: Source): Source {
  if (source.kind === 'pivot') return { ...source, source: applied(source.source) };
  return source.kind === 'subquery' ? { ...source, isLateral: true } : source;
}

function joinedFactor(cursor: Cursor): Source {
  const right = tableFactor(cursor);
  if (!cursor.is('LATERAL', 'VIEW')) return right;
  let folded = right;
  while (cursor.is('LATERAL', 'VIEW')) folded = crossJoin(folded, lateralView(cursor));
  return folded;
}

function hasCondition(cursor: Cursor): boolean {
  return cursor.is('ON') || cursor.is('USING') || cursor.is('MATCH_CONDITION');
}

/** Joins that wait for their ON; more are joins without a condition. */
const maximumNestedJoins = 32;

function nestedRight(cursor: Cursor, right: Source): Source {
  if (hasCondition(cursor) || cursor.joinsAreFlat || joinKind(cursor) === null) return right;
  const nested = cursor.attempt(() => {
    if (++cursor.nestedJoins > maximumNestedJoins) cursor.fail('ON');
    const inner = joined(cursor, right);
    cursor.nestedJoins--;
    if (!hasCondition(cursor)) cursor.fail('ON');
    return inner;
  });
  if (nested === null) cursor.joinsAreFlat = true;
  return nested ?? right;
}

function joinCondition(cursor: Cursor): { on: Expression | null; using: readonly Name[] } {
  if (cursor.take('MATCH_CONDITION')) cursor.skipParentheses();
  if (cursor.take('ON')) return { on: cursor.grammar.expression(cursor), using: [] };
  if (!cursor.is('USING') || cursor.peek(1) !== '(') return { on: null, using: [] };
  cursor.at++;
  const using = nameList(cursor);
  if (cursor.take('AS')) cursor.name();
  return { on: null, using };
}
