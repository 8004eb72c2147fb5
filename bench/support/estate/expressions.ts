/** Expressions of a SELECT list, each with the columns its value comes from. */
import type { Random } from '../random.js';
import type { Piece, Reference } from './pieces.js';
import { type Output, quoteName, type Relation, type RelationColumn, type TypeClass } from './relations.js';

export interface Scope {
  readonly relations: readonly Relation[];
  /** Quote every name, as views printed by Hive do. */
  readonly isQuoted: boolean;
  readonly random: Random;
}

interface Operand {
  readonly relation: Relation;
  readonly column: RelationColumn;
}

export interface Expression extends Omit<Output, 'name'> {
  /** What its alias is made of. */
  readonly stem: string;
  /** A column or a field of one: Hive names it after its last part, anything else `_c<n>`. */
  readonly isPath: boolean;
}

/** The text that names a column of the scope. */
export function reference(scope: Pick<Scope, 'isQuoted'>, relation: Relation, column: RelationColumn): Piece {
  const text = `${quoteName(relation.alias, scope.isQuoted)}.${quoteName(column.name, scope.isQuoted)}`;
  if (column.node === null) return text;
  const placed: Reference = { column: column.node, text };
  return placed;
}

/** A random expression; six in ten are plain columns, as in real views. */
export function makeExpression(scope: Scope): Expression {
  if (scope.random.chance(0.6)) return plain(scope, anyOperand(scope));
  return scope.random.pick(computed)(scope);
}

export function plain(scope: Scope, operand: Operand): Expression {
  const { column, relation } = operand;
  return {
    stem: column.name,
    piece: reference(scope, relation, column),
    type: column.type,
    inputs: column.inputs,
    identity: column.identity,
    isPath: true,
  };
}

/** A CASE with many branches: what makes views long. */
export function longCase(scope: Scope, branches: number): Expression {
  const test = operandOf(scope, 'text');
  const results = Array.from({ length: branches }, () => operandOf(scope, 'text'));
  const piece: Piece = [
    'CASE',
    results.map(
      (result, index): Piece => [
        `\n    WHEN `,
        show(scope, test),
        ` = 'K${index}' THEN `,
        show(scope, result),
      ],
    ),
    "\n    ELSE 'other' END",
  ];
  return computedFrom('mapped_value', 'text', piece, results);
}

const computed: readonly ((scope: Scope) => Expression)[] = [
  (scope) => {
    const one = operandOf(scope, 'number');
    return computedFrom(one.column.name, 'number', ['cast(', show(scope, one), ' as decimal(20,4))'], [one]);
  },
  (scope) => {
    const [one, other] = [operandOf(scope, 'text'), operandOf(scope, 'text')];
    return computedFrom(
      one.column.name,
      'text',
      ['coalesce(', show(scope, one), ', ', show(scope, other), ", 'n/a')"],
      [one, other],
    );
  },
  (scope) => {
    const [one, other] = [operandOf(scope, 'text'), operandOf(scope, 'text')];
    return computedFrom(
      'label',
      'text',
      ['concat(', show(scope, one), ", ' - ', ", show(scope, other), ')'],
      [one, other],
    );
  },
  (scope) => {
    const test = operandOf(scope, 'text');
    const [one, other] = [operandOf(scope, 'number'), operandOf(scope, 'number')];
    const piece: Piece = [
      'CASE WHEN ',
      show(scope, test),
      " = 'A' THEN ",
      show(scope, one),
      ' WHEN ',
      show(scope, test),
      ' IS NULL THEN 0 ELSE ',
      show(scope, other),
      ' END',
    ];
    return computedFrom('chosen_amount', 'number', piece, [one, other]);
  },
  (scope) => {
    const [one, other] = [operandOf(scope, 'number'), operandOf(scope, 'number')];
    return computedFrom(
      'total',
      'number',
      ['(', show(scope, one), ' + ', show(scope, other), ' * 1.19)'],
      [one, other],
    );
  },
  (scope) => {
    const one = operandOf(scope, 'text');
    return computedFrom(one.column.name, 'text', ['upper(trim(', show(scope, one), '))'], [one]);
  },
  (scope) => {
    const one = operandOf(scope, 'date');
    return computedFrom('month', 'text', ['date_format(', show(scope, one), ", 'yyyy-MM')"], [one]);
  },
  (scope) => {
    const [one, other] = [operandOf(scope, 'number'), operandOf(scope, 'number')];
    const piece: Piece = ['nvl(', show(scope, one), ', 0) - nvl(', show(scope, other), ', 0)'];
    return computedFrom('difference', 'number', piece, [one, other]);
  },
  (scope) => {
    const [one, key] = [operandOf(scope, 'number'), anyOperand(scope)];
    const piece: Piece = ['sum(', show(scope, one), ') over (partition by ', show(scope, key), ')'];
    return computedFrom('running_total', 'number', piece, [one]);
  },
  (scope) => {
    const [key, order] = [anyOperand(scope), anyOperand(scope)];
    const piece: Piece = [
      'row_number() over (partition by ',
      show(scope, key),
      ' order by ',
      show(scope, order),
      ' desc)',
    ];
    return computedFrom('row_rank', 'number', piece, []);
  },
  (scope) => computedFrom('source', 'text', scope.random.pick(["'DWH'", "'v2'", "'n/a; unknown'"]), []),
  () => computedFrom('empty', 'number', 'cast(null as bigint)', []),
  (scope) => nestedValue(scope) ?? plain(scope, anyOperand(scope)),
];

function nestedValue(scope: Scope): Expression | null {
  const all = operands(scope).filter(({ column }) => ['struct', 'map', 'array'].includes(column.type));
  if (all.length === 0) return null;
  const one = scope.random.pick(all);
  const text = show(scope, one);
  if (one.column.type === 'struct') {
    return { ...computedFrom('geo_label', 'text', [text, '.label'], [one]), isPath: true };
  }
  if (one.column.type === 'map') return computedFrom('attribute', 'text', [text, "['material']"], [one]);
  return computedFrom('item_count', 'number', ['size(', text, ')'], [one]);
}

function computedFrom(stem: string, type: TypeClass, piece: Piece, from: readonly Operand[]): Expression {
  const inputs = [...new Set(from.flatMap(({ column }) => column.inputs))];
  return { stem, piece, type, inputs, identity: null, isPath: false };
}

function show(scope: Scope, operand: Operand): Piece {
  return reference(scope, operand.relation, operand.column);
}

function operands(scope: Scope): Operand[] {
  return scope.relations.flatMap((relation) => relation.columns.map((column) => ({ relation, column })));
}

function anyOperand(scope: Scope): Operand {
  const relation = scope.random.pick(scope.relations);
  const columns = relation.columns.filter(({ type }) => ['number', 'text', 'date', 'boolean'].includes(type));
  return { relation, column: scope.random.pick(columns.length > 0 ? columns : relation.columns) };
}

/** A column of that type, or any when there is none: Hive converts. */
function operandOf(scope: Scope, type: TypeClass): Operand {
  for (let attempt = 0; attempt < 4; attempt += 1) {
    const relation = scope.random.pick(scope.relations);
    const columns = relation.columns.filter((column) => column.type === type);
    if (columns.length > 0) return { relation, column: scope.random.pick(columns) };
  }
  return anyOperand(scope);
}
