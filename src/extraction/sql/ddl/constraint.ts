/** Table constraints and what foreign keys point to. */
import type { ConstraintDeclaration, NamePart } from '../../../catalog/declarations.js';
import type { Cursor } from '../syntax/cursor.js';
import { tableName } from '../syntax/names.js';
import { tokenKinds } from '../tokens.js';
import { constraintKindMissing, part, type Scan } from './scan-context.js';

/** Whether the item at the head is a constraint or index and no column. */
export function isConstraintAhead(cursor: Cursor): boolean {
  if (cursor.kind() !== tokenKinds.word) return false;
  const next = cursor.peek(1);
  switch (cursor.peek()) {
    case 'CONSTRAINT':
      return cursor.kind(1) === tokenKinds.word || cursor.kind(1) === tokenKinds.quotedName;
    case 'PRIMARY':
    case 'FOREIGN':
      return next === 'KEY';
    case 'UNIQUE':
      return next === '(' || isIndexWord(next) || cursor.peek(2) === '(' || next === 'NULLS';
    case 'CHECK':
      return next === '(';
    case 'EXCLUDE':
      return next === 'USING' || next === '(';
    case 'FULLTEXT':
    case 'SPATIAL':
      return isIndexWord(next) || next === '(';
    case 'INDEX':
    case 'KEY':
      return cursor.dialect === 'MYSQL' || (cursor.dialect === 'TSQL' && cursor.is('INDEX'));
    case 'SUPPLEMENTAL':
      return next === 'LOG';
    case 'PERIOD':
    case 'WATERMARK':
      return next === 'FOR';
    default:
      return false;
  }
}

function isIndexWord(word: string): boolean {
  return word === 'KEY' || word === 'INDEX' || word === 'CLUSTERED' || word === 'NONCLUSTERED';
}

/** Reads one constraint; null for indexes and for what has no kind (reported). The head ends behind its options. */
export function tableConstraint(scan: Scan): ConstraintDeclaration | null {
  const { cursor } = scan;
  const start = cursor.start;
  let name: NamePart | null = null;
  if (cursor.take('CONSTRAINT') && !isKindAhead(cursor)) name = part(cursor.name(true));
  const constraint = kindOf(scan, name, start);
  const isEnforced = enforcement(cursor);
  skipOptions(cursor);
  return constraint === null
    ? null
    : { ...constraint, isEnforced, position: scan.lines.position(start, cursor.end) };
}

function isKindAhead(cursor: Cursor): boolean {
  return (
    cursor.is('PRIMARY', 'KEY') ||
    cursor.is('FOREIGN', 'KEY') ||
    cursor.is('CHECK', '(') ||
    cursor.is('UNIQUE', '(')
  );
}

function kindOf(scan: Scan, name: NamePart | null, start: number): ConstraintDeclaration | null {
  const { cursor } = scan;
  const base = {
    name,
    referencedTable: null,
    referencedColumns: [],
    checkSql: null,
    isEnforced: null,
    position: null,
  };
  if (cursor.take('PRIMARY', 'KEY')) return { ...base, kind: 'PRIMARY_KEY', columns: keyColumns(cursor) };
  if (cursor.take('UNIQUE')) {
    const own = indexName(cursor) ?? name;
    return { ...base, name: own, kind: 'UNIQUE', columns: keyColumns(cursor) };
  }
  if (cursor.take('FOREIGN', 'KEY')) {
    const own = cursor.isName && !cursor.is('(') ? part(cursor.name()) : null;
    const columns = keyColumns(cursor);
    if (!cursor.take('REFERENCES')) cursor.fail('REFERENCES');
    return { ...base, name: name ?? own, kind: 'FOREIGN_KEY', columns, ...foreignKeyTarget(cursor) };
  }
  if (cursor.take('CHECK')) {
    cursor.take('NOT', 'FOR', 'REPLICATION');
    const open = cursor.start;
    cursor.skipParentheses();
    return { ...base, kind: 'CHECK', columns: [], checkSql: cursor.slice(open + 1, cursor.end - 1).trim() };
  }
  if (cursor.take('EXCLUDE')) return { ...base, kind: 'EXCLUSION', columns: exclusionColumns(cursor) };
  if (name !== null) constraintKindMissing(scan, name.text, start);
  skipItem(cursor);
  return null;
}

/** `UNIQUE [KEY|INDEX] [name] [CLUSTERED] [NULLS NOT DISTINCT]`. */
function indexName(cursor: Cursor): NamePart | null {
  cursor.take('KEY') || cursor.take('INDEX');
  cursor.take('NULLS', 'NOT', 'DISTINCT') || cursor.take('NULLS', 'DISTINCT');
  if (cursor.is('CLUSTERED') || cursor.is('NONCLUSTERED') || cursor.is('(')) return null;
  if (cursor.is('USING') && cursor.peek(1) === 'INDEX') return null;
  return cursor.isName ? part(cursor.name()) : null;
}

/** `[CLUSTERED] [HASH] (a ASC, b(10), lower(c))`: plain columns only; none when the list is missing (`USING INDEX i`). */
export function keyColumns(cursor: Cursor): NamePart[] {
  while (!cursor.is('(')) {
    if (!cursor.isName || cursor.is('REFERENCES')) return [];
    cursor.at++;
  }
  cursor.expect('(');
  const columns: NamePart[] = [];
  while (!cursor.take(')')) {
    if (cursor.isAtEnd) cursor.fail(')');
    if (cursor.take(',')) continue;
    const isName = cursor.isName || cursor.kind() === tokenKinds.string;
    if (isName && isPlainColumn(cursor)) columns.push(part(cursor.name(true)));
    skipKeyItem(cursor);
  }
  return columns;
}

/** `name(10)` is a prefix length, `lower(name)` an expression. */
function isPlainColumn(cursor: Cursor): boolean {
  return cursor.peek(1) !== '(' || cursor.kind(2) === tokenKinds.number;
}

function skipKeyItem(cursor: Cursor): void {
  while (!cursor.isAtEnd && !cursor.is(',') && !cursor.is(')')) {
    if (cursor.is('(')) cursor.skipParentheses();
    else cursor.at++;
  }
}

function exclusionColumns(cursor: Cursor): NamePart[] {
  if (cursor.take('USING')) cursor.at++;
  return keyColumns(cursor);
}

/** What stands behind REFERENCES. */
export function foreignKeyTarget(
  cursor: Cursor,
): Pick<ConstraintDeclaration, 'referencedTable' | 'referencedColumns'> {
  const referencedTable = tableName(cursor).parts.map(part);
  return { referencedTable, referencedColumns: cursor.is('(') ? keyColumns(cursor) : [] };
}

const actionWords = new Set(
  (
    'ON DELETE UPDATE CASCADE RESTRICT NO ACTION SET NULL DEFAULT MATCH FULL PARTIAL SIMPLE DEFERRABLE INITIALLY DEFERRED IMMEDIATE ' +
    'ASC DESC CLUSTERED NONCLUSTERED'
  ).split(' '),
);

/** ENFORCED, NOT ENFORCED, DISABLE, NOVALIDATE behind a constraint, actions passed over; null when nothing is said. */
export function enforcement(cursor: Cursor): boolean | null {
  let isEnforced: boolean | null = null;
  for (;;) {
    if (cursor.take('NOT', 'ENFORCED') || cursor.take('DISABLE', 'NOVALIDATE') || cursor.take('DISABLE'))
      isEnforced = false;
    else if (cursor.take('ENFORCED') || cursor.take('ENABLE', 'VALIDATE') || cursor.take('ENABLE'))
      isEnforced = true;
    else if (cursor.take('NOT', 'DEFERRABLE') || cursor.take('NOT', 'VALID') || cursor.take('NOVALIDATE'))
      continue;
    else if (
      cursor.take('RELY') ||
      cursor.take('NORELY') ||
      cursor.take('NO', 'INHERIT') ||
      cursor.take('VALIDATE')
    )
      continue;
    else if (actionWords.has(cursor.peek()) && !isColumnOption(cursor)) cursor.at++;
    else return isEnforced;
  }
}

/** DEFAULT and NULL of the column itself, as opposed to `SET DEFAULT`. */
function isColumnOption(cursor: Cursor): boolean {
  if (cursor.is('ON') && cursor.peek(1) !== 'DELETE' && cursor.peek(1) !== 'UPDATE') return true;
  if (cursor.is('ON', 'UPDATE') && !actionWords.has(cursor.peek(2))) return true;
  const word = cursor.peek();
  return (word === 'DEFAULT' || word === 'NULL') && cursor.tokens.upperAt(cursor.at - 1) !== 'SET';
}

/** `USING INDEX …`, `WITH (…)`, `TABLESPACE x`, comments: up to the end of the item. */
function skipOptions(cursor: Cursor): void {
  skipItem(cursor);
}

export function skipItem(cursor: Cursor): void {
  while (!cursor.isAtEnd && !cursor.is(',') && !cursor.is(')') && !cursor.is(';')) {
    if (cursor.is('(')) cursor.skipParentheses();
    else cursor.at++;
  }
}
