/** Errors of the reader itself, injected where a text asks for one: each costs its statement or source, never the run. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { namingContext } from '../../src/catalog/index.js';
import { analyzeSql } from '../../src/extraction/analyze/analyze-sql.js';
import { namesOf, preview } from '../../src/extraction/analyze/preview.js';
import { collectDefects } from '../../src/extraction/defect.js';
import { RunResolver } from '../../src/extraction/run/resolver.js';
import { catalogResult } from '../../src/extraction/run/result.js';
import { readSource } from '../../src/extraction/sql/index.js';
import { acceptedElsewhere } from '../../src/extraction/sql/second-opinion.js';
import { silentLog } from '../../src/log.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { type Estate, newEstate } from './fixture.js';

class Trip extends Error {}
const trips = vi.hoisted(() => ({ parser: 'trip_parser', resolver: 'trip_resolver', thread: 'trip_thread' }));

vi.mock('../../src/extraction/sql/syntax/statement.js', async (original) => {
  const module = await original<typeof import('../../src/extraction/sql/syntax/statement.js')>();
  return {
    ...module,
    statement: (cursor: Parameters<typeof module.statement>[0]) => {
      if (cursor.slice(cursor.start, cursor.tokens.text.length).startsWith(`select ${trips.parser}`))
        throw new Trip('at /a/path');
      return module.statement(cursor);
    },
  };
});
vi.mock('../../src/lineage/resolve/statement.js', async (original) => {
  const module = await original<typeof import('../../src/lineage/resolve/statement.js')>();
  return {
    ...module,
    resolveStatement: (...given: Parameters<typeof module.resolveStatement>) => {
      if (given[1].text.includes(trips.resolver)) throw new Trip('at /a/path');
      return module.resolveStatement(...given);
    },
  };
});
vi.mock('../../src/extraction/threads/sql-pool.js', async (original) => {
  const module = await original<typeof import('../../src/extraction/threads/sql-pool.js')>();
  return {
    ...module,
    askSql: async (...given: Parameters<typeof module.askSql>) => {
      const [job] = given;
      if (job.text.includes(trips.thread)) throw new Trip('Cannot find package at /a/path');
      // The resolver trips in this process only.
      if (job.kind === 'preview' && job.text.includes(trips.resolver))
        return preview(job.text, job.naming, job.snapshot);
      return module.askSql(...given);
    },
  };
});
vi.mock('@polyglot-sql/sdk', () => ({
  parse: () => {
    throw new Error('unreachable');
  },
}));

describe('an error of our own', () => {
  it('in a text to analyse goes to the log', async () => {
    const error = vi.fn();
    const analyst = {
      log: { ...silentLog, error },
      signal: new AbortController().signal,
    } as unknown as Parameters<typeof analyzeSql>[0];
    const text = `insert into ${trips.resolver} select 1`;
    const input = { text, dialect: 'POSTGRESQL', project: null, system: null, defaultSchema: null } as const;
    const { issues } = await analyzeSql(analyst, input);
    expect(issues).toMatchObject([{ code: 'INTERNAL' }]);
    expect(error).toHaveBeenCalledExactlyOnceWith(
      { stack: expect.stringContaining('/a/path') },
      expect.any(String),
    );
  });

  it('in the parser costs its statement, which is listed, with its stack for the log', () => {
    const { stacks, note } = collectDefects();
    const text = `select 1;\nselect ${trips.parser} from t;\nselect 2;`;
    const { statements, issues } = readSource(text, { dialect: 'POSTGRESQL', onDefect: note });
    expect(statements.map(({ parse }) => parse)).toEqual(['TREE', 'FAILED', 'TREE']);
    expect(issues).toMatchObject([{ code: 'INTERNAL', severity: 'ERROR', statement: 2, line: 2, column: 1 }]);
    expect(issues[0]?.message).not.toContain('/a/path');
    expect(stacks).toEqual([expect.stringContaining('at /a/path')]);
  });

  it('in the resolver costs its statement, and not what is stored of the view it defines', () => {
    const naming = namingContext('p', 's', 'POSTGRESQL', null, 'public');
    const resolve = (text: string, tables = new Map()) => {
      const { stacks, note } = collectDefects();
      const resolver = new RunResolver({ naming, mode: 'REPLACE', onDefect: note });
      const read = readSource(text, { dialect: 'POSTGRESQL' });
      resolver.add({ file: 'file:p/s/a.sql', name: 'a.sql', dialect: 'POSTGRESQL', text, read });
      resolver.begin({ tables, schemas: new Set(), waiting: [] });
      while (!resolver.step(1_000_000).isDone);
      return { resolver, stacks, plan: catalogResult(resolver, 'REPLACE').plan };
    };
    const stored = resolve('create view v as select 1 as a;').plan.tables.map(({ table, columns }) => ({
      ...table,
      parentId: table.parentId ?? '',
      kind: 'View' as const,
      columns: columns.map((column) => ({ ...column, parentId: table.id })),
      constraints: [],
    }));
    const { resolver, stacks, plan } = resolve(
      `create table t (a int); create view v as select a as ${trips.resolver} from t; create view w as select a from t;`,
      new Map(stored.map((view) => [view.id, view])),
    );
    expect(resolver.issues.map(({ code, statement }) => [code, statement === null])).toEqual([
      ['INTERNAL', false],
    ]);
    expect(stacks).toHaveLength(1);
    expect(stored.map(({ id }) => id)).toEqual(['view:p/s/public.v']);
    expect(plan.tables.map(({ id }) => id)).toEqual(['table:p/s/public.t', 'view:p/s/public.w']);
    expect([plan.deletedTables, plan.removedColumns]).toEqual([[], []]);
  });

  it('in a pasted text costs its statement, which is listed, and not the others', async () => {
    const text = `create table t (a int);
select a as ${trips.resolver} from t;
select ${trips.parser} from t;
select a from t;`;
    const naming = namingContext('p', 's', 'HIVE');
    expect(await namesOf(text, naming)).toEqual(['t']);
    const { statements, lineage, issues, defects } = await preview(text, naming, null);
    expect(statements.map(({ parse }) => parse)).toEqual(['SCANNED', 'FAILED', 'FAILED', 'TREE']);
    expect(lineage.map(({ statement, target }) => [statement, target.column])).toEqual([[4, 'a']]);
    expect(issues.map(({ code, severity, line }) => [code, severity, line])).toEqual([
      ['INTERNAL', 'ERROR', 2],
      ['INTERNAL', 'ERROR', 3],
    ]);
    expect(issues[0]?.message).not.toContain('/a/path');
    expect(defects).toEqual([expect.stringContaining('at /a/path'), expect.stringContaining('at /a/path')]);
  });

  it('of another parser asked for its opinion is its refusal', async () => {
    expect(await acceptedElsewhere('select 1', 'HIVE', true)).toBe(false);
  });
});

describe('a run', () => {
  const logged: object[] = [];
  let server: TestServer;
  let estate: Estate;
  beforeAll(async () => {
    const error = (fields: object): void => void logged.push(fields);
    server = await startTestServer({ log: { info: () => {}, warn: () => {}, error } });
    estate = await newEstate(server, 'POSTGRESQL');
  });
  afterAll(() => server.close());

  it('goes on without the source whose thread fails, lists it as our fault and logs why', async () => {
    const run = await estate.extract([
      { name: 'a.sql', text: 'create table s.a (id int);' },
      { name: 'b.sql', text: `create table s.${trips.thread} (id int);` },
    ]);
    expect(run).toMatchObject({ status: 'SUCCEEDED', counts: { sources: 1, tables: 1 } });
    expect(run.issues).toMatchObject([
      { code: 'INTERNAL', severity: 'ERROR', file: 'b.sql', statement: null },
    ]);
    expect(run.issues[0]?.message).not.toContain('/a/path');
    expect(logged).toEqual([expect.objectContaining({ err: expect.any(Trip) })]);
  });
});
