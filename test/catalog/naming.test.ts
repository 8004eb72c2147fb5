import { describe, expect, it } from 'vitest';
import {
  defaultCaseRule,
  defaultSchema,
  dialects,
  exactPart,
  foldName,
  namingContext,
  plainPart,
  resolveColumnName,
  resolveTableName,
  splitName,
  tokensOf,
} from '../../src/catalog/index.js';

const resolve = (dialect: Parameters<typeof namingContext>[2], text: string, schema?: string): string =>
  resolveTableName(text.split('.').map(plainPart), namingContext('acme', 'sys', dialect, null, schema)).id;

describe('names', () => {
  it('fold as their dialect says', () => {
    const rules = Object.fromEntries(dialects.map((dialect) => [dialect, defaultCaseRule(dialect)]));
    expect(rules).toMatchObject({
      HIVE: 'LOWER',
      ORACLE: 'UPPER',
      TSQL: 'PRESERVE_INSENSITIVE',
      BIGQUERY: 'PRESERVE_SENSITIVE',
    });
    expect(foldName(plainPart('Orders'), 'LOWER')).toBe('orders');
    expect(foldName(exactPart('Orders'), 'LOWER')).toBe('Orders');
    expect(foldName(plainPart('Orders'), 'UPPER')).toBe('ORDERS');
    expect(foldName(exactPart('Orders'), 'PRESERVE_INSENSITIVE')).toBe('orders');
    expect(foldName(plainPart('Orders'), 'PRESERVE_SENSITIVE')).toBe('Orders');
  });

  it('lie in the default schema of their dialect', () => {
    expect(resolve('HIVE', 'T')).toBe('table:acme/sys/default.t');
    expect(resolve('POSTGRESQL', 'T')).toBe('table:acme/sys/public.t');
    expect(resolve('SNOWFLAKE', 't')).toBe('table:acme/sys/PUBLIC.T');
    expect(resolve('TSQL', 'T')).toBe('table:acme/sys/dbo.t');
    expect(resolve('SQLITE', 'T')).toBe('table:acme/sys/main.t');
    expect(defaultSchema('ORACLE', 'erp')).toBe('erp');
    expect(resolve('ORACLE', 't')).toBe('table:acme/sys/SYS.T');
  });

  it('of three parts lie in a schema of two', () => {
    expect(resolve('TSQL', 'db.dbo.t')).toBe('table:acme/sys/db.dbo.t');
    expect(resolve('TSQL', 's.t', 'db.dbo')).toBe('table:acme/sys/db.s.t');
    expect(resolve('TSQL', 't', 'db.dbo')).toBe('table:acme/sys/db.dbo.t');
    expect(resolve('TSQL', 'c.s.t', 'db.dbo')).toBe('table:acme/sys/c.s.t');
  });

  it('of BigQuery may stand in one pair of quotes', () => {
    const naming = namingContext('acme', 'bq', 'BIGQUERY');
    expect(resolveTableName([exactPart('my-project.Set.T')], naming)).toMatchObject({
      id: 'table:acme/bq/my-project.Set.T',
      schema: 'my-project.Set',
    });
  });

  it('keep their spelling where the rule preserves it', () => {
    const name = resolveTableName(
      [plainPart('Sales'), plainPart('OrderItems')],
      namingContext('acme', 'ts', 'TSQL'),
    );
    expect(name).toMatchObject({
      name: 'OrderItems',
      table: 'orderitems',
      qualifiedName: 'sales.OrderItems',
    });
    expect(name.viewId).toBe('view:acme/ts/sales.orderitems');
  });

  it.each(['offset', 'a.b', 'ä ö', 'a"b', '😀', 'constructor', '__proto__', 'x'.repeat(255), 'a/b~c'])(
    'round-trip %j',
    (text) => {
      const { id, key } = resolveColumnName('table:p/s/x.t', exactPart(text), 'LOWER');
      expect(key).toBe(text);
      expect(decodeURIComponent(id.slice(id.lastIndexOf('.') + 1))).toBe(text);
      expect(id.split('/')).toHaveLength(3);
    },
  );
});

describe('tokens', () => {
  it.each([
    ['HTTPServer', ['http', 'server']],
    ['customerId', ['customer', 'id']],
    ['order_items', ['order', 'item']],
    ['h2o', ['h2o']],
    ['address1', ['address', '1']],
    ['addr2_line', ['addr2', 'line']],
    ['col12name', ['col', '12', 'name']],
    ['categories', ['category']],
    ['batches', ['batch']],
    ['addresses', ['address']],
    ['address', ['address']],
    ['ids', ['ids']],
    ['valid', ['valid']],
    ['Order Details', ['order', 'detail']],
    ['', []],
  ])('of %s are %j', (name, expected) => {
    expect(tokensOf(name)).toEqual(expected);
  });

  it('are split from the name as written', () => {
    expect(splitName('TotalUSDAmount')).toEqual(['Total', 'USD', 'Amount']);
  });
});
