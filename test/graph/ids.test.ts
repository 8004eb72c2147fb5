import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as ids from '../../src/graph/index.js';

describe('URNs', () => {
  it('say what a thing is and where it stands', () => {
    expect(ids.projectId('acme')).toBe('project:acme');
    expect(ids.projectId('project:acme')).toBe('project:acme');
    const table = ids.tableId('acme', 'hive', 'sales', 'orders', 'table');
    expect(table).toBe('table:acme/hive/sales.orders');
    expect(ids.columnId(table, 'order_id')).toBe('column:acme/hive/sales.orders.order_id');
    expect(ids.columnId(ids.otherTableId(table), 'total')).toBe('column:acme/hive/sales.orders.total');
    expect(ids.tableId('acme', 'ts', ['db', 'dbo'], 't', 'table')).toBe('table:acme/ts/db.dbo.t');
    expect(ids.fileId('acme', 'hive', 'estate/views.sql')).toBe('file:acme/hive/estate/views.sql');
    expect(ids.statementId('file:acme/hive/a.sql', 'abcdef0123456789', 2)).toBe(
      'statement:acme/hive/a.sql/abcdef012345.2',
    );
    expect(ids.taskId(null, 'u')).toBe('task:-/u');
    expect(ids.tagId('acme', 'pii')).toBe('tag:acme/pii');
  });

  it('name constraints after their columns when they have no name', () => {
    const table = 'table:acme/pg/public.orders';
    expect(ids.constraintId(table, 'orders_pk')).toBe('constraint:acme/pg/public.orders/orders_pk');
    expect(ids.constraintId(table, 'a~b', 2)).toBe('constraint:acme/pg/public.orders/a%7Eb~2');
    expect(ids.unnamedConstraintId(table, 'UNIQUE', ['a', 'b'], null)).toBe(
      'constraint:acme/pg/public.orders/unique(a,b)',
    );
    expect(
      ids.unnamedConstraintId(table, 'FOREIGN_KEY', ['c'], {
        table: 'table:acme/pg/public.customers',
        columns: ['id'],
      }),
    ).toBe('constraint:acme/pg/public.orders/fk(c)-public.customers(id)');
    expect(ids.checkConstraintId(table, 'a > 0')).toMatch(/\/check-[0-9a-f]{12}$/);
  });

  it('encode what would change their meaning, dots of names included, and survive any name', () => {
    expect(ids.tableId('acme', 'pg', 'my.schema', 'a/b', 'table')).toBe('table:acme/pg/my%2Eschema.a%2Fb');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (schema, table) => {
        const id = ids.tableId('acme', 'pg', schema, table, 'table');
        expect(id).toMatch(/^table:acme\/pg\/[\w%-]*\.[\w%-]*$/);
        expect([ids.kindOf(id), ids.projectOf(id)]).toEqual(['Table', 'project:acme']);
      }),
      { seed: 1 },
    );
  });

  it('differ where names differ', () => {
    const name = fc.string({ minLength: 1 });
    fc.assert(
      fc.property(name, name, name, name, (a, b, c, d) => {
        const same = ids.tableId('p', 's', a, b, 'table') === ids.tableId('p', 's', c, d, 'table');
        expect(same).toBe(a === c && b === d);
      }),
      { seed: 2 },
    );
  });

  it('tell the project and kind, or null for what is no URN', () => {
    expect(['task:-/u', 'edge:0123', 'nothing', '', 'table:'].map(ids.projectOf)).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
    expect(['project:acme', 'run:acme/u', 'x:y'].map(ids.kindOf)).toEqual(['Project', 'ExtractionRun', null]);
    expect(ids.projectOf('project:acme')).toBe('project:acme');
  });

  it('identify edges by their ends, type and discriminator', () => {
    const key = { source: 'a', type: 'FLOWS_TO', target: 'b', discriminator: '' };
    expect(ids.edgeId(key)).toMatch(/^edge:[0-9a-f]{32}$/);
    expect(ids.edgeId(key)).not.toBe(ids.edgeId({ ...key, discriminator: 'x' }));
    expect(ids.edgeId(key)).not.toBe(ids.edgeId({ ...key, source: 'b', target: 'a' }));
  });
});

describe('page arguments', () => {
  it('are bounded, and cursors only fit the list they came from', () => {
    const of = { of: ['tables', 'project:a', { schema: 's' }] } as const;
    const { list, ...page } = ids.pageArguments({}, of);
    expect(page).toEqual({ first: 50, after: null });
    const cursor = ids.encodeKey(['orders', 'table:x'], list);
    expect(ids.pageArguments({ first: 10, after: cursor }, of).after).toEqual(['orders', 'table:x']);
    const same = ['tables', 'project:a', { layer: null, schema: 's', tag: undefined }] as const;
    expect(ids.pageArguments({ after: cursor }, { of: same }).after).toEqual(['orders', 'table:x']);
    for (const other of [
      ['columns', 'project:a', { schema: 's' }],
      ['tables', 'project:b', { schema: 's' }],
      ['tables', 'project:a', { schema: 't' }],
      ['tables', 'project:a', {}],
    ] as const) {
      expect(() => ids.pageArguments({ after: cursor }, { of: other })).toThrow(
        expect.objectContaining({ code: 'BAD_USER_INPUT' }),
      );
    }
    for (const first of [0, -1, 1.5, null, 1001]) {
      expect(() => ids.pageArguments({ first }, of)).toThrow(
        expect.objectContaining({
          code: 'BAD_USER_INPUT',
          message: `first: expected a whole number from 1 to 1000, got ${first}`,
          details: expect.objectContaining({ expected: 'a whole number from 1 to 1000' }),
        }),
      );
    }
    expect(() => ids.pageArguments({ first: 101 }, { ...of, max: 100 })).toThrow('from 1 to 100,');
    const forged = Buffer.from('[2,"a","b","c"]').toString('base64url');
    for (const after of ['', 'x', ids.encodeKey(['one'], list), forged]) {
      expect(() => ids.pageArguments({ after }, of)).toThrow(
        expect.objectContaining({ code: 'BAD_USER_INPUT' }),
      );
    }
  });

  it('make a connection from one row more than asked', () => {
    const page = ids.pageArguments({ first: 2 }, { of: ['numbers'] });
    const { edges, pageInfo } = ids.connection(
      [1, 2, 3],
      page,
      (n) => n * 10,
      (n) => ['k', n],
    );
    expect(edges.map((edge) => edge.node)).toEqual([10, 20]);
    expect(pageInfo).toEqual({
      hasNextPage: true,
      hasPreviousPage: false,
      startCursor: ids.encodeKey(['k', 1], page.list),
      endCursor: ids.encodeKey(['k', 2], page.list),
    });
  });
});
