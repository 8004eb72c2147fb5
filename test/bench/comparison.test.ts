import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FoundJoin, FoundTable, FoundUnresolved } from '../../bench/support/catalog.js';
import { agreement } from '../../bench/support/ddl/agreement.js';
import {
  compareInputs,
  compareJoins,
  compareRelations,
  compareUnresolved,
} from '../../bench/support/estate/comparison.js';
import { readTruth } from '../../bench/support/estate/truth.js';
import { expectedCounts } from '../../bench/support/readme-counts.js';

function truthOf(content: unknown): ReturnType<typeof readTruth> {
  const folder = mkdtempSync(join(tmpdir(), 'sheaf-truth-'));
  writeFileSync(join(folder, 'truth.json'), JSON.stringify(content));
  return readTruth(folder);
}

function table(
  qualifiedName: string,
  columns: string[],
  partitions: string[] = [],
  kind = 'BASE',
): FoundTable {
  const name = qualifiedName.split('.').at(-1) ?? '';
  return {
    id: `table:p/s/${qualifiedName}`,
    name,
    qualifiedName,
    tableKind: kind,
    isView: kind === 'VIEW',
    isComplete: true,
    columns: [...columns, ...partitions].map((column, index) => ({
      id: `column:p/s/${qualifiedName}.${column}`,
      name: column,
      ordinal: index + 1,
      isPartition: index >= columns.length,
    })),
  };
}

const truth = truthOf({
  tables: [{ name: 'a.t', columns: ['x', 'y'], partitions: ['d'] }],
  views: [
    {
      name: 'a.v',
      columns: [
        { name: 'x', inputs: ['a.t.x'] },
        { name: 'k', inputs: [] },
      ],
    },
  ],
  joins: [{ view: 'a.v', kind: 'LEFT', pairs: [['a.t.x', 'a.u.x']] }],
  unresolved: [{ view: 'a.v', reason: 'UNKNOWN_COLUMN', text: 't.z', file: 'v.sql', line: 3, column: 8 }],
});

describe('comparing tables with a truth', () => {
  it('accepts the same columns in the same order', () => {
    expect(compareRelations(truth.tables, [table('a.t', ['x', 'y'], ['d'])], 'table')).toMatchObject({
      items: 1,
      exact: 1,
      right: 3,
      wrong: 0,
      missing: 0,
    });
  });

  it.each([
    ['another order', table('a.t', ['y', 'x'], ['d'])],
    ['a missing column', table('a.t', ['x'], ['d'])],
    ['a column too many', table('a.t', ['x', 'y', 'w'], ['d'])],
    ['a partition column taken for an ordinary one', table('a.t', ['x', 'y', 'd'])],
    ['a table of another name', table('a.other', ['x', 'y'], ['d'])],
  ])('counts %s as a miss', (_, found) => {
    const { exact, misses } = compareRelations(truth.tables, [found], 'table');
    expect(exact).toBe(0);
    expect(misses.length).toBeGreaterThan(0);
  });

  it('counts a table nobody wrote', () => {
    const found = [table('a.t', ['x', 'y'], ['d']), table('a.ghost', ['q'])];
    expect(compareRelations(truth.tables, found, 'table')).toMatchObject({ exact: 1, wrong: 1 });
  });

  it('takes partition columns listed twice, and bare numbers', () => {
    const listed = truthOf({
      tables: [{ name: 't', columns: ['x', 'y', 'd'], partitions: ['d'] }],
      views: [{ name: 'v', columns: 2 }],
      joins: 3,
      unresolved: 0,
    });
    expect(compareRelations(listed.tables, [table('a.t', ['x', 'y'], ['d'])], 'table').exact).toBe(1);
    expect(compareRelations(listed.views, [table('a.v', ['x', 'k'], [], 'VIEW')], 'view').exact).toBe(1);
    expect(compareJoins(listed.joins, [])).toMatchObject({ items: 3, exact: 0, missing: 3 });
    expect(compareUnresolved(listed.unresolved, [])).toMatchObject({ items: 0, wrong: 0 });
  });
});

describe('comparing joins, references and inputs with a truth', () => {
  const join: FoundJoin = {
    kind: 'LEFT',
    columnPairs: [{ left: { id: 'column:p/s/a.u.x' }, right: { id: 'column:p/s/a.t.x' } }],
    statement: { id: 's', writes: [{ qualifiedName: 'a.v' }] },
  };
  const reference: FoundUnresolved = {
    text: 't.z',
    reason: 'UNKNOWN_COLUMN',
    line: 3,
    column: 8,
    statement: { sourceFile: { name: 'sql/v.sql' }, writes: [{ qualifiedName: 'a.v' }] },
  };

  it('finds a join whichever side comes first, and misses one of another kind', () => {
    expect(compareJoins(truth.joins, [join])).toMatchObject({ exact: 1, wrong: 0 });
    expect(compareJoins(truth.joins, [{ ...join, kind: 'INNER' }])).toMatchObject({
      exact: 0,
      wrong: 1,
      missing: 1,
    });
  });

  it('wants an unresolved reference at its very place', () => {
    expect(compareUnresolved(truth.unresolved, [reference])).toMatchObject({ exact: 1, wrong: 0 });
    expect(compareUnresolved(truth.unresolved, [{ ...reference, column: 9 }])).toMatchObject({
      exact: 0,
      wrong: 1,
    });
    expect(compareUnresolved(truth.unresolved, [reference, { ...reference, line: 4 }])).toMatchObject({
      exact: 1,
      wrong: 1,
    });
  });

  it('wants the inputs of a column to be the same set', () => {
    const [view] = truth.views;
    if (view === undefined) throw new Error('the truth has a view');
    const found = table('a.v', ['x', 'k'], [], 'VIEW');
    const right = new Map([['column:p/s/a.v.x', ['column:p/s/a.t.x']]]);
    expect(compareInputs(view, found, right)).toMatchObject({ items: 2, exact: 2 });
    expect(compareInputs(view, found, new Map())).toMatchObject({ items: 2, exact: 1, missing: 1 });
  });

  it('counts the inputs of a column or view that was not found as wrong', () => {
    const [view] = truth.views;
    if (view === undefined) throw new Error('the truth has a view');
    const right = new Map([['column:p/s/a.v.x', ['column:p/s/a.t.x']]]);
    const lost = compareInputs(view, table('a.v', ['x'], [], 'VIEW'), right);
    expect(lost).toMatchObject({ items: 2, exact: 1, missing: 0 });
    expect(lost.misses).toEqual([{ item: 'inputs of a.v.k', expected: 'none', got: 'no such column' }]);
    expect(compareInputs(view, null, new Map())).toMatchObject({ items: 2, exact: 0, missing: 1 });
  });
});

describe('agreement of two dialects', () => {
  it('sees through case and separators and not through order', () => {
    const left = [table('public.media_type', ['media_type_id', 'name'])];
    expect(agreement(left, [table('dbo.MediaType', ['MediaTypeId', 'Name'])])).toMatchObject({
      tables: 1,
      same: 1,
    });
    expect(agreement(left, [table('dbo.MediaType', ['Name', 'MediaTypeId'])])).toMatchObject({
      tables: 1,
      same: 0,
    });
  });
});

describe('the counts a README promises', () => {
  it('are read from a table, list items or a line', () => {
    const text =
      '# X\n\n## Expected counts (counted)\n\n| dialect | tables | primary keys |\n| --- | --- | --- |\n| hive | 39 | 1,028 |\n- DDL: 13 tables, 25 foreign keys\n\n## Other\n';
    expect(expectedCounts(text)).toEqual([
      { subject: 'hive', counts: { tables: 39, primaryKeys: 1028 } },
      { subject: 'DDL', counts: { tables: 13, foreignKeys: 25 } },
    ]);
    expect(expectedCounts('# Y\n\nCounts: 97 databases, 533 tables, 463 primary key columns.\n')).toEqual([
      { subject: 'Counts', counts: { databases: 97, tables: 533, primaryKeyColumns: 463 } },
    ]);
    expect(expectedCounts('# Z\n\nnothing to count\n')).toBeNull();
  });

  it('take partitions of a dump out of its tables', () => {
    const text =
      '## Expected counts\n\n| file | CREATE TABLE | ATTACH PARTITION |\n|---|---|---|\n| a.sql | 71 | 55 |\n';
    expect(expectedCounts(text)?.[0]?.counts).toEqual({ tables: 16, partitions: 55 });
  });
});
