import { describe, expect, it } from 'vitest';
import {
  CatalogDraft,
  type CatalogPlan,
  type CatalogSnapshot,
  type ColumnDeclaration,
  type ConstraintDeclaration,
  namingContext,
  type Origin,
  plainPart,
  planTables,
  type StoredTable,
  type TableAmendment,
  type TableDeclaration,
} from '../../src/catalog/index.js';

const naming = namingContext('p', 'hive', 'HIVE');
const fileA: Origin = { statement: 'statement:p/hive/a.sql/1', file: 'file:p/hive/a.sql', rule: 'ddl' };
const fileB: Origin = { statement: 'statement:p/hive/b.sql/1', file: 'file:p/hive/b.sql', rule: 'ddl' };
const t = [plainPart('s'), plainPart('t')];

describe('what a re-read replaces', () => {
  it('takes away columns and inline keys the CREATE no longer has', () => {
    const first = run([['a int', 'b int'], [key('PRIMARY_KEY', ['b'])]], []);
    const second = run([['a int'], []], [], first.stored, [fileA]);
    expect(second.plan.tables[0]).toMatchObject({
      removedColumns: ['column:p/hive/s.t.b'],
      removedConstraints: ['constraint:p/hive/s.t/primary_key(b)'],
    });
    expect(second.plan.removedColumns).toEqual(['column:p/hive/s.t.b']);
  });

  it('keeps what files outside the run added while its columns exist', () => {
    const added: readonly TableAmendment[] = [
      { kind: 'ADD_COLUMNS', table: t, columns: [column('extra text')] },
      { kind: 'ADD_CONSTRAINT', table: t, constraint: key('UNIQUE', ['b'], 'u') },
      { kind: 'COMMENT_TABLE', table: t, comment: 'From B.' },
      { kind: 'COMMENT_COLUMN', table: t, column: plainPart('a'), comment: 'A of B.' },
    ];
    const first = run([['a int', 'b int'], []], added);
    expect(names(first.plan)).toEqual(['a', 'b', 'extra']);
    const again = run([['a int', 'b int', 'c int'], []], [], first.stored, [fileA]);
    expect(names(again.plan)).toEqual(['a', 'b', 'c', 'extra']);
    expect(again.plan.tables[0]).toMatchObject({ removedColumns: [], removedConstraints: [] });
    expect(again.plan.tables[0]?.table.properties).toMatchObject({ sourceComment: 'From B.' });
    expect(again.plan.tables[0]?.columns[0]?.properties).toMatchObject({ sourceComment: 'A of B.' });
    const without = run([['a int'], []], [], first.stored, [fileA]);
    expect(without.plan.tables[0]?.removedConstraints).toEqual(['constraint:p/hive/s.t/u']);
  });

  it('takes away what a file of the run added before and says no more', () => {
    const first = run([['a int'], []], [{ kind: 'ADD_COLUMNS', table: t, columns: [column('extra text')] }]);
    const onlyB = run(null, [], first.stored, [fileB]);
    expect(onlyB.plan.tables[0]).toMatchObject({ removedColumns: ['column:p/hive/s.t.extra'] });
    const same = run(
      null,
      [{ kind: 'ADD_COLUMNS', table: t, columns: [column('extra text')] }],
      first.stored,
      [fileB],
    );
    expect(same.plan.tables[0]).toMatchObject({ removedColumns: [] });
    expect(names(same.plan)).toEqual(['a', 'extra']);
  });

  it('plans the same states when nothing changed', () => {
    const first = run([['a int', 'b array<int>'], [key('PRIMARY_KEY', ['a'])]], []);
    const again = run([['a int', 'b array<int>'], [key('PRIMARY_KEY', ['a'])]], [], first.stored, [fileA]);
    expect(again.plan.tables).toEqual(first.plan.tables);
  });

  it('moves a table that turns out to be a view', () => {
    const first = run([['a int'], []], []);
    const view = run([['a int'], []], [], first.stored, [fileA], 'VIEW');
    expect(view.plan.tables[0]).toMatchObject({
      id: 'view:p/hive/s.t',
      formerId: 'table:p/hive/s.t',
      removedColumns: [],
    });
    expect(view.plan.tables[0]?.columns[0]).toMatchObject({
      id: 'column:p/hive/s.t.a',
      parentId: 'view:p/hive/s.t',
    });
  });
});

describe('amendments', () => {
  it('rename, change and drop columns with the keys over them', () => {
    const { plan } = run(
      [
        ['a int', 'b int', 'c int'],
        [key('PRIMARY_KEY', ['a']), key('UNIQUE', ['c'], 'uc')],
      ],
      [
        { kind: 'RENAME_COLUMN', table: t, from: plainPart('A'), to: plainPart('id') },
        {
          kind: 'CHANGE_COLUMN',
          table: t,
          from: plainPart('b'),
          column: { name: plainPart('b'), nativeType: 'bigint' },
        },
        { kind: 'DROP_COLUMN', table: t, column: plainPart('c') },
      ],
    );
    expect(names(plan)).toEqual(['id', 'b']);
    expect(plan.tables[0]?.columns[1]?.properties.typeKey).toBe('int64');
    expect(plan.tables[0]?.constraints.map(({ id }) => id)).toEqual([
      'constraint:p/hive/s.t/primary_key(id)',
    ]);
    expect(plan.issues).toEqual([]);
  });

  it('replace and add columns ahead of the partition columns, which stay', () => {
    const partitioned: readonly ColumnDeclaration[] = [
      column('a int'),
      column('b int'),
      { ...column('day date'), isPartition: true },
    ];
    const draft = new CatalogDraft({ naming, current: empty });
    draft.declare({ ...declaration(t, [], [key('UNIQUE', ['a'])]), columns: partitioned }, fileA);
    draft.amend(
      { kind: 'REPLACE_COLUMNS', table: t, columns: [column('c text'), column('b bigint')] },
      fileB,
    );
    draft.amend({ kind: 'ADD_COLUMNS', table: t, columns: [column('d int')] }, fileB);
    const plan = planTables(draft, options([fileA, fileB]));
    expect(plan.tables[0]?.columns.map(({ properties }) => [properties.name, properties.typeKey])).toEqual([
      ['c', 'utf8'],
      ['b', 'int64'],
      ['d', 'int32'],
      ['day', 'date'],
    ]);
    expect(plan.tables[0]?.constraints).toEqual([]);
    expect(draft.issues).toEqual([]);
  });

  it('drop the primary key, declared or stored, whatever its name', () => {
    const drop: readonly TableAmendment[] = [{ kind: 'DROP_PRIMARY_KEY', table: t }];
    const keys = [key('PRIMARY_KEY', ['a'], 'pk'), key('UNIQUE', ['b'], 'u')];
    const kept = ['constraint:p/hive/s.t/u'];
    const { plan } = run([['a int', 'b int'], keys], drop);
    expect(plan.tables[0]?.constraints.map(({ id }) => id)).toEqual(kept);
    const first = run([['a int', 'b int'], keys], []);
    const later = run(null, drop, first.stored, [fileB]);
    expect(later.plan.tables[0]?.removedConstraints).toEqual(['constraint:p/hive/s.t/pk']);
    const anew = run(
      null,
      [...drop, { kind: 'ADD_CONSTRAINT', table: t, constraint: key('PRIMARY_KEY', ['b'], 'pk2') }],
      first.stored,
      [fileB],
    );
    expect(anew.plan.tables[0]?.constraints.map(({ id }) => id)).toEqual(['constraint:p/hive/s.t/pk2']);
  });

  it('attach partitions to their table, and their foreign keys with them', () => {
    const draft = new CatalogDraft({ naming, current: empty });
    draft.declare(declaration(t, ['a int'], []), fileA);
    draft.declare(declaration([plainPart('s'), plainPart('t1')], ['a int'], []), fileA);
    draft.amend({ kind: 'ATTACH_PARTITION', table: t, partition: [plainPart('s'), plainPart('t1')] }, fileA);
    const self = {
      ...key('FOREIGN_KEY', ['a'], 'fk1'),
      referencedTable: t,
      referencedColumns: [plainPart('a')],
    };
    draft.amend(
      { kind: 'ADD_CONSTRAINT', table: [plainPart('s'), plainPart('t1')], constraint: self },
      fileA,
    );
    draft.amend(
      {
        kind: 'ADD_CONSTRAINT',
        table: [plainPart('s'), plainPart('t1')],
        constraint: key('PRIMARY_KEY', ['a'], 'pk1'),
      },
      fileA,
    );
    const plan = planTables(draft, options([fileA]));
    expect(plan.tables.map(({ id }) => id)).toEqual(['table:p/hive/s.t']);
    expect(plan.tables[0]?.table.properties.partitions).toEqual(['s.t1']);
    expect(plan.tables[0]?.constraints.map(({ id }) => id)).toEqual(['constraint:p/hive/s.t/fk1']);
  });

  it('of a table nobody knows change nothing and say so', () => {
    const { plan } = run(null, [{ kind: 'DROP_COLUMN', table: t, column: plainPart('a') }]);
    expect(plan.tables).toEqual([]);
    expect(plan.issues.map(({ code }) => code)).toEqual(['TABLE_UNKNOWN']);
  });

  it('drop only what the same run created', () => {
    const first = run([['a int'], []], []);
    const dropped = run(null, [{ kind: 'DROP_TABLE', table: t }], first.stored, [fileB]);
    expect(dropped.plan.tables).toEqual([]);
    expect(dropped.plan.deletedTables).toEqual([]);
    expect(run([['a int'], []], [{ kind: 'DROP_TABLE', table: t }]).plan.tables).toEqual([]);
  });
});

describe('declarations', () => {
  it('that differ are reported with both places, and the last one stands', () => {
    const draft = new CatalogDraft({ naming, current: empty });
    draft.declare(declaration(t, ['a int'], []), fileA);
    draft.declare(declaration(t, ['a int'], []), fileB);
    expect(draft.issues).toEqual([]);
    draft.declare(declaration(t, ['a text'], []), fileB);
    expect(draft.issues.map(({ code }) => code)).toEqual(['TABLE_REDEFINED']);
    expect(planTables(draft, options([fileA, fileB])).tables[0]?.columns[0]?.properties.typeKey).toBe('utf8');
  });

  it('LIKE another table take its columns', () => {
    const draft = new CatalogDraft({ naming, current: empty });
    draft.declare(declaration(t, ['a int', 'b text'], []), fileA);
    draft.declare({ ...declaration([plainPart('s'), plainPart('u')], [], []), like: t }, fileA);
    const plan = planTables(draft, options([fileA]));
    expect(plan.tables[1]?.columns.map(({ properties }) => properties.name)).toEqual(['a', 'b']);
  });

  it('use domains and enums of the run, wherever they are declared', () => {
    const draft = new CatalogDraft({ naming: namingContext('p', 'pg', 'POSTGRESQL'), current: empty });
    draft.declare(declaration(t, ['y public.year', 'r mpaa_rating'], []), fileA);
    draft.declareType([plainPart('public'), plainPart('year')], 'integer', null);
    draft.declareType([plainPart('mpaa_rating')], null, ['G', 'PG']);
    const plan = planTables(draft, options([fileA]));
    expect(plan.tables[0]?.columns.map(({ properties }) => properties.typeKey)).toEqual([
      'int32@year',
      'enum("G","PG")@mpaa_rating',
    ]);
    expect(plan.issues).toEqual([]);
  });

  it('of references resolve by the case rule, and to the primary key when no column is named', () => {
    const draft = new CatalogDraft({ naming, current: empty });
    draft.declare(
      declaration(
        [plainPart('s'), plainPart('concept')],
        ['concept_id int'],
        [key('PRIMARY_KEY', ['concept_id'])],
      ),
      fileA,
    );
    const reference = {
      ...key('FOREIGN_KEY', ['a']),
      referencedTable: [plainPart('s'), plainPart('CONCEPT')],
    };
    draft.declare(declaration(t, ['a int'], [reference]), fileA);
    const plan = planTables(draft, options([fileA]));
    expect(plan.unresolved).toEqual([]);
    expect(plan.tables[1]?.edges.map(({ target, discriminator }) => [target, discriminator])).toEqual([
      ['column:p/hive/s.concept.concept_id', 'a→s.CONCEPT'],
    ]);
  });

  it('of references in another case stay unresolved where case matters', () => {
    const draft = new CatalogDraft({ naming: namingContext('p', 'bq', 'BIGQUERY'), current: empty });
    draft.declare(declaration([plainPart('s'), plainPart('concept')], ['id int64'], []), fileA);
    const reference = {
      ...key('FOREIGN_KEY', ['a']),
      referencedTable: [plainPart('s'), plainPart('CONCEPT')],
      referencedColumns: [plainPart('id')],
    };
    draft.declare(declaration(t, ['a int64'], [reference]), fileA);
    const plan = planTables(draft, options([fileA]));
    expect(plan.unresolved.map(({ node }) => node.properties)).toEqual([
      expect.objectContaining({ text: 's.CONCEPT(id)', reason: 'UNKNOWN_TABLE' }),
    ]);
    expect(plan.issues.map(({ code }) => code)).toEqual(['REFERENCE_UNRESOLVED']);
  });
});

describe('tables of more columns than may be', () => {
  const wide = (count: number, prefix = 'c') => Array.from({ length: count }, (_, n) => `${prefix}${n} int`);

  it('are refused with their statement, and what is stored of them stays, REPLACE or not', () => {
    const { stored } = run([['a int'], [key('PRIMARY_KEY', ['a'])]], []);
    for (const mode of ['MERGE', 'REPLACE'] as const) {
      const draft = new CatalogDraft({ naming, current: stored });
      expect(draft.declare(declaration(t, wide(10_001), []), fileA)).toBeNull();
      draft.declare(declaration([plainPart('s'), plainPart('u')], ['a int'], []), fileA);
      const replacedSchemas = new Set(['schema:p/hive/s']);
      const plan = planTables(draft, { ...options([fileA]), mode, replacedSchemas });
      expect(plan.issues.map(({ code }) => code)).toEqual(['LIMIT_EXCEEDED']);
      expect(plan.tables.map(({ id }) => id)).toEqual(['table:p/hive/s.u']);
      expect([plan.deletedTables, plan.removedColumns]).toEqual([[], []]);
    }
  });

  it('are not made by statements that add columns one after the other', () => {
    const added = ['x', 'y'].map((prefix): TableAmendment => {
      return { kind: 'ADD_COLUMNS', table: t, columns: wide(5_000, prefix).map(column) };
    });
    const { plan, stored } = run([['a int'], []], added);
    expect(plan.tables[0]?.columns).toHaveLength(5_001);
    expect(plan.issues.map(({ code }) => code)).toEqual(['LIMIT_EXCEEDED']);
    const again = run(
      null,
      [{ kind: 'ADD_COLUMNS', table: t, columns: wide(9_999, 'x').map(column) }],
      stored,
    );
    expect(again.plan.tables[0]?.columns).toHaveLength(10_000);
    expect(again.plan.issues).toEqual([]);
  });

  it('are not made by a CREATE beside what other files added', () => {
    const { stored } = run(
      [['a int'], []],
      [{ kind: 'ADD_COLUMNS', table: t, columns: wide(5_000, 'x').map(column) }],
    );
    const { plan } = run([wide(5_001), []], [], stored, [fileA]);
    expect([plan.tables, plan.deletedTables]).toEqual([[], []]);
    expect(plan.issues.map(({ code }) => code)).toEqual(['LIMIT_EXCEEDED']);
  });
});

const empty: CatalogSnapshot = { tables: new Map(), schemas: new Set(), waiting: [] };

function options(origins: readonly Origin[]): Parameters<typeof planTables>[1] {
  return { files: new Set(origins.map(({ file }) => file ?? '')), mode: 'MERGE', replacedSchemas: new Set() };
}

/** A run that declares `s.t` from file A, amends it from file B, and what the graph then holds. */
function run(
  create: readonly [readonly string[], readonly ConstraintDeclaration[]] | null,
  amendments: readonly TableAmendment[],
  current: CatalogSnapshot = empty,
  files: readonly Origin[] = [fileA, fileB],
  kind: TableDeclaration['tableKind'] = 'BASE',
): { readonly plan: CatalogPlan; readonly stored: CatalogSnapshot } {
  const draft = new CatalogDraft({ naming, current });
  if (create !== null) draft.declare({ ...declaration(t, ...create), tableKind: kind }, fileA);
  for (const amendment of amendments) draft.amend(amendment, fileB);
  const plan = planTables(draft, options(files));
  return { plan, stored: storedOf(plan) };
}

function storedOf(plan: CatalogPlan): CatalogSnapshot {
  const node = ({
    id,
    parentId,
    properties,
  }: {
    id: string;
    parentId: string | null;
    properties: object;
  }) => ({
    id,
    parentId: parentId ?? '',
    properties: Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== null)),
  });
  const tables = plan.tables.map(
    ({ table, columns, constraints }): StoredTable => ({
      ...node(table),
      kind: table.kind === 'View' ? 'View' : 'Table',
      columns: columns.map(node),
      constraints: constraints.map(node),
    }),
  );
  return {
    tables: new Map(tables.map((table) => [table.id, table])),
    schemas: new Set(plan.schemas.map(({ id }) => id)),
    waiting: [],
  };
}

function names(plan: CatalogPlan): readonly unknown[] {
  return plan.tables[0]?.columns.map(({ properties }) => properties.name) ?? [];
}

function column(text: string): ColumnDeclaration {
  const [name = '', ...type] = text.split(' ');
  return {
    name: plainPart(name),
    nativeType: type.join(' '),
    isNullable: null,
    defaultSql: null,
    comment: null,
    isPartition: false,
    isGenerated: false,
    position: null,
  };
}

function key(
  kind: ConstraintDeclaration['kind'],
  columns: readonly string[],
  name?: string,
): ConstraintDeclaration {
  return {
    name: name === undefined ? null : plainPart(name),
    kind,
    columns: columns.map(plainPart),
    referencedTable: null,
    referencedColumns: [],
    checkSql: null,
    isEnforced: null,
    position: null,
  };
}

function declaration(
  name: TableDeclaration['name'],
  columns: readonly string[],
  constraints: readonly ConstraintDeclaration[],
): TableDeclaration {
  return {
    name,
    tableKind: 'BASE',
    columns: columns.map(column),
    constraints,
    comment: null,
    viewSql: null,
    isExternal: false,
    storage: null,
    like: null,
    position: null,
  };
}
