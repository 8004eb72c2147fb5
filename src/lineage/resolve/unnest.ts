/**
 * Sources that make rows from an expression: UNNEST, LATERAL VIEW, FLATTEN, TABLE(f(…)). Every column of
 * theirs takes what flows into the arguments.
 */
import type { Expression, Name, Source, Span } from '../tree.js';
import type { StatementContext } from './context.js';
import { effects, type Flow, noFlow, through, union } from './flow.js';
import { functionRule } from './function-types.js';
import { makesRowsOfArguments } from './functions.js';
import { influences } from './influences.js';
import { derivedRelation, type Output, type Relation } from './relation.js';
import type { Scope } from './scope.js';
import { elementType, fieldType, typeOf } from './types.js';
import type { Value } from './value.js';

type FunctionSource = Extract<Source, { kind: 'function' }>;

interface Row {
  readonly name: string;
  readonly flow: Flow;
  readonly typeKey: string | null;
}

/** Column names of generators that come without aliases. */
const generatedNames: Readonly<Record<string, readonly string[]>> = {
  explode: ['col'],
  explode_outer: ['col'],
  posexplode: ['pos', 'col'],
  posexplode_outer: ['pos', 'col'],
  flatten: ['seq', 'key', 'path', 'index', 'value', 'this'],
  split_to_table: ['seq', 'index', 'value'],
  json_each: ['key', 'value'],
  jsonb_each: ['key', 'value'],
  json_each_text: ['key', 'value'],
  jsonb_each_text: ['key', 'value'],
  json_array_elements: ['value'],
  jsonb_array_elements: ['value'],
  json_array_elements_text: ['value'],
  jsonb_array_elements_text: ['value'],
  openjson: ['key', 'value', 'type'],
  string_split: ['value', 'ordinal'],
  generator: [],
  json_tree: ['key', 'value', 'type', 'atom', 'id', 'parent', 'fullkey', 'path'],
};

/** Functions that yield one value a row: the column has the alias' name. */
const scalarRows = new Set([
  'unnest',
  'generate_series',
  'generate_subscripts',
  'sequence',
  'range',
  'regexp_split_to_table',
  'generate_date_array',
  'generate_array',
]);

export function rowsOf(context: StatementContext, source: FunctionSource, scope: Scope): Relation {
  const call = unwrapped(source.expression);
  const { name, values, flow, made } = madeRows(context, call, source.columnAliases.length, scope);
  const rows = namedRows(context, source, name, made);
  const outputs = rows.map((row) => rowOutput(context, row, source));
  const isKnown =
    source.columnAliases.length > 0 || generatedNames[name] !== undefined || isScalar(name, values);
  return generated(context, outputs, flow, values, isKnown);
}

interface MadeRows {
  readonly name: string;
  readonly values: readonly Value[];
  readonly flow: Flow;
  readonly made: readonly Row[];
}

/** The columns that a call makes of its arguments; `wanted` is how many the statement names. */
function madeRows(context: StatementContext, call: Expression, wanted: number, scope: Scope): MadeRows {
  if (call.kind === 'operator' && call.operator === 'ROWS FROM') return besideEachOther(context, call, scope);
  const name = call.kind === 'function' ? call.name.toLowerCase() : 'unnest';
  const values =
    call.kind === 'function'
      ? call.arguments.map((argument) => context.expression(argument, scope))
      : [context.expression(call, scope)];
  const given = through(effects.unnest, union(values.map((value) => value.flow)));
  const flow = given === noFlow && call.kind === 'function' ? ownRows(context, name, call) : given;
  return { name, values, flow, made: rowsByPosition(name, values, flow, wanted) };
}

/** Without columns among its arguments: constant rows, or rows that come from where nobody can see. */
function ownRows(context: StatementContext, name: string, call: Expression): Flow {
  const isConstant = makesRowsOfArguments(name) || functionRule(name, context.dialect) !== null;
  return isConstant ? noFlow : { inputs: [], problems: [context.problem('UNSUPPORTED', call)] };
}

/** `ROWS FROM (f(x), g(y))`: the columns of each in turn. */
function besideEachOther(
  context: StatementContext,
  { operands }: Extract<Expression, { kind: 'operator' }>,
  scope: Scope,
): MadeRows {
  const parts = operands.map((operand) => madeRows(context, unwrapped(operand), 1, scope));
  const flow = union(parts.map((part) => part.flow));
  const isKnown = parts.every(({ name }) => scalarRows.has(name) || generatedNames[name] !== undefined);
  const made = parts.flatMap((part) => {
    const names = generatedNames[part.name] ?? [''];
    return names.map((_name, index): Row => part.made[index] ?? { name: '', flow: part.flow, typeKey: null });
  });
  const values = parts.flatMap((part) => part.values);
  return { name: 'rows from', values, flow, made: isKnown ? made : [{ name: '', flow, typeKey: null }] };
}

/** `TABLE(f(x))`, `LATERAL f(x)` are `f(x)`. */
function unwrapped(expression: Expression): Expression {
  if (expression.kind !== 'function' || !['table', 'lateral'].includes(expression.name.toLowerCase()))
    return expression;
  const [inner] = expression.arguments;
  return inner !== undefined && expression.arguments.length === 1 ? unwrapped(inner) : expression;
}

function isScalar(name: string, values: readonly Value[]): boolean {
  if (!scalarRows.has(name)) return false;
  const element =
    values[0]?.typeKey === null || values[0] === undefined ? null : elementType(values[0].typeKey);
  return name !== 'unnest' || (element !== null && typeOf(element)?.fields === null);
}

/** What each column of the rows is made of, without names yet. */
function rowsByPosition(name: string, values: readonly Value[], flow: Flow, wanted: number): readonly Row[] {
  const [first] = values;
  const type = first?.typeKey ?? null;
  const element = type === null ? null : elementType(type);
  const whole = (typeKey: string | null): Row => ({ name: '', flow, typeKey });
  if (name === 'stack') return stacked(values, wanted);
  if (name.startsWith('posexplode')) return [whole('int32'), whole(element)];
  if (name.startsWith('explode') || name === 'unnest') {
    const key = type === null ? null : (typeOf(type)?.key ?? null);
    if (key !== null || (name !== 'unnest' && wanted === 2))
      return [whole(key === null ? null : (keyType(type) ?? null)), whole(element)];
    if (values.length > 1) return values.map((value) => unnested(value));
    const fields = element === null ? null : (typeOf(element)?.fields ?? null);
    if (fields !== null && wanted > 1 && element !== null)
      return fields.map((field) => whole(field.name === null ? null : fieldType(element, field.name)));
    return [whole(element)];
  }
  if (scalarRows.has(name)) return [whole(name === 'generate_series' || name === 'range' ? type : element)];
  return [whole(null)];
}

function unnested(value: Value): Row {
  const typeKey = value.typeKey === null ? null : elementType(value.typeKey);
  return { name: '', flow: through(effects.unnest, value.flow), typeKey };
}

function keyType(type: string | null): string | null {
  return /^map<([^,<>]+),/.exec(type ?? '')?.[1] ?? null;
}

/** `stack(n, a, b, c, d)` deals its values out to the columns in turn. */
function stacked(values: readonly Value[], wanted: number): readonly Row[] {
  const [, ...dealt] = values;
  const columns = Math.max(1, wanted);
  return Array.from({ length: columns }, (_, column) => {
    const own = dealt.filter((_value, index) => index % columns === column);
    return {
      name: '',
      flow: through(effects.unnest, union(own.map((value) => value.flow))),
      typeKey: own[0]?.typeKey ?? null,
    };
  });
}

function namedRows(
  context: StatementContext,
  source: FunctionSource,
  name: string,
  rows: readonly Row[],
): readonly Row[] {
  const last = rows.at(-1);
  const at = (index: number): Row => rows[index] ?? last ?? { name: '', flow: noFlow, typeKey: null };
  if (source.columnAliases.length > 0) {
    const named = source.columnAliases.map((alias, index) => ({
      ...at(index),
      name: context.outputName(alias),
    }));
    // BigQuery's only second column is that of WITH OFFSET.
    const hasOffset = source.withOrdinality || context.dialect === 'BIGQUERY';
    return hasOffset && named.length > rows.length
      ? [...named.slice(0, -1), { ...(named.at(-1) as Row), flow: noFlow, typeKey: 'int64' }]
      : named;
  }
  const generatedName = generatedNames[name];
  const alone = source.alias === null ? name : context.outputName(source.alias);
  const named =
    generatedName === undefined
      ? rows.map((row, index) => ({ ...row, name: index === 0 ? alone : `${alone}_${index}` }))
      : generatedName.map((each, index) => ({ ...at(index), name: each }));
  return source.withOrdinality ? [...named, { name: 'ordinality', flow: noFlow, typeKey: 'int64' }] : named;
}

function rowOutput(context: StatementContext, row: Row, source: FunctionSource): Output {
  return {
    name: row.name,
    key: context.keyOf({ text: row.name, quoted: false }),
    flow: row.flow,
    typeKey: row.typeKey,
    typeReason: row.typeKey === null ? 'rows of a function' : null,
    definition: spanOf(source.expression),
    position: spanOf(source.expression),
    bases: [],
    isStar: false,
  };
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}

/** Fields of the rows' values answer to `alias.field`; bare names only where the columns are not known. */
function generated(
  context: StatementContext,
  outputs: readonly Output[],
  flow: Flow,
  values: readonly Value[],
  isKnown: boolean,
): Relation {
  const element = values[0]?.typeKey ?? null;
  const fields = new Map<string, Output>();
  const guess = (name: Name, key: string): Output => {
    let output = fields.get(key);
    if (output === undefined) {
      const inner = element === null ? null : elementType(element);
      const typeKey = inner === null ? null : fieldType(inner, name.text);
      const definition = outputs[0]?.definition ?? null;
      output = {
        name: context.outputName(name),
        key,
        flow,
        typeKey,
        typeReason: typeKey === null ? 'a field of the rows of a function' : null,
        definition,
        position: definition,
        bases: [],
        isStar: false,
      };
      fields.set(key, output);
    }
    return output;
  };
  const relation = derivedRelation(outputs, { influences: influences(), baseTables: new Set(), guess });
  return {
    outputs,
    find: relation.find,
    guess,
    isOpen: !isKnown,
    influences: relation.influences,
    baseTables: relation.baseTables,
  };
}
