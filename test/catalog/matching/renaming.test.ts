import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withSizes } from '../../../bench/support/compare/mutate.js';
import { scoreRenaming } from '../../../bench/support/compare/renaming.js';
import { scoreRoles } from '../../../bench/support/compare/roles.js';
import { databasesWithoutKeys } from '../../../bench/support/compare/spider.js';
import { seededRandom } from '../../../bench/support/random.js';
import { sharedData } from '../../support/shared.js';

const folder = sharedData('spider');

describe.skipIf(folder === null)('the schemas of Spider', () => {
  const databases =
    folder === null ? [] : databasesWithoutKeys(readFileSync(join(folder, 'tables.json'), 'utf8'));

  it('give the columns of the hidden keys as identifiers and references, better than rules on names', () => {
    const { score } = scoreRoles(databases);
    // 97 databases, 2,850 columns by the folder's README.
    expect(score.items).toBe(2850);
    expect(score.f1).toBeGreaterThanOrEqual(0.88);
    expect(score.f1).toBeGreaterThan(Number(score.baseline?.['last token']));
    expect(score.f1).toBeGreaterThan(Number(score.baseline?.substring));
  });

  // A tenth of what `npm run bench -- compare` tries.
  it('are found again after seeded renaming', { timeout: 120_000 }, () => {
    const schemas = databases.map(({ tables }) => withSizes(tables));
    const results = scoreRenaming(schemas, 102, seededRandom(5), () => undefined);
    expect(results.map(({ kind, score }) => [kind, score.items])).toEqual(
      ['prefix', 'case style', 'abbreviation', 'reorder', 'widening', 'all at once'].map((kind) => [
        kind,
        17,
      ]),
    );
    for (const { kind, score } of results)
      expect(score.f1, kind).toBeGreaterThanOrEqual(kind === 'all at once' ? 0.85 : 0.95);
  });
});
