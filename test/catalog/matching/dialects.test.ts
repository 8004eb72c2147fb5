import { beforeAll, describe, expect, it } from 'vitest';
import { scorePair } from '../../../bench/support/compare/dialect-pairs.js';
import { readDdl } from '../../../bench/support/compare/read-ddl.js';
import { findUnits } from '../../../bench/support/ddl/units.js';
import type { DescribedTable } from '../../../src/catalog/semantics/index.js';
import { sharedData } from '../../support/shared.js';

type Model = readonly [name: string, tables: readonly DescribedTable[]];

async function modelsOf(folder: string): Promise<readonly Model[]> {
  const models: Model[] = [];
  for (const { name, sources, dialect } of findUnits(folder))
    models.push([name, await readDdl(sources, name, dialect)]);
  return models;
}

function pairsOf(models: readonly Model[]): readonly (readonly [Model, Model])[] {
  return models.flatMap((left, index) => models.slice(index + 1).map((right) => [left, right] as const));
}

describe.each([
  ['omop', 15, 39, 432],
  ['chinook', 6, 11, 64],
] as const)('the dialects of %s', (subject, pairs, tables, columns) => {
  const folder = sharedData(subject);
  let models: readonly Model[] = [];
  beforeAll(async () => {
    if (folder !== null) models = await modelsOf(folder);
  });

  it.skipIf(folder === null)('match whole in every pair, nothing ambiguous, no type incompatible', () => {
    const found = pairsOf(models).map(([[one, left], [other, right]]) => {
      const { score, misses } = scorePair(`${one} ~ ${other}`, left, right);
      const { items, exact, ambiguous, incompatible } = score;
      return { items, exact, tables: score.tables, ambiguous, incompatible, misses: misses.length };
    });
    // No pair of types is listed as an exception: every type of these files widens, narrows or loses at most.
    const whole = { items: columns, exact: columns, ambiguous: 0, incompatible: 0, misses: 0 };
    expect(found).toEqual(Array(pairs).fill({ ...whole, tables: { items: tables, exact: tables } }));
  });
});
