/**
 * Types of expressions, as canonical type keys: two types are equal when their keys are. The rules are those
 * of SQL's numeric promotion and of the catalog's lattice; what a dialect does otherwise stands beside it.
 */
import {
  type ColumnType,
  type Dialect,
  join,
  parseType,
  parseTypeKey,
  typeKey,
} from '../../catalog/index.js';

const parsed = new Map<string, ColumnType | null>();
const native = new Map<string, string | null>();
const cacheLimit = 20_000;

function remember<T>(cache: Map<string, T>, key: string, made: T): T {
  if (cache.size >= cacheLimit) cache.clear();
  cache.set(key, made);
  return made;
}

/** The type of a canonical key; null for text that is none. */
export function typeOf(key: string): ColumnType | null {
  const present = parsed.get(key);
  if (present !== undefined) return present;
  try {
    return remember(parsed, key, parseTypeKey(key));
  } catch (error) {
    if (error instanceof RangeError) return remember(parsed, key, null);
    throw error;
  }
}

/** Canonical key of a dialect's type text; null when the dialect has no such type. */
export function nativeType(text: string, dialect: Dialect): string | null {
  const key = `${dialect} ${text}`;
  const present = native.get(key);
  if (present !== undefined) return present;
  const { type } = parseType(text, dialect);
  return remember(native, key, type.kind === 'UNKNOWN' ? null : typeKey(type));
}

/** Type of a field of a struct or of the elements' structs of a list; of JSON it is JSON; null elsewhere. */
export function fieldType(key: string, field: string): string | null {
  const type = typeOf(key);
  if (type === null) return null;
  if (type.kind === 'JSON') return 'json';
  if (type.kind === 'MAP') return type.element === null ? null : typeKey(type.element);
  const owner = type.kind === 'LIST' ? type.element : type;
  const found = owner?.fields?.find((each) => each.name?.toLowerCase() === field.toLowerCase());
  return found === undefined ? null : typeKey(found.type);
}

/** Type of an element: of a list by index, of a map by key. */
export function elementType(key: string): string | null {
  const type = typeOf(key);
  if (type?.kind === 'JSON') return 'json';
  return type === null || type.element === null ? null : typeKey(type.element);
}

export function isInteger(key: string): boolean {
  return /^u?int\d+$/.test(key);
}

export function isFloat(key: string): boolean {
  return key.startsWith('float');
}

export function isDecimal(key: string): boolean {
  return key.startsWith('decimal');
}

export function isNumber(key: string): boolean {
  return isInteger(key) || isFloat(key) || isDecimal(key);
}

export function isText(key: string): boolean {
  return key.startsWith('utf8') || key.startsWith('fixed_utf8') || key.startsWith('enum');
}

function bits(key: string): number {
  return Number(/\d+$/.exec(key)?.[0] ?? 64);
}

/** Precision and scale; both null when unbounded. */
export function decimalParts(key: string): readonly [number | null, number | null] {
  const match = /^decimal\((\d+)(?:,(-?\d+))?\)/.exec(key);
  return match === null ? [null, null] : [Number(match[1]), Number(match[2] ?? 0)];
}

export function decimalOf(precision: number | null, scale: number | null): string {
  return precision === null ? 'decimal' : `decimal(${Math.min(38, precision)},${scale ?? 0})`;
}

const digitsOf: Readonly<Record<number, number>> = { 8: 3, 16: 5, 32: 10, 64: 19 };

function asDecimal(key: string): readonly [number | null, number | null] {
  return isDecimal(key) ? decimalParts(key) : [digitsOf[bits(key)] ?? 19, 0];
}

/** The number type that two numbers meet in. */
export function commonNumber(left: string, right: string, dialect: Dialect): string {
  if (left === right) return left;
  if (isFloat(left) || isFloat(right)) return widerFloat(left, right);
  if (isInteger(left) && isInteger(right)) return bits(left) >= bits(right) ? left : right;
  if (dialect === 'POSTGRESQL') return 'decimal';
  const [leftPrecision, leftScale] = asDecimal(left);
  const [rightPrecision, rightScale] = asDecimal(right);
  if (leftPrecision === null || rightPrecision === null) return 'decimal';
  const scale = Math.max(leftScale ?? 0, rightScale ?? 0);
  const whole = Math.max(leftPrecision - (leftScale ?? 0), rightPrecision - (rightScale ?? 0));
  return decimalOf(whole + scale, scale);
}

function widerFloat(left: string, right: string): string {
  return left === 'float32' && right === 'float32' ? 'float32' : 'float64';
}

/** Result of `left operator right` over two numbers. */
export function arithmetic(operator: string, left: string, right: string, dialect: Dialect): string {
  if (operator === '/') return quotient(left, right, dialect);
  if (isDecimal(left) || isDecimal(right)) {
    if (isFloat(left) || isFloat(right)) return 'float64';
    if (dialect === 'POSTGRESQL') return 'decimal';
    const [p1, s1] = asDecimal(left);
    const [p2, s2] = asDecimal(right);
    if (p1 === null || p2 === null) return 'decimal';
    const [a, b] = [s1 ?? 0, s2 ?? 0];
    if (operator === '*') return decimalOf(p1 + p2 + 1, Math.min(a + b, 38));
    if (operator === '%') return decimalOf(Math.min(p1 - a, p2 - b) + Math.max(a, b), Math.max(a, b));
    return decimalOf(Math.max(p1 - a, p2 - b) + Math.max(a, b) + 1, Math.max(a, b));
  }
  return commonNumber(left, right, dialect);
}

/** Dialects whose `/` of two integers is an integer. */
const integerDivision: ReadonlySet<Dialect> = new Set<Dialect>([
  'POSTGRESQL',
  'REDSHIFT',
  'TSQL',
  'TRINO',
  'SQLITE',
  'ANSI',
]);

function quotient(left: string, right: string, dialect: Dialect): string {
  if (isInteger(left) && isInteger(right)) {
    if (integerDivision.has(dialect)) return commonNumber(left, right, dialect);
    if (dialect === 'ORACLE') return 'decimal';
    if (dialect === 'SNOWFLAKE') return 'decimal(38,6)';
    if (dialect === 'MYSQL') return decimalOf((asDecimal(left)[0] ?? 19) + 4, 4);
    return 'float64';
  }
  if (isFloat(left) || isFloat(right) || dialect === 'DUCKDB') return 'float64';
  if (dialect === 'POSTGRESQL' || dialect === 'ORACLE') return 'decimal';
  const [p1, s1] = asDecimal(left);
  const [p2, s2] = asDecimal(right);
  if (p1 === null || p2 === null) return 'decimal';
  const scale = Math.max(6, (s1 ?? 0) + p2 + 1);
  const whole = p1 - (s1 ?? 0) + (s2 ?? 0);
  return whole + scale <= 38
    ? decimalOf(whole + scale, scale)
    : decimalOf(38, Math.max(38 - whole, Math.min(scale, 6)));
}

/** Dialects that turn numbers, dates and booleans into text where branches disagree. */
const textAbsorbs: ReadonlySet<Dialect> = new Set<Dialect>(['HIVE', 'SPARK', 'IMPALA', 'MYSQL']);

function isScalar(type: ColumnType): boolean {
  return !['LIST', 'STRUCT', 'MAP', 'UNION', 'BINARY'].includes(type.kind);
}

/** The type that values of several types meet in (CASE, COALESCE, set operations); null when there is none. */
export function commonType(left: string, right: string, dialect: Dialect): string | null {
  if (left === right) return left;
  if (left === 'null') return right;
  if (right === 'null') return left;
  if (dialect === 'POSTGRESQL') {
    const bare = withoutModifier(left);
    if (bare === withoutModifier(right)) return bare;
    if (isText(left) && isText(right)) return 'utf8';
  }
  if (isNumber(left) && isNumber(right)) return commonNumber(left, right, dialect);
  if (isText(left) && isText(right)) return commonText(left, right);
  if (isTemporal(left) && isTemporal(right)) return commonTemporal(left, right);
  const leftType = typeOf(left);
  const rightType = typeOf(right);
  if (leftType === null || rightType === null) return null;
  if (
    textAbsorbs.has(dialect) &&
    ((isText(left) && isScalar(rightType)) || (isText(right) && isScalar(leftType)))
  )
    return 'utf8';
  const met = join(leftType, rightType);
  return met === null ? null : typeKey(met);
}

/** The type without its length, precision or scale: what PostgreSQL's functions and mixed branches yield. */
export function withoutModifier(key: string): string {
  const type = typeOf(key);
  switch (type?.kind) {
    case 'UTF8':
      return type.isFixedLength ? 'fixed_utf8' : 'utf8';
    case 'DECIMAL':
      return 'decimal';
    case 'TIMESTAMP':
      return nativeType(type.zone === 'NONE' ? 'timestamp' : 'timestamptz', 'POSTGRESQL') ?? key;
    case 'TIME':
      return nativeType(type.zone === 'NONE' ? 'time' : 'timetz', 'POSTGRESQL') ?? key;
    case 'INTERVAL':
      return nativeType('interval', 'POSTGRESQL') ?? key;
    default:
      return key;
  }
}

function commonText(left: string, right: string): string {
  const leftLength = typeOf(left)?.length ?? null;
  const rightLength = typeOf(right)?.length ?? null;
  const isFixed = left.startsWith('fixed_') && right.startsWith('fixed_');
  if (isFixed || leftLength === null || rightLength === null) return 'utf8';
  return `utf8(${Math.max(leftLength, rightLength)})`;
}

export function isTemporal(key: string): boolean {
  return key === 'date' || key.startsWith('timestamp');
}

/** A date beside a time stamp is a time stamp; of two with another zone the one that is a point in time. */
function commonTemporal(left: string, right: string): string {
  if (left === 'date') return right;
  if (right === 'date') return left;
  return left.includes('instant') || !right.includes('instant') ? left : right;
}
