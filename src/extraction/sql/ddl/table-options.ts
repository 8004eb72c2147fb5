/** Everything behind the column list of CREATE TABLE. */
import type { ColumnDeclaration, NamePart } from '../../../catalog/declarations.js';
import { stringValue, unquote } from '../names.js';
import type { Cursor } from '../syntax/cursor.js';
import { tableName } from '../syntax/names.js';
import { tokenKinds } from '../tokens.js';
import { columnDefinition } from './column.js';
import { part, type Scan, type TableDraft } from './scan-context.js';

type OptionReader = (scan: Scan, draft: TableDraft) => void;

const readers: Readonly<Record<string, OptionReader>> = Object.assign(Object.create(null), {
  PARTITIONED: partitionedBy,
  PARTITION: partitionBy,
  CLUSTERED: clusteredBy,
  CLUSTER: clusteredBy,
  DISTKEY: clusterKey,
  STORED: storedAs,
  USING: (scan: Scan, draft: TableDraft) => formatName(scan.cursor, draft),
  ENGINE: (scan: Scan, draft: TableDraft) => engine(scan.cursor, draft),
  LOCATION: location,
  TBLPROPERTIES: properties,
  OPTIONS: properties,
  WITH: properties,
  COMMENT: comment,
  LIKE: like,
  CLONE: like,
  INHERITS: inherits,
});

/** Reads options up to the end, or to the query of a CTAS. */
export function readTableOptions(scan: Scan, draft: TableDraft): void {
  const { cursor } = scan;
  while (!cursor.isAtEnd) {
    const word = cursor.kind() === tokenKinds.word ? cursor.peek() : '';
    if (word === 'SELECT' || (word === 'AS' && startsQuery(cursor.peek(1)))) return;
    if (cursor.is(')')) cursor.fail('the end of the statement');
    const reader = readers[word];
    if (cursor.is('(')) cursor.skipParentheses();
    else cursor.at++;
    reader?.(scan, draft);
  }
}

function startsQuery(word: string): boolean {
  return (
    word === 'SELECT' ||
    word === 'WITH' ||
    word === '(' ||
    word === 'VALUES' ||
    word === 'TABLE' ||
    word === 'FROM'
  );
}

/** Hive: columns with types. Spark, Iceberg: names of columns, or transforms of them. */
function partitionedBy(scan: Scan, draft: TableDraft): void {
  const { cursor } = scan;
  if (!cursor.take('BY')) return;
  if (cursor.take('SPEC')) {
    cursor.skipParentheses();
    return;
  }
  if (!cursor.take('(')) return;
  while (!cursor.take(')')) {
    if (cursor.isAtEnd) cursor.fail(')');
    if (cursor.take(',')) continue;
    partitionItem(scan, draft);
  }
}

function partitionItem(scan: Scan, draft: TableDraft): void {
  const { cursor } = scan;
  const start = cursor.start;
  if (cursor.peek(1) === '(') {
    skipToComma(cursor);
    draft.storage.partitionedBy.push(cursor.slice(start, cursor.end));
    return;
  }
  const column = columnDefinition(scan, () => undefined, true);
  draft.storage.partitionedBy.push(column.name.text);
  if (column.nativeType === null) markPartition(draft, column.name);
  else draft.columns.push(column);
}

function markPartition(draft: TableDraft, name: NamePart): void {
  const key = name.text.toLowerCase();
  const index = draft.columns.findIndex((column) => column.name.text.toLowerCase() === key);
  const column: ColumnDeclaration | undefined = draft.columns[index];
  if (column !== undefined) draft.columns[index] = { ...column, isPartition: true };
}

function skipToComma(cursor: Cursor): void {
  while (!cursor.isAtEnd && !cursor.is(',') && !cursor.is(')')) {
    if (cursor.is('(')) cursor.skipParentheses();
    else cursor.at++;
  }
}

/** `PARTITION BY RANGE (a)`, `PARTITION BY DATE(ts)`: the texts, no new columns. */
function partitionBy({ cursor }: Scan, draft: TableDraft): void {
  if (!cursor.take('BY')) return;
  const strategy = new Set(['RANGE', 'LIST', 'HASH', 'KEY', 'SYSTEM', 'REFERENCE']);
  cursor.take('LINEAR');
  const hasStrategy = cursor.takeAny(strategy) !== null;
  cursor.take('COLUMNS');
  if (!hasStrategy && !cursor.is('(')) {
    const start = cursor.start;
    cursor.at++;
    while (cursor.is('.') || cursor.is('(')) {
      if (cursor.is('(')) cursor.skipParentheses();
      else cursor.at += 2;
    }
    draft.storage.partitionedBy.push(cursor.slice(start, cursor.end));
  } else if (cursor.is('(')) draft.storage.partitionedBy.push(...itemTexts(cursor));
  if (cursor.is('(')) cursor.skipParentheses();
}

function itemTexts(cursor: Cursor): string[] {
  const texts: string[] = [];
  cursor.expect('(');
  while (!cursor.take(')')) {
    if (cursor.isAtEnd) cursor.fail(')');
    if (cursor.take(',')) continue;
    const start = cursor.start;
    skipToComma(cursor);
    texts.push(unquote(cursor.slice(start, cursor.end)));
  }
  return texts;
}

/** `CLUSTERED BY (a) SORTED BY (b) INTO n BUCKETS`, `CLUSTER BY (a)`, `CLUSTER BY a, b`. */
function clusteredBy({ cursor }: Scan, draft: TableDraft): void {
  if (!cursor.take('BY')) return;
  cursor.take('LINEAR') || cursor.take('AUTO');
  if (cursor.is('(')) draft.storage.clusteredBy.push(...itemTexts(cursor));
  else if (cursor.isName) draft.storage.clusteredBy.push(...cursor.list(() => cursor.name().text));
}

function clusterKey({ cursor }: Scan, draft: TableDraft): void {
  if (cursor.is('(')) draft.storage.properties.distkey = itemTexts(cursor).join(', ');
}

/** `STORED AS ORC`, `STORED AS INPUTFORMAT 'a' OUTPUTFORMAT 'b'`, `STORED BY 'handler'`. */
function storedAs({ cursor }: Scan, draft: TableDraft): void {
  if (cursor.take('AS')) {
    if (cursor.is('INPUTFORMAT')) {
      cursor.at++;
      draft.storage.format = stringValue(cursor.tokenText());
    } else if (cursor.isName) draft.storage.format = cursor.name().text;
  } else if (cursor.take('BY')) {
    draft.storage.format = stringValue(cursor.tokenText());
    cursor.at++;
  }
}

function formatName(cursor: Cursor, draft: TableDraft): void {
  if (cursor.isName) draft.storage.format = cursor.name().text;
}

function engine(cursor: Cursor, draft: TableDraft): void {
  cursor.take('=');
  if (cursor.isName) draft.storage.properties.engine = cursor.name().text;
}

function location({ cursor }: Scan, draft: TableDraft): void {
  cursor.take('=');
  if (cursor.kind() !== tokenKinds.string) return;
  draft.storage.location = stringValue(cursor.tokenText());
  cursor.at++;
}

/** Formats, locations and comments among the properties are taken as such. */
function properties({ cursor }: Scan, draft: TableDraft): void {
  if (!cursor.is('(')) return;
  for (const [key, value] of tableProperties(cursor)) keepProperty(draft, key, value);
}

/** `('a'='b', c = 1)`: keys and values without quotes. */
export function tableProperties(cursor: Cursor): Map<string, string> {
  const pairs = new Map<string, string>();
  cursor.expect('(');
  while (!cursor.take(')')) {
    if (cursor.isAtEnd) cursor.fail(')');
    if (cursor.take(',')) continue;
    const keyStart = cursor.start;
    while (!cursor.isAtEnd && !cursor.is('=') && !cursor.is(',') && !cursor.is(')')) {
      if (cursor.is('(')) cursor.skipParentheses();
      else cursor.at++;
    }
    const key = stringOrText(cursor.slice(keyStart, cursor.end));
    if (!cursor.take('=')) continue;
    const valueStart = cursor.start;
    skipToComma(cursor);
    pairs.set(key, stringOrText(cursor.slice(valueStart, cursor.end)));
  }
  return pairs;
}

function stringOrText(text: string): string {
  return /^['"]/.test(text) ? stringValue(text) : text;
}

function keepProperty(draft: TableDraft, key: string, value: string): void {
  const folded = key.toLowerCase();
  if (folded === 'format' || folded === 'data_source') draft.storage.format ??= value;
  else if (folded === 'location' || folded === 'external_location') draft.storage.location ??= value;
  else if (folded === 'comment' || folded === 'description') draft.comment ??= value;
  else if (folded === 'partitioned_by' || folded === 'partitioning') {
    for (const quoted of value.matchAll(/'([^']*)'/g)) {
      draft.storage.partitionedBy.push(quoted[1] ?? '');
      markPartition(draft, { text: quoted[1] ?? '', quoted: false });
    }
  } else draft.storage.properties[key] = value;
}

function comment({ cursor }: Scan, draft: TableDraft): void {
  cursor.take('=');
  if (cursor.kind() !== tokenKinds.string && cursor.kind() !== tokenKinds.quotedName) return;
  draft.comment = stringValue(cursor.tokenText());
  cursor.at++;
}

function like({ cursor }: Scan, draft: TableDraft): void {
  if (cursor.isName) draft.like = tableName(cursor).parts.map(part);
}

/** A child has its parent's columns before its own; with none of its own it is like its parent. */
function inherits({ cursor, issues }: Scan, draft: TableDraft): void {
  if (!cursor.take('(')) return;
  if (cursor.isName && !cursor.is(')')) draft.like = tableName(cursor).parts.map(part);
  while (cursor.take(',')) {
    const charStart = cursor.start;
    const parent = tableName(cursor).parts.map(({ text }) => text);
    issues.push({
      severity: 'WARNING',
      code: 'UNSUPPORTED',
      message: `the columns of ${parent.join('.')} are not added: of several parents only the first is followed`,
      charStart,
      charEnd: cursor.end,
      hint: null,
    });
  }
  cursor.take(')');
}
