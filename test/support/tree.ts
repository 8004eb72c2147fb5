/** A tiny builder of syntax trees, for shapes that no parser would hand over. */
import type { Expression, Select, Source } from '../../src/lineage/tree.js';

const span = { start: 0, end: 1 };

/** `column('t.c')` */
export function column(path: string): Expression {
  return { kind: 'column', parts: path.split('.').map((text) => ({ text, quoted: false })), ...span };
}

export function call(name: string, ...args: readonly Expression[]): Expression {
  return {
    kind: 'function',
    name,
    arguments: args,
    isDistinct: false,
    isStar: false,
    filter: null,
    orderBy: [],
    over: null,
    ...span,
  };
}

export function table(name: string): Source {
  const parts = [{ text: name, quoted: false }];
  return { kind: 'table', name: { parts, ...span }, alias: null, columnAliases: [], ...span };
}

export function subquery(query: Select, alias: string): Source {
  return {
    kind: 'subquery',
    query,
    alias: { text: alias, quoted: false },
    columnAliases: [],
    isLateral: false,
    ...span,
  };
}

export function select(expressions: readonly Expression[], from: readonly Source[]): Select {
  return {
    kind: 'select',
    projections: expressions.map((expression) => ({ kind: 'expression', expression, alias: null, ...span })),
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
    ...span,
  };
}
