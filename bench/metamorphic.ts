/**
 * Benchmark `metamorphic`: rewritings that keep a query's meaning must keep its lineage, over 2,000 seeded
 * queries each (`npm test` runs a tenth). It measures the resolver by itself, in process.
 */
import { metamorphicFailures, type Rewriting } from '../test/support/metamorphic.js';
import type { BenchmarkResult, BenchOptions } from './types.js';

export const summary = 'lineage of 2,000 generated queries under rewritings that keep their meaning';

const queries = 2_000;
const rewritings: readonly Rewriting[] = [
  'other aliases',
  'wrapped in SELECT *',
  'subqueries as CTEs',
  'joins the other way round',
];

export async function run(bench: BenchOptions): Promise<BenchmarkResult> {
  const rows = rewritings.map((rewriting) => {
    bench.log(`metamorphic: ${rewriting}`);
    const failures = metamorphicFailures(rewriting, queries);
    return {
      metric: rewriting,
      value: failures.length,
      unit: `of ${queries} changed`,
      bound: '= 0',
      holds: failures.length === 0,
    };
  });
  return { kind: 'benchmark', benchmark: 'metamorphic', rows };
}
