/** Names of outputs that have no alias: the column's own, else what the dialect makes of the expression. */
import type { Expression, Query } from '../tree.js';
import type { StatementContext } from './context.js';
import type { Output } from './relation.js';

/** `position` counts from 0. */
export function outputName(
  context: StatementContext,
  expression: Expression,
  output: Output | null,
  position: number,
): string {
  if (expression.kind === 'column') {
    const last = expression.parts.at(-1);
    if (output !== null && expression.parts.length > 0) return output.name;
    if (last !== undefined) return context.outputName(last);
  }
  if (expression.kind === 'field') return context.outputName({ text: expression.field, quoted: false });
  switch (context.dialect) {
    case 'POSTGRESQL':
    case 'REDSHIFT':
      return postgresName(context, expression) ?? '?column?';
    case 'HIVE':
    case 'IMPALA':
      return `_c${position}`;
    case 'BIGQUERY':
      return `f${position}_`;
    case 'TRINO':
      return `_col${position}`;
    default:
      return context.sourceText(expression);
  }
}

/** PostgreSQL's FigureColname (parse_target.c, version 18): the innermost name that says something. */
function postgresName(context: StatementContext, expression: Expression): string | null {
  switch (expression.kind) {
    case 'column': {
      const last = expression.parts.at(-1);
      return last === undefined ? null : context.outputName(last);
    }
    case 'field':
      return expression.field;
    case 'function':
      return expression.name;
    case 'cast':
      return postgresName(context, expression.expression) ?? postgresTypeName(expression.type);
    case 'case':
      return (expression.otherwise === null ? null : postgresName(context, expression.otherwise)) ?? 'case';
    case 'tuple':
      return expression.shape === 'ARRAY' ? 'array' : 'row';
    case 'subquery':
      if (expression.use === 'EXISTS') return 'exists';
      if (expression.use === 'ARRAY') return 'array';
      return expression.use === 'SCALAR' ? firstName(context, expression.query) : null;
    case 'operator':
      return expression.operator === '[]' && expression.operands[0] !== undefined
        ? postgresName(context, expression.operands[0])
        : null;
    case 'literal':
      return literalNames[expression.type] ?? null;
    default:
      return null;
  }
}

/** Typed literals are casts of texts. */
const literalNames: Readonly<Record<string, string>> = {
  date: 'date',
  timestamp: 'timestamp',
  time: 'time',
  interval: 'interval',
  boolean: 'bool',
};

function firstName(context: StatementContext, query: Query): string | null {
  if (query.kind === 'set')
    return query.branches[0] === undefined ? null : firstName(context, query.branches[0]);
  const first = query.kind === 'select' ? query.projections[0] : undefined;
  if (first?.kind !== 'expression') return null;
  return first.alias === null ? postgresName(context, first.expression) : context.outputName(first.alias);
}

const internalNames: Readonly<Record<string, string>> = {
  int: 'int4',
  integer: 'int4',
  smallint: 'int2',
  bigint: 'int8',
  real: 'float4',
  'double precision': 'float8',
  float: 'float8',
  decimal: 'numeric',
  boolean: 'bool',
  'character varying': 'varchar',
  character: 'bpchar',
  char: 'bpchar',
  'timestamp without time zone': 'timestamp',
  'timestamp with time zone': 'timestamptz',
};

function postgresTypeName(type: string): string {
  const bare = type
    .toLowerCase()
    .replace(/\s*\(.*?\)/g, '')
    .replace(/\[\]/g, '')
    .trim();
  return internalNames[bare] ?? bare.split('.').at(-1) ?? bare;
}
