/** The order of numeric types: one type widens to another that holds every value of it exactly. */
import { type ColumnType, columnType, decimal, type TypeKind } from './column-type.js';

interface IntegerShape {
  readonly bits: number;
  readonly isSigned: boolean;
  /** Decimal digits of the largest magnitude. */
  readonly digits: number;
}

const integers: Partial<Readonly<Record<TypeKind, IntegerShape>>> = {
  INT8: { bits: 8, isSigned: true, digits: 3 },
  INT16: { bits: 16, isSigned: true, digits: 5 },
  INT32: { bits: 32, isSigned: true, digits: 10 },
  INT64: { bits: 64, isSigned: true, digits: 19 },
  UINT8: { bits: 8, isSigned: false, digits: 3 },
  UINT16: { bits: 16, isSigned: false, digits: 5 },
  UINT32: { bits: 32, isSigned: false, digits: 10 },
  UINT64: { bits: 64, isSigned: false, digits: 20 },
};

/** Bits of the significand: an integer of no more bits is exact (IEEE 754). */
const significand: Partial<Readonly<Record<TypeKind, number>>> = { FLOAT16: 11, FLOAT32: 24, FLOAT64: 53 };

export function isNumeric(type: ColumnType): boolean {
  return type.kind in integers || type.kind in significand || type.kind === 'DECIMAL';
}

/** Whether `to` holds every value of `from` exactly; reflexive and transitive. */
export function widensNumber(from: ColumnType, to: ColumnType): boolean {
  const [integer, target] = [integers[from.kind], integers[to.kind]];
  if (integer !== undefined) {
    if (target !== undefined) return fitsInteger(integer, target);
    if (to.kind === 'DECIMAL') return fitsDecimal(integer, to);
    return magnitudeBits(integer) <= (significand[to.kind] ?? 0);
  }
  const [bits, targetBits] = [significand[from.kind], significand[to.kind]];
  if (bits !== undefined) return targetBits !== undefined && bits <= targetBits;
  return to.kind === 'DECIMAL' && decimalFits(from, to);
}

function fitsInteger(from: IntegerShape, to: IntegerShape): boolean {
  if (from.isSigned && !to.isSigned) return false;
  return magnitudeBits(from) <= magnitudeBits(to);
}

function magnitudeBits(shape: IntegerShape): number {
  return shape.isSigned ? shape.bits - 1 : shape.bits;
}

function fitsDecimal(from: IntegerShape, to: ColumnType): boolean {
  if (to.precision === null) return true;
  const scale = to.scale ?? 0;
  return scale >= 0 && to.precision - scale >= from.digits;
}

/** A null precision is unbounded: the widest. */
function decimalFits(from: ColumnType, to: ColumnType): boolean {
  if (to.precision === null) return true;
  if (from.precision === null) return false;
  const [scale, targetScale] = [from.scale ?? 0, to.scale ?? 0];
  return targetScale >= scale && to.precision - targetScale >= from.precision - scale;
}

const integerLadder: readonly TypeKind[] = [
  'UINT8',
  'INT8',
  'UINT16',
  'INT16',
  'UINT32',
  'INT32',
  'UINT64',
  'INT64',
];
const floatLadder: readonly TypeKind[] = ['FLOAT16', 'FLOAT32', 'FLOAT64'];

/** The least numeric type that holds both; null when none does exactly, as for INT64 and FLOAT64. */
export function numericJoin(a: ColumnType, b: ColumnType): ColumnType | null {
  const hasFloat = a.kind in significand || b.kind in significand;
  if (hasFloat) return firstAbove(floatLadder, a, b);
  if (a.kind !== 'DECIMAL' && b.kind !== 'DECIMAL') {
    const integer = firstAbove(integerLadder, a, b);
    if (integer !== null) return integer;
  }
  return decimalJoin(a, b);
}

function firstAbove(ladder: readonly TypeKind[], a: ColumnType, b: ColumnType): ColumnType | null {
  const kind = ladder.find((candidate) => {
    const type = columnType(candidate);
    return widensNumber(a, type) && widensNumber(b, type);
  });
  return kind === undefined ? null : columnType(kind);
}

function decimalJoin(a: ColumnType, b: ColumnType): ColumnType {
  const [left, right] = [asDecimal(a), asDecimal(b)];
  if (left.precision === null || right.precision === null) return decimal(null, null);
  const [leftScale, rightScale] = [left.scale ?? 0, right.scale ?? 0];
  const scale = Math.max(leftScale, rightScale);
  const whole = Math.max(left.precision - leftScale, right.precision - rightScale);
  return decimal(whole + scale, scale);
}

function asDecimal(type: ColumnType): ColumnType {
  const integer = integers[type.kind];
  return integer === undefined ? type : decimal(integer.digits, 0);
}
