/** Temporary tables that are gone when their file or procedure ends: readers read what they were made of. */
import { describe, expect, it } from 'vitest';
import type { Dialect } from '../../src/catalog/index.js';
import type { EdgeState } from '../../src/graph/types.js';
import { inputsOf, shortName } from '../support/resolve.js';
import { resolvedText, resolveSources } from './resolve.js';

const tables = `CREATE TABLE a (id int, name text); CREATE TABLE b (id int, nick text);
  CREATE TABLE s (x int, y int); CREATE TABLE t (id int, name text);`;

/** What flows into a table: `column ← inputs`, and the problems of the run. */
function into(table: string, text: string, dialect: Dialect = 'POSTGRESQL') {
  const resolver = resolveSources([{ name: 'a.sql', text }], dialect, dialect === 'TSQL' ? 'dbo' : 'public');
  const flows: Record<string, readonly string[]> = {};
  for (const output of resolver.results.flatMap(({ resolved }) => resolved.flatMap((each) => each.outputs)))
    if (output.target !== null && output.target.table.name === table)
      flows[shortName(output.target)] = inputsOf(output);
  return { flows, issues: resolver.issues.map(({ code, message }) => `${code} ${message}`) };
}

describe('writes into a temporary table', () => {
  it('add to the column that UPDATE names', () => {
    const text = `${tables} CREATE TEMP TABLE tmp AS SELECT id, name FROM a;
      UPDATE tmp SET name = b.nick FROM b WHERE b.id = tmp.id;
      INSERT INTO t SELECT id, name FROM tmp; DROP TABLE tmp;`;
    expect(into('t', text)).toEqual({
      flows: { 't.id': ['a.id IDENTITY'], 't.name': ['a.name IDENTITY', 'b.nick IDENTITY'] },
      issues: [],
    });
  });

  it.each([
    ['the column list', 'INSERT INTO tmp (q, P) SELECT x, y FROM s', ['s.y IDENTITY'], ['s.x IDENTITY']],
    ['the declared order', 'INSERT INTO tmp SELECT x, y FROM s', ['s.x IDENTITY'], ['s.y IDENTITY']],
    ['the columns listed alone', 'INSERT INTO tmp (q) SELECT x FROM s', [], ['s.x IDENTITY']],
    ['what UPDATE sets', 'UPDATE tmp SET q = s.x FROM s', [], ['s.x IDENTITY']],
  ])('of declared columns go by %s', (_, write, p, q) => {
    const text = `${tables} CREATE TEMP TABLE tmp (P int, "q" int); ${write};
      CREATE TABLE made AS SELECT * FROM tmp; DROP TABLE tmp;`;
    expect(into('made', text)).toEqual({ flows: { 'made.p': p, 'made.q': q }, issues: [] });
  });

  it('go by the columns of its query, whatever the names of the values', () => {
    const text = `${tables} CREATE TEMP TABLE tmp AS SELECT id AS p, id + 1 AS q FROM a;
      INSERT INTO tmp SELECT x, y FROM s; INSERT INTO tmp (q, p) SELECT id, 1 FROM b;
      CREATE TABLE made AS SELECT p, q FROM tmp; DROP TABLE tmp;`;
    expect(into('made', text)).toEqual({
      flows: {
        'made.p': ['a.id IDENTITY', 's.x IDENTITY'],
        'made.q': ['a.id TRANSFORMATION', 'b.id IDENTITY', 's.y IDENTITY'],
      },
      issues: [],
    });
  });

  it('keep the columns that nobody declared, by name', () => {
    const text = `${tables} CREATE TEMP TABLE tmp (LIKE elsewhere); INSERT INTO tmp (q) SELECT x FROM s;
      INSERT INTO tmp (p) SELECT y FROM s; CREATE TABLE made AS SELECT p, q FROM tmp; DROP TABLE tmp;`;
    expect(into('made', text).flows).toEqual({ 'made.p': ['s.y IDENTITY'], 'made.q': ['s.x IDENTITY'] });
  });
});

describe('columns of a temporary table', () => {
  const staging = 'CREATE TABLE stg AS SELECT id, name FROM a;';

  it.each<readonly [string, string, Dialect, Readonly<Record<string, readonly string[]>>]>([
    [
      'renamed',
      'ALTER TABLE stg RENAME COLUMN id TO q;',
      'POSTGRESQL',
      { q: ['a.id IDENTITY'], name: ['a.name IDENTITY'] },
    ],
    [
      'renamed with a type',
      'ALTER TABLE stg CHANGE id q bigint;',
      'HIVE',
      { q: ['a.id IDENTITY'], name: ['a.name IDENTITY'] },
    ],
    ['dropped', 'ALTER TABLE stg DROP COLUMN id;', 'POSTGRESQL', { name: ['a.name IDENTITY'] }],
    [
      'added and filled',
      'ALTER TABLE stg ADD COLUMN q int; INSERT INTO stg (q) SELECT x FROM s;',
      'POSTGRESQL',
      { id: ['a.id IDENTITY'], name: ['a.name IDENTITY'], q: ['s.x IDENTITY'] },
    ],
    [
      'listed anew by name',
      'ALTER TABLE stg REPLACE COLUMNS (name string);',
      'HIVE',
      { name: ['a.name IDENTITY'] },
    ],
    [
      'listed anew by place',
      'ALTER TABLE stg REPLACE COLUMNS (q int, name string, r int);',
      'HIVE',
      { q: ['a.id IDENTITY'], name: ['a.name IDENTITY'], r: [] },
    ],
  ])('that are %s are read so', (_, change, dialect, columns) => {
    const known = tables.replaceAll('text', 'string');
    const text = `${known} ${staging} ${change} CREATE TABLE made AS SELECT * FROM stg; DROP TABLE stg;`;
    const flows = Object.fromEntries(
      Object.entries(columns).map(([name, inputs]) => [`made.${name}`, inputs]),
    );
    expect(into('made', text, dialect)).toEqual({ flows, issues: [] });
  });

  it('are renamed after they are made, in whatever file what they are made of stands', () => {
    const text = `CREATE TABLE stg AS SELECT id FROM late; ALTER TABLE stg RENAME COLUMN id TO q;
      CREATE TABLE made AS SELECT q FROM stg; DROP TABLE stg;`;
    const sources = [
      { name: 'a.sql', text },
      { name: 'b.sql', text: 'CREATE TABLE late (id int);' },
    ];
    const resolver = resolveSources(sources, 'POSTGRESQL', 'public');
    const outputs = resolver.results.flatMap(({ resolved }) => resolved.flatMap((each) => each.outputs));
    expect(outputs.filter(({ name }) => name === 'q').map(inputsOf)).toEqual([['late.id IDENTITY']]);
    expect(resolver.issues).toEqual([]);
  });
});

describe('a temporary table that gets rows nobody sees made', () => {
  const fin = 'CREATE TABLE made AS SELECT p FROM tmp; DROP TABLE tmp;';
  const issues = ['UNSUPPORTED tmp is not followed to its sources'];

  it.each([
    ['from a file', "COPY tmp FROM '/x';", []],
    [
      'from a file, and others from a query',
      "INSERT INTO tmp SELECT x FROM s; COPY tmp FROM '/x';",
      ['s.x IDENTITY'],
    ],
  ])('%s says so to its reader', (_, fill, inputs) => {
    const text = `${tables} CREATE TEMP TABLE tmp (p int); ${fill} ${fin}`;
    expect(into('made', text)).toEqual({ flows: { 'made.p': inputs }, issues });
  });

  it('in a procedure of T-SQL says so too', () => {
    const body = 'SELECT x INTO #t FROM s; INSERT INTO #t EXEC q; INSERT INTO t (id) SELECT x FROM #t';
    const text = `${tables}\nGO\nCREATE PROC p AS BEGIN ${body} END`;
    expect(into('t', text, 'TSQL')).toEqual({
      flows: { 't.id': ['s.x IDENTITY'] },
      issues: ['UNSUPPORTED #t is not followed to its sources'],
    });
  });
});

describe('the name of a temporary table', () => {
  const staging = 'CREATE TABLE staging.orders (id int, x int); CREATE TABLE m (y int);';

  it('is that table before any of this name in another schema', () => {
    const text = `${staging} CREATE TEMP TABLE orders AS SELECT id, upper(x) AS y FROM staging.orders;
      INSERT INTO orders (y) SELECT id FROM staging.orders; INSERT INTO m SELECT y FROM orders; DROP TABLE orders;`;
    expect(into('m', text)).toEqual({
      flows: { 'm.y': ['staging.orders.id IDENTITY', 'staging.orders.x TRANSFORMATION'] },
      issues: [],
    });
  });

  it('is the other table until the temporary one is made', () => {
    const text = `${staging} CREATE TEMP TABLE orders AS SELECT x FROM orders;
      INSERT INTO m SELECT x FROM orders; DROP TABLE orders;`;
    expect(into('m', text).flows).toEqual({ 'm.y': ['staging.orders.x IDENTITY'] });
  });

  it('is that table before a view of its schema', () => {
    const resolver = resolveSources(
      [
        { name: 'a.sql', text: 'CREATE TABLE a (id int, x int); CREATE VIEW v AS SELECT id FROM a;' },
        {
          name: 'b.sql',
          text: `CREATE TEMP TABLE v AS SELECT x FROM a; CREATE TABLE m AS SELECT x FROM v; DROP TABLE v;`,
        },
      ],
      'POSTGRESQL',
      'public',
    );
    const made = resolver.results
      .flatMap(({ resolved }) => resolved)
      .find(({ writes }) => writes[0]?.name === 'm');
    expect(inputsOf(made?.outputs[0])).toEqual(['a.x IDENTITY']);
    expect(resolver.issues).toEqual([]);
  });
});

describe('a temporary table named as a table of its schema', () => {
  const kept = {
    name: 'a.sql',
    text: 'CREATE TABLE a (id int, x int); CREATE TABLE orders (id int, y int);',
  };
  const hiding = (text: string) => [kept, { name: 'b.sql', text: `${text} DROP TABLE orders;` }];
  const made = 'CREATE TEMP TABLE orders AS SELECT x AS y FROM a WHERE id > 1;';

  it('leaves that table as it is when it is changed and dropped', () => {
    const text = `${made} ALTER TABLE orders ADD COLUMN z int;`;
    const { draft, issues } = resolveSources(hiding(text), 'POSTGRESQL', 'public');
    expect(draft.tables.get('table:p/s/public.orders')?.columns.map(({ key }) => key)).toEqual(['id', 'y']);
    expect(issues).toEqual([]);
  });

  it('sends nothing into that table, and stands between its sources and its readers as any other', () => {
    const text = `${made} INSERT INTO orders (y) SELECT id FROM a; CREATE TABLE m AS SELECT y FROM orders;`;
    const edges = resolvedText(hiding(text), 'POSTGRESQL', 'public')
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line): EdgeState => JSON.parse(line));
    const atOrders = edges.filter(({ source, target }) => `${source} ${target}`.includes('public.orders'));
    expect(atOrders.map(({ type, target }) => `${type} ${target}`)).toEqual([
      'DEFINES table:p/s/public.orders',
    ]);
    const flows = edges.filter(({ type }) => type === 'FLOWS_TO');
    expect(flows.map(({ source, target }) => `${source} ${target}`).sort()).toEqual([
      'column:p/s/public.a.id column:p/s/public.m.y',
      'column:p/s/public.a.x column:p/s/public.m.y',
    ]);
  });
});

describe('SELECT … INTO in a procedure', () => {
  const known = 'CREATE TABLE a (x int); CREATE TABLE b (x int);';

  it('of T-SQL makes a table: one of its own is read through', () => {
    const body = 'SELECT x INTO #t FROM a WHERE x > 1; INSERT INTO b SELECT x FROM #t';
    const text = `${known}\nGO\nCREATE PROC p AS BEGIN ${body} END`;
    expect(into('b', text, 'TSQL')).toEqual({ flows: { 'b.x': ['a.x IDENTITY'] }, issues: [] });
    const resolver = resolveSources([{ name: 'a.sql', text }], 'TSQL', 'dbo');
    expect([...resolver.draft.tables.keys()]).toEqual(['table:p/s/dbo.a', 'table:p/s/dbo.b']);
  });

  it('of T-SQL gives each procedure a table of its own', () => {
    const first = 'CREATE PROC p AS BEGIN SELECT x INTO #t FROM a END';
    const second = 'CREATE PROC q AS BEGIN INSERT INTO b SELECT x FROM #t END';
    expect(into('b', `${known}\nGO\n${first}\nGO\n${second}`, 'TSQL').flows).toEqual({
      'b.x': ['#t.x IDENTITY'],
    });
  });

  it('of T-SQL makes a table that stays when its name has no sign', () => {
    const text = `${known}\nGO\nCREATE PROC p AS BEGIN SELECT x INTO kept FROM a END`;
    expect(into('kept', text, 'TSQL').flows).toEqual({ 'kept.x': ['a.x IDENTITY'] });
  });

  it('of PL/pgSQL fills variables', () => {
    const text = `${known} CREATE FUNCTION f() RETURNS void AS $$ DECLARE v int; BEGIN SELECT x INTO v FROM a; END $$ LANGUAGE plpgsql;`;
    expect(into('v', text)).toEqual({ flows: {}, issues: [] });
  });
});

describe('every edge through a temporary table', () => {
  const filter = 'WHERE x > 1 GROUP BY x, y ORDER BY y';

  it.each<readonly [string, Dialect, string]>([
    [
      'of a file',
      'POSTGRESQL',
      `CREATE TEMP TABLE tmp AS SELECT x, y FROM s ${filter}; INSERT INTO b SELECT x FROM tmp;`,
    ],
    [
      'of a T-SQL procedure',
      'TSQL',
      `GO\nCREATE PROC p AS BEGIN SELECT x, y INTO #tmp FROM s ${filter}; INSERT INTO b SELECT x FROM #tmp END\nGO`,
    ],
  ])('%s has its place', (_, dialect, text) => {
    const known = 'CREATE TABLE s (x int, y int);\nCREATE TABLE b (x int);\n';
    const edges = resolvedText([{ name: 'a.sql', text: known + text }], dialect)
      .split('\n')
      .filter((line) => line.startsWith('{') && line.includes('"subtype"'))
      .map((line) => JSON.parse(line) as EdgeState);
    expect(new Set(edges.map(({ properties }) => properties.subtype))).toEqual(
      new Set(['IDENTITY', 'FILTER', 'GROUP_BY', 'SORT']),
    );
    for (const { properties } of edges) expect(properties.charStart).toEqual(expect.any(Number));
  });
});
