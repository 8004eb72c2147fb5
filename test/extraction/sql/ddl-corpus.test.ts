import { describe, expect, it } from 'vitest';
import { ddlCorpus, missOf } from '../../../bench/ddl-corpus.js';

describe('the CREATE TABLE corpus', () => {
  const tables = ddlCorpus(1, 200);
  for (const dialect of new Set(tables.map((table) => table.dialect))) {
    it(`is read with name, columns and types right in at least 95 % of ${dialect}`, () => {
      const own = tables.filter((table) => table.dialect === dialect);
      const misses = own.flatMap((table) => missOf(table) ?? []);
      const shown = misses
        .slice(0, 3)
        .map((miss) => `${miss.item}\nexpected:\n${miss.expected}\ngot:\n${miss.got}`);
      expect(own).toHaveLength(200);
      expect(misses.length, shown.join('\n\n')).toBeLessThanOrEqual(10);
    });
  }
});
