/** The words estates are made of. */

export const schemas = ['raw_crm', 'raw_erp', 'raw_web', 'raw_pos', 'hub', 'ledger'] as const;
export const viewSchemas = ['dm_sales', 'dm_finance', 'dm_customer'] as const;

export const entities = [
  'customer',
  'contract',
  'order',
  'invoice',
  'payment',
  'product',
  'supplier',
  'shipment',
  'store',
  'employee',
  'ticket',
  'campaign',
  'session',
  'account',
  'policy',
  'claim',
  'device',
  'subscription',
  'warehouse',
  'voucher',
] as const;

export const aspects = [
  'master',
  'detail',
  'history',
  'snapshot',
  'event',
  'balance',
  'status',
  'link',
  'summary',
  'archive',
  'position',
  'address',
  'score',
  'audit',
  'plan',
] as const;

/** Stems of columns with the Hive types they come in. */
export const columnStems: readonly { readonly stem: string; readonly types: readonly string[] }[] = [
  { stem: 'name', types: ['string', 'varchar(80)', 'varchar(200)'] },
  { stem: 'code', types: ['string', 'char(4)', 'varchar(12)'] },
  { stem: 'status', types: ['string', 'varchar(16)', 'tinyint'] },
  { stem: 'type', types: ['string', 'int'] },
  { stem: 'amount', types: ['decimal(18,2)', 'decimal(14,4)', 'double'] },
  { stem: 'net_amount', types: ['decimal(18,2)', 'decimal(16,2)'] },
  { stem: 'tax_amount', types: ['decimal(18,2)'] },
  { stem: 'quantity', types: ['int', 'bigint', 'decimal(12,3)'] },
  { stem: 'rate', types: ['double', 'decimal(6,4)', 'float'] },
  { stem: 'count', types: ['int', 'bigint', 'smallint'] },
  { stem: 'date', types: ['date', 'string'] },
  { stem: 'timestamp', types: ['timestamp'] },
  { stem: 'flag', types: ['boolean', 'char(1)'] },
  { stem: 'description', types: ['string'] },
  { stem: 'city', types: ['string', 'varchar(60)'] },
  { stem: 'country', types: ['char(2)', 'string'] },
  { stem: 'currency', types: ['char(3)', 'string'] },
  { stem: 'percentage', types: ['double', 'decimal(5,2)'] },
  { stem: 'number', types: ['string', 'bigint'] },
  { stem: 'rank', types: ['int'] },
  { stem: 'channel', types: ['string'] },
  { stem: 'region', types: ['string'] },
];

export const qualifiers = [
  'first',
  'last',
  'current',
  'previous',
  'planned',
  'actual',
  'gross',
  'base',
  'local',
  'group',
  'original',
  'corrected',
  'billing',
  'delivery',
  'internal',
  'external',
  'primary',
  'secondary',
  'annual',
  'monthly',
] as const;

/** Columns that need their quotes, and those with nested types. */
export const quotedColumns = ['order', 'date', 'full name', 'user', 'timestamp', 'group by', 'from'] as const;
export const nestedTypes: readonly { readonly name: string; readonly type: string }[] = [
  { name: 'tags', type: 'array<string>' },
  { name: 'attributes', type: 'map<string,string>' },
  { name: 'geo', type: 'struct<lat:double,lon:double,label:string>' },
  { name: 'items', type: 'array<struct<sku:string,qty:int,price:decimal(12,2)>>' },
  { name: 'raw_value', type: 'uniontype<int,string>' },
];

/** Comments that have fooled splitters and scanners. */
export const comments = [
  'as delivered by the source',
  'see ticket DWH-1187; do not use',
  "customer\\'s own reference",
  'ISO 4217, three letters',
  'null = not yet known -- ask Controlling',
  'before 2019: CREATE TABLE default (old)',
  'amount in cents, (net)',
  'Foreign Key to the master table',
  '/* legacy */',
  'größer als null',
  'values: A, B, C',
];
