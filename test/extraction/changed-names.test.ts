/** Tables and columns that one file makes, and later renames or drops. */
import { describe, expect, it } from 'vitest';
import type { Dialect } from '../../src/catalog/index.js';
import { catalogResult, endsOf, planOf } from '../../src/extraction/run/result.js';
import type { StatementPlan } from '../../src/extraction/run/statement-plan.js';
import type { NodeState } from '../../src/graph/types.js';
import { resolveSources } from './resolve.js';

function planned(text: string, dialect: Dialect) {
  const resolver = resolveSources([{ name: 'a.sql', text }], dialect, 'd');
  const { plan } = catalogResult(resolver, 'MERGE');
  const ends = endsOf(resolver, plan);
  resolver.settle(ends);
  const plans = resolver.results.map((result) => planOf(result, resolver, ends));
  return { resolver, plan, plans };
}

function referencesOf({ nodes }: StatementPlan): readonly NodeState['properties'][] {
  return nodes.filter(({ kind }) => kind === 'UnresolvedRef').map(({ properties }) => properties);
}

/** Where the unresolved references of a text stand in their statements, with the text there. */
function places(text: string): readonly string[] {
  return planned(text, 'POSTGRESQL').plans.flatMap((plan) =>
    referencesOf(plan).map(({ line, column, charStart, charEnd }) => {
      return `${String(line)}:${String(column)} ${plan.text.text.slice(Number(charStart), Number(charEnd))}`;
    }),
  );
}

/** What is written of a text: column and table lineage by short names, unresolved references, problems. */
function written(text: string, dialect: Dialect = 'POSTGRESQL') {
  const { resolver, plan, plans } = planned(text, dialect);
  const short = (id: string): string => id.slice(id.lastIndexOf('/d.') + 3);
  return {
    tables: plan.tables.map(({ id }) => short(id)).sort(),
    flows: plans
      .flatMap(({ flows }) => flows)
      .map(
        ({ source, target, properties }) =>
          `${short(target)} ← ${short(source)} ${String(properties.subtype)}`,
      )
      .sort(),
    unresolved: plans.flatMap(referencesOf).map(({ reason, outputs, text }) => {
      return `${String(reason)} ${String(text)} ${JSON.stringify(outputs)}`;
    }),
    issues: resolver.issues.map(({ code, line }) => `${code} ${line}`),
  };
}

const base = 'create table d.t (a int, b int);';
const view = 'create view d.v as select a, b from d.t where b > 1;';

describe('a staging table that its file drops again', () => {
  it.each([
    ['made by a query', 'create table d.tmp as select a, b from d.t;'],
    ['filled by INSERT', 'create table d.tmp (a int, b int); insert into d.tmp select a, b from d.t;'],
    [
      'filled by MERGE',
      `create table d.tmp (a int, b int);
      merge into d.tmp m using d.t on m.a = 0 when not matched then insert (a, b) values (t.a, t.b);`,
    ],
  ])('and that was %s hands on what it was made of', (_, staging) => {
    const text = `${base} create table d.fin (x int, y int); ${staging}
      insert into d.fin select a, b from d.tmp; drop table d.tmp;`;
    expect(written(text)).toEqual({
      tables: ['fin', 't'],
      flows: ['fin.x ← t.a IDENTITY', 'fin.y ← t.b IDENTITY'],
      unresolved: [],
      issues: [],
    });
  });

  it.each<Dialect>(['TSQL', 'POSTGRESQL'])(
    'and that SELECT … INTO of %s made hands on what it was made of',
    (dialect) => {
      const made = `${base} select a, b into d.tmp from d.t; select a into d.fin from d.tmp;`;
      const flows = ['fin.a ← t.a IDENTITY'];
      expect(written(`${made} drop table d.tmp;`, dialect)).toEqual({
        tables: ['fin', 't'],
        flows,
        unresolved: [],
        issues: [],
      });
      const again = written(`${made} drop table d.tmp; select b into d.tmp from d.t;`, dialect);
      expect(again).toMatchObject({ tables: ['fin', 't', 'tmp'], issues: [] });
      expect(again.flows).toContain('tmp.b ← t.b IDENTITY');
    },
  );

  it('and that SELECT … INTO and a procedure filled says so to its reader', () => {
    const text = `${base} select a into d.tmp from d.t; insert into d.tmp exec d.p;
      select a into d.fin from d.tmp; drop table d.tmp;`;
    expect(written(text, 'TSQL')).toMatchObject({
      tables: ['fin', 't'],
      flows: ['fin.a ← t.a IDENTITY'],
      unresolved: ['UNSUPPORTED d.tmp [1]'],
    });
  });

  it('and makes anew stands as it is in the end', () => {
    const text = `${base} create table d.tmp as select a from d.t; drop table d.tmp;
      create table d.tmp as select b from d.t;`;
    expect(written(text)).toMatchObject({ tables: ['t', 'tmp'], flows: ['tmp.b ← t.b IDENTITY'] });
  });

  it('and that nobody knows the rows of is unresolved where it was read', () => {
    const text = `${base} create table d.fin (x int); create table d.tmp (a int);
insert into d.fin select a from d.tmp;
drop table d.tmp;`;
    expect(written(text)).toEqual({
      tables: ['fin', 't'],
      flows: [],
      unresolved: ['UNKNOWN_TABLE a [1]'],
      issues: ['UNKNOWN_TABLE 2'],
    });
  });
});

describe('a staging table whose rows come from', () => {
  const made = (columns: string): string => `${base} create table d.tmp (${columns});`;
  const read = 'create table d.fin as select a from d.tmp; drop table d.tmp;';
  const some = 'insert into d.tmp select a from d.t;';

  it.each<readonly [string, Dialect, string]>([
    ['a file', 'HIVE', "load data inpath '/x' into table d.tmp;"],
    ['a file, and a query', 'HIVE', `${some} load data inpath '/x' into table d.tmp;`],
    ['a procedure', 'TSQL', 'insert into d.tmp exec d.p;'],
    ['its defaults', 'POSTGRESQL', 'insert into d.tmp default values;'],
    ['a statement nobody can read', 'POSTGRESQL', `${some} insert into d.tmp frobnicate 1 2;`],
  ])('%s is unresolved where it was read', (_, dialect, fill) => {
    expect(written(`${made('a int')} ${fill} ${read}`, dialect)).toMatchObject({
      tables: ['fin', 't'],
      flows: [],
      unresolved: ['UNKNOWN_TABLE a [1]'],
    });
  });

  it('VALUES hands on constants', () => {
    const text = `${made('a int, b int')} insert into d.tmp values (1, 2); insert into d.tmp (b) select b from d.t;
      create table d.fin as select a, b from d.tmp; drop table d.tmp;`;
    expect(written(text)).toEqual({
      tables: ['fin', 't'],
      flows: ['fin.b ← t.b IDENTITY'],
      unresolved: [],
      issues: [],
    });
  });
});

describe('a reference to what a later statement of the file', () => {
  it('renames follows a table', () => {
    expect(written(`${base} ${view} alter table d.t rename to t2;`)).toEqual({
      tables: ['t2', 'v'],
      flows: ['v ← t2.b FILTER', 'v.a ← t2.a IDENTITY', 'v.b ← t2.b IDENTITY'],
      unresolved: [],
      issues: [],
    });
  });

  it('renames follows a column, and both at once', () => {
    expect(written(`${base} ${view} alter table d.t rename column b to bb;`).flows).toEqual([
      'v ← t.bb FILTER',
      'v.a ← t.a IDENTITY',
      'v.b ← t.bb IDENTITY',
    ]);
    const both = 'alter table d.t rename column b to bb; alter table d.t rename to t2;';
    expect(written(`${base} ${view} ${both}`).flows).toContain('v.b ← t2.bb IDENTITY');
  });

  it('swaps in is what was built', () => {
    const text = `${base} create table d.fin_new as select a, b from d.t; drop table if exists d.fin;
      alter table d.fin_new rename to fin; create view d.v as select a from d.fin;`;
    expect(written(text)).toEqual({
      tables: ['fin', 't', 'v'],
      flows: ['fin.a ← t.a IDENTITY', 'fin.b ← t.b IDENTITY', 'v.a ← fin.a IDENTITY'],
      unresolved: [],
      issues: [],
    });
  });

  it('drops is unresolved, and said to be', () => {
    expect(written(`${base}\n${view}\ndrop table d.t;`)).toMatchObject({
      tables: ['v'],
      flows: [],
      unresolved: ['UNKNOWN_TABLE a [1]', 'UNKNOWN_TABLE b [2]', 'UNKNOWN_TABLE b []'],
      issues: ['UNKNOWN_TABLE 2', 'UNKNOWN_TABLE 2', 'UNKNOWN_TABLE 2'],
    });
    expect(written(`${base}\n${view}\nalter table d.t drop column b;`)).toMatchObject({
      flows: ['v.a ← t.a IDENTITY'],
      unresolved: ['UNKNOWN_COLUMN b [2]', 'UNKNOWN_COLUMN b []'],
    });
    expect(
      written(`${base}\ncreate view d.n as select count(*) as n from d.t;\ndrop table d.t;`),
    ).toMatchObject({
      unresolved: ['UNKNOWN_TABLE d.t []'],
      issues: ['UNKNOWN_TABLE 2'],
    });
  });

  it('drops is told of each table, without a place of its own where the statement names no column of it', () => {
    const text = `${base} create table d.u (c int);
create view d.v as select t.a, (select count(*) from d.u) as c from d.t;
drop table d.t; drop table d.u;`;
    expect(written(text)).toMatchObject({
      unresolved: ['UNKNOWN_TABLE d.u []', 'UNKNOWN_TABLE t.a [1]'],
      issues: ['UNKNOWN_TABLE 2', 'UNKNOWN_TABLE 2'],
    });
    expect(places(text)).toEqual([
      '1:1 create view d.v as select t.a, (select count(*) from d.u) as c from d.t',
      '1:27 t.a',
    ]);
    const star = `${base} create table d.u (c int);
create table d.v as select * from d.t, d.u;
drop table d.t; drop table d.u;`;
    expect(written(star).unresolved).toEqual(['UNKNOWN_TABLE d.u []', 'UNKNOWN_TABLE * [1,2,3]']);
  });

  it('drops and makes anew is what stands', () => {
    expect(
      written(`${base} ${view} drop table d.t; create table d.t (a int, b int, c int);`).flows,
    ).toHaveLength(3);
  });
});

describe('a name that another table takes', () => {
  const next = 'create table d.n as select a, b from d.t;';
  const swap = `${next} alter table d.t rename to t_old; alter table d.n rename to t;`;
  const old = ['t.a ← t_old.a IDENTITY', 't.b ← t_old.b IDENTITY'];

  it('means the table that bore it before', () => {
    expect(written(`${base} ${swap}`)).toEqual({
      tables: ['t', 't_old'],
      flows: old,
      unresolved: [],
      issues: [],
    });
    const atOnce = `${base} ${next} rename table d.t to d.t_old, d.n to d.t;`;
    expect(written(atOnce, 'MYSQL').flows).toEqual(old);
    const created =
      'create table d.x as select a from d.t; alter table d.t rename to t_old; create table d.t (a int);';
    expect(written(`${base} ${created}`).flows).toEqual(['x.a ← t_old.a IDENTITY']);
  });

  it('and that the old one gave back is its own again', () => {
    const text = `${base} create table d.x as select a from d.t; alter table d.t rename to u;
      create table d.y as select a from d.u; alter table d.u rename to t; create table d.z as select a from d.t;`;
    expect(written(text).flows).toEqual(['x.a ← t.a IDENTITY', 'y.a ← t.a IDENTITY', 'z.a ← t.a IDENTITY']);
  });

  it.each([
    ['is dropped after', `${swap} drop table d.t_old;`],
    ['is dropped before', `${next} drop table d.t; alter table d.n rename to t;`],
  ])('stands for both where the old one %s', (_, text) => {
    expect(written(`${base} ${text}`)).toEqual({
      tables: ['t'],
      flows: ['t.a ← t.a IDENTITY', 't.b ← t.b IDENTITY'],
      unresolved: [],
      issues: [],
    });
  });

  it.each<readonly [string, Dialect, string]>([
    ['is read from the old table where views keep their tables', 'POSTGRESQL', 't_old'],
    ['is read from the new one where views keep their names', 'HIVE', 't'],
  ])('by a view %s', (_, dialect, table) => {
    const before = 'create view d.v as select a from d.t;';
    const after = 'create view d.w as select a from d.t;';
    const { flows, issues } = written(`${base} ${before} ${swap} ${after}`, dialect);
    expect(flows).toEqual([...old, `v.a ← ${table}.a IDENTITY`, 'w.a ← t.a IDENTITY']);
    expect(issues).toEqual([]);
  });

  it('by a procedure is read from the new table', () => {
    const body = 'begin insert into d.r select a from d.t; end';
    const text = `${base} create table d.r (a int); create procedure d.p() language plpgsql as $$ ${body} $$; ${swap}`;
    expect(written(text).flows).toEqual(['r.a ← t.a IDENTITY', ...old]);
  });
});
