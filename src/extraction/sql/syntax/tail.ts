/** What follows a query: ORDER BY, LIMIT, OFFSET, FETCH, Hive's sorting clauses and locks. */
import type { Expression } from '../../../lineage/tree.js';
import type { Cursor } from './cursor.js';
import { tableName } from './names.js';
import { orderItems } from './window.js';

export interface Tail {
  readonly orderBy: readonly Expression[];
  readonly limit: readonly Expression[];
  readonly sortBy: readonly Expression[];
}

/** ORDER BY, LIMIT, OFFSET, FETCH, Hive's sorting clauses, locks; in any order. */
export function readTail(cursor: Cursor): Tail {
  const orderBy: Expression[] = [];
  const limit: Expression[] = [];
  const sortBy: Expression[] = [];
  for (;;) {
    if (cursor.take('ORDER', 'BY') || cursor.take('ORDER', 'SIBLINGS', 'BY'))
      orderBy.push(...orderItems(cursor));
    else if (cursor.is('SORT', 'BY') || cursor.is('CLUSTER', 'BY') || cursor.is('DISTRIBUTE', 'BY')) {
      cursor.at += 2;
      sortBy.push(...orderItems(cursor));
    } else if (cursor.take('LIMIT')) readLimit(cursor, limit);
    else if (cursor.take('OFFSET')) {
      limit.push(cursor.grammar.expression(cursor));
      cursor.take('ROWS') || cursor.take('ROW');
    } else if (cursor.is('FETCH')) readFetch(cursor, limit);
    else if (cursor.isRoutineBody && cursor.take('INTO')) cursor.list(() => tableName(cursor));
    else if (!skipLock(cursor)) return { orderBy, limit, sortBy };
  }
}

function readLimit(cursor: Cursor, limit: Expression[]): void {
  if (cursor.take('ALL') || cursor.take('NULL')) return;
  limit.push(...cursor.list(() => cursor.grammar.expression(cursor)));
  cursor.take('PERCENT') || cursor.take('%');
  if (cursor.take('BY')) cursor.list(() => cursor.grammar.expression(cursor));
  cursor.take('WITH', 'TIES');
}

function readFetch(cursor: Cursor, limit: Expression[]): void {
  cursor.at++;
  if (!cursor.take('FIRST') && !cursor.take('NEXT')) cursor.fail('FIRST or NEXT');
  if (!cursor.is('ROW') && !cursor.is('ROWS')) limit.push(cursor.grammar.expression(cursor));
  cursor.take('PERCENT');
  cursor.take('ROWS') || cursor.take('ROW');
  if (!cursor.take('ONLY') && !cursor.take('WITH', 'TIES')) cursor.fail('ONLY');
}

const lockWords = new Set([
  'UPDATE',
  'SHARE',
  'NO',
  'KEY',
  'OF',
  'NOWAIT',
  'SKIP',
  'LOCKED',
  'READ',
  'ONLY',
  'BROWSE',
  'XML',
  'JSON',
  'PATH',
  'AUTO',
  'RAW',
  'EXPLICIT',
  'ELEMENTS',
  'TYPE',
  'ROOT',
  'WAIT',
  'INCLUDE_NULL_VALUES',
  'WITHOUT_ARRAY_WRAPPER',
]);

/** `FOR UPDATE OF t NOWAIT`, `FOR XML PATH('')`, `OPTION (…)`, `WITH UR`, `LOCK IN SHARE MODE`. */
function skipLock(cursor: Cursor): boolean {
  if (cursor.is('FOR') && lockWords.has(cursor.peek(1))) {
    cursor.at++;
    while (lockWords.has(cursor.peek()) || cursor.is(',') || cursor.is('(')) {
      if (cursor.is('(')) cursor.skipParentheses();
      else if (cursor.take('OF')) cursor.list(() => tableName(cursor));
      else cursor.at++;
    }
    return true;
  }
  if (cursor.is('OPTION', '(')) {
    cursor.at++;
    cursor.skipParentheses();
    return true;
  }
  return (
    ['UR', 'CS', 'RS', 'RR'].some((level) => cursor.take('WITH', level)) ||
    cursor.take('LOCK', 'IN', 'SHARE', 'MODE')
  );
}
