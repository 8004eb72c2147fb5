/** Operators: what they do to what flows through them and the type they yield. */
import type { Dialect } from '../../catalog/index.js';
import { type Effect, effects } from './flow.js';
import type { TypeAnswer } from './function-result.js';
import { arithmetic, commonType, elementType, isNumber, isTemporal, isText, nativeType } from './types.js';

const arithmeticOperators = new Set(['+', '-', '*', '/', '%', '^', 'DIV', 'MOD', '//', '**']);
const valueOperators = new Set([...arithmeticOperators, '||', '&', '|', '#', '<<', '>>', '~']);

export function operatorEffect(operator: string): Effect {
  if (operator === '||') return effects.concat;
  return arithmeticOperators.has(operator) ? effects.arithmetic : effects.call;
}

const known = (typeKey: string): TypeAnswer => ({ typeKey, typeReason: null });
const because = (typeReason: string): TypeAnswer => ({ typeKey: null, typeReason });

export function operatorType(
  operator: string,
  types: readonly (string | null)[],
  dialect: Dialect,
): TypeAnswer {
  if (operator === '||') return concatenation(types);
  if (operator === '->' || operator === '#>' || operator === ':') return known('json');
  if (operator === '->>' || operator === '#>>' || operator === 'COLLATE') return known('utf8');
  if (operator === '[]') return element(types[0]);
  if (operator === 'AT TIME ZONE') return atZone(types[0], dialect);
  if (!valueOperators.has(operator)) return known('bool');
  const [left, right] = types;
  if (left === null || left === undefined) return because(`operand of ${operator} has no known type`);
  if (types.length === 1) return known(left);
  if (right === null || right === undefined) return because(`operand of ${operator} has no known type`);
  return binary(operator, left, right, dialect);
}

function binary(operator: string, left: string, right: string, dialect: Dialect): TypeAnswer {
  if (left === 'null' || right === 'null') return known(left === 'null' ? right : left);
  if (isNumber(left) && isNumber(right)) {
    if (operator === 'DIV' || operator === '//') return known('int64');
    if (operator === '^' || operator === '**')
      return known(left === 'decimal' || right === 'decimal' ? 'decimal' : 'float64');
    return known(arithmetic(operator === 'MOD' ? '%' : operator, left, right, dialect));
  }
  const temporal = dateArithmetic(operator, left, right, dialect);
  if (temporal !== null) return known(temporal);
  if (isText(left) && isNumber(right)) return known(coerced(right, dialect));
  if (isNumber(left) && isText(right)) return known(coerced(left, dialect));
  if (isText(left) && isText(right))
    return known(operator === '+' && dialect === 'TSQL' ? 'utf8' : 'float64');
  const common = commonType(left, right, dialect);
  return common === null ? because(`${left} ${operator} ${right}`) : known(common);
}

/** A text beside a number: PostgreSQL reads a literal as that number, others compute in floating point. */
function coerced(number: string, dialect: Dialect): string {
  return dialect === 'POSTGRESQL' ? number : 'float64';
}

function dateArithmetic(operator: string, left: string, right: string, dialect: Dialect): string | null {
  const isInterval = (key: string) => key.startsWith('interval');
  if (isInterval(left) && isInterval(right)) return left;
  if (isInterval(left) && isNumber(right)) return left;
  if (isNumber(left) && isInterval(right)) return right;
  if (isInterval(left) || isInterval(right)) return shifted(isInterval(left) ? right : left, dialect);
  if (isTemporal(left) && isTemporal(right) && operator === '-') {
    const areDates = left === 'date' && right === 'date';
    return areDates && dialect !== 'HIVE' && dialect !== 'SPARK' ? 'int32' : nativeType('interval', dialect);
  }
  if (isTemporal(left) && isNumber(right)) return left;
  return isNumber(left) && isTemporal(right) ? right : null;
}

/** A date or time moved by an interval. */
function shifted(type: string, dialect: Dialect): string | null {
  if (type !== 'date') return isTemporal(type) || type.startsWith('time') ? type : null;
  return dialect === 'POSTGRESQL' || dialect === 'DUCKDB' ? nativeType('timestamp', dialect) : 'date';
}

function concatenation(types: readonly (string | null)[]): TypeAnswer {
  const [first, second] = types;
  if (first?.startsWith('list')) return known(first);
  if (second?.startsWith('list')) return known(second);
  return known(first === 'json' && second === 'json' ? 'json' : 'utf8');
}

function element(type: string | null | undefined): TypeAnswer {
  const found = type === null || type === undefined ? null : elementType(type);
  return found === null ? because('element of an unknown type') : known(found);
}

function atZone(type: string | null | undefined, dialect: Dialect): TypeAnswer {
  const zoned = nativeType('timestamp with time zone', dialect);
  const plain = nativeType('timestamp', dialect);
  const answer = type?.includes('instant') ? plain : zoned;
  return answer === null ? because('AT TIME ZONE') : known(answer);
}
