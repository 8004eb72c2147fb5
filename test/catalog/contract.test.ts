import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sharedDataRoot } from '../support/shared.js';
import { type CatalogTest, catalogTest, contractOperation, table } from './support.js';

const folder = join(sharedDataRoot, '..', 'contract');
const isThere = existsSync(join(folder, 'catalog.graphql'));
if (!isThere) console.warn(`left out: the documents clients hold, because ${folder} is not there`);

describe.skipIf(!isThere)('documents clients already hold', () => {
  let test: CatalogTest;
  let system: string;
  const run = (operation: string, variables: object) =>
    test.server.data(contractOperation(folder, 'catalog', operation), { ...variables });

  beforeAll(async () => {
    test = await catalogTest();
    const { upsertSystem } = await run('UpsertSystem', {
      project: test.project,
      name: 'hive',
      dialect: 'HIVE',
      caseRule: null,
    });
    expect(upsertSystem.system).toMatchObject({ name: 'hive', dialect: 'HIVE', caseRule: 'LOWER' });
    system = upsertSystem.system.id;
    await test.load(system, 'sales', [
      table('orders', ['order_id bigint', 'total decimal(10,2)'], {
        constraints: [{ kind: 'PRIMARY_KEY', columns: ['order_id'] }],
      }),
      table('lines', ['order_id bigint', 'sku varchar(20)'], {
        constraints: [{ kind: 'FOREIGN_KEY', columns: ['order_id'], referencedTable: ['orders'] }],
      }),
    ]);
  });
  afterAll(() => test.server.close());

  it('UpsertProject, Tables, Columns and TableDetail', async () => {
    const name = test.project.slice('project:'.length);
    expect((await run('UpsertProject', { name })).upsertProject).toMatchObject({
      project: { id: test.project, name },
    });
    const { tables } = await run('Tables', {
      project: test.project,
      filter: { namePattern: 'o*' },
      first: 10,
    });
    expect(tables).toMatchObject({
      totalCount: 1,
      edges: [{ node: { name: 'orders', tableKind: 'BASE', columnCount: 2, isComplete: true } }],
      pageInfo: { hasNextPage: false },
    });
    const { columns } = await run('Columns', { project: test.project, first: 2 });
    expect(columns).toMatchObject({
      totalCount: 4,
      edges: [
        { node: { name: 'order_id', type: { kind: 'INT64', family: 'INTEGER' } } },
        { node: { name: 'order_id' } },
      ],
      pageInfo: { hasNextPage: true },
    });
    const { node } = await run('TableDetail', { id: `${system.replace('system:', 'table:')}/sales.lines` });
    expect(node).toMatchObject({
      __typename: 'Table',
      kind: 'Table',
      schema: { name: 'sales', system: { name: 'hive', dialect: 'HIVE' } },
      columns: {
        edges: [
          { node: { name: 'order_id', isPartition: false } },
          { node: { name: 'sku', type: { kind: 'UTF8', length: 20 } } },
        ],
      },
      constraints: [
        {
          kind: 'FOREIGN_KEY',
          state: 'DECLARED',
          columns: [{ name: 'order_id' }],
          referencedColumns: [
            { name: 'order_id', table: { id: `${system.replace('system:', 'table:')}/sales.orders` } },
          ],
        },
      ],
    });
  });

  it('SearchCatalog, ParseType and Describe', async () => {
    const { searchCatalog } = await run('SearchCatalog', { project: test.project, text: 'lines', first: 5 });
    expect(searchCatalog[0]).toMatchObject({
      node: { __typename: 'Table', name: 'lines', qualifiedName: 'sales.lines' },
      matched: [{ field: 'NAME' }],
    });
    expect((await run('ParseType', { text: 'decimal(10,2)', dialect: 'HIVE' })).parseType).toEqual({
      kind: 'DECIMAL',
      family: 'DECIMAL',
      precision: 10,
      scale: 2,
      length: null,
    });
    const id = `${system.replace('system:', 'column:')}/sales.orders.total`;
    expect((await run('Describe', { id, description: 'In euros.', tags: ['money'] })).describe.node).toEqual({
      id,
      description: 'In euros.',
      tags: ['money'],
    });
  });

  it('CatalogChanged', async () => {
    const { feedStatus } = await test.server.data('{ feedStatus { head } }');
    const id = `${system.replace('system:', 'table:')}/sales.orders`;
    await run('Describe', { id, description: 'Orders.', tags: null });
    const answers = test.server.subscribe(contractOperation(folder, 'catalog', 'CatalogChanged'), {
      project: test.project,
      after: feedStatus.head,
    });
    for await (const { data } of answers) {
      if (data.catalogChanged.events.length === 0) continue;
      expect(data.catalogChanged.events).toEqual([
        expect.objectContaining({
          kind: 'UPDATED',
          entityKind: 'Table',
          entityId: id,
          before: { description: null },
          after: { description: 'Orders.' },
          entity: { __typename: 'Table', id, name: 'orders' },
        }),
      ]);
      break;
    }
  });
});
