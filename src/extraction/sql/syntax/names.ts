/** Dotted names of tables. */
import type { Name, TableName } from '../../../lineage/tree.js';
import { tokenKinds } from '../tokens.js';
import type { Cursor } from './cursor.js';

/**
 * `t`, `s.t`, `c.s.t`, `db..t`, `` `project.data.t` `` (BigQuery), `'file.parquet'` (DuckDB), `@stage`. A template that
 * stands for a schema is left out, so that the name is looked up in the default schema.
 */
export function tableName(cursor: Cursor): TableName {
  const start = cursor.start;
  if (cursor.kind() === tokenKinds.parameter) {
    const text = cursor.tokenText();
    cursor.at++;
    return { parts: [{ text, quoted: false }], ...cursor.spanFrom(start) };
  }
  const parts: Name[] = [];
  do {
    if (cursor.is('.')) continue;
    const isSchemaTemplate = cursor.isPlaceholder && cursor.peek(1) === '.';
    const name = dashedName(cursor, parts.length === 0);
    if (!isSchemaTemplate) parts.push(...splitQuoted(cursor, name));
  } while (cursor.take('.') || cursor.take('..'));
  // No dialect has braces behind a name: `t{i}` is a template of another language that nobody filled in.
  if (cursor.is('{')) cursor.fail('the end of the name');
  return { parts, ...cursor.spanFrom(start) };
}

/** BigQuery's project names hold dashes without being quoted. */
function dashedName(cursor: Cursor, isFirst: boolean): Name {
  const name = cursor.name(isFirst);
  if (cursor.dialect !== 'BIGQUERY' || name.quoted) return name;
  let text = name.text;
  while (cursor.is('-') && cursor.start === cursor.end && cursor.kind(1) !== -1 && touchesNext(cursor)) {
    cursor.at++;
    text += `-${cursor.tokenText()}`;
    cursor.at++;
  }
  return { text, quoted: false };
}

function touchesNext(cursor: Cursor): boolean {
  const { tokens, at } = cursor;
  const kind = tokens.kindAt(at + 1);
  return (
    tokens.startAt(at + 1) === tokens.endAt(at) && (kind === tokenKinds.word || kind === tokenKinds.number)
  );
}

function splitQuoted(cursor: Cursor, name: Name): Name[] {
  if (cursor.dialect !== 'BIGQUERY' || !name.quoted || !name.text.includes('.')) return [name];
  return name.text.split('.').map((text) => ({ text, quoted: true }));
}

/** `(a, b, c)`. */
export function nameList(cursor: Cursor): Name[] {
  return cursor.parenthesised(() => cursor.list(() => cursor.name(true), closing));
}

const closing = new Set([')']);
