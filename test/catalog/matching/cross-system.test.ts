import { describe, expect, it } from 'vitest';
import {
  crossSystemPatterns,
  type SystemTable,
  signatureOf,
  structureOf,
} from '../../../src/catalog/matching/index.js';
import { seededRandom } from '../../../src/stats/random.js';
import { table } from '../semantics/tables.js';

const kinds = ['INTEGER/-', 'STRING/NAME', 'DATE/DATE_TIME', 'DECIMAL/AMOUNT', 'BOOLEAN/FLAG', 'STRING/CODE'];

/** Tables of eight to fifteen columns drawn from the kinds, so that nothing is repeated but by chance. */
function randomTables(system: string, count: number, seed: number): readonly SystemTable[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, index) => ({
    id: `${system}.r${index}`,
    system,
    structure: {
      columns: Array.from(
        { length: 8 + Math.floor(random() * 8) },
        () => kinds[Math.floor(random() * 6)] ?? '',
      ),
      keyShape: `key ${Math.floor(random() * 2)}`,
      references: Math.floor(random() * 3),
    },
  }));
}

/** Nine columns, of which a shuffle of the others makes the like about never: no decimal, no flag, no code. */
const planted = (system: string): SystemTable => ({
  id: `${system}.planted`,
  system,
  structure: {
    columns: [...Array(4).fill('INTEGER/-'), ...Array(4).fill('DATE/DATE_TIME'), 'STRING/NAME'],
    keyShape: 'key 1',
    references: 2,
  },
});

const systems = ['s1', 's2', 's3', 's4', 's5'];
const estate = systems.flatMap((system, index) => randomTables(system, 30, index + 1));
const plantedSignature = signatureOf(planted('x').structure);

describe('the signature of a table', () => {
  const roles = new Map([
    ['t.a', 'IDENTIFIER'],
    ['t.b', 'REFERENCE'],
  ] as const);

  it('is text of sorted buckets, key and references, counted by powers of two', () => {
    const own = table('t', ['a integer pk', 'b integer fk', 'c text', 'd text', 'e text']);
    expect(signatureOf(structureOf(own, roles))).toBe(
      'INTEGER/IDENTIFIER×2^0; INTEGER/REFERENCE×2^0; STRING/-×2^1; key 1; references 2^0',
    );
  });

  it('depends on what the columns are, not on their names or order', () => {
    const one = table('t', ['a integer pk', 'b integer fk', 'c text']);
    const other = { ...one, name: 'u', columns: one.columns.toReversed() };
    expect(signatureOf(structureOf(other, roles))).toBe(signatureOf(structureOf(one, roles)));
    const flipped = table('t', ['a integer pk', 'b integer fk', 'c date']);
    expect(signatureOf(structureOf(flipped, roles))).not.toBe(signatureOf(structureOf(one, roles)));
  });
});

describe('structures across systems', () => {
  it('finds a planted one with a high lift and a low q', () => {
    const found = crossSystemPatterns([...estate, ...systems.map(planted)]);
    const [first] = found;
    expect(first).toMatchObject({
      signature: plantedSignature,
      systems,
      tables: systems.map((system) => `${system}.planted`),
      occurrences: 5,
    });
    expect(first?.lift).toBeGreaterThan(20);
    expect(first?.qValue).toBeLessThan(0.05);
  });

  it('finds nothing sure among tables that have nothing in common but by chance', () => {
    for (let seed = 10; seed < 20; seed += 1) {
      const noise = systems.flatMap((system, index) => randomTables(system, 20, 100 * seed + index));
      expect(crossSystemPatterns(noise).filter(({ qValue }) => qValue < 0.05)).toEqual([]);
    }
  });

  it('wants as many systems as it is told', () => {
    const two = [...estate, planted('s1'), planted('s2')];
    const of = (tables: readonly SystemTable[], minSystems: number) =>
      crossSystemPatterns(tables, { minSystems }).some(({ signature }) => signature === plantedSignature);
    expect([of(two, 2), of(two, 3)]).toEqual([true, false]);
    expect(of([...estate, planted('s1'), { ...planted('s1'), id: 's1.again' }], 2)).toBe(false);
  });

  it('does not sink as a structure occurs in more systems', () => {
    const scores = [2, 3, 4, 5].map((count) => {
      const tables = [...estate, ...systems.slice(0, count).map(planted)];
      return crossSystemPatterns(tables).find(({ signature }) => signature === plantedSignature);
    });
    scores.slice(1).forEach((score, index) => {
      expect(score?.occurrences).toBe(index + 3);
      expect(score?.qValue).toBeLessThanOrEqual(scores[index]?.qValue ?? Number.NaN);
    });
  });

  it('tells the same again for a seed, in any order of the tables', () => {
    const tables = [...estate, planted('s1'), planted('s2')];
    expect(crossSystemPatterns(tables.toReversed(), { seed: 3 })).toEqual(
      crossSystemPatterns(tables, { seed: 3 }),
    );
    expect(crossSystemPatterns([])).toEqual([]);
  });
});
