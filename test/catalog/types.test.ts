import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ColumnType,
  columnType,
  crossesFamily,
  type Dialect,
  dialects,
  join,
  legacyClass,
  parseType,
  parseTypeKey,
  relation,
  renderType,
  type TypeField,
  type TypeKind,
  timeUnits,
  typeKey,
  typeKinds,
  zoneSemantics,
} from '../../src/catalog/index.js';

const parsed = (text: string, dialect: Dialect): ColumnType => parseType(text, dialect).type;
const key = (text: string, dialect: Dialect): string => typeKey(parsed(text, dialect));

/** [native text, dialects, canonical text]: the rows of the specification's table, and the traps beside it. */
const rows: readonly (readonly [string, readonly Dialect[], string])[] = [
  ['bool', dialects, 'bool'],
  ['BOOLEAN', dialects, 'bool'],
  ['bit', ['TSQL'], 'bool'],
  ['tinyint(1)', ['MYSQL'], 'bool'],
  ['tinyint(4)', ['MYSQL'], 'int8'],
  ['bit(8)', ['POSTGRESQL', 'MYSQL'], 'fixed_bitstring(8)'],
  ['bit varying(8)', ['POSTGRESQL'], 'bitstring(8)'],
  ['tinyint', ['HIVE', 'SPARK', 'MYSQL', 'DUCKDB', 'TRINO'], 'int8'],
  ['tinyint', ['TSQL'], 'uint8'],
  ['smallint', dialects, 'int16'],
  ['int2', ['POSTGRESQL', 'REDSHIFT'], 'int16'],
  ['int', dialects.filter((dialect) => dialect !== 'BIGQUERY'), 'int32'],
  ['integer', ['BIGQUERY'], 'int64'],
  ['int', ['BIGQUERY'], 'int64'],
  ['mediumint', ['MYSQL'], 'int32'],
  ['int4', ['POSTGRESQL'], 'int32'],
  ['int8', ['DUCKDB', 'POSTGRESQL', 'REDSHIFT'], 'int64'],
  ['bigint', dialects, 'int64'],
  ['INT64', ['BIGQUERY'], 'int64'],
  ['long', ['SPARK'], 'int64'],
  ['long', ['ORACLE'], 'utf8'],
  ['int unsigned', ['MYSQL'], 'uint32'],
  ['int(10) unsigned zerofill', ['MYSQL'], 'uint32'],
  ['bigint unsigned', ['MYSQL'], 'uint64'],
  ['serial', ['POSTGRESQL'], 'int32'],
  ['bigserial', ['POSTGRESQL'], 'int64'],
  ['decimal', ['HIVE', 'SPARK', 'MYSQL'], 'decimal(10,0)'],
  ['numeric', ['TSQL', 'REDSHIFT'], 'decimal(18,0)'],
  ['decimal', ['DUCKDB'], 'decimal(18,3)'],
  ['number', ['SNOWFLAKE'], 'decimal(38,0)'],
  ['decimal', ['TRINO'], 'decimal(38,0)'],
  ['NUMERIC', ['BIGQUERY'], 'decimal(38,9)'],
  ['BIGNUMERIC', ['BIGQUERY'], 'decimal(76,38)'],
  ['numeric', ['POSTGRESQL'], 'decimal'],
  ['number', ['ORACLE'], 'decimal'],
  ['number(10)', ['ORACLE'], 'decimal(10,0)'],
  ['number(10,-2)', ['ORACLE'], 'decimal(10,-2)'],
  ['number(*,2)', ['ORACLE'], 'decimal(38,2)'],
  ['dec(12, 3)', dialects, 'decimal(12,3)'],
  ['real', ['HIVE', 'POSTGRESQL', 'TSQL', 'DUCKDB'], 'float32'],
  ['real', ['SQLITE', 'MYSQL'], 'float64'],
  ['float', ['HIVE', 'SPARK', 'DUCKDB', 'MYSQL'], 'float32'],
  ['float', ['BIGQUERY', 'SNOWFLAKE', 'ORACLE', 'TSQL', 'POSTGRESQL'], 'float64'],
  ['float(24)', ['TSQL', 'POSTGRESQL'], 'float32'],
  ['float(25)', ['TSQL', 'POSTGRESQL'], 'float64'],
  ['double precision', ['POSTGRESQL'], 'float64'],
  ['double', dialects, 'float64'],
  ['char(3)', dialects, 'fixed_utf8(3)'],
  ['nchar(3)', ['TSQL'], 'fixed_utf8(3)'],
  ['character varying(20)', ['POSTGRESQL'], 'utf8(20)'],
  ['national character varying(20)', ['POSTGRESQL'], 'utf8(20)'],
  ['varchar(20)', dialects, 'utf8(20)'],
  ['nvarchar(max)', ['TSQL'], 'utf8'],
  ['varchar2(20 char)', ['ORACLE'], 'utf8(20)'],
  ['varchar2(20 byte)', ['ORACLE'], 'utf8(20)@byte-length'],
  ['string', ['HIVE', 'SPARK', 'BIGQUERY'], 'utf8'],
  ['text', ['POSTGRESQL', 'MYSQL'], 'utf8'],
  ['clob', ['ORACLE'], 'utf8'],
  ['varchar(20) character set utf8mb4 collate utf8mb4_bin', ['MYSQL'], 'utf8(20)'],
  ['date', ['HIVE', 'POSTGRESQL', 'TSQL', 'BIGQUERY'], 'date'],
  ['date', ['ORACLE'], 'timestamp(s,none)'],
  ['timestamp', ['HIVE'], 'timestamp(ns,none)'],
  ['timestamp', ['POSTGRESQL', 'DUCKDB', 'ORACLE'], 'timestamp(us,none)'],
  ['timestamp_ntz', ['SNOWFLAKE', 'SPARK'], 'timestamp(us,none)'],
  ['timestamp', ['SPARK', 'BIGQUERY'], 'timestamp(us,instant)'],
  ['timestamp', ['MYSQL'], 'timestamp(s,instant)'],
  ['timestamp', ['SNOWFLAKE'], 'timestamp(us,session)'],
  ['timestamp with time zone', ['POSTGRESQL', 'DUCKDB'], 'timestamp(us,instant)'],
  ['timestamp(3) with time zone', ['POSTGRESQL'], 'timestamp(ms,instant,3)'],
  ['timestamp with time zone', ['ORACLE'], 'timestamp(us,offset)'],
  ['timestamp_tz', ['SNOWFLAKE'], 'timestamp(us,offset)'],
  ['datetimeoffset', ['TSQL'], 'timestamp(ns,offset,7)'],
  ['timestamp', ['TSQL'], 'fixed_binary(8)'],
  ['rowversion', ['TSQL'], 'fixed_binary(8)'],
  ['datetime', ['BIGQUERY'], 'timestamp(us,none)'],
  ['datetime', ['MYSQL'], 'timestamp(s,none)'],
  ['datetime(3)', ['MYSQL'], 'timestamp(ms,none,3)'],
  ['datetime', ['TSQL'], 'timestamp(ms,none)'],
  ['datetime2(7)', ['TSQL'], 'timestamp(ns,none,7)'],
  ['interval day to second', ['POSTGRESQL', 'ORACLE'], 'interval(us)@"day to second"'],
  ['array<int>', ['HIVE', 'SPARK'], 'list<int32>'],
  ['ARRAY<INT64>', ['BIGQUERY'], 'list<int64>'],
  ['int[][]', ['POSTGRESQL'], 'list<list<int32>>'],
  ['text array[4]', ['POSTGRESQL'], 'list<utf8>'],
  ['array(varchar)', ['TRINO'], 'list<utf8>'],
  ['int[3]', ['DUCKDB'], 'list<int32>(3)'],
  ['map<string,array<int>>', ['HIVE'], 'map<utf8,list<int32>>'],
  ['struct<a:string>', ['HIVE'], 'struct<a:utf8>'],
  ['struct<a:int,b:decimal(10,2)>', ['HIVE'], 'struct<a:int32,b:decimal(10,2)>'],
  ["struct<a: int COMMENT 'x', b: string NOT NULL>", ['SPARK'], 'struct<a:int32,b:utf8!>'],
  ['STRUCT<a INT64, b STRING>', ['BIGQUERY'], 'struct<a:int64,b:utf8>'],
  ['row(a double precision, int)', ['TRINO'], 'struct<a:float64,int32>'],
  ['uniontype<int,string>', ['HIVE'], 'union<int32,utf8>'],
  ['json', dialects, 'json'],
  ['jsonb', ['POSTGRESQL'], 'json'],
  ['variant', ['SNOWFLAKE'], 'json'],
  ['super', ['REDSHIFT'], 'json'],
  ['object', ['SNOWFLAKE'], 'json'],
  ['uuid', ['POSTGRESQL'], 'uuid'],
  ['uniqueidentifier', ['TSQL'], 'uuid'],
  ["enum('b','a')", ['MYSQL'], 'enum("b","a")'],
  ["set('x','y')", ['MYSQL'], 'enum("x","y")@set'],
  ['bytea', ['POSTGRESQL'], 'binary'],
  ['raw(16)', ['ORACLE'], 'binary(16)'],
  ['varbinary(max)', ['TSQL'], 'binary'],
  ['money', ['TSQL', 'POSTGRESQL'], 'decimal(19,4)'],
  ['[nvarchar](40)', ['TSQL'], 'utf8(40)'],
  ['pg_catalog.int4', ['POSTGRESQL'], 'int32'],
];

describe('type parsing', () => {
  it('reads every row of the table in every dialect it names', () => {
    const wrong = rows.flatMap(([text, among, expected]) =>
      among.flatMap((dialect) => {
        const { type, issues } = parseType(text, dialect);
        const got = typeKey(type);
        return got === expected && issues.length === 0
          ? []
          : [`${dialect} ${text}: ${got}, expected ${expected}`];
      }),
    );
    expect(wrong).toEqual([]);
  });

  it('says that a serial column brings a default', () => {
    expect(parseType('serial', 'POSTGRESQL').hasDefault).toBe(true);
    expect(parseType('int', 'POSTGRESQL').hasDefault).toBe(false);
  });

  it.each(['foo', 'constructor', '__proto__', 'toString', 'bıgınt', 'valid', 'intx', 'a.b.c'])(
    'does not guess what %s is',
    (text) => {
      const { type, issues } = parseType(text, 'POSTGRESQL');
      expect(type.kind).toBe('UNKNOWN');
      expect(issues.map((issue) => issue.code)).toEqual(['TYPE_UNKNOWN']);
    },
  );

  it.each([
    'decimal(99999999999, 2)',
    'decimal(38, 2147483648)',
    'decimal(10, 2.5)',
    'varchar(4294967296)',
    'int[99999999999]',
  ])('reads no number that its integers cannot hold: %s', (text) => {
    const { type, issues } = parseType(text, 'POSTGRESQL');
    expect(type.kind).toBe('UNKNOWN');
    expect(issues[0]?.message).toMatch(/expected a whole number up to 2147483647, got/);
  });

  it('reads the largest number that its integers hold', () => {
    expect(parseType('varchar(2147483647)', 'POSTGRESQL').type.length).toBe(2 ** 31 - 1);
  });

  it.each(['', 'struct<a:int', 'array<', 'decimal(10', "enum('a", '((((', 'int)'])('survives %j', (text) => {
    const { issues } = parseType(text, 'HIVE');
    expect(issues.length).toBeGreaterThan(0);
  });

  it('keeps a type whose modifier it does not understand, and says so', () => {
    const { type, issues } = parseType('int wibble', 'HIVE');
    expect(type.kind).toBe('INT32');
    expect(issues.map(({ code, offset }) => [code, offset])).toEqual([['TYPE_MODIFIER_UNKNOWN', 4]]);
  });

  it('refuses text beyond 10 kB or nested deeper than 64', () => {
    const deep = (levels: number): string => `${'array<'.repeat(levels)}int${'>'.repeat(levels)}`;
    expect(parseType(deep(64), 'HIVE').issues).toEqual([]);
    expect(parseType(deep(65), 'HIVE').issues[0]?.code).toBe('TYPE_TOO_DEEP');
    expect(parseType(`int${'[]'.repeat(64)}`, 'POSTGRESQL').issues).toEqual([]);
    expect(parseType(`int${'[]'.repeat(65)}`, 'POSTGRESQL').issues[0]?.code).toBe('TYPE_TOO_DEEP');
    expect(parseType(deep(100_000), 'HIVE').issues[0]?.code).toBe('TYPE_TOO_DEEP');
    expect(parseType('a'.repeat(10_241), 'HIVE').type.kind).toBe('UNKNOWN');
  });

  it('gives a domain its base type and the name of the domain', () => {
    const year = { ...columnType('INT32'), extension: 'year' };
    const named = new Map([['year', year]]);
    expect(typeKey(parseType('public.year', 'POSTGRESQL', named).type)).toBe('int32@year');
  });
});

describe('the canonical text of a type', () => {
  it('reads back as the type', () => {
    fc.assert(
      fc.property(types(), (type) => {
        expect(parseTypeKey(typeKey(type))).toEqual(type);
      }),
      { numRuns: 2_000, seed: 7 },
    );
  });

  it.each(['', 'int33', 'list<int32', 'struct<a:>', 'decimal(1,2', 'int32 '])('refuses %j', (text) => {
    expect(() => parseTypeKey(text)).toThrow(RangeError);
  });
});

describe('rendering', () => {
  it.each(dialects)('writes types that read back the same in %s', (dialect) => {
    let written = 0;
    fc.assert(
      fc.property(types(), (type) => {
        const text = renderType(type, dialect);
        if (text === null) return;
        written += 1;
        expect(parseType(text, dialect)).toMatchObject({ type, issues: [] });
      }),
      { numRuns: 200, seed: 11 },
    );
    expect(written).toBeGreaterThan(10);
  });

  it.each(dialects)('writes what it has read in %s', (dialect) => {
    const texts = rows.filter(([, among]) => among.includes(dialect)).map(([text]) => text);
    const lost = texts.filter((text) => {
      const type = parsed(text, dialect);
      const rendered = renderType(type, dialect);
      return rendered === null || typeKey(parsed(rendered, dialect)) !== typeKey(type);
    });
    expect(lost).toEqual([]);
  });
});

describe('type relation', () => {
  const relate = (from: string, to: string): string => relation(parseTypeKey(from), parseTypeKey(to));

  it.each([
    ['int32', 'int32', 'IDENTICAL'],
    ['utf8(20)', 'utf8(20)@byte-length', 'EQUIVALENT'],
    ['timestamp(us,none)', 'timestamp(us,none,6)', 'EQUIVALENT'],
    ['int32', 'int64', 'WIDENING'],
    ['uint8', 'int16', 'WIDENING'],
    ['uint8', 'int8', 'LOSSY'],
    ['int32', 'decimal(10,0)', 'WIDENING'],
    ['int32', 'decimal(9,0)', 'LOSSY'],
    ['int32', 'float64', 'WIDENING'],
    ['int64', 'float64', 'LOSSY'],
    ['float32', 'float64', 'WIDENING'],
    ['decimal(10,2)', 'decimal(12,2)', 'WIDENING'],
    ['decimal(10,2)', 'decimal(10,4)', 'LOSSY'],
    ['decimal(10,2)', 'decimal', 'WIDENING'],
    ['utf8(10)', 'utf8(20)', 'WIDENING'],
    ['utf8(20)', 'utf8(10)', 'NARROWING'],
    ['fixed_utf8(10)', 'utf8(10)', 'WIDENING'],
    ['utf8(10)', 'utf8', 'WIDENING'],
    ['binary(10)', 'binary', 'WIDENING'],
    ['date', 'timestamp(us,none)', 'WIDENING'],
    ['date', 'timestamp(us,instant)', 'INCOMPATIBLE'],
    ['timestamp(us,instant)', 'date', 'LOSSY'],
    ['timestamp(us,none)', 'timestamp(us,instant)', 'LOSSY'],
    ['timestamp(ms,none)', 'timestamp(us,none)', 'WIDENING'],
    ['enum("a")', 'enum("a","b")', 'WIDENING'],
    ['enum("a")', 'enum("b","a")', 'INCOMPATIBLE'],
    ['struct<a:int32>', 'struct<a:int32,b:utf8>', 'WIDENING'],
    ['struct<a:int32>', 'struct<a:int32,b:utf8!>', 'INCOMPATIBLE'],
    ['struct<a:int32,b:int64>', 'struct<a:int64,b:int32>', 'LOSSY'],
    ['struct<a:int32>', 'struct<b:int32>', 'INCOMPATIBLE'],
    ['struct<a:int32>', 'struct<a:unknown@x>', 'UNKNOWN'],
    ['list<int32>', 'list<int64>', 'WIDENING'],
    ['list<int32>', 'int32', 'INCOMPATIBLE'],
    ['map<utf8,int32>', 'map<utf8,bool>', 'INCOMPATIBLE'],
    ['int32', 'utf8', 'LOSSY'],
    ['utf8', 'int32', 'INCOMPATIBLE'],
    ['bool', 'int32', 'INCOMPATIBLE'],
    ['unknown@a', 'int32', 'UNKNOWN'],
    ['unknown@a', 'unknown@b', 'UNKNOWN'],
  ])('%s → %s is %s', (from, to, expected) => {
    expect(relate(from, to)).toBe(expected);
  });

  it('says when the families differ', () => {
    expect(crossesFamily(columnType('INT32'), columnType('FLOAT64'))).toBe(true);
    expect(crossesFamily(columnType('INT32'), columnType('INT64'))).toBe(false);
  });

  it('obeys its laws under 10,000 generated pairs and chains', () => {
    const runs = { numRuns: 10_000, seed: 3 };
    fc.assert(
      fc.property(types(), (a) => relation(a, a) === 'IDENTICAL'),
      runs,
    );
    fc.assert(
      fc.property(
        typePairs(),
        ([a, b]) => (relation(a, b) === 'WIDENING') === (relation(b, a) === 'NARROWING'),
      ),
      runs,
    );
    let chains = 0;
    fc.assert(
      fc.property(typeChains(), ([a, b, c]) => {
        if (relation(a, b) !== 'WIDENING' || relation(b, c) !== 'WIDENING') return true;
        chains += 1;
        return relation(a, c) === 'WIDENING';
      }),
      { ...runs, seed: 5 },
    );
    expect(chains).toBeGreaterThan(250);
  });

  it('joins two types in one both widen to, whichever comes first', () => {
    const upward = new Set(['IDENTICAL', 'EQUIVALENT', 'WIDENING']);
    let joined = 0;
    fc.assert(
      fc.property(typePairs(), ([a, b]) => {
        const [left, right] = [join(a, b), join(b, a)];
        if (left === null || right === null) return left === right;
        joined += 1;
        return (
          typeKey(left) === typeKey(right) && upward.has(relation(a, left)) && upward.has(relation(b, left))
        );
      }),
      { numRuns: 1_000, seed: 9 },
    );
    expect(joined).toBeGreaterThan(100);
  });

  it.each([
    ['int8', 'uint8', 'int16'],
    ['int64', 'uint64', 'decimal(20,0)'],
    ['int32', 'decimal(5,2)', 'decimal(12,2)'],
    ['int32', 'float32', 'float64'],
    ['int64', 'float64', null],
    ['date', 'timestamp(ms,none)', 'timestamp(ms,none)'],
    ['null', 'utf8(3)', 'utf8(3)'],
    ['struct<a:int32>', 'struct<a:int64,b:utf8>', 'struct<a:int64,b:utf8>'],
    ['utf8', 'int32', null],
  ])('joins %s and %s in %s', (a, b, expected) => {
    const type = join(parseTypeKey(a), parseTypeKey(b));
    expect(type === null ? null : typeKey(type)).toBe(expected);
  });
});

describe('legacy classes', () => {
  it.each([
    ['uuid', 'string'],
    ['binary', 'string'],
    ['enum("a")', 'string'],
    ['xml', 'string'],
    ['null', 'string'],
    ['bitstring(3)', 'string'],
    ['unknown@x', 'string'],
    ['decimal(3,1)', 'number'],
    ['bool', 'boolean'],
    ['interval(us)', 'date'],
    ['list<int32>', 'array'],
    ['vector<float32>(3)', 'array'],
    ['map<utf8,int32>', 'object'],
    ['json', 'object'],
  ])('%s is a %s', (text, expected) => {
    expect(legacyClass(parseTypeKey(text))).toBe(expected);
  });
});

describe('a mention of key', () => {
  it('is canonical across dialects', () => {
    expect(key('varchar(20)', 'POSTGRESQL')).toBe(key('VARCHAR2(20)', 'ORACLE'));
  });
});

/** Any canonical type; nested ones hold few and small parts, so that pairs meet. */
function types(depth = 2): fc.Arbitrary<ColumnType> {
  const nullable = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(values, { nil: null });
  const length = nullable(fc.constantFrom(1, 8, 20, 255));
  const extension = fc.option(fc.constantFrom('byte-length', 'a "b"\\', 'x'), { nil: null, freq: 8 });
  const plain = fc.constantFrom<TypeKind>(...typeKinds.filter((kind) => !special.has(kind)));
  const scalars: fc.Arbitrary<ColumnType>[] = [
    plain.map((kind) => columnType(kind)),
    fc
      .constantFrom<TypeKind>('INT8', 'INT32', 'UINT8', 'UINT64', 'FLOAT32', 'FLOAT64')
      .map((kind) => columnType(kind)),
    fc
      .tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: -3, max: 12 }))
      .map(([precision, scale]) => columnType('DECIMAL', { precision, scale })),
    fc.constant(columnType('DECIMAL')),
    fc
      .tuple(fc.constantFrom<TypeKind>('UTF8', 'BINARY', 'BITSTRING'), length, fc.boolean(), extension)
      .map(([kind, size, isFixedLength, mark]) =>
        columnType(kind, { length: size, isFixedLength, extension: mark }),
      ),
    fc
      .tuple(
        fc.constantFrom<TypeKind>('TIME', 'TIMESTAMP'),
        fc.constantFrom(...timeUnits),
        fc.constantFrom(...zoneSemantics),
      )
      .map(([kind, unit, zone]) => columnType(kind, { unit, zone })),
    fc.constantFrom(0, 3, 6, 7).map((precision) => {
      const unit =
        precision === 0
          ? 'SECOND'
          : precision === 3
            ? 'MILLISECOND'
            : precision === 6
              ? 'MICROSECOND'
              : 'NANOSECOND';
      return columnType('TIMESTAMP', { precision, unit, zone: 'NONE' });
    }),
    fc
      .subarray(['a', 'b', "it's", 'ü"\\'], { minLength: 1 })
      .map((enumValues) => columnType('ENUM', { enumValues })),
    extension.map((mark) => columnType('UNKNOWN', { extension: mark })),
  ];
  if (depth === 0) return fc.oneof(...scalars);
  const inner = types(depth - 1);
  const field: fc.Arbitrary<TypeField> = fc.record({
    name: fc.constantFrom('a', 'b', 'two words'),
    type: inner,
    isNullable: fc.boolean(),
  });
  return fc.oneof(
    { weight: 6, arbitrary: fc.oneof(...scalars) },
    { weight: 1, arbitrary: inner.map((element) => columnType('LIST', { element })) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(inner, inner)
        .map(([mapKey, element]) => columnType('MAP', { key: mapKey, element })),
    },
    {
      weight: 1,
      arbitrary: fc
        .array(field, { minLength: 1, maxLength: 3 })
        .map((fields) => columnType('STRUCT', { fields })),
    },
    {
      weight: 1,
      arbitrary: fc
        .array(inner, { minLength: 1, maxLength: 2 })
        .map((members) => columnType('UNION', { members })),
    },
  );
}

const special: ReadonlySet<TypeKind> = new Set([
  'DECIMAL',
  'UTF8',
  'BINARY',
  'BITSTRING',
  'TIME',
  'TIMESTAMP',
  'INTERVAL',
  'LIST',
  'VECTOR',
  'MAP',
  'STRUCT',
  'UNION',
  'ENUM',
  'UNKNOWN',
]);

/** A type one step away, often wider. */
function step(type: ColumnType): ColumnType {
  if (type.kind === 'STRUCT') {
    return {
      ...type,
      fields: [...(type.fields ?? []), { name: 'added', type: columnType('BOOL'), isNullable: true }],
    };
  }
  if (type.kind === 'LIST' && type.element !== null) return { ...type, element: step(type.element) };
  if (type.kind === 'INT8') return columnType('INT32');
  if (type.kind === 'INT32') return columnType('INT64');
  if (type.kind === 'FLOAT32') return columnType('FLOAT64');
  return { ...type, length: type.length === null ? null : type.length + 1 };
}

/** Pairs of which the second is often a step away from the first, so that every relation occurs. */
function typePairs(): fc.Arbitrary<readonly [ColumnType, ColumnType]> {
  return fc.oneof(
    fc.tuple(types(), types()),
    types().map((type) => [type, step(type)] as const),
    types().map((type) => [step(type), type] as const),
  );
}

function typeChains(): fc.Arbitrary<readonly [ColumnType, ColumnType, ColumnType]> {
  return fc.oneof(
    fc.tuple(typePairs(), types()).map(([[a, b], c]) => [a, b, c] as const),
    types().map((type) => [type, step(type), step(step(type))] as const),
  );
}
