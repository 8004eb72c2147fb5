/** MERGE INTO … USING … ON … WHEN …. */
import type { Assignment, Expression, Name, StatementTree, With } from '../../../lineage/tree.js';
import { assignments } from './assignments.js';
import type { Cursor } from './cursor.js';
import { tableName } from './names.js';
import { projections } from './projection.js';
import { fromItem } from './source.js';
import { tableFactor } from './table-factor.js';

type Merge = Extract<StatementTree, { kind: 'merge' }>;
type Branch = Merge['branches'][number];

export function mergeStatement(cursor: Cursor, ahead: With, start: number): StatementTree {
  cursor.expect('MERGE');
  if (cursor.take('TOP')) cursor.skipParentheses();
  cursor.take('WITH', 'SCHEMA', 'EVOLUTION');
  cursor.take('INTO');
  const target = tableFactor(cursor);
  cursor.expect('USING');
  const source = fromItem(cursor);
  cursor.expect('ON');
  const on = cursor.grammar.expression(cursor);
  const branches: Branch[] = [];
  while (cursor.take('WHEN')) branches.push(...branch(cursor));
  if (branches.length === 0) cursor.fail('WHEN');
  finish(cursor);
  return { kind: 'merge', ...ahead, target, source, on, branches, ...cursor.spanFrom(start) };
}

function finish(cursor: Cursor): void {
  if (cursor.take('OUTPUT') || cursor.take('RETURNING')) {
    cursor.returning = projections(cursor);
    if (cursor.take('INTO')) tableName(cursor);
  }
  if (cursor.is('OPTION', '(')) {
    cursor.at++;
    cursor.skipParentheses();
  }
  if (cursor.take('LOG', 'ERRORS')) cursor.at = cursor.limit;
}

const nothing = { assignments: [], columns: [], values: [], isStar: false } as const;

function branch(cursor: Cursor): Branch[] {
  cursor.take('NOT');
  cursor.expect('MATCHED');
  if (cursor.take('BY') && !cursor.take('SOURCE') && !cursor.take('TARGET')) cursor.fail('SOURCE or TARGET');
  const condition = cursor.take('AND') ? cursor.grammar.expression(cursor) : null;
  cursor.expect('THEN');
  if (cursor.take('UPDATE')) return update(cursor, condition);
  if (cursor.take('DELETE')) return [{ condition, action: 'DELETE', ...nothing }];
  if (cursor.take('DO', 'NOTHING')) return [{ condition, action: 'NOTHING', ...nothing }];
  if (cursor.take('INSERT')) return [insert(cursor, condition)];
  return cursor.fail('UPDATE, DELETE, INSERT or DO NOTHING');
}

/** Oracle adds `WHERE` and `DELETE WHERE` to an update; each is a condition of its own. */
function update(cursor: Cursor, condition: Expression | null): Branch[] {
  if (cursor.take('ALL', 'BY', 'NAME')) return [{ condition, action: 'UPDATE', ...nothing, isStar: true }];
  cursor.expect('SET');
  if (cursor.take('*')) return [{ condition, action: 'UPDATE', ...nothing, isStar: true }];
  const items: Assignment[] = assignments(cursor);
  const where = cursor.take('WHERE') ? cursor.grammar.expression(cursor) : null;
  const branches: Branch[] = [
    { ...nothing, condition: both(condition, where), action: 'UPDATE', assignments: items },
  ];
  if (cursor.take('DELETE', 'WHERE')) {
    branches.push({ ...nothing, condition: cursor.grammar.expression(cursor), action: 'DELETE' });
  }
  return branches;
}

function insert(cursor: Cursor, condition: Expression | null): Branch {
  const base = { ...nothing, condition, action: 'INSERT' } as const;
  if (cursor.take('*') || cursor.take('ROW') || cursor.take('ALL', 'BY', 'NAME'))
    return { ...base, isStar: true };
  const columns = cursor.is('(') ? columnNames(cursor) : [];
  if (cursor.take('ROW')) return { ...base, columns, isStar: true };
  cursor.take('OVERRIDING', 'SYSTEM', 'VALUE') || cursor.take('OVERRIDING', 'USER', 'VALUE');
  if (cursor.take('DEFAULT', 'VALUES')) return { ...base, columns };
  cursor.expect('VALUES');
  const values = cursor.is('(')
    ? cursor.parenthesised(() => cursor.list(() => cursor.grammar.expression(cursor), closing))
    : [cursor.grammar.expression(cursor)];
  const where = cursor.take('WHERE') ? cursor.grammar.expression(cursor) : null;
  return { ...base, condition: both(condition, where), columns, values };
}

const closing = new Set([')']);

function columnNames(cursor: Cursor): Name[] {
  return cursor.parenthesised(() =>
    cursor.list(() => {
      let name = cursor.name(true);
      while (cursor.take('.')) name = cursor.name(true);
      return name;
    }, closing),
  );
}

function both(left: Expression | null, right: Expression | null): Expression | null {
  if (left === null || right === null) return left ?? right;
  return { kind: 'operator', operator: 'AND', operands: [left, right], start: left.start, end: right.end };
}
