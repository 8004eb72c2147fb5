/**
 * Migrations: `cypher/migrations/NNN-name.cypher`, statements separated by `;` at the end of a line, each
 * safe to run twice. One process applies what is pending, in order of number, and records name and
 * hash; a file that changed after it was applied, or a store that knows a migration this version does
 * not, refuses: CONFLICT.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Driver } from 'neo4j-driver';
import { conflict } from '../errors.js';
import { packageRoot } from '../paths.js';
import { classify, translate } from './driver-errors.js';
import { decodeRows, defineQuery, parametersFor } from './query.js';
import type { MigrateOptions, Query } from './types.js';

const lockConstraint = defineQuery<object, object>('graph/migration-lock-constraint', []);
const numberConstraint = defineQuery<object, object>('graph/migration-constraint', []);
const takeLock = defineQuery<{ readonly at: string }, object>('graph/migration-lock', []);
const applied = defineQuery<
  object,
  { readonly number: number; readonly name: string; readonly hash: string }
>('graph/migrations-applied', ['number', 'name', 'hash']);
const record = defineQuery<
  { readonly number: number; readonly name: string; readonly hash: string; readonly at: string },
  object
>('graph/migration-record', []);
const awaitIndexes = defineQuery<{ readonly seconds: number }, object>('graph/indexes-await', []);

export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly hash: string;
  readonly statements: readonly string[];
}

/** The migrations of this version, in order. Throws when two have one number or a name is malformed. */
export function migrations(folder = join(packageRoot, 'cypher', 'migrations')): readonly Migration[] {
  const found = readdirSync(folder)
    .filter((file) => file.endsWith('.cypher'))
    .map((file) => {
      const match = /^(\d{3})-([a-z0-9-]+)\.cypher$/.exec(file);
      if (match === null) throw new Error(`${file}: a migration is named NNN-name.cypher`);
      const text = readFileSync(join(folder, file), 'utf8');
      const hash = createHash('sha256').update(text).digest('hex');
      return { number: Number(match[1]), name: match[2] ?? '', hash, statements: statementsOf(text) };
    })
    .sort((a, b) => a.number - b.number);
  const twice = found.find((migration, i) => migration.number === found[i - 1]?.number);
  if (twice !== undefined) throw new Error(`two migrations have the number ${twice.number}`);
  return found;
}

function statementsOf(text: string): readonly string[] {
  const bare = text.replace(/^\s*\/\/.*$/gm, '');
  return bare
    .split(/;\s*$/m)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
}

/** Applies what is pending and returns how many; a second process waits for the first and finds nothing to do. */
export async function migrate(
  driver: Driver,
  database: string,
  options: MigrateOptions = {},
  wanted = migrations(),
): Promise<number> {
  const run = async <Params extends object, Row>(query: Query<Params, Row>, params: Params) =>
    decodeRows(query, await runText(driver, database, query.text, parametersFor(query, params)));
  await run(lockConstraint, {});
  await run(numberConstraint, {});
  const session = driver.session({ database });
  try {
    const lock = await session.beginTransaction();
    await lock.run(takeLock.text, { at: new Date().toISOString() });
    const pending = pendingOf(wanted, await run(applied, {}), options.reapplyChanged === true);
    for (const { number, name, hash, statements } of pending) {
      for (const statement of statements) await runText(driver, database, statement, {});
      await run(record, { number, name, hash, at: new Date().toISOString() });
    }
    if (pending.length > 0) await run(awaitIndexes, { seconds: 300 });
    await lock.commit();
    return pending.length;
  } catch (error) {
    throw translate(error);
  } finally {
    await session.close();
  }
}

function pendingOf(
  wanted: readonly Migration[],
  seen: readonly { readonly number: number; readonly name: string; readonly hash: string }[],
  reapplyChanged: boolean,
): readonly Migration[] {
  if (reapplyChanged) {
    const hashes = new Map(seen.map((migration) => [migration.number, migration.hash]));
    return wanted.filter((migration) => hashes.get(migration.number) !== migration.hash);
  }
  const byNumber = new Map(wanted.map((migration) => [migration.number, migration]));
  for (const { number, name, hash } of seen) {
    const known = byNumber.get(number);
    if (known === undefined) {
      throw conflict(`the store was migrated by a newer version (${number}-${name})`, { migration: number });
    }
    if (known.hash !== hash) {
      throw conflict(`migration ${number}-${known.name} was changed after it had been applied`, {
        migration: number,
      });
    }
  }
  const numbers = new Set(seen.map((migration) => migration.number));
  return wanted.filter((migration) => !numbers.has(migration.number));
}

/** Schema statements of two processes can meet; the store then asks for another try. */
async function runText(
  driver: Driver,
  database: string,
  text: string,
  params: Record<string, unknown>,
): Promise<readonly ArrayLike<unknown>[]> {
  for (let tries = 0; ; tries++) {
    const session = driver.session({ database });
    try {
      const result = await session.run(text, params);
      return result.records.map((row) => [...row.values()]);
    } catch (error) {
      if (classify(error) !== 'RETRY' || tries === 5) throw error;
    } finally {
      await session.close();
    }
  }
}
