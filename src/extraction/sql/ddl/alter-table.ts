/** ALTER TABLE in every dialect, as amendments. */
import type { ColumnDeclaration, ConstraintDeclaration, NamePart } from '../../../catalog/declarations.js';
import { stringValue } from '../names.js';
import type { Cursor } from '../syntax/cursor.js';
import { tableName } from '../syntax/names.js';
import { tokenKinds } from '../tokens.js';
import { columnDefinition } from './column.js';
import { columnType } from './column-type.js';
import { isConstraintAhead, skipItem, tableConstraint } from './constraint.js';
import { constraintKindMissing, part, type Scan } from './scan-context.js';
import { tableProperties } from './table-options.js';

type Table = readonly NamePart[];
type Action = (scan: Scan, table: Table) => void;

/** Behind `ALTER TABLE`. An action nobody knows is a fault: it may be a misspelt one. */
export function alterTable(scan: Scan): void {
  const { cursor } = scan;
  cursor.take('IF', 'EXISTS');
  cursor.take('ONLY');
  const table = tableName(cursor).parts.map(part);
  cursor.take('*');
  if (cursor.is('PARTITION', '(')) {
    cursor.at++;
    cursor.skipParentheses();
    // Hive: how one partition is read, which is no column of the table.
    if (cursor.is('ADD') || cursor.is('CHANGE') || cursor.is('REPLACE')) {
      cursor.at = cursor.limit;
      return;
    }
  }
  if (cursor.isAtEnd) cursor.fail('an action');
  let last: Action | null = null;
  do {
    const action = actions[cursor.peek()];
    if (action !== undefined && cursor.kind() === tokenKinds.word) {
      cursor.at++;
      action(scan, table);
      last = action;
    } else if (last !== null && (last === add || last === drop)) last(scan, table);
    else if (!otherActions.has(cursor.peek())) cursor.fail('an action of ALTER TABLE');
    skipItem(cursor);
  } while (cursor.take(','));
}

const actions: Readonly<Record<string, Action>> = Object.assign(Object.create(null), {
  ADD: add,
  DROP: drop,
  RENAME: rename,
  CHANGE: change,
  MODIFY: modify,
  ALTER: alterColumn,
  REPLACE: replaceColumns,
  ATTACH: attach,
  COMMENT: tableComment,
  SET: set,
  WITH: withCheck,
});

const otherActions = new Set(
  (
    'OWNER ENABLE DISABLE DETACH INHERIT NO NOT OF CLUSTER CLUSTERED SWAP EXCHANGE PARTITION TOUCH ARCHIVE UNARCHIVE COMPACT CONCATENATE ' +
    'RECOVER UNSET RESET VALIDATE TRUNCATE REORGANIZE REBUILD COALESCE ANALYZE CHECK OPTIMIZE REPAIR REMOVE ENGINE AUTO_INCREMENT ' +
    'CONVERT DEFAULT CHARACTER CHARSET COLLATE ROW_FORMAT ORDER FORCE NOCHECK SWITCH LOCK MOVE SPLIT MERGE COMPRESS NOCOMPRESS LOGGING ' +
    'NOLOGGING CACHE NOCACHE PARALLEL NOPARALLEL SHRINK SUSPEND RESUME REFRESH SKEWED STORED EXPIRE REPLICA APPEND UPDATE FREEZE ' +
    'DISTRIBUTE ALTERNATE READ INMEMORY EXECUTE ALLOW PCTFREE STORAGE TABLESPACE ROW UPGRADE INITRANS INDEX'
  ).split(' '),
);

function add(scan: Scan, table: Table): void {
  const { cursor } = scan;
  if (isOtherAddition(cursor)) return;
  const isColumn = cursor.take('COLUMNS') || cursor.take('COLUMN');
  cursor.take('IF', 'NOT', 'EXISTS');
  if (cursor.is('(')) addColumns(scan, table, columnsInParentheses(scan, table));
  else if (!isColumn && isConstraintAhead(cursor)) addConstraint(scan, table);
  else
    addColumns(scan, table, [
      columnDefinition(scan, (constraint) => pushConstraint(scan, table, constraint)),
    ]);
}

/** Partitions, indexes, policies, T-SQL's default constraints: no columns or keys. */
function isOtherAddition(cursor: Cursor): boolean {
  if (cursor.is('PARTITION') || cursor.is('IF', 'NOT', 'EXISTS', 'PARTITION')) return true;
  if (cursor.is('SEARCH') || cursor.is('ROW', 'ACCESS') || cursor.is('TAG') || cursor.is('SUPPLEMENTAL'))
    return true;
  if (isDefaultConstraint(cursor)) return true;
  const isIndex = cursor.is('INDEX') || cursor.is('KEY') || cursor.is('FULLTEXT') || cursor.is('SPATIAL');
  return isIndex && (cursor.dialect === 'MYSQL' || cursor.dialect === 'TSQL');
}

/** T-SQL: `ADD CONSTRAINT d DEFAULT x FOR c`. */
function isDefaultConstraint(cursor: Cursor): boolean {
  return cursor.is('DEFAULT') || (cursor.is('CONSTRAINT') && cursor.peek(2) === 'DEFAULT');
}

function addConstraint(scan: Scan, table: Table): void {
  const { cursor } = scan;
  const start = cursor.start;
  if (cursor.is('CONSTRAINT') && cursor.peek(2) === '(') {
    cursor.at++;
    const name = cursor.name(true).text;
    cursor.skipParentheses();
    constraintKindMissing(scan, name, start);
    return;
  }
  const constraint = tableConstraint(scan);
  if (constraint !== null) pushConstraint(scan, table, constraint);
}

function pushConstraint(scan: Scan, table: Table, constraint: ConstraintDeclaration): void {
  scan.amendments.push({ kind: 'ADD_CONSTRAINT', table, constraint });
}

function addColumns(scan: Scan, table: Table, columns: readonly ColumnDeclaration[]): void {
  if (columns.length > 0) scan.amendments.push({ kind: 'ADD_COLUMNS', table, columns });
}

/** Constraints among them are added at once. */
function columnsInParentheses(scan: Scan, table: Table): ColumnDeclaration[] {
  const { cursor } = scan;
  const columns: ColumnDeclaration[] = [];
  cursor.expect('(');
  while (!cursor.take(')')) {
    if (cursor.isAtEnd) cursor.fail(')');
    if (cursor.take(',')) continue;
    if (isConstraintAhead(cursor)) addConstraint(scan, table);
    else columns.push(columnDefinition(scan, (constraint) => pushConstraint(scan, table, constraint)));
  }
  return columns;
}

function drop(scan: Scan, table: Table): void {
  const { cursor } = scan;
  if (cursor.take('CONSTRAINT') || cursor.take('FOREIGN', 'KEY') || cursor.take('CHECK')) {
    cursor.take('IF', 'EXISTS');
    scan.amendments.push({ kind: 'DROP_CONSTRAINT', table, name: part(cursor.name(true)) });
    return;
  }
  if (cursor.take('PRIMARY', 'KEY')) {
    scan.amendments.push({ kind: 'DROP_PRIMARY_KEY', table });
    return;
  }
  if (cursor.is('PARTITION') || cursor.is('IF', 'EXISTS', 'PARTITION')) return;
  if (
    (cursor.is('INDEX') || cursor.is('KEY') || cursor.is('UNIQUE')) &&
    cursor.isName &&
    cursor.kind(1) !== -1
  )
    return;
  cursor.take('COLUMN') || cursor.take('COLUMNS');
  cursor.take('IF', 'EXISTS');
  const names = cursor.is('(')
    ? cursor.parenthesised(() => cursor.list(() => cursor.name(true)))
    : [cursor.name(true)];
  for (const name of names) scan.amendments.push({ kind: 'DROP_COLUMN', table, column: part(name) });
}

function rename(scan: Scan, table: Table): void {
  const { cursor } = scan;
  if (cursor.is('CONSTRAINT') || cursor.is('INDEX') || cursor.is('KEY') || cursor.is('PARTITION')) return;
  const isTable = cursor.is('TO') || cursor.is('AS') || (cursor.isName && cursor.kind(1) === -1);
  if (isTable) {
    cursor.take('TO') || cursor.take('AS');
    scan.amendments.push({ kind: 'RENAME_TABLE', table, to: tableName(cursor).parts.map(part) });
    return;
  }
  cursor.take('COLUMN');
  const from = part(cursor.name(true));
  cursor.expect('TO');
  scan.amendments.push({ kind: 'RENAME_COLUMN', table, from, to: part(cursor.name(true)) });
}

/** `CHANGE [COLUMN] a b type …` of Hive and MySQL. */
function change(scan: Scan, table: Table): void {
  const { cursor } = scan;
  cursor.take('COLUMN');
  const from = part(cursor.name(true));
  changeColumn(
    scan,
    table,
    from,
    columnDefinition(scan, (constraint) => pushConstraint(scan, table, constraint)),
  );
}

/** `MODIFY [COLUMN] a type …`, Oracle's `MODIFY (a type, b NOT NULL)`. */
function modify(scan: Scan, table: Table): void {
  const { cursor } = scan;
  cursor.take('COLUMN');
  if (!cursor.take('(')) {
    modifyOne(scan, table);
    return;
  }
  while (!cursor.take(')')) {
    if (cursor.isAtEnd) cursor.fail(')');
    if (!cursor.take(',')) modifyOne(scan, table);
  }
}

function modifyOne(scan: Scan, table: Table): void {
  const definition = columnDefinition(scan, (constraint) => pushConstraint(scan, table, constraint));
  changeColumn(scan, table, definition.name, definition);
}

function changeColumn(scan: Scan, table: Table, from: NamePart, definition: ColumnDeclaration): void {
  const { name, nativeType, isNullable, defaultSql, comment } = definition;
  const column = {
    name,
    ...(nativeType === null ? {} : { nativeType }),
    ...(isNullable === null ? {} : { isNullable }),
    ...(defaultSql === null ? {} : { defaultSql }),
    ...(comment === null ? {} : { comment }),
  };
  scan.amendments.push({ kind: 'CHANGE_COLUMN', table, from, column });
}

/** `ALTER [COLUMN] a TYPE t | SET NOT NULL | …`; T-SQL's `ALTER COLUMN a t NOT NULL`. */
function alterColumn(scan: Scan, table: Table): void {
  const { cursor } = scan;
  if (cursor.is('CONSTRAINT') || cursor.is('INDEX')) return;
  cursor.take('COLUMN');
  cursor.take('IF', 'EXISTS');
  if (cursor.dialect === 'TSQL' && !['ADD', 'DROP', 'SET'].includes(cursor.peek(1))) {
    modifyOne(scan, table);
    return;
  }
  const name = part(cursor.name(true));
  const change = columnChange(scan);
  if (change !== null)
    scan.amendments.push({ kind: 'CHANGE_COLUMN', table, from: name, column: { name, ...change } });
}

function columnChange({ cursor }: Scan): Partial<ColumnDeclaration> | null {
  if (cursor.take('SET', 'NOT', 'NULL')) return { isNullable: false };
  if (cursor.take('DROP', 'NOT', 'NULL')) return { isNullable: true };
  if (cursor.take('DROP', 'DEFAULT')) return { defaultSql: null };
  if (cursor.take('SET', 'DEFAULT')) return { defaultSql: restOfItem(cursor) };
  if (cursor.take('COMMENT') || cursor.take('SET', 'COMMENT')) {
    const comment = stringValue(cursor.tokenText());
    cursor.at++;
    return { comment };
  }
  if (cursor.take('TYPE') || cursor.take('SET', 'DATA', 'TYPE') || cursor.take('SET', 'TYPE')) {
    return { nativeType: columnType(cursor) };
  }
  return null;
}

function restOfItem(cursor: Cursor): string {
  const start = cursor.start;
  skipItem(cursor);
  return cursor.slice(start, cursor.end);
}

function replaceColumns(scan: Scan, table: Table): void {
  const { cursor, amendments } = scan;
  if (!cursor.take('COLUMNS') || !cursor.is('(')) return;
  amendments.push({ kind: 'REPLACE_COLUMNS', table, columns: columnsInParentheses(scan, table) });
}

function attach(scan: Scan, table: Table): void {
  if (!scan.cursor.take('PARTITION')) return;
  scan.amendments.push({
    kind: 'ATTACH_PARTITION',
    table,
    partition: tableName(scan.cursor).parts.map(part),
  });
  scan.cursor.at = scan.cursor.limit;
}

function tableComment({ cursor, amendments }: Scan, table: Table): void {
  cursor.take('=');
  if (cursor.kind() !== tokenKinds.string) return;
  amendments.push({ kind: 'COMMENT_TABLE', table, comment: stringValue(cursor.tokenText()) });
}

function set(scan: Scan, table: Table): void {
  const { cursor } = scan;
  if (cursor.take('COMMENT')) tableComment(scan, table);
  if (!cursor.take('TBLPROPERTIES')) return;
  const comment = tableProperties(cursor).get('comment');
  if (comment !== undefined) scan.amendments.push({ kind: 'COMMENT_TABLE', table, comment });
}

/** T-SQL: `WITH CHECK ADD CONSTRAINT …`. */
function withCheck(scan: Scan, table: Table): void {
  const { cursor } = scan;
  cursor.take('CHECK') || cursor.take('NOCHECK');
  if (cursor.take('ADD')) add(scan, table);
}
