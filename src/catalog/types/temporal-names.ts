/** Names of dates, times and intervals, per dialect: unit, precision and meaning of the zone. */
import type { Dialect } from '../vocabulary.js';
import {
  type ColumnType,
  columnType,
  type TimeUnit,
  unitOfDigits,
  type ZoneSemantics,
} from './column-type.js';
import type { TypeReader } from './type-reader.js';

/** The canonical type of a time's name; null for any other name. */
export function temporalType(name: string, reader: TypeReader): ColumnType | null {
  switch (name) {
    case 'date':
      // Oracle's DATE carries a time of day.
      return reader.dialect === 'ORACLE'
        ? columnType('TIMESTAMP', { unit: 'SECOND', zone: 'NONE' })
        : columnType('DATE');
    case 'time':
    case 'timetz':
      return time(name, reader);
    case 'interval':
      return interval(reader);
    default:
      return timestamp(name, reader);
  }
}

function timestamp(name: string, reader: TypeReader): ColumnType | null {
  const { dialect } = reader;
  switch (name) {
    case 'timestamp':
      if (dialect === 'TSQL') return columnType('BINARY', { length: 8, isFixedLength: true });
      return plainTimestamp(reader);
    case 'timestamptz':
    case 'timestamp_tz':
      return stamp(reader, withZone[dialect] ?? 'OFFSET');
    case 'timestampltz':
    case 'timestamp_ltz':
      return stamp(reader, 'INSTANT');
    case 'timestampntz':
    case 'timestamp_ntz':
      return stamp(reader, 'NONE', 'MICROSECOND');
    case 'timestamp_s':
    case 'timestamp_ms':
    case 'timestamp_us':
    case 'timestamp_ns':
      if (dialect !== 'DUCKDB') return null;
      return columnType('TIMESTAMP', { unit: duckUnits[name], zone: 'NONE' });
    case 'datetime':
      return stamp(reader, 'NONE', datetimeUnit(dialect));
    case 'datetime2':
      return stamp(reader, 'NONE', null, 7);
    case 'datetimeoffset':
      return stamp(reader, 'OFFSET', null, 7);
    case 'smalldatetime':
      return columnType('TIMESTAMP', { unit: 'SECOND', zone: 'NONE', extension: 'smalldatetime' });
    default:
      return null;
  }
}

const duckUnits = {
  timestamp_s: 'SECOND',
  timestamp_ms: 'MILLISECOND',
  timestamp_us: 'MICROSECOND',
  timestamp_ns: 'NANOSECOND',
} as const;

const bareZone: Partial<Readonly<Record<Dialect, ZoneSemantics>>> = {
  SPARK: 'INSTANT',
  BIGQUERY: 'INSTANT',
  MYSQL: 'INSTANT',
  SNOWFLAKE: 'SESSION',
};

const withZone: Partial<Readonly<Record<Dialect, ZoneSemantics>>> = {
  POSTGRESQL: 'INSTANT',
  REDSHIFT: 'INSTANT',
  DUCKDB: 'INSTANT',
  SPARK: 'INSTANT',
  BIGQUERY: 'INSTANT',
};

const bareUnit: Partial<Readonly<Record<Dialect, TimeUnit>>> = {
  HIVE: 'NANOSECOND',
  IMPALA: 'NANOSECOND',
  TRINO: 'MILLISECOND',
  MYSQL: 'SECOND',
};

/** `timestamp[(p)] [with [local] time zone | without time zone] [(p)]`. */
function plainTimestamp(reader: TypeReader): ColumnType {
  const precision = reader.arguments()[0]?.number ?? null;
  const zone = zoneWords(reader) ?? bareZone[reader.dialect] ?? 'NONE';
  const late = precision ?? reader.arguments()[0]?.number ?? null;
  return timed('TIMESTAMP', late, bareUnit[reader.dialect] ?? 'MICROSECOND', zone);
}

function zoneWords(reader: TypeReader): ZoneSemantics | null {
  if (reader.words('with', 'local', 'time', 'zone')) return 'INSTANT';
  if (reader.words('with', 'time', 'zone')) return withZone[reader.dialect] ?? 'OFFSET';
  return reader.words('without', 'time', 'zone') ? 'NONE' : null;
}

function stamp(
  reader: TypeReader,
  zone: ZoneSemantics,
  unit: TimeUnit | null = null,
  barePrecision: number | null = null,
): ColumnType {
  const precision = reader.arguments()[0]?.number ?? barePrecision;
  return timed('TIMESTAMP', precision, unit ?? bareUnit[reader.dialect] ?? 'MICROSECOND', zone);
}

function time(name: string, reader: TypeReader): ColumnType {
  const first = reader.arguments()[0]?.number ?? (reader.dialect === 'TSQL' ? 7 : null);
  // A time of day with a zone keeps its offset in every dialect, also where a timestamp does not.
  const words = zoneWords(reader);
  const zone = name === 'timetz' || (words !== null && words !== 'NONE') ? 'OFFSET' : 'NONE';
  return timed('TIME', first, bareUnit[reader.dialect] ?? 'MICROSECOND', zone);
}

function timed(
  kind: 'TIME' | 'TIMESTAMP',
  precision: number | null,
  bare: TimeUnit,
  zone: ZoneSemantics,
): ColumnType {
  return columnType(kind, { precision, unit: precision === null ? bare : unitOfDigits(precision), zone });
}

function datetimeUnit(dialect: Dialect): TimeUnit {
  if (dialect === 'TSQL') return 'MILLISECOND';
  return dialect === 'MYSQL' ? 'SECOND' : 'MICROSECOND';
}

const intervalFields = ['year', 'month', 'day', 'hour', 'minute', 'second'] as const;

/** `interval [field [(p)] [to field [(p)]]]`: the fields are kept in the extension, the digits in `precision`. */
function interval(reader: TypeReader): ColumnType {
  let precision = reader.arguments()[0]?.number ?? null;
  const fields: string[] = [];
  const first = intervalFields.find((field) => reader.words(field));
  if (first !== undefined) {
    fields.push(first);
    precision = reader.arguments()[0]?.number ?? precision;
    const last = reader.words('to') ? intervalFields.find((field) => reader.words(field)) : undefined;
    if (last !== undefined) {
      fields.push(last);
      precision = reader.arguments()[0]?.number ?? precision;
    }
  }
  const extension = fields.length === 0 ? null : fields.join(' to ');
  return columnType('INTERVAL', { unit: 'MICROSECOND', precision, extension });
}
