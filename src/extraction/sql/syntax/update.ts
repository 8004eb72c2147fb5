/** UPDATE and DELETE. */
import type { Source, StatementTree, With } from '../../../lineage/tree.js';
import { assignments } from './assignments.js';
import type { Cursor } from './cursor.js';
import { tableName } from './names.js';
import { projections } from './projection.js';
import { fromItem, fromList } from './source.js';
import { readTail } from './tail.js';

/** The target is a join where the dialect updates through one (MySQL). */
export function updateStatement(cursor: Cursor, ahead: With, start: number): StatementTree {
  cursor.expect('UPDATE');
  cursor.takeAny(modifiers);
  if (cursor.take('TOP')) cursor.skipParentheses();
  const sources = fromList(cursor);
  const target = sources[0];
  if (target === undefined) return cursor.fail('a table');
  cursor.expect('SET');
  const items = assignments(cursor);
  if (cursor.take('OUTPUT')) skipOutput(cursor);
  const from = [...sources.slice(1), ...(cursor.take('FROM') ? fromList(cursor) : [])];
  const where = cursor.take('WHERE') ? condition(cursor) : null;
  finish(cursor);
  return { kind: 'update', ...ahead, target, assignments: items, from, where, ...cursor.spanFrom(start) };
}

const modifiers = new Set(['LOW_PRIORITY', 'IGNORE']);

function condition(cursor: Cursor): ReturnType<Cursor['grammar']['expression']> | null {
  if (cursor.take('CURRENT', 'OF')) {
    cursor.name();
    return null;
  }
  return cursor.grammar.expression(cursor);
}

function skipOutput(cursor: Cursor): void {
  projections(cursor);
  if (cursor.take('INTO')) tableName(cursor);
}

function finish(cursor: Cursor): void {
  readTail(cursor);
  if (cursor.take('RETURNING')) {
    cursor.returning = projections(cursor);
    if (cursor.take('INTO')) cursor.list(() => cursor.grammar.expression(cursor));
  }
}

/** Dialects in which DELETE needs no FROM. */
const bareDelete = new Set(['TSQL', 'MYSQL', 'ORACLE', 'BIGQUERY', 'ANSI']);

/** `DELETE FROM t [USING …]`, `DELETE t FROM t JOIN …` (T-SQL, MySQL), `DELETE t WHERE …`. */
export function deleteStatement(cursor: Cursor, ahead: With, start: number): StatementTree {
  cursor.at++;
  cursor.takeAny(modifiers);
  if (cursor.take('TOP')) cursor.skipParentheses();
  const hasFrom = cursor.take('FROM');
  if (!hasFrom && !bareDelete.has(cursor.dialect)) cursor.fail('FROM');
  const target: Source = fromItem(cursor);
  while (cursor.take(',')) fromItem(cursor);
  if (cursor.take('OUTPUT')) skipOutput(cursor);
  const using =
    cursor.take('USING') || (!hasFrom && cursor.take('FROM')) || cursor.take('FROM') ? fromList(cursor) : [];
  const where = cursor.take('WHERE') ? condition(cursor) : null;
  finish(cursor);
  return { kind: 'delete', ...ahead, target, using, where, ...cursor.spanFrom(start) };
}
