/** Finds what the `ddl` scorer can take in a folder: one unit per row of a README's expected counts. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import type { Dialect } from '../../../src/catalog/vocabulary.js';
import { UsageError } from '../../types.js';
import type { TextSource } from '../client.js';
import { dialectOf } from '../dialects.js';
import { type ExpectedCounts, expectedCounts } from '../readme-counts.js';

export interface DdlUnit {
  /** Name of the folder, e.g. `omop`. */
  readonly subject: string;
  /** Row of the README: a dialect or file. */
  readonly name: string;
  readonly dialect: Dialect;
  readonly counts: ExpectedCounts['counts'];
  readonly sources: readonly TextSource[];
  /** Spider's `tables.json`, which goes through importSchema. */
  readonly schemasJson: string | null;
}

/** Units of a folder with such a README, or of all its folders that have one. */
export function findUnits(folder: string): DdlUnit[] {
  const own = unitsOf(folder);
  if (own.length > 0) return own;
  const units = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .sort((left, right) => (left.name < right.name ? -1 : 1))
    .flatMap((entry) => unitsOf(join(folder, entry.name)));
  if (units.length > 0) return units;
  throw new UsageError(
    `no README.md in or one level below ${folder} has a table of expected counts with tables`,
  );
}

function unitsOf(folder: string): DdlUnit[] {
  const path = join(folder, 'README.md');
  if (!existsSync(path)) return [];
  const readme = readFileSync(path, 'utf8');
  const files = walk(folder);
  return (expectedCounts(readme) ?? []).flatMap((row): DdlUnit[] => {
    const subject = basename(folder);
    const common = { subject, name: row.subject, counts: row.counts };
    const json = join(folder, 'tables.json');
    if (row.subject === 'Counts' && existsSync(json)) {
      return [{ ...common, dialect: 'SQLITE', sources: [], schemasJson: readFileSync(json, 'utf8') }];
    }
    const dialect = dialectOf(row.subject) ?? mentionedDialect(readme);
    const sources = filesOf(files, row.subject).map((file) => ({
      name: relative(folder, file),
      text: readFileSync(file, 'utf8'),
    }));
    return sources.length === 0 ? [] : [{ ...common, dialect, sources, schemasJson: null }];
  });
}

/** By folder name, file name, or a word of the file name, in this order. */
function filesOf(files: readonly string[], subject: string): string[] {
  const wanted = subject.toLowerCase();
  const tests: ((file: string) => boolean)[] = [
    (file) => dirname(file).toLowerCase().split('/').includes(wanted),
    (file) => basename(file).toLowerCase() === wanted,
    (file) => basename(file).toLowerCase().split(/[._-]/).includes(wanted),
  ];
  for (const test of tests) {
    const found = files.filter(test);
    if (found.length > 0) return found;
  }
  return [];
}

function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(sql|ddl|hql)$/i.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** A README says "PostgreSQL dialect" or "for PostgreSQL"; without a word of it the DDL is plain. */
function mentionedDialect(readme: string): Dialect {
  const word = /\b(PostgreSQL|MySQL|SQLite|Oracle|Snowflake|BigQuery|Redshift|DuckDB|Hive|Spark)\b/i.exec(
    readme,
  );
  return (word === null ? null : dialectOf(word[1] ?? '')) ?? 'ANSI';
}
