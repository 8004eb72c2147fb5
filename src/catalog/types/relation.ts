/**
 * How one type becomes another: `relation(from, to)` reads as a change. WIDENING loses nothing and is a
 * strict partial order; NARROWING is its reverse; `join` is the least type both sides widen to.
 */
import { type ColumnType, columnType, type TypeField, timeDigits } from './column-type.js';
import { isNumeric, numericJoin, widensNumber } from './numeric.js';
import { typeKey } from './type-key.js';

export const typeRelations = [
  'IDENTICAL',
  'EQUIVALENT',
  'WIDENING',
  'NARROWING',
  'LOSSY',
  'INCOMPATIBLE',
  'UNKNOWN',
] as const;
export type TypeRelation = (typeof typeRelations)[number];

/** The relation of two canonical types, `from` → `to`. */
export function relation(from: ColumnType, to: ColumnType): TypeRelation {
  if (typeKey(from) === typeKey(to)) return 'IDENTICAL';
  if (from.kind === 'UNKNOWN' || to.kind === 'UNKNOWN') return 'UNKNOWN';
  if (from.kind === 'NULL' || to.kind === 'NULL') return nullRelation(from, to);
  if (from.kind === to.kind) {
    switch (from.kind) {
      case 'LIST':
      case 'VECTOR':
        return from.length === to.length ? worst([optional(from.element, to.element)]) : 'INCOMPATIBLE';
      case 'MAP':
        return worst([optional(from.key, to.key), optional(from.element, to.element)]);
      case 'STRUCT':
        return structRelation(from.fields ?? [], to.fields ?? []);
      case 'UNION':
        return unionRelation(from.members ?? [], to.members ?? []);
      default:
        break;
    }
  }
  if (isNested(from) || isNested(to)) return 'INCOMPATIBLE';
  return scalarRelation(from, to);
}

/** True when the two types belong to different families. */
export function crossesFamily(from: ColumnType, to: ColumnType): boolean {
  return from.family !== to.family;
}

/** NULL holds no value, so every type holds all of its values: it is the bottom of the lattice. */
function nullRelation(from: ColumnType, to: ColumnType): TypeRelation {
  if (from.kind === to.kind) return 'EQUIVALENT';
  return from.kind === 'NULL' ? 'WIDENING' : 'NARROWING';
}

function isNested(type: ColumnType): boolean {
  return ['LIST', 'VECTOR', 'MAP', 'STRUCT', 'UNION'].includes(type.kind);
}

function scalarRelation(from: ColumnType, to: ColumnType): TypeRelation {
  const [forward, backward] = [holds(from, to), holds(to, from)];
  if (forward && backward) return 'EQUIVALENT';
  if (forward) return 'WIDENING';
  if (backward) return 'NARROWING';
  return isLossy(from, to) ? 'LOSSY' : 'INCOMPATIBLE';
}

/** Whether `to` holds every value of `from` exactly. A preorder: types that hold each other differ only in spelling. */
function holds(from: ColumnType, to: ColumnType): boolean {
  if (isNumeric(from) && isNumeric(to)) return widensNumber(from, to);
  if (from.kind === 'DATE' && to.kind === 'TIMESTAMP') return to.zone === 'NONE';
  if (from.kind !== to.kind) return false;
  switch (from.kind) {
    case 'UTF8':
    case 'BINARY':
    case 'BITSTRING':
      return holdsLength(from, to);
    case 'TIME':
    case 'TIMESTAMP':
      return from.zone === to.zone && timeDigits(from) <= timeDigits(to);
    case 'INTERVAL':
      return timeDigits(from) <= timeDigits(to);
    case 'ENUM':
      return isPrefix(from.enumValues ?? [], to.enumValues ?? []);
    default:
      return true;
  }
}

/** Ordered by length, then fixed before varying: char(n) → varchar(m ≥ n) widens. */
function holdsLength(from: ColumnType, to: ColumnType): boolean {
  const [a, b] = [from.length ?? Number.POSITIVE_INFINITY, to.length ?? Number.POSITIVE_INFINITY];
  return a < b || (a === b && (from.isFixedLength || !to.isFixedLength));
}

function isPrefix(start: readonly string[], whole: readonly string[]): boolean {
  return start.length <= whole.length && start.every((value, index) => whole[index] === value);
}

function isLossy(from: ColumnType, to: ColumnType): boolean {
  if (isNumeric(from) && isNumeric(to)) return true;
  if (from.kind === to.kind && (from.kind === 'TIMESTAMP' || from.kind === 'TIME'))
    return from.zone !== to.zone;
  if (from.kind === 'TIMESTAMP' && to.kind === 'DATE') return from.zone !== 'NONE';
  return to.kind === 'UTF8';
}

function optional(from: ColumnType | null, to: ColumnType | null): TypeRelation {
  if (from === null && to === null) return 'IDENTICAL';
  return from === null || to === null ? 'UNKNOWN' : relation(from, to);
}

/** Fields are compared by position; names fold, a renamed field is another struct. */
function structRelation(from: readonly TypeField[], to: readonly TypeField[]): TypeRelation {
  const parts: TypeRelation[] = [];
  for (let index = 0; index < Math.max(from.length, to.length); index += 1) {
    parts.push(...fieldRelation(from[index], to[index]));
  }
  return worst(parts);
}

function fieldRelation(from: TypeField | undefined, to: TypeField | undefined): readonly TypeRelation[] {
  if (from === undefined) return [to?.isNullable === true ? 'WIDENING' : 'INCOMPATIBLE'];
  if (to === undefined) return [from.isNullable ? 'NARROWING' : 'INCOMPATIBLE'];
  if (from.name?.toLowerCase() !== to.name?.toLowerCase()) return ['INCOMPATIBLE'];
  const parts = [relation(from.type, to.type)];
  if (from.name !== to.name) parts.push('EQUIVALENT');
  if (from.isNullable !== to.isNullable) parts.push(to.isNullable ? 'WIDENING' : 'NARROWING');
  return parts;
}

/** A union has no order of its own: members in another number or of other types make another union. */
function unionRelation(from: readonly ColumnType[], to: readonly ColumnType[]): TypeRelation {
  if (from.length !== to.length) return 'INCOMPATIBLE';
  const parts = from.map((member, index) => optional(member, to[index] ?? null));
  const result = worst(parts);
  return result === 'EQUIVALENT' || result === 'UNKNOWN' || result === 'IDENTICAL' ? result : 'INCOMPATIBLE';
}

function worst(parts: readonly TypeRelation[]): TypeRelation {
  if (parts.includes('INCOMPATIBLE')) return 'INCOMPATIBLE';
  if (parts.includes('UNKNOWN')) return 'UNKNOWN';
  const [widens, narrows] = [parts.includes('WIDENING'), parts.includes('NARROWING')];
  if (parts.includes('LOSSY') || (widens && narrows)) return 'LOSSY';
  if (widens) return 'WIDENING';
  if (narrows) return 'NARROWING';
  // Parts that are all the same leave a difference of the whole: its extension.
  return 'EQUIVALENT';
}

/** The least type both widen to; null when there is none. Where several are minimal, the one of the same family. */
export function join(a: ColumnType, b: ColumnType): ColumnType | null {
  switch (relation(a, b)) {
    case 'IDENTICAL':
    case 'NARROWING':
      return a;
    case 'WIDENING':
      return b;
    case 'EQUIVALENT':
      // One answer for both orders.
      return typeKey(a) <= typeKey(b) ? a : b;
    case 'UNKNOWN':
      return null;
    default:
      return properJoin(a, b);
  }
}

function properJoin(a: ColumnType, b: ColumnType): ColumnType | null {
  if (isNumeric(a) && isNumeric(b)) return numericJoin(a, b);
  if (a.kind !== b.kind) return null;
  switch (a.kind) {
    case 'LIST':
    case 'VECTOR': {
      const element = a.length === b.length ? joinOptional(a.element, b.element) : null;
      return element === null ? null : columnType(a.kind, { element, length: a.length });
    }
    case 'MAP': {
      const [key, element] = [joinOptional(a.key, b.key), joinOptional(a.element, b.element)];
      return key === null || element === null ? null : columnType('MAP', { key, element });
    }
    case 'STRUCT':
      return joinStructs(a.fields ?? [], b.fields ?? []);
    default:
      return null;
  }
}

function joinOptional(a: ColumnType | null, b: ColumnType | null): ColumnType | null {
  return a === null || b === null ? null : join(a, b);
}

function joinStructs(a: readonly TypeField[], b: readonly TypeField[]): ColumnType | null {
  const fields: TypeField[] = [];
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const field = joinFields(a[index], b[index]);
    if (field === null) return null;
    fields.push(field);
  }
  return columnType('STRUCT', { fields });
}

function joinFields(a: TypeField | undefined, b: TypeField | undefined): TypeField | null {
  const only = a ?? b;
  if (a === undefined || b === undefined) return only?.isNullable === true ? only : null;
  if (a.name?.toLowerCase() !== b.name?.toLowerCase()) return null;
  const type = join(a.type, b.type);
  const name = a.name === null || b.name === null || a.name <= b.name ? a.name : b.name;
  return type === null ? null : { name, type, isNullable: a.isNullable || b.isNullable };
}
