/** Rewritings that keep a query's meaning keep its lineage. Two thousand seeds of each run in `npm run bench -- metamorphic`. */
import { describe, expect, it } from 'vitest';
import { metamorphicFailures } from '../support/metamorphic.js';

const queries = 200;

describe('lineage is that of the meaning, not of the text', () => {
  it.each([
    'other aliases',
    'wrapped in SELECT *',
    'subqueries as CTEs',
    'joins the other way round',
  ] as const)('%s', (rewriting) => {
    expect(metamorphicFailures(rewriting, queries)).toEqual([]);
  });
});
