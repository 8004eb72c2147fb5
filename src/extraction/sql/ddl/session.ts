/** USE and SET: which schemas the statements that follow are looked up in. */
import type { NamePart } from '../../../catalog/declarations.js';
import { stringValue } from '../names.js';
import type { Cursor } from '../syntax/cursor.js';
import { tableName } from '../syntax/names.js';
import { tokenKinds } from '../tokens.js';
import { part, type Scan } from './scan-context.js';

const useKinds = new Set(['SCHEMA', 'DATABASE', 'CATALOG', 'WAREHOUSE', 'ROLE', 'SECONDARY', 'NAMESPACE']);

/** `USE x`, `SET search_path TO a, b`, `SET SCHEMA x`, `ALTER SESSION SET CURRENT_SCHEMA = x`; other settings say nothing here. */
export function sessionStatement(scan: Scan): void {
  const { cursor } = scan;
  const schemas = schemasOf(cursor);
  if (schemas !== null) scan.amendments.push({ kind: 'SET_SCHEMA', schemas });
}

function schemasOf(cursor: Cursor): NamePart[][] | null {
  if (cursor.take('USE')) {
    const kind = cursor.kind(1) === -1 ? null : cursor.takeAny(useKinds);
    if (kind === 'WAREHOUSE' || kind === 'ROLE' || kind === 'SECONDARY' || kind === 'CATALOG') return null;
    return cursor.isName ? [usedSchema(cursor, kind)] : null;
  }
  if (cursor.take('SESSION', 'SET', 'CURRENT_SCHEMA'))
    return cursor.take('=') ? [tableName(cursor).parts.map(part)] : null;
  cursor.expect('SET');
  cursor.take('SESSION') || cursor.take('LOCAL');
  if (cursor.take('SCHEMA') || cursor.take('CURRENT', 'SCHEMA') || cursor.take('CURRENT_SCHEMA')) {
    cursor.take('=');
    return schemaNames(cursor).slice(0, 1);
  }
  if (!cursor.take('SEARCH_PATH')) return null;
  if (!cursor.take('TO') && !cursor.take('=')) cursor.fail('TO or =');
  return cursor.is('DEFAULT') ? null : schemaNames(cursor);
}

/** T-SQL's USE names a database; its schema stays the default one. */
function usedSchema(cursor: Cursor, kind: string | null): NamePart[] {
  const parts = tableName(cursor).parts.map(part);
  const isDatabase = cursor.dialect === 'TSQL' && kind === null && parts.length === 1;
  return isDatabase ? [...parts, { text: 'dbo', quoted: false }] : parts;
}

function schemaNames(cursor: Cursor): NamePart[][] {
  return cursor.list(() => {
    if (cursor.kind() !== tokenKinds.string) return tableName(cursor).parts.map(part);
    const text = stringValue(cursor.tokenText());
    cursor.at++;
    return [{ text, quoted: true }];
  });
}
