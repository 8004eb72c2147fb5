import { describe, expect, it } from 'vitest';
import type { Dialect } from '../../../src/catalog/vocabulary.js';
import { parseStatement } from '../../../src/extraction/sql/index.js';
import { rightStatements } from './dialects.js';

describe('trees', () => {
  for (const [dialect, statements] of Object.entries(rightStatements) as [Dialect, readonly string[]][]) {
    it(`reads ${statements.length} statements of ${dialect}`, () => {
      const refused = statements.flatMap((sql) => {
        const { trees, fault } = parseStatement(sql, dialect);
        if (trees !== null && trees.length > 0) return [];
        return [`${sql}\n  ${fault === null ? 'no tree' : `${fault.message} at ${fault.charStart}`}`];
      });
      expect(refused).toEqual([]);
    });
  }
});
