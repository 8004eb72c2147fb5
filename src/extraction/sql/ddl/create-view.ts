/** CREATE VIEW: its columns with comments, and the text of its query. */
import type { ColumnDeclaration } from '../../../catalog/declarations.js';
import type { TableKind } from '../../../catalog/vocabulary.js';
import { stringValue } from '../names.js';
import type { Cursor } from '../syntax/cursor.js';
import { tableName } from '../syntax/names.js';
import { tokenKinds } from '../tokens.js';
import { columnDefinition } from './column.js';
import { isConstraintAhead, skipItem } from './constraint.js';
import { part, type Scan } from './scan-context.js';

/** Behind `CREATE … VIEW [IF NOT EXISTS]`. */
export function createView(scan: Scan, tableKind: TableKind): void {
  const { cursor } = scan;
  const start = cursor.start;
  const name = tableName(cursor).parts.map(part);
  const position = scan.lines.position(start, cursor.end);
  const columns = cursor.is('(') && !isQuery(cursor, 0) ? viewColumns(scan) : [];
  const { comment, viewSql } = findQuery(cursor);
  if (viewSql === null) cursor.fail('AS and a query');
  scan.declarations.push({
    name,
    tableKind,
    columns,
    constraints: [],
    comment,
    viewSql,
    isExternal: false,
    storage: null,
    like: null,
    position,
  });
}

function viewColumns(scan: Scan): ColumnDeclaration[] {
  const { cursor } = scan;
  const columns: ColumnDeclaration[] = [];
  cursor.expect('(');
  while (!cursor.take(')')) {
    if (cursor.isAtEnd) cursor.fail(')');
    if (cursor.take(',')) continue;
    if (isConstraintAhead(cursor)) skipItem(cursor);
    else columns.push(columnDefinition(scan, () => undefined));
  }
  return columns;
}

function isQuery(cursor: Cursor, from: number): boolean {
  let ahead = from;
  while (cursor.peek(ahead) === '(') ahead++;
  const word = cursor.peek(ahead);
  return (
    word === 'SELECT' ||
    word === 'WITH' ||
    word === 'VALUES' ||
    word === 'TABLE' ||
    word === 'FROM' ||
    word === 'SEL' ||
    (cursor.dialect === 'DUCKDB' && (word === 'PIVOT' || word === 'UNPIVOT'))
  );
}

/** The comment among the options, and the text from the query's first word to the end. */
function findQuery(cursor: Cursor): { comment: string | null; viewSql: string | null } {
  let comment: string | null = null;
  while (!cursor.isAtEnd) {
    const isStart = cursor.is('AS') && isQuery(cursor, 1);
    if (isStart || cursor.is('SELECT')) {
      if (isStart) cursor.at++;
      const start = cursor.start;
      cursor.at = cursor.limit;
      return { comment, viewSql: cursor.slice(start, cursor.end) };
    }
    if (cursor.is('COMMENT')) {
      const ahead = cursor.peek(1) === '=' ? 2 : 1;
      if (cursor.kind(ahead) === tokenKinds.string) comment = stringValue(cursor.tokenText(ahead));
    }
    if (cursor.is('(')) cursor.skipParentheses();
    else cursor.at++;
  }
  return { comment, viewSql: null };
}
