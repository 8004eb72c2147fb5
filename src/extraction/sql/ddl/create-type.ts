/** CREATE DOMAIN and CREATE TYPE … AS ENUM: names for types that columns use. */
import { stringValue } from '../names.js';
import { tableName } from '../syntax/names.js';
import { tokenKinds } from '../tokens.js';
import { columnType } from './column-type.js';
import { part, type Scan } from './scan-context.js';

/** At DOMAIN or TYPE. Composite, range and object types name no base type. */
export function createType(scan: Scan): void {
  const { cursor } = scan;
  const isDomain = cursor.take('DOMAIN');
  if (!isDomain) cursor.at++;
  cursor.take('IF', 'NOT', 'EXISTS');
  const name = tableName(cursor).parts.map(part);
  const isAlias = cursor.take('AS') || cursor.take('FROM');
  if (cursor.take('ENUM')) {
    const enumValues = cursor.parenthesised(() => (cursor.is(')') ? [] : cursor.list(() => enumValue(scan))));
    scan.amendments.push({ kind: 'CREATE_TYPE', name, nativeType: null, enumValues });
    return;
  }
  const isBase =
    isDomain ||
    (isAlias && cursor.isName && !cursor.is('OBJECT') && !cursor.is('TABLE') && !cursor.is('RANGE'));
  if (!isBase) return;
  const nativeType = columnType(cursor);
  scan.amendments.push({ kind: 'CREATE_TYPE', name, nativeType, enumValues: null });
}

function enumValue({ cursor }: Scan): string {
  if (cursor.kind() !== tokenKinds.string) cursor.fail('a string');
  const value = stringValue(cursor.tokenText());
  cursor.at++;
  return value;
}
