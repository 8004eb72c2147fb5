/** One column definition: name, type text, and every option the dialects know. */
import type { ColumnDeclaration, ConstraintDeclaration, NamePart } from '../../../catalog/declarations.js';
import { stringValue } from '../names.js';
import type { Cursor } from '../syntax/cursor.js';
import { tokenKinds } from '../tokens.js';
import { columnType, isOptionAhead } from './column-type.js';
import { enforcement, foreignKeyTarget } from './constraint.js';
import { type ConstraintSink, part, type Scan, takenText } from './scan-context.js';

interface Draft {
  isNullable: boolean | null;
  defaultSql: string | null;
  comment: string | null;
  isGenerated: boolean;
}

/** Reads `name type options…` up to the comma or parenthesis that ends it. */
export function columnDefinition(scan: Scan, sink: ConstraintSink, isPartition = false): ColumnDeclaration {
  const { cursor } = scan;
  const start = cursor.start;
  const name = part(cursor.name(true));
  cursor.take(':');
  const nativeType = columnType(cursor);
  const draft: Draft = { isNullable: null, defaultSql: null, comment: null, isGenerated: false };
  while (!isItemEnd(cursor)) readOption(scan, name, draft, sink);
  return { name, nativeType, ...draft, isPartition, position: scan.lines.position(start, cursor.end) };
}

export function isItemEnd(cursor: Cursor): boolean {
  return cursor.isAtEnd || cursor.is(',') || cursor.is(')') || cursor.is(';');
}

type OptionReader = (scan: Scan, column: NamePart, draft: Draft, sink: ConstraintSink) => void;

const readers: Readonly<Record<string, OptionReader>> = Object.assign(Object.create(null), {
  NOT: readNot,
  NULL: (_scan: Scan, _column: NamePart, draft: Draft) => {
    draft.isNullable = true;
  },
  DEFAULT: readDefault,
  COMMENT: readComment,
  GENERATED: readGenerated,
  AS: readComputed,
  MATERIALIZED: readComputed,
  ALIAS: readComputed,
  CONSTRAINT: readNamed,
  PRIMARY: readPrimary,
  UNIQUE: readUnique,
  FOREIGN: readReferences,
  REFERENCES: readReferences,
  CHECK: readCheck,
  OPTIONS: readOptions,
  COLLATE: skipName,
  ENCODE: skipName,
  CHARSET: skipName,
  MASKING: skipPolicy,
  WITH: skipPolicy,
  ON: skipAction,
});

function readOption(scan: Scan, column: NamePart, draft: Draft, sink: ConstraintSink): void {
  const { cursor } = scan;
  const reader = cursor.kind() === tokenKinds.word ? readers[cursor.peek()] : undefined;
  if (cursor.is('(')) cursor.skipParentheses();
  else cursor.at++;
  reader?.(scan, column, draft, sink);
}

function readNot({ cursor }: Scan, _column: NamePart, draft: Draft): void {
  if (cursor.take('NULL')) draft.isNullable = false;
}

/** The expression's text, up to the next option. */
function readDefault({ cursor }: Scan, _column: NamePart, draft: Draft): void {
  cursor.take('ON', 'NULL') || cursor.take('ON', 'UPDATE');
  const start = cursor.start;
  for (let isFirst = true; !isItemEnd(cursor); isFirst = false) {
    if (!isFirst && isOptionAhead(cursor)) break;
    if (cursor.is('(')) cursor.skipParentheses();
    else cursor.at++;
  }
  draft.defaultSql = takenText(cursor, start);
}

function readComment({ cursor }: Scan, _column: NamePart, draft: Draft): void {
  cursor.take('=');
  if (cursor.kind() !== tokenKinds.string && cursor.kind() !== tokenKinds.quotedName) return;
  draft.comment = stringValue(cursor.tokenText());
  cursor.at++;
}

/** `GENERATED ALWAYS|BY DEFAULT AS IDENTITY|(expression)`. */
function readGenerated({ cursor }: Scan, _column: NamePart, draft: Draft): void {
  draft.isGenerated = true;
  while (!isItemEnd(cursor) && !cursor.is('AS')) cursor.at++;
  cursor.take('AS');
  if (cursor.is('(')) cursor.skipParentheses();
  else if (!isItemEnd(cursor)) cursor.at++;
  if (cursor.is('(')) cursor.skipParentheses();
}

function readComputed({ cursor }: Scan, _column: NamePart, draft: Draft): void {
  if (!cursor.is('(')) return;
  draft.isGenerated = true;
  cursor.skipParentheses();
}

function readNamed(scan: Scan, column: NamePart, draft: Draft, sink: ConstraintSink): void {
  const { cursor } = scan;
  if (isItemEnd(cursor)) return;
  const start = cursor.start;
  const name = part(cursor.name(true));
  const word = cursor.peek();
  const named: ConstraintSink = (constraint) => sink({ ...constraint, name: constraint.name ?? name });
  if (['PRIMARY', 'UNIQUE', 'FOREIGN', 'REFERENCES', 'CHECK'].includes(word)) {
    cursor.at++;
    readers[word]?.(scan, column, draft, named);
  } else if (cursor.is('(')) {
    scan.issues.push({
      severity: 'ERROR',
      code: 'CONSTRAINT_KIND_MISSING',
      message: `constraint ${name.text} does not say what kind it is`,
      charStart: start,
      charEnd: cursor.end,
      hint: null,
    });
  }
}

function inline(
  scan: Scan,
  column: NamePart,
  kind: ConstraintDeclaration['kind'],
  start: number,
): ConstraintDeclaration {
  return {
    name: null,
    kind,
    columns: [column],
    referencedTable: null,
    referencedColumns: [],
    checkSql: null,
    isEnforced: enforcement(scan.cursor),
    position: scan.lines.position(start, scan.cursor.end),
  };
}

function wordStart(cursor: Cursor): number {
  return cursor.tokens.startAt(cursor.at - 1) - cursor.base;
}

function readPrimary(scan: Scan, column: NamePart, _draft: Draft, sink: ConstraintSink): void {
  const start = wordStart(scan.cursor);
  if (!scan.cursor.take('KEY')) return;
  sink(inline(scan, column, 'PRIMARY_KEY', start));
}

function readUnique(scan: Scan, column: NamePart, _draft: Draft, sink: ConstraintSink): void {
  const start = wordStart(scan.cursor);
  scan.cursor.take('KEY');
  sink(inline(scan, column, 'UNIQUE', start));
}

/** `[FOREIGN KEY] REFERENCES t (c)`; FOREIGN was taken, or REFERENCES. */
function readReferences(scan: Scan, column: NamePart, _draft: Draft, sink: ConstraintSink): void {
  const { cursor } = scan;
  const start = wordStart(cursor);
  if (cursor.take('KEY') && !cursor.take('REFERENCES')) return;
  const target = foreignKeyTarget(cursor);
  sink({ ...inline(scan, column, 'FOREIGN_KEY', start), ...target });
}

function readCheck(scan: Scan, _column: NamePart, _draft: Draft, sink: ConstraintSink): void {
  const { cursor } = scan;
  const start = wordStart(cursor);
  if (!cursor.is('(')) return;
  const open = cursor.start;
  cursor.skipParentheses();
  const checkSql = cursor.slice(open + 1, cursor.end - 1).trim();
  sink({ ...inline(scan, { text: '', quoted: false }, 'CHECK', start), columns: [], checkSql });
}

/** BigQuery's `OPTIONS (description = 'x')`. */
function readOptions({ cursor }: Scan, _column: NamePart, draft: Draft): void {
  if (!cursor.is('(')) return;
  const from = cursor.at;
  cursor.skipParentheses();
  for (let index = from; index < cursor.at; index++) {
    if (cursor.tokens.upperAt(index) !== 'DESCRIPTION' || cursor.tokens.upperAt(index + 1) !== '=') continue;
    draft.comment = stringValue(cursor.tokens.textAt(index + 2));
  }
}

function skipName({ cursor }: Scan): void {
  if (isItemEnd(cursor)) return;
  cursor.at++;
  while (cursor.is('.')) cursor.at += 2;
}

/** `MASKING POLICY p USING (a, b)`, `WITH MASKING POLICY p`, `WITH TAG (…)`. */
function skipPolicy({ cursor }: Scan): void {
  cursor.take('MASKING') || cursor.take('PROJECTION') || cursor.take('ROW', 'ACCESS');
  if (!cursor.take('POLICY')) return;
  if (cursor.isName) cursor.at++;
  while (cursor.is('.')) cursor.at += 2;
  cursor.take('USING');
}

/** `ON UPDATE CURRENT_TIMESTAMP`, `ON DELETE CASCADE`, `ON CONFLICT ROLLBACK`. */
function skipAction({ cursor }: Scan): void {
  for (let count = 0; count < 2 && !isItemEnd(cursor); count++) cursor.at++;
}
