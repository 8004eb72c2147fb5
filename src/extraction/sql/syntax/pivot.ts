/** PIVOT and UNPIVOT after a source. */
import type { Expression, Name, Source } from '../../../lineage/tree.js';
import type { Cursor } from './cursor.js';

interface Alias {
  readonly alias: Name | null;
  readonly columnAliases: readonly Name[];
}
interface Named {
  readonly expression: Expression;
  readonly alias: Name | null;
}

/** `source` with every PIVOT and UNPIVOT that follows it. */
export function pivots(cursor: Cursor, source: Source, readAlias: (cursor: Cursor) => Alias): Source {
  let current = source;
  for (;;) {
    if (cursor.is('PIVOT')) current = pivot(cursor, current, readAlias);
    else if (cursor.is('UNPIVOT')) current = unpivot(cursor, current, readAlias);
    else return current;
  }
}

/** `PIVOT (sum(x) AS s FOR c IN ('a' AS a, 'b'))`. */
function pivot(cursor: Cursor, source: Source, readAlias: (cursor: Cursor) => Alias): Source {
  cursor.at++;
  cursor.take('XML');
  cursor.expect('(');
  const aggregates = cursor.list(() => named(cursor));
  const columns: Expression[] = [];
  const values: Named[] = [];
  while (cursor.take('FOR')) {
    columns.push(...pivotColumns(cursor));
    cursor.expect('IN');
    values.push(...inList(cursor));
  }
  if (cursor.take('GROUP', 'BY')) cursor.list(() => cursor.grammar.expression(cursor));
  if (cursor.take('DEFAULT', 'ON', 'NULL')) cursor.grammar.expression(cursor);
  cursor.expect(')');
  return {
    kind: 'pivot',
    source,
    direction: 'PIVOT',
    aggregates,
    columns,
    values,
    outputs: [],
    ...readAlias(cursor),
    start: source.start,
    end: cursor.end,
  };
}

/** The column itself, not `column IN (…)`: names only. */
function pivotColumns(cursor: Cursor): Expression[] {
  const column = (): Expression => {
    const start = cursor.start;
    const parts = [cursor.name(true)];
    while (cursor.take('.')) parts.push(cursor.name(true));
    return { kind: 'column', parts, ...cursor.spanFrom(start) };
  };
  return cursor.is('(') ? cursor.parenthesised(() => cursor.list(column)) : [column()];
}

function inList(cursor: Cursor): Named[] {
  const query = cursor.attemptSubquery();
  if (query !== null) {
    return [
      {
        expression: {
          kind: 'subquery',
          query,
          use: 'ARRAY',
          operand: null,
          start: query.start,
          end: query.end,
        },
        alias: null,
      },
    ];
  }
  return cursor.parenthesised(() => {
    if (cursor.take('ANY')) {
      if (cursor.take('ORDER', 'BY')) cursor.list(() => cursor.grammar.expression(cursor));
      return [];
    }
    return cursor.list(() => named(cursor), closing);
  });
}

const closing = new Set([')']);

function named(cursor: Cursor): Named {
  const expression = cursor.grammar.expression(cursor);
  const hasAlias = cursor.take('AS') || (cursor.isName && !cursor.is('FOR'));
  return { expression, alias: hasAlias ? cursor.name(true) : null };
}

/** `UNPIVOT (value FOR name IN (a, b AS 'x'))`; outputs: the value columns, then the name column. */
function unpivot(cursor: Cursor, source: Source, readAlias: (cursor: Cursor) => Alias): Source {
  cursor.at++;
  cursor.take('INCLUDE', 'NULLS') || cursor.take('EXCLUDE', 'NULLS');
  cursor.expect('(');
  const outputs = cursor.is('(')
    ? cursor.parenthesised(() => cursor.list(() => cursor.name(true)))
    : cursor.list(() => cursor.name(true));
  cursor.expect('FOR');
  outputs.push(cursor.name(true));
  cursor.expect('IN');
  const values = cursor.parenthesised(() => cursor.list(() => named(cursor), closing));
  cursor.expect(')');
  return {
    kind: 'pivot',
    source,
    direction: 'UNPIVOT',
    aggregates: [],
    columns: [],
    values,
    outputs,
    ...readAlias(cursor),
    start: source.start,
    end: cursor.end,
  };
}
