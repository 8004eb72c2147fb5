/** Names of scalar types other than times, per dialect: the table "Type parsing" of docs/types. */
import type { Dialect } from '../vocabulary.js';
import { type ColumnType, columnType, decimal, type TypeKind } from './column-type.js';
import type { TypeArgument, TypeReader } from './type-reader.js';

/** The canonical type of a scalar name, reading its arguments and modifiers; null for an unknown name. */
export function scalarType(name: string, reader: TypeReader): ColumnType | null {
  return (
    integer(name, reader) ??
    floating(name, reader) ??
    exact(name, reader) ??
    text(name, reader) ??
    other(name, reader)
  );
}

const integers: Readonly<Record<string, TypeKind>> = {
  tinyint: 'INT8',
  int1: 'INT8',
  byteint: 'INT8',
  smallint: 'INT16',
  int2: 'INT16',
  int16: 'INT16',
  short: 'INT16',
  smallserial: 'INT16',
  serial2: 'INT16',
  int: 'INT32',
  integer: 'INT32',
  int4: 'INT32',
  int32: 'INT32',
  mediumint: 'INT32',
  int3: 'INT32',
  serial: 'INT32',
  serial4: 'INT32',
  bigint: 'INT64',
  int8: 'INT64',
  int64: 'INT64',
  long: 'INT64',
  bigserial: 'INT64',
  serial8: 'INT64',
  utinyint: 'UINT8',
  uint8: 'UINT8',
  usmallint: 'UINT16',
  uint16: 'UINT16',
  uinteger: 'UINT32',
  uint32: 'UINT32',
  ubigint: 'UINT64',
  uint64: 'UINT64',
};

function integer(name: string, reader: TypeReader): ColumnType | null {
  const { dialect } = reader;
  if (name === 'unsigned' && reader.words('big', 'int')) return columnType('UINT64');
  if (name === 'byte' && (dialect === 'SPARK' || dialect === 'HIVE')) return columnType('INT8');
  if (name === 'year' && dialect === 'MYSQL') {
    reader.arguments();
    return columnType('INT16', { extension: 'year' });
  }
  if (name === 'hugeint' && dialect === 'DUCKDB') return { ...decimal(39, 0), extension: 'hugeint' };
  const kind = Object.hasOwn(integers, name) ? integers[name] : undefined;
  if (kind === undefined || (name === 'long' && dialect === 'ORACLE')) return null;
  const width = reader.arguments()[0]?.number ?? null;
  if (name === 'tinyint' && dialect === 'MYSQL' && width === 1) return columnType('BOOL');
  if (reader.words('unsigned')) return columnType(`U${kind}` as TypeKind);
  if (name === 'tinyint' && dialect === 'TSQL') return columnType('UINT8');
  if ((name === 'int' || name === 'integer') && dialect === 'BIGQUERY') return columnType('INT64');
  return columnType(kind);
}

const wideFloat: ReadonlySet<Dialect> = new Set([
  'BIGQUERY',
  'SNOWFLAKE',
  'ORACLE',
  'TSQL',
  'POSTGRESQL',
  'REDSHIFT',
  'SQLITE',
  'ANSI',
]);

function floating(name: string, reader: TypeReader): ColumnType | null {
  const kind = floatKind(name, reader);
  if (kind === null) return null;
  reader.words('unsigned');
  return columnType(kind);
}

function floatKind(name: string, reader: TypeReader): TypeKind | null {
  const { dialect } = reader;
  switch (name) {
    case 'real':
      reader.arguments();
      return dialect === 'SQLITE' || dialect === 'MYSQL' ? 'FLOAT64' : 'FLOAT32';
    case 'float': {
      const args = reader.arguments();
      const bits = args.length === 1 ? (args[0]?.number ?? null) : null;
      if (bits !== null) return bits <= 24 ? 'FLOAT32' : 'FLOAT64';
      return args.length === 0 && wideFloat.has(dialect) ? 'FLOAT64' : 'FLOAT32';
    }
    case 'double':
      reader.words('precision');
      reader.arguments();
      return 'FLOAT64';
    case 'float2':
    case 'float16':
    case 'half':
      return 'FLOAT16';
    case 'float4':
    case 'float32':
    case 'binary_float':
      return 'FLOAT32';
    case 'float8':
    case 'float64':
    case 'binary_double':
      return 'FLOAT64';
    default:
      return null;
  }
}

const bareDecimal: Readonly<Record<Dialect, readonly [number | null, number | null]>> = {
  HIVE: [10, 0],
  SPARK: [10, 0],
  MYSQL: [10, 0],
  TSQL: [18, 0],
  REDSHIFT: [18, 0],
  DUCKDB: [18, 3],
  SNOWFLAKE: [38, 0],
  TRINO: [38, 0],
  IMPALA: [9, 0],
  BIGQUERY: [38, 9],
  POSTGRESQL: [null, null],
  ORACLE: [null, null],
  SQLITE: [null, null],
  ANSI: [null, null],
};

function exact(name: string, reader: TypeReader): ColumnType | null {
  switch (name) {
    case 'decimal':
    case 'numeric':
    case 'dec':
    case 'number':
    case 'fixed':
      return exactOf(reader, bareDecimal[reader.dialect]);
    case 'bignumeric':
    case 'bigdecimal':
      return exactOf(reader, [76, 38]);
    case 'money':
      return decimal(19, 4);
    case 'smallmoney':
      return decimal(10, 4);
    default:
      return null;
  }
}

function exactOf(reader: TypeReader, bare: readonly [number | null, number | null]): ColumnType {
  const [precision, scale] = reader.arguments();
  reader.words('unsigned');
  if (precision === undefined) return decimal(bare[0], bare[1]);
  // Oracle NUMBER(*, s): as many digits as there are.
  const digits = precision.number ?? (precision.words.includes('*') ? 38 : null);
  return decimal(digits, scale?.number ?? 0);
}

const fixedText = new Set(['char', 'nchar', 'character', 'bpchar']);
const varyingText = new Set(['varchar', 'nvarchar', 'varchar2', 'nvarchar2', 'text', 'string']);
const longText = new Set(['ntext', 'tinytext', 'mediumtext', 'longtext', 'clob', 'nclob', 'dbclob']);

function text(name: string, reader: TypeReader): ColumnType | null {
  if (name === 'national') {
    if (reader.words('character') || reader.words('char')) return textOf(reader, !reader.words('varying'));
    return reader.words('varchar') ? textOf(reader, false) : null;
  }
  if (fixedText.has(name)) {
    const isVarying = reader.words('varying') || (reader.words('large', 'object') && true);
    return textOf(reader, !isVarying);
  }
  if (varyingText.has(name) || longText.has(name)) return textOf(reader, false);
  if (name === 'long' && reader.dialect === 'ORACLE') {
    return reader.words('raw') ? columnType('BINARY') : columnType('UTF8');
  }
  if (name === 'citext') return columnType('UTF8', { extension: 'citext' });
  if (name === 'name' && reader.dialect === 'POSTGRESQL')
    return columnType('UTF8', { length: 63, extension: 'name' });
  if (name === 'sysname' && reader.dialect === 'TSQL')
    return columnType('UTF8', { length: 128, extension: 'sysname' });
  return null;
}

function textOf(reader: TypeReader, isFixedLength: boolean): ColumnType {
  const [argument] = reader.arguments();
  const extension = argument?.words.some((word) => word === 'byte' || word === 'bytes')
    ? 'byte-length'
    : null;
  return columnType('UTF8', { length: lengthOf(argument), isFixedLength, extension });
}

/** `max` and an absent length are unbounded. */
function lengthOf(argument: TypeArgument | undefined): number | null {
  return argument?.number ?? null;
}

const binaries = new Set([
  'bytea',
  'blob',
  'bytes',
  'image',
  'tinyblob',
  'mediumblob',
  'longblob',
  'bfile',
  'raw',
  'varbinary',
]);

function other(name: string, reader: TypeReader): ColumnType | null {
  if (name === 'bool' || name === 'boolean') return columnType('BOOL');
  if (name === 'bit' || name === 'varbit') return bits(name, reader);
  if (binaries.has(name)) return columnType('BINARY', { length: lengthOf(reader.arguments()[0]) });
  if (name === 'binary') return binary(reader);
  if (name === 'rowversion') return columnType('BINARY', { length: 8, isFixedLength: true });
  switch (name) {
    case 'json':
    case 'jsonb':
    case 'variant':
    case 'super':
      return columnType('JSON');
    case 'uuid':
    case 'uniqueidentifier':
      return columnType('UUID');
    case 'xml':
    case 'xmltype':
      reader.arguments();
      return columnType('XML');
    case 'geography':
    case 'geometry':
    case 'sdo_geometry':
      return geography(name, reader.arguments());
    case 'null':
    case 'void':
      return columnType('NULL');
    default:
      return null;
  }
}

function bits(name: string, reader: TypeReader): ColumnType {
  if (name === 'bit' && reader.dialect === 'TSQL') return columnType('BOOL');
  const isFixedLength = name === 'bit' && !reader.words('varying');
  const length = lengthOf(reader.arguments()[0]);
  return columnType('BITSTRING', { length: length ?? (isFixedLength ? 1 : null), isFixedLength });
}

function binary(reader: TypeReader): ColumnType {
  const isVarying = reader.words('varying') || (reader.words('large', 'object') && true);
  const length = lengthOf(reader.arguments()[0]);
  return columnType('BINARY', { length, isFixedLength: !isVarying && length !== null });
}

/** The plain name is geography; a kind of shape and a reference system are kept as written. */
function geography(name: string, args: readonly TypeArgument[]): ColumnType {
  const shown = args.map((argument) =>
    [...argument.words, argument.number].filter((part) => part !== null).join(' '),
  );
  const suffix = shown.length === 0 ? '' : `(${shown.join(',')})`;
  const extension = name === 'geography' && suffix === '' ? null : `${name}${suffix}`;
  return columnType('GEOGRAPHY', { extension });
}
