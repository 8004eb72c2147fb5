/** Types of literals. */
import type { Dialect } from '../../catalog/index.js';
import type { Expression } from '../tree.js';
import { decimalOf, nativeType } from './types.js';

type Literal = Extract<Expression, { kind: 'literal' }>;

export function literalType(literal: Literal, dialect: Dialect): string | null {
  switch (literal.type) {
    case 'number':
      return numberType(literal.value, dialect);
    case 'string':
      return 'utf8';
    case 'boolean':
      return 'bool';
    case 'null':
      return 'null';
    case 'binary':
      return 'binary';
    case 'date':
      return 'date';
    default:
      return nativeType(literal.type, dialect);
  }
}

/** Whole numbers are INT64 (PostgreSQL's INT32 where they fit), numbers with a point DECIMAL, with an exponent FLOAT64. */
function numberType(text: string, dialect: Dialect): string {
  const digits = text.replaceAll('_', '');
  if (/^[+-]?\d+(l|s|y)?$/i.test(digits)) {
    const value = Number.parseInt(digits, 10);
    if (dialect === 'POSTGRESQL' && Math.abs(value) <= 2_147_483_647) return 'int32';
    if (Math.abs(value) < 9.3e18) return 'int64';
    return dialect === 'POSTGRESQL' ? 'decimal' : decimalOf(digits.replace(/\D/g, '').length, 0);
  }
  if (dialect === 'POSTGRESQL') return 'decimal';
  const point = /^[+-]?(\d*)\.(\d*)(bd)?$/i.exec(digits);
  if (point === null) return /^0x/i.test(digits) ? 'int64' : 'float64';
  const whole = (point[1] ?? '').replace(/^0+/, '');
  const fraction = point[2] ?? '';
  return decimalOf(Math.max(1, whole.length + fraction.length), fraction.length);
}
