/**
 * The canonical column type: Apache Arrow's logical types and canonical extension types (Arrow columnar
 * format 1.5), with length and fixed length as in Substrait. Pure values; every member is always present.
 */

export const typeKinds = [
  'NULL',
  'BOOL',
  'INT8',
  'INT16',
  'INT32',
  'INT64',
  'UINT8',
  'UINT16',
  'UINT32',
  'UINT64',
  'FLOAT16',
  'FLOAT32',
  'FLOAT64',
  'DECIMAL',
  'UTF8',
  'BINARY',
  'DATE',
  'TIME',
  'TIMESTAMP',
  'INTERVAL',
  'LIST',
  'STRUCT',
  'MAP',
  'UNION',
  'JSON',
  'UUID',
  'BITSTRING',
  'ENUM',
  'GEOGRAPHY',
  'XML',
  'VECTOR',
  'UNKNOWN',
] as const;
export type TypeKind = (typeof typeKinds)[number];

export const typeFamilies = [
  'BOOLEAN',
  'INTEGER',
  'DECIMAL',
  'FLOAT',
  'STRING',
  'BINARY',
  'DATE',
  'TIME',
  'TIMESTAMP',
  'INTERVAL',
  'LIST',
  'STRUCT',
  'MAP',
  'UNION',
  'JSON',
  'UUID',
  'BITSTRING',
  'NULL',
  'UNKNOWN',
] as const;
export type TypeFamily = (typeof typeFamilies)[number];

export const timeUnits = ['SECOND', 'MILLISECOND', 'MICROSECOND', 'NANOSECOND'] as const;
export type TimeUnit = (typeof timeUnits)[number];

/** NONE: wall clock without a zone; INSTANT: a point in time; OFFSET: a point in time that keeps its offset; SESSION: depends on a session's setting. */
export const zoneSemantics = ['NONE', 'INSTANT', 'OFFSET', 'SESSION'] as const;
export type ZoneSemantics = (typeof zoneSemantics)[number];

export interface TypeField {
  /** null for a field without a name, as in `row(int, text)`. */
  readonly name: string | null;
  readonly type: ColumnType;
  readonly isNullable: boolean;
}

export interface ColumnType {
  readonly kind: TypeKind;
  readonly family: TypeFamily;
  /** Digits of a DECIMAL (null: unbounded); written fractional digits of a TIME, TIMESTAMP or INTERVAL. */
  readonly precision: number | null;
  /** Fractional digits of a DECIMAL; may be negative. */
  readonly scale: number | null;
  /** Characters, bytes, bits or elements; null: unbounded. */
  readonly length: number | null;
  readonly unit: TimeUnit | null;
  readonly zone: ZoneSemantics | null;
  readonly isFixedLength: boolean;
  /** Element of a LIST or VECTOR, value of a MAP. */
  readonly element: ColumnType | null;
  readonly key: ColumnType | null;
  readonly fields: readonly TypeField[] | null;
  readonly members: readonly ColumnType[] | null;
  readonly enumValues: readonly string[] | null;
  /** What the canonical type does not say: a domain's name, `byte-length`; of UNKNOWN, the name as written. */
  readonly extension: string | null;
}

/** A type of the kind with the members given; all others are null. */
export function columnType(
  kind: TypeKind,
  members: Partial<Omit<ColumnType, 'kind' | 'family'>> = {},
): ColumnType {
  return {
    kind,
    family: family(kind),
    precision: null,
    scale: null,
    length: null,
    unit: null,
    zone: null,
    isFixedLength: false,
    element: null,
    key: null,
    fields: null,
    members: null,
    enumValues: null,
    extension: null,
    ...members,
  };
}

export function decimal(precision: number | null, scale: number | null): ColumnType {
  return columnType('DECIMAL', { precision, scale });
}

export function utf8(length: number | null = null): ColumnType {
  return columnType('UTF8', { length });
}

export function unknownType(name: string | null = null): ColumnType {
  return columnType('UNKNOWN', { extension: name });
}

export function family(kind: TypeKind): TypeFamily {
  switch (kind) {
    case 'BOOL':
      return 'BOOLEAN';
    case 'INT8':
    case 'INT16':
    case 'INT32':
    case 'INT64':
    case 'UINT8':
    case 'UINT16':
    case 'UINT32':
    case 'UINT64':
      return 'INTEGER';
    case 'FLOAT16':
    case 'FLOAT32':
    case 'FLOAT64':
      return 'FLOAT';
    case 'UTF8':
    case 'ENUM':
    case 'XML':
    case 'GEOGRAPHY':
      return 'STRING';
    case 'VECTOR':
      return 'LIST';
    default:
      return kind;
  }
}

export type LegacyClass = 'string' | 'number' | 'boolean' | 'date' | 'array' | 'object';

/** The six classes an earlier system told apart; the quality context compares with them. */
export function legacyClass(type: ColumnType): LegacyClass {
  switch (type.family) {
    case 'INTEGER':
    case 'DECIMAL':
    case 'FLOAT':
      return 'number';
    case 'BOOLEAN':
      return 'boolean';
    case 'DATE':
    case 'TIME':
    case 'TIMESTAMP':
    case 'INTERVAL':
      return 'date';
    case 'LIST':
      return 'array';
    case 'STRUCT':
    case 'MAP':
    case 'UNION':
    case 'JSON':
      return 'object';
    default:
      return 'string';
  }
}

/** Fractional digits a time type keeps. */
export function timeDigits(type: ColumnType): number {
  if (type.precision !== null) return type.precision;
  switch (type.unit) {
    case 'SECOND':
      return 0;
    case 'MILLISECOND':
      return 3;
    case 'MICROSECOND':
      return 6;
    default:
      return 9;
  }
}

/** The unit that holds a number of fractional digits. */
export function unitOfDigits(digits: number): TimeUnit {
  if (digits <= 0) return 'SECOND';
  if (digits <= 3) return 'MILLISECOND';
  return digits <= 6 ? 'MICROSECOND' : 'NANOSECOND';
}
