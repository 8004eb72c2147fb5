import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FoundTable } from '../../bench/support/catalog.js';
import { readConstraints, readTables, readUnresolved } from '../../bench/support/catalog.js';
import { type GraphQLClient, httpClient } from '../../bench/support/client.js';
import { packageRoot } from '../../src/paths.js';
import { testProject } from '../support/project.js';
import { loadSampleEstate, sampleEstate } from '../support/sample-estate.js';
import { startTestServer, type TestServer } from '../support/server.js';

interface Truth {
  readonly systems: Readonly<
    Record<
      string,
      {
        readonly tables: Readonly<Record<string, number>>;
        readonly views: Readonly<Record<string, number>>;
        readonly keys?: {
          readonly primary: number;
          readonly foreign: number;
          readonly unique: number;
          readonly check: number;
        };
      }
    >
  >;
  readonly unresolved: readonly {
    readonly system: string;
    readonly view: string;
    readonly reason: string;
    readonly text: string;
    readonly file: string;
    readonly line: number;
    readonly column: number;
  }[];
  readonly flows: readonly { readonly from: string; readonly to: string }[];
}

const samples = join(packageRoot, 'samples');
const truth: Truth = JSON.parse(readFileSync(join(samples, 'truth.json'), 'utf8'));

describe('the sample estate, extracted', () => {
  let server: TestServer;
  let client: GraphQLClient;
  let project: { readonly name: string; readonly id: string };
  const systems = new Map<string, { readonly id: string; readonly tables: readonly FoundTable[] }>();

  beforeAll(async () => {
    server = await startTestServer({ sourceRoots: [samples] });
    client = httpClient(server.url);
    project = await testProject();
    await loadSampleEstate(server, project.name);
    for (const { name } of sampleEstate.systems) {
      const id = `system:${project.name}/${name}`;
      systems.set(name, { id, tables: await readTables(client, project.id, id) });
    }
  }, 180_000);

  afterAll(async () => {
    await server?.close();
  });

  it.each(sampleEstate.systems.map(({ name }) => name))(
    'has every table and view of %s with its columns',
    (name) => {
      const found = systems.get(name)?.tables.filter(({ isComplete }) => isComplete) ?? [];
      expect(columnCounts(found.filter(({ isView }) => !isView))).toEqual(truth.systems[name]?.tables);
      expect(columnCounts(found.filter(({ isView }) => isView))).toEqual(truth.systems[name]?.views);
    },
  );

  it('has the keys of the shop', async () => {
    const constraints = [
      ...(await readConstraints(client, project.id, systems.get('shop')?.id ?? '')).values(),
    ].flat();
    const count = (kind: string) => constraints.filter((constraint) => constraint.kind === kind).length;
    const { primary, foreign, check } = truth.systems.shop?.keys ?? {};
    expect([count('PRIMARY_KEY'), count('FOREIGN_KEY'), count('CHECK')]).toEqual([primary, foreign, check]);
  });

  it('resolves everything but the three views broken on purpose', async () => {
    const found = await readUnresolved(client, project.id);
    const shown = found.map(({ reason, text, line, column, statement }) => ({
      view: statement.writes[0]?.qualifiedName,
      reason,
      text,
      file: statement.sourceFile.name,
      line,
      column,
    }));
    const expected = truth.unresolved.map(({ system: _, ...reference }) => reference);
    expect(sorted(shown)).toEqual(sorted(expected));
  });

  it.each(truth.flows)('shows that $from reaches $to', async ({ from, to }) => {
    const own = (urn: string) => urn.replace(`:${sampleEstate.project}/`, `:${project.name}/`);
    const { lineage } = await server.data(
      `query ($ids: [ID!]!) {
        lineage(ids: $ids, traversal: { direction: DOWNSTREAM, maxDepth: 20, maxNodes: 5000, timeoutMs: 20000 }) {
          nodes { id } isPartial
        }
      }`,
      { ids: [own(from)] },
    );
    expect(lineage.isPartial).toBe(false);
    expect(lineage.nodes.map(({ id }: { id: string }) => id)).toContain(own(to));
  });
});

describe('the sample estate, as other programs see it', () => {
  it('is accepted by PostgreSQL, but for the view that is broken on purpose', async () => {
    const database = await PGlite.create();
    const refused: { file: string; code: unknown }[] = [];
    for (const file of readdirSync(join(samples, 'shop')).sort()) {
      try {
        await database.exec(readFileSync(join(samples, 'shop', file), 'utf8'));
      } catch (error) {
        refused.push({ file, code: error instanceof Error && 'code' in error ? error.code : error });
      }
    }
    const { rows } = await database.query<{ name: string; kind: string; columns: number }>(
      `SELECT n.nspname || '.' || c.relname AS name, c.relkind AS kind, count(*)::int AS columns
       FROM pg_class c
       JOIN pg_namespace n ON n.oid = c.relnamespace
       JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
       WHERE n.nspname IN ('product', 'customer', 'sales', 'stock')
         AND c.relkind IN ('r', 'p', 'v', 'm') AND NOT c.relispartition
       GROUP BY 1, 2`,
    );
    await database.close();
    expect(refused).toEqual([{ file: '08_requested_views.sql', code: '42703' }]);
    const of = (kinds: string) =>
      Object.fromEntries(
        rows.filter(({ kind }) => kinds.includes(kind)).map(({ name, columns }) => [name, columns]),
      );
    const { 'sales.margin_by_brand': _, ...working } = truth.systems.shop?.views ?? {};
    expect(of('rp')).toEqual(truth.systems.shop?.tables);
    expect(of('vm')).toEqual(working);
  });

  it('is described in its README with the places of the broken views', () => {
    const readme = readFileSync(join(samples, 'README.md'), 'utf8');
    const rows = [
      ...readme.matchAll(/^\| `([\w.]+)` +\| `([\w./]+)`, line (\d+) +\|.*\| `([A-Z_]+)` +\|$/gm),
    ];
    expect(rows.map(([, view, file, line, reason]) => ({ view, file, line: Number(line), reason }))).toEqual(
      truth.unresolved.map(({ view, file, line, reason }) => ({
        view: view.replace(/^main\./, ''),
        file,
        line,
        reason,
      })),
    );
    const totals = Object.values(truth.systems);
    const sum = (pick: (system: (typeof totals)[number]) => number) =>
      totals.map(pick).reduce((a, b) => a + b, 0);
    expect(sum(({ tables }) => Object.keys(tables).length)).toBe(66);
    expect(sum(({ views }) => Object.keys(views).length)).toBe(30);
    for (const [name, { tables, views }] of Object.entries(truth.systems)) {
      const columns = Object.values(tables).reduce((a, b) => a + b, 0);
      const row = new RegExp(
        `^\\| \`${name}\` .*\\| ${Object.keys(tables).length} +\\| ${columns} +\\| ${Object.keys(views).length} `,
        'm',
      );
      expect(readme).toMatch(row);
    }
  });

  it('has every unresolved reference where the truth says', () => {
    for (const { file, line, column, text } of truth.unresolved) {
      const lines = readFileSync(join(samples, file), 'utf8').split('\n');
      expect(lines[line - 1]?.slice(column - 1).startsWith(text)).toBe(true);
    }
  });
});

function columnCounts(tables: readonly FoundTable[]): Record<string, number> {
  return Object.fromEntries(tables.map(({ qualifiedName, columns }) => [qualifiedName, columns.length]));
}

function sorted<T extends { readonly file: string }>(references: readonly T[]): T[] {
  return [...references].sort((left, right) => (left.file < right.file ? -1 : 1));
}
