import { beforeAll, describe, expect, it } from 'vitest';
import { readDdl } from '../../../bench/support/compare/read-ddl.js';
import { findUnits } from '../../../bench/support/ddl/units.js';
import { analyzeTables } from '../../../src/catalog/semantics/analyze.js';
import { type Convention, learnConventions, meaningsOf } from '../../../src/catalog/semantics/conventions.js';
import type { DescribedTable } from '../../../src/catalog/semantics/described.js';
import { conventionViolations } from '../../../src/catalog/semantics/violations.js';
import { sharedData } from '../../support/shared.js';
import { table } from './tables.js';

async function tablesOf(folder: string, name: string): Promise<readonly DescribedTable[]> {
  const unit = findUnits(folder).find((each) => each.name === name);
  if (unit === undefined) throw new Error(`${folder} has no ${name}`);
  return readDdl(unit.sources, 'x', unit.dialect);
}

function find(conventions: readonly Convention[], kind: string, pattern: string): Convention | undefined {
  return conventions.find((each) => each.kind === kind && each.pattern === pattern);
}

const omop = sharedData('omop');

describe.skipIf(omop === null)('conventions of OMOP in PostgreSQL', () => {
  let tables: readonly DescribedTable[] = [];
  let conventions: readonly Convention[] = [];
  beforeAll(async () => {
    tables = await tablesOf(omop ?? '', 'postgresql');
    conventions = learnConventions(tables);
  });

  // Counted in the file by name ending and written type.
  it.each([
    ['_concept_id', 'INTEGER', 113, 113],
    ['_source_value', 'STRING', 47, 47],
    ['_datetime', 'TIMESTAMP', 22, 22],
    ['_date', 'DATE', 45, 45],
    ['_id', 'INTEGER', 201, 216],
  ])('%s → %s holds %i of %i times', (pattern, implies, holds, support) => {
    expect(find(conventions, 'AFFIX_TYPE', pattern)).toMatchObject({
      implies,
      holds,
      support,
      neutral: 0,
      confidence: holds / support,
    });
  });

  it('reports the fifteen _id columns that are no integers, all of them texts', () => {
    const exceptions = new Set(find(conventions, 'AFFIX_TYPE', '_id')?.exceptions);
    const columns = tables.flatMap((each) => each.columns).filter(({ id }) => exceptions.has(id));
    expect(columns).toHaveLength(15);
    expect(new Set(columns.map(({ type }) => type.family))).toEqual(new Set(['STRING']));
  });

  it('finds SNAKE in 415 of 432 names, the other 17 being of one word', () => {
    expect(find(conventions, 'STYLE', 'SNAKE')).toMatchObject({
      support: 432,
      holds: 415,
      neutral: 17,
      exceptions: [],
    });
  });

  it('gives the base rate its due: 216 names end in _id, 222 of 432 columns are integers', () => {
    expect(find(conventions, 'AFFIX_TYPE', '_id')?.lift).toBeCloseTo(201 / 216 / (222 / 432), 10);
  });

  it('suggests the name a text of this scope would have', () => {
    const violations = conventionViolations(tables, conventions).filter(
      ({ convention }) => convention.pattern === '_id',
    );
    expect(violations).toHaveLength(15);
    expect(violations.find(({ name }) => name === 'unique_device_id')).toMatchObject({
      found: 'STRING',
      conformingName: 'unique_device_source_value',
    });
  });

  it('teaches roles to further names', () => {
    const roles = new Map([...analyzeTables(tables)].map(([id, { role }]) => [id, role]));
    const learned = learnConventions(tables, { roles });
    expect(find(learned, 'AFFIX_ROLE', '_date')?.implies).toBe('DATE_TIME');
    const applying = meaningsOf(learned).filter((meaning) => meaning.applies('zz_concept_id'));
    expect(applying.map(({ role }) => role)).toContain('REFERENCE');
  });

  it('loses support when a column of it is renamed and retyped', () => {
    const flipped = tables.map((each) => ({
      ...each,
      columns: each.columns.map((column) =>
        column.id.endsWith('.person.gender_concept_id')
          ? { ...column, name: 'gender_source_value', type: textType() }
          : column,
      ),
    }));
    const after = learnConventions(flipped);
    expect(find(after, 'AFFIX_TYPE', '_concept_id')).toMatchObject({ support: 112, holds: 112 });
    expect(find(after, 'AFFIX_TYPE', '_source_value')).toMatchObject({ support: 48, holds: 48 });
  });
});

function textType() {
  const [column] = table('t', ['a text']).columns;
  if (column === undefined) throw new Error('a table has the columns it is made of');
  return column.type;
}

const chinook = sharedData('chinook');
describe.skipIf(chinook === null)('naming style of Chinook', () => {
  it.each([
    ['PostgreSql', 'SNAKE'],
    ['SqlServer', 'PASCAL'],
    ['MySql', 'PASCAL'],
    ['Sqlite', 'PASCAL'],
  ] as const)('is learned of %s', async (name, style) => {
    const conventions = learnConventions(await tablesOf(chinook ?? '', name));
    expect(conventions.find(({ kind }) => kind === 'STYLE')?.implies).toBe(style);
  });
});

/** Columns `<stem>_<suffix> <type>`, so many of them. */
const named = (count: number, suffix: string, type: string): string[] =>
  Array.from({ length: count }, (_, index) => `w${'abcdefghijklmnopqrstuvwxyz'[index]}${suffix} ${type}`);

describe('what is kept', () => {
  it('needs ten names, nine in ten of them, and a fifth more than the scope has anyway', () => {
    const learned = (columns: string[]) =>
      learnConventions([table('t', columns)]).map(({ pattern }) => pattern);
    const others = named(12, '', 'text');
    expect(learned([...named(10, '_qx', 'integer'), ...others])).toContain('_qx');
    expect(learned([...named(9, '_qx', 'integer'), ...others])).not.toContain('_qx');
    expect(learned([...named(8, '_qx', 'integer'), 'x_qx text', 'y_qx text', ...others])).not.toContain(
      '_qx',
    );
    // All columns of the scope are integers: the affix adds nothing.
    expect(learned([...named(10, '_qx', 'integer'), ...named(12, '', 'integer')])).not.toContain('_qx');
  });

  it('keeps a longer affix where it changes what is implied, not where it says the same of fewer', () => {
    const columns = [
      ...named(20, '_q_id', 'integer'),
      ...named(12, '_r_id', 'integer'),
      ...named(26, '', 'text'),
    ];
    const kinds = learnConventions([table('t', columns)]);
    expect(find(kinds, 'AFFIX_TYPE', '_id')).toMatchObject({ support: 32, exceptions: [] });
    expect(find(kinds, 'AFFIX_TYPE', '_q_id')).toBeUndefined();
    const texts = ['', '_v', '_z'].flatMap((suffix) => named(26, suffix, 'text'));
    const wide = [
      ...named(26, '_r_id', 'integer'),
      ...named(26, '_s_id', 'integer'),
      ...named(26, '_t_id', 'integer'),
    ];
    const changed = [...wide.map((text) => `p${text}`), ...wide, ...named(12, '_q_id', 'text'), ...texts];
    const both = learnConventions([table('t', changed)]);
    expect(find(both, 'AFFIX_TYPE', '_id')?.implies).toBe('INTEGER');
    expect(find(both, 'AFFIX_TYPE', '_q_id')?.implies).toBe('STRING');
    const violated = conventionViolations([table('t', changed)], both).map(({ name }) => name);
    expect(violated.filter((name) => name.endsWith('_q_id'))).toEqual([]);
  });

  it('learns the prefix of a schema and the names that lack it', () => {
    const tables = [...'abcdefghijk'].map((letter) => table(`stg_${letter}x`, ['a integer']));
    const estate = [...tables, table('orders', ['a integer'])];
    const conventions = learnConventions(estate);
    expect(find(conventions, 'TABLE_PREFIX', 'stg_')).toMatchObject({
      support: 12,
      holds: 11,
      exceptions: ['orders'],
    });
    expect(conventionViolations(estate, conventions)).toMatchObject([
      { id: 'orders', conformingName: 'stg_orders' },
    ]);
  });

  it('suggests names in the style of the scope', () => {
    const tables = [table('t', [...named(20, '_one', 'text'), 'OrderTotal integer'])];
    const found = conventionViolations(tables, learnConventions(tables));
    expect(found.map(({ convention, conformingName }) => [convention.kind, conformingName])).toEqual(
      expect.arrayContaining([
        ['STYLE', 'order_total'],
        ['SEPARATOR', 'Order_Total'],
      ]),
    );
  });

  it('knows the one-sided lower bound: 10 of 10 is at least 10 / (10 + 1.645²)', () => {
    const kept = learnConventions([table('t', [...named(10, '_qx', 'integer'), ...named(12, '', 'text')])]);
    // With no failures Wilson's bound is n / (n + z²); z of a one-sided 95 % bound is 1.6449.
    expect(find(kept, 'AFFIX_TYPE', '_qx')?.lower).toBeCloseTo(10 / (10 + 1.6449 ** 2), 4);
  });
});
