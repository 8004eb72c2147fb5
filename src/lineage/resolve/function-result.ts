/** The type of a function call from the tables' rules and its arguments' types. */
import type { Dialect } from '../../catalog/index.js';
import { functionRule } from './function-types.js';
import {
  commonType,
  decimalOf,
  decimalParts,
  elementType,
  isDecimal,
  isFloat,
  isInteger,
  nativeType,
  typeOf,
} from './types.js';

export interface TypeAnswer {
  readonly typeKey: string | null;
  readonly typeReason: string | null;
}

const because = (typeReason: string): TypeAnswer => ({ typeKey: null, typeReason });
const known = (typeKey: string): TypeAnswer => ({ typeKey, typeReason: null });

/** `order` is the type of WITHIN GROUP (ORDER BY …). */
export function functionType(
  name: string,
  types: readonly (string | null)[],
  dialect: Dialect,
  order: string | null = null,
): TypeAnswer {
  const rule = functionRule(name, dialect);
  if (rule === null) return because(`unknown function ${name}`);
  if (rule.startsWith("'")) {
    const type = nativeType(rule.slice(1), dialect);
    return type === null ? because(`${dialect} has no type ${rule.slice(1)}`) : known(type);
  }
  if (!rule.startsWith('@')) return known(rule);
  if (rule === '@order') return order === null ? because(`${name} without an order`) : known(order);
  const position = /^@(\d+)$/.exec(rule);
  if (position !== null) return argument(name, types[Number(position[1]) - 1]);
  if (rule === '@join') return joined(name, types, dialect);
  if (rule === '@join2') return joined(name, types.slice(1), dialect);
  const [first] = types;
  if (first === undefined || first === null) return because(`argument of ${name} has no known type`);
  return byRule(rule, name, first, dialect);
}

function argument(name: string, type: string | null | undefined): TypeAnswer {
  return type === null || type === undefined ? because(`argument of ${name} has no known type`) : known(type);
}

export function joined(name: string, types: readonly (string | null)[], dialect: Dialect): TypeAnswer {
  let common: string | null = null;
  for (const type of types) {
    if (type === null) return because(`an argument of ${name} has no known type`);
    const met: string | null = common === null ? type : commonType(common, type, dialect);
    if (met === null) return because(`the arguments of ${name} have no common type: ${common}, ${type}`);
    common = met;
  }
  return common === null ? because(`${name} without arguments`) : known(common);
}

function byRule(rule: string, name: string, first: string, dialect: Dialect): TypeAnswer {
  switch (rule) {
    case '@sum':
      return sum(first, dialect);
    case '@avg':
      return average(first, dialect);
    case '@pgavg':
      return known(isFloat(first) ? 'float64' : 'decimal');
    case '@pgfloat':
      return known(isDecimal(first) ? 'decimal' : 'float64');
    case '@integer':
      return known(isDecimal(first) ? decimalOf((decimalParts(first)[0] ?? 38) + 1, 0) : 'int64');
    case '@round':
      return rounded(name, first, dialect);
    case '@list':
      return known(`list<${first}>`);
    case '@element': {
      const element = elementType(first);
      return element === null ? because(`${name} of no list`) : known(element);
    }
    case '@key': {
      const key = typeOf(first)?.key ?? null;
      return key === null ? because(`${name} of no map`) : known('list<utf8>');
    }
    default:
      return because(`${name} has the unknown rule ${rule}`);
  }
}

function sum(type: string, dialect: Dialect): TypeAnswer {
  if (isInteger(type)) return known(dialect === 'POSTGRESQL' && type === 'int64' ? 'decimal' : 'int64');
  if (isFloat(type)) return known('float64');
  if (isDecimal(type)) {
    const [precision, scale] = decimalParts(type);
    return known(
      precision === null || dialect === 'POSTGRESQL' ? 'decimal' : decimalOf(precision + 10, scale),
    );
  }
  if (type.startsWith('interval')) return known(type);
  return type.startsWith('utf8') ? known('float64') : because(`sum of ${type}`);
}

function average(type: string, dialect: Dialect): TypeAnswer {
  if (type.startsWith('interval')) return known(type);
  if (isFloat(type) || type.startsWith('utf8')) return known('float64');
  if (isInteger(type)) return known(dialect === 'POSTGRESQL' ? 'decimal' : 'float64');
  if (!isDecimal(type)) return because(`average of ${type}`);
  const [precision, scale] = decimalParts(type);
  if (precision === null || dialect === 'POSTGRESQL') return known('decimal');
  return known(decimalOf(precision + 4, Math.min((scale ?? 0) + 4, 38)));
}

/** Rounding keeps the kind of number; of a date (`trunc`) it keeps the date. */
function rounded(name: string, type: string, dialect: Dialect): TypeAnswer {
  if (isInteger(type)) return known(dialect === 'POSTGRESQL' || dialect === 'DUCKDB' ? 'float64' : type);
  if (isDecimal(type)) return known(dialect === 'POSTGRESQL' ? 'decimal' : type);
  if (isFloat(type)) return known(type);
  if (type === 'date' || type.startsWith('timestamp')) return known(type);
  return because(`${name} of ${type}`);
}
