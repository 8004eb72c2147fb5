/** Queries: WITH, SELECT, set operations, VALUES, and the clauses after them. */
import type { Cte, Expression, Query, Select, SetOperation, Values, With } from '../../../lineage/tree.js';
import { type Cursor, maximumDepth, SyntaxFault } from './cursor.js';
import { emptySelect, emptyTail } from './empty-select.js';
import { nameList, tableName } from './names.js';
import { select } from './select.js';
import { readTail } from './tail.js';
import { addSibling, type Siblings } from './visible-ctes.js';

export function query(cursor: Cursor): Query {
  return cursor.nestedQuery(() => {
    const start = cursor.start;
    return queryAfterWith(cursor, start, withClause(cursor));
  });
}

/** The query that follows an already read WITH clause. */
export function queryAfterWith(cursor: Cursor, start: number, { ctes, isRecursive }: With): Query {
  const body = setExpression(cursor);
  const tail = readTail(cursor);
  const orderBy = [...body.orderBy, ...tail.orderBy];
  const limit = [...body.limit, ...tail.limit];
  const common = {
    ctes: [...ctes, ...body.ctes],
    isRecursive: isRecursive || body.isRecursive,
    limit,
    ...cursor.spanFrom(start),
  };
  if (body.kind === 'select')
    return { ...body, ...common, orderBy, sortBy: [...body.sortBy, ...tail.sortBy] };
  return { ...body, ...common, orderBy: [...orderBy, ...tail.sortBy] };
}

/** `WITH a AS (…), b (x) AS (…)`; none is an empty list. */
export function withClause(cursor: Cursor): With {
  const isWith = cursor.is('WITH') && cursor.peek(1) !== '(';
  if (!isWith) return noCtes;
  cursor.at++;
  const isRecursive = cursor.is('RECURSIVE') && cursor.peek(1) !== 'AS';
  if (isRecursive) cursor.at++;
  const siblings: Siblings = { named: new Map(), isRecursive };
  const ctes = cursor.list(() => cte(cursor, siblings), mainWords);
  return { ctes, isRecursive };
}

export const noCtes: With = { ctes: [], isRecursive: false };

const mainWords = new Set(['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'MERGE']);

function cte(cursor: Cursor, siblings: Siblings): Cte {
  const start = cursor.start;
  const name = cursor.name(true);
  const columns = cursor.is('(') ? nameList(cursor) : [];
  if (cursor.take('USING', 'KEY')) nameList(cursor);
  cursor.take('AS');
  cursor.take('NOT', 'MATERIALIZED') || cursor.take('MATERIALIZED');
  const inner = cursor.parenthesised(() => cursor.grammar.cteBody(cursor, siblings));
  skipCycleClauses(cursor);
  const made = { name, columns, query: inner, ...cursor.spanFrom(start) };
  addSibling(siblings, made);
  return made;
}

/** `SEARCH DEPTH FIRST BY x SET y`, `CYCLE x SET y [TO … DEFAULT …] USING z`. */
function skipCycleClauses(cursor: Cursor): void {
  if (cursor.is('SEARCH', 'DEPTH') || cursor.is('SEARCH', 'BREADTH')) {
    cursor.at += 4;
    cursor.list(() => cursor.name());
    cursor.expect('SET');
    cursor.name();
  }
  if (cursor.take('CYCLE')) {
    cursor.list(() => cursor.name());
    cursor.expect('SET');
    cursor.name();
    if (cursor.take('TO')) {
      cursor.grammar.expression(cursor);
      cursor.expect('DEFAULT');
      cursor.grammar.expression(cursor);
    }
    if (cursor.take('USING')) cursor.name();
  }
}

interface Operator {
  readonly operator: SetOperation['operator'];
  readonly isAll: boolean;
  readonly byName: boolean;
}

/** Set operations in a loop; branches of equal operators share one node, so that 10,000 do not nest. */
function setExpression(cursor: Cursor): Query {
  const start = cursor.start;
  let current = intersection(cursor);
  let operator = setOperator(cursor);
  for (let alternations = 0; operator !== null; alternations++) {
    if (alternations > maximumDepth) throw tooManyOperators(cursor);
    const branches = [current, intersection(cursor)];
    let isAll = operator.isAll;
    let next = setOperator(cursor);
    while (next !== null && next.operator === operator.operator && next.byName === operator.byName) {
      isAll &&= next.isAll;
      branches.push(intersection(cursor));
      next = setOperator(cursor);
    }
    current = setOperation({ ...operator, isAll }, branches, cursor, start);
    operator = next;
  }
  return current;
}

/** INTERSECT binds tighter than UNION and EXCEPT. */
function intersection(cursor: Cursor): Query {
  const start = cursor.start;
  const first = branch(cursor);
  if (!cursor.is('INTERSECT')) return first;
  const branches = [first];
  let isAll = true;
  while (cursor.is('INTERSECT')) {
    isAll = setOperator(cursor)?.isAll === true && isAll;
    branches.push(branch(cursor));
  }
  return setOperation({ operator: 'INTERSECT', isAll, byName: false }, branches, cursor, start);
}

function setOperation(by: Operator, branches: readonly Query[], cursor: Cursor, start: number): SetOperation {
  return { kind: 'set', ...by, branches, ...emptyTail, ...cursor.spanFrom(start) };
}

function tooManyOperators(cursor: Cursor): SyntaxFault {
  const message = `more than ${maximumDepth} alternating set operators`;
  return new SyntaxFault(message, cursor.start, cursor.start, 'LIMIT_EXCEEDED');
}

const setWords: Readonly<Record<string, SetOperation['operator']>> = {
  UNION: 'UNION',
  INTERSECT: 'INTERSECT',
  EXCEPT: 'EXCEPT',
  MINUS: 'EXCEPT',
};

function setOperator(cursor: Cursor): Operator | null {
  const operator = setWords[cursor.peek()];
  if (operator === undefined) return null;
  cursor.at++;
  const isAll = cursor.take('ALL');
  if (!isAll) cursor.take('DISTINCT');
  const byName = cursor.take('BY', 'NAME');
  if (cursor.take('CORRESPONDING') && cursor.take('BY')) nameList(cursor);
  return { operator, isAll, byName };
}

function branch(cursor: Cursor): Query {
  const word = cursor.peek();
  if (word === '(') {
    cursor.at++;
    const inner = cursor.grammar.query(cursor);
    cursor.expect(')');
    return inner;
  }
  if (word === 'SELECT' || word === 'FROM' || word === 'SEL') return select(cursor);
  if (word === 'VALUES') return values(cursor);
  if (word === 'TABLE') return bareTable(cursor);
  return cursor.fail('SELECT');
}

/** `VALUES (1, 2), (3, 4)`. */
export function values(cursor: Cursor): Values {
  const start = cursor.start;
  cursor.expect('VALUES');
  const rows = cursor.list(() => valuesRow(cursor), closing);
  return { kind: 'values', rows, ...emptyTail, ...cursor.spanFrom(start) };
}

const closing = new Set([')']);

function valuesRow(cursor: Cursor): Expression[] {
  cursor.take('ROW');
  if (!cursor.is('(')) return [cursor.grammar.expression(cursor)];
  const at = cursor.at;
  cursor.at++;
  const row = cursor.is(')') ? [] : cursor.list(() => cursor.grammar.expression(cursor), closing);
  cursor.expect(')');
  if (cursor.isAtEnd || rowEnds.has(cursor.peek()) || cursor.isName) return row;
  cursor.at = at;
  return [cursor.grammar.expression(cursor)];
}

const rowEnds = new Set([',', ')', ';', 'AS', 'ON', 'ORDER', 'LIMIT', 'UNION', 'RETURNING']);

function bareTable(cursor: Cursor): Select {
  const start = cursor.start;
  cursor.expect('TABLE');
  const name = tableName(cursor);
  const span = cursor.spanFrom(start);
  return {
    ...emptySelect(span),
    projections: [{ kind: 'star', qualifier: [], except: [], replace: [], rename: [], ...span }],
    from: [{ kind: 'table', name, alias: null, columnAliases: [], ...span }],
  };
}
