/**
 * Hand-written statements: one file each below `cypher/`, named `<context>/<name>`. `defineQuery` ties
 * a text to the types of its parameters and columns; a test EXPLAINs every file and compares the columns.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../paths.js';
import type { Query } from './types.js';
import { fromResult, toParameter } from './values.js';

interface Definition {
  readonly name: string;
  readonly text: string;
  readonly columns: readonly string[];
  /** Names of the `$parameters` in the text. */
  readonly parameters: readonly string[];
}

const registry = new Map<string, Definition>();

/**
 * Reads `cypher/<name>.cypher`. `columns` are the result columns in order; for statements run with
 * `readList`, the members of each list of `rows`. Throws when the file is missing.
 */
export function defineQuery<Params extends object, Row>(
  name: string,
  columns: readonly (string & keyof Row)[],
): Query<Params, Row> {
  const text = readFileSync(join(packageRoot, 'cypher', `${name}.cypher`), 'utf8');
  const definition = { name, text: withoutComments(text), columns, parameters: parametersOf(text) };
  registry.set(name, definition);
  return definition;
}

/** Every statement defined by the modules loaded so far, by name. */
export function definedQueries(): ReadonlyMap<string, Definition> {
  return registry;
}

/** The `$names` a text uses, without comments and text literals. */
export function parametersOf(text: string): readonly string[] {
  const bare = withoutComments(text).replace(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/g, "''");
  return [...new Set(Array.from(bare.matchAll(/\$([A-Za-z_]\w*)/g), (match) => match[1] ?? ''))].sort();
}

/** Driver parameters. Throws when the names differ from the statement's: a missing one would read as null. */
export function parametersFor<Params extends object, Row>(
  query: Query<Params, Row>,
  params: Params,
): Record<string, unknown> {
  const expected = registry.get(query.name)?.parameters ?? parametersOf(query.text);
  const result: Record<string, unknown> = {};
  for (const name of expected) {
    const value = (params as Record<string, unknown>)[name];
    if (value === undefined) throw new Error(`${query.name}: parameter $${name} is missing`);
    result[name] = toParameter(value);
  }
  for (const name of Object.keys(params)) {
    if (!(name in result)) throw new Error(`${query.name}: there is no parameter $${name}`);
  }
  return result;
}

/** Rows from values in column order. */
export function decodeRows<Params extends object, Row>(
  query: Query<Params, Row>,
  records: Iterable<ArrayLike<unknown>>,
): readonly Row[] {
  const rows: Row[] = [];
  for (const values of records) {
    const row: Record<string, unknown> = {};
    for (let i = 0; i < query.columns.length; i++)
      row[query.columns[i] ?? ''] = fromResult(values[i] ?? null);
    rows.push(row as Row);
  }
  return rows;
}

/** Comment lines are for readers of the file; leaving them out keeps the plan cache's key short. */
function withoutComments(text: string): string {
  return text
    .split('\n')
    .filter((line) => !line.trimStart().startsWith('//'))
    .join('\n')
    .trim();
}
