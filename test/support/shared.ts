/** The public test data beside the checkout (`../shared/data`); tests that need it are left out, with a line, where it is absent. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Dialect } from '../../src/catalog/index.js';
import { packageRoot } from '../../src/paths.js';

export const sharedDataRoot: string =
  process.env.TEST_SHARED_DATA ?? join(packageRoot, '..', 'shared', 'data');

/** Folder of one subject, or null with a printed line. Use as `describe.skipIf(folder === null)`. */
export function sharedData(subject: string): string | null {
  const folder = join(sharedDataRoot, subject);
  if (existsSync(folder)) return folder;
  console.warn(`left out: the tests on ${subject}, because ${folder} is not there`);
  return null;
}

/** Folders of the OMOP data model with the dialect each is written in. */
export const omopDialects: readonly (readonly [string, Dialect])[] = [
  ['hive', 'HIVE'],
  ['postgresql', 'POSTGRESQL'],
  ['spark', 'SPARK'],
  ['sql_server', 'TSQL'],
  ['bigquery', 'BIGQUERY'],
  ['duckdb', 'DUCKDB'],
];
