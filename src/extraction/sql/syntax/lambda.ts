/** Lambdas as arguments: `x -> …`, `(x, y) -> …`, `lambda x: …`. */
import type { Expression } from '../../../lineage/tree.js';
import { tokenKinds } from '../tokens.js';
import type { Cursor } from './cursor.js';

const arrowDialects = new Set([
  'HIVE',
  'SPARK',
  'TRINO',
  'SNOWFLAKE',
  'DUCKDB',
  'ANSI',
  'BIGQUERY',
  'IMPALA',
]);

/** Null, with nothing taken, when no lambda stands here. */
export function readLambda(cursor: Cursor): Expression | null {
  const start = cursor.start;
  const parameters = lambdaParameters(cursor);
  if (parameters === null) return null;
  const body = cursor.grammar.expression(cursor);
  return { kind: 'lambda', parameters, body, ...cursor.spanFrom(start) };
}

/** Takes `x ->`, `(x, y) ->`, `lambda x, y:`; null, with nothing taken, when no lambda starts here. */
function lambdaParameters(cursor: Cursor): string[] | null {
  if (cursor.is('LAMBDA') && cursor.kind(1) === tokenKinds.word) {
    cursor.at++;
    const names = cursor.list(() => cursor.name().text);
    cursor.expect(':');
    return names;
  }
  if (!arrowDialects.has(cursor.dialect)) return null;
  if (cursor.kind() === tokenKinds.word && cursor.peek(1) === '->' && cursor.kind(2) !== tokenKinds.string) {
    const name = cursor.name().text;
    cursor.at++;
    return [name];
  }
  if (!cursor.is('(')) return null;
  let ahead = 1;
  while (
    cursor.kind(ahead) === tokenKinds.word &&
    (cursor.peek(ahead + 1) === ',' || cursor.peek(ahead + 1) === ')')
  )
    ahead += 2;
  if (cursor.peek(ahead - 1) !== ')' || cursor.peek(ahead) !== '->') return null;
  cursor.at++;
  const names = cursor.list(() => cursor.name().text);
  cursor.at += 2;
  return names;
}
