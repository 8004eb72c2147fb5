/** The OMOP Common Data Model in six dialects, through the API. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../bench/support/random.js';
import { graphHash } from '../../src/graph/index.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { omopDialects as dialects, sharedData } from '../support/shared.js';
import { codes, newEstate, type Source, sourcesIn } from './fixture.js';
import { resolvedText } from './resolve.js';

const folder = sharedData('omop');

describe.skipIf(folder === null)('OMOP CDM 5.4', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  const sources = (dialect: string): readonly Source[] => sourcesIn(join(folder ?? '', '5.4', dialect));
  const shape = new Map<string, readonly string[]>();

  it.each(dialects)(
    'in %s has 39 tables, 432 columns, its keys and nothing invented',
    async (name, dialect) => {
      const estate = await newEstate(server, dialect);
      const run = await estate.extract(sources(name), { defaultSchema: 'cdm' });
      expect(run.status).toBe('SUCCEEDED');
      const tables = [...(await estate.tables()).values()];
      const constraints = tables.flatMap((table) => table.constraints);
      const of = (kind: string): number =>
        constraints.filter((constraint) => constraint.kind === kind).length;
      const missing = codes(run).filter((code) => code === 'CONSTRAINT_KIND_MISSING').length;
      expect(tables).toHaveLength(39);
      expect(tables.flatMap((table) => table.columns)).toHaveLength(432);
      expect(of('FOREIGN_KEY')).toBe(176);
      expect(of('PRIMARY_KEY')).toBe(name === 'spark' ? 0 : 28);
      expect(missing).toBe(name === 'spark' ? 28 : 0);
      expect(run.issues.length - missing).toBe(1);
      expect(codes(run)).toContain('VARIABLE_UNRESOLVED');
      expect(run.counts).toMatchObject({ tables: 39, views: 0, columns: 432, unresolved: 0 });
      const lines = tables
        .map(
          (table) =>
            `${table.qualifiedName.toLowerCase()}: ${table.columns.map((column) => column.name.toLowerCase()).join()}`,
        )
        .sort();
      shape.set(name, lines);
      expect(lines).toEqual(shape.get('hive') ?? lines);
    },
  );

  it('is one and the same graph in every order of its files', async () => {
    const estate = await newEstate(server, 'POSTGRESQL');
    const hashes = new Set<string>();
    for (const order of permutations(sources('postgresql'))) {
      const run = await estate.extract(order, { defaultSchema: 'cdm' });
      expect(run.counts).toMatchObject({ tables: 39, columns: 432, constraints: 204, created: 1137 });
      hashes.add(await graphHash(server.graph, estate.project));
      await estate.clear();
    }
    expect(hashes.size).toBe(1);
  });

  it('is resolved alike in 20 random orders of its statements, each a file of its own', () => {
    const files = sources('postgresql').flatMap(perStatement);
    const random = seededRandom(7);
    const shuffled = () =>
      files
        .map((file) => ({ file, key: random.next() }))
        .sort((a, b) => a.key - b.key)
        .map(({ file }) => file);
    const plans = Array.from({ length: 20 }, () => resolvedText(shuffled(), 'POSTGRESQL', 'cdm'));
    expect(new Set(plans).size).toBe(1);
    expect(plans[0]).toContain('note_nlp');
  });
});

function permutations<T>(items: readonly T[]): readonly (readonly T[])[] {
  if (items.length < 2) return [items];
  return items.flatMap((item, i) => permutations(items.toSpliced(i, 1)).map((rest) => [item, ...rest]));
}

/** Each table, key and constraint as a file of its own: more orders than three files have. */
function perStatement({ name, text }: Source): readonly Source[] {
  const pieces = (text ?? '').split(';').filter((piece) => piece.trim() !== '');
  return pieces.map((piece, i) => ({ name: `${name}/${String(i).padStart(3, '0')}.sql`, text: `${piece};` }));
}
