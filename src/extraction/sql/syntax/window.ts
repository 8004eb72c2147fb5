/** Window definitions and ORDER BY items. */
import type { Expression, Window } from '../../../lineage/tree.js';
import { tokenKinds } from '../tokens.js';
import type { Cursor } from './cursor.js';

/** `( [name] [PARTITION BY …] [ORDER BY …] [frame] )`. */
export function windowDefinition(cursor: Cursor): Window {
  cursor.expect('(');
  const words = cursor.peek();
  const isReference =
    cursor.isName &&
    !['PARTITION', 'ORDER', 'ROWS', 'RANGE', 'GROUPS', 'DISTRIBUTE', 'SORT', 'CLUSTER'].includes(words);
  const reference = isReference ? cursor.name().text : null;
  let partitionBy: Expression[] = [];
  let orderBy: Expression[] = [];
  if (cursor.take('PARTITION', 'BY') || cursor.take('DISTRIBUTE', 'BY') || cursor.take('CLUSTER', 'BY')) {
    partitionBy = cursor.list(() => cursor.grammar.expression(cursor));
  }
  if (cursor.take('ORDER', 'BY') || cursor.take('SORT', 'BY')) orderBy = orderItems(cursor);
  if (cursor.is('ROWS') || cursor.is('RANGE') || cursor.is('GROUPS')) readFrame(cursor);
  cursor.expect(')');
  return { reference, partitionBy, orderBy };
}

/** Frames name no columns that matter; they are checked for their shape only. */
function readFrame(cursor: Cursor): void {
  cursor.at++;
  if (cursor.take('BETWEEN')) {
    readBound(cursor);
    cursor.expect('AND');
  }
  readBound(cursor);
  if (cursor.take('EXCLUDE')) while (cursor.kind() === tokenKinds.word) cursor.at++;
}

function readBound(cursor: Cursor): void {
  if (cursor.take('CURRENT', 'ROW')) return;
  if (!cursor.take('UNBOUNDED')) cursor.grammar.expression(cursor);
  if (!cursor.take('PRECEDING') && !cursor.take('FOLLOWING')) cursor.fail('PRECEDING or FOLLOWING');
}

/** `expression [ASC|DESC] [USING op] [NULLS FIRST|LAST]`, parted by commas. */
export function orderItems(cursor: Cursor): Expression[] {
  return cursor.list(() => {
    const value = cursor.grammar.expression(cursor);
    if (cursor.take('USING')) cursor.at++;
    cursor.take('ASC') || cursor.take('DESC');
    if (cursor.take('NULLS') && !cursor.take('FIRST') && !cursor.take('LAST')) cursor.fail('FIRST or LAST');
    if (cursor.take('WITH', 'FILL')) return value;
    return value;
  });
}
