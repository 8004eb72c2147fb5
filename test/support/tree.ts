/**
 * A tiny builder of syntax trees for tests of the resolver alone. Every node stands at its own made-up
 * place, so that positions can be told apart; `text` gives a text long enough for them.
 */
import type {
  Cte,
  Expression,
  Name,
  Projection,
  Select,
  SetOperation,
  Source,
} from '../../src/lineage/tree.js';

let next = 0;

function span(): { readonly start: number; readonly end: number } {
  const start = next;
  next += 2;
  return { start, end: start + 1 };
}

export const text = ' '.repeat(100_000);

export function name(part: string): Name {
  return part.startsWith('"') ? { text: part.slice(1, -1), quoted: true } : { text: part, quoted: false };
}

/** `col('t.c')` */
export function col(path: string): Expression {
  return { kind: 'column', parts: path.split('.').map(name), ...span() };
}

export function num(value: number): Expression {
  return { kind: 'literal', type: 'number', value: String(value), ...span() };
}

export function call(
  functionName: string,
  ...args: readonly Expression[]
): Extract<Expression, { kind: 'function' }> {
  return {
    kind: 'function',
    name: functionName,
    arguments: args,
    isDistinct: false,
    isStar: false,
    filter: null,
    orderBy: [],
    over: null,
    ...span(),
  };
}

export function op(operator: string, ...operands: readonly Expression[]): Expression {
  return { kind: 'operator', operator, operands, ...span() };
}

export function as(expression: Expression, alias: string | null = null): Projection {
  return { kind: 'expression', expression, alias: alias === null ? null : name(alias), ...span() };
}

export function star(qualifier: string | null = null): Extract<Projection, { kind: 'star' }> {
  return {
    kind: 'star',
    qualifier: qualifier === null ? [] : qualifier.split('.').map(name),
    except: [],
    replace: [],
    rename: [],
    ...span(),
  };
}

export function table(path: string, alias: string | null = null): Source {
  return {
    kind: 'table',
    name: { parts: path.split('.').map(name), ...span() },
    alias: alias === null ? null : name(alias),
    columnAliases: [],
    ...span(),
  };
}

export function sub(query: Select | SetOperation, alias: string, isLateral = false): Source {
  return { kind: 'subquery', query, alias: name(alias), columnAliases: [], isLateral, ...span() };
}

export function join(left: Source, right: Source, on: Expression | readonly string[] | null = null): Source {
  const using = Array.isArray(on) ? on.map(name) : [];
  return {
    kind: 'join',
    joinKind: 'INNER',
    left,
    right,
    on: Array.isArray(on) ? null : (on as Expression | null),
    using,
    isNatural: false,
    ...span(),
  };
}

export function cte(cteName: string, query: Select | SetOperation): Cte {
  return { name: name(cteName), columns: [], query, ...span() };
}

export function select(
  projections: readonly (Projection | Expression)[],
  from: readonly Source[],
  more: Partial<Select> = {},
): Select {
  return {
    kind: 'select',
    projections: projections.map((each) =>
      each.kind === 'expression' || each.kind === 'multi' || ('except' in each && each.kind === 'star')
        ? each
        : as(each as Expression),
    ),
    isDistinct: false,
    distinctOn: [],
    from,
    where: null,
    groupBy: [],
    having: null,
    qualify: null,
    sortBy: [],
    windows: [],
    ctes: [],
    isRecursive: false,
    orderBy: [],
    limit: [],
    ...span(),
    ...more,
  };
}

export function setOf(
  operator: SetOperation['operator'],
  branches: readonly (Select | SetOperation)[],
  more: Partial<SetOperation> = {},
): SetOperation {
  return {
    kind: 'set',
    operator,
    isAll: true,
    byName: false,
    branches,
    ctes: [],
    isRecursive: false,
    orderBy: [],
    limit: [],
    ...span(),
    ...more,
  };
}
