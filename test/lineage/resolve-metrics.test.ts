import { describe, expect, it } from 'vitest';
import { viewMetrics } from '../../src/lineage/metrics.js';
import { resolveSql } from '../support/resolve.js';

const schema = { t: 'a int, b text', u: 'a int, c date' };

describe('metrics of a view', () => {
  it('count constants as resolved and name what is not', () => {
    const sql = `CREATE VIEW v AS SELECT t.b, u.c, 1 AS one, gone, n.x
      FROM t JOIN u USING (a) JOIN (SELECT p.x, p.a FROM nowhere p JOIN t ON t.a = p.a) n ON n.a = u.a`;
    expect(viewMetrics(resolveSql(sql, schema))).toMatchObject({
      columns: 5,
      resolvedColumns: 3,
      constantColumns: 1,
      unresolvedColumns: 2,
      typedColumns: 3,
      resolution: 0.6,
      joinCount: 3,
      sourceTables: 3,
      legacy: { joinCount: 2, sourceSimilarity: 1, typeCoverage: 0.4 },
    });
  });

  it('have no shares without columns', () => {
    const metrics = viewMetrics(resolveSql('DELETE FROM t', schema));
    expect(metrics).toMatchObject({
      columns: 0,
      resolution: null,
      resolutionLower: null,
      typeCoverage: null,
    });
  });

  it('give the lower Wilson bound of the resolution', () => {
    const metrics = viewMetrics(resolveSql('CREATE VIEW v AS SELECT a, b FROM t', schema));
    expect(metrics.resolutionLower).toBeCloseTo(0.3424, 4);
    expect(metrics.legacy.informationLoss).toBe(0);
  });
});
