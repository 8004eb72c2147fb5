/** A temporary table that is no node: a reader of it reads what it was made of. */
import { columnId } from '../../graph/ids.js';
import type { ColumnInput, SchemaColumn } from '../facts.js';
import type { Span } from '../tree.js';
import type { BaseColumn, BaseTable } from './columns.js';
import type { InlinedTable, StatementContext } from './context.js';
import { type Input, type InputKind, inputKinds, transformations } from './flow.js';
import { influences } from './influences.js';
import { derivedRelation, type Output, type Relation } from './relation.js';

/** `name` is where the statement reads it. */
export function inlinedRelation(context: StatementContext, inlined: InlinedTable, name: Span): Relation {
  const problems = inlined.hasUnseenRows === true ? [context.problem('UNSUPPORTED', name)] : [];
  const tables = new Set<BaseTable>();
  const inputOf = (input: Pick<ColumnInput, 'source' | 'confidence'>, kind: number): Input => {
    const column = foreignColumn(context, input.source);
    tables.add(column.table);
    return {
      column,
      kind: kind as InputKind,
      transformation: 0,
      isMasking: false,
      confidence: input.confidence,
      start: -1,
      end: -1,
      isRepeated: false,
    };
  };
  const outputs = inlined.columns.map(
    (column): Output => ({
      name: column.name,
      key: context.keyOf({ text: column.name, quoted: true }),
      flow: {
        inputs: column.inputs.map((input) => ({
          ...inputOf(input, inputKinds.indexOf(input.subtype)),
          transformation: Math.max(0, transformations.indexOf(input.transformation as 'COPY')),
          isMasking: input.isMasking,
        })),
        problems,
      },
      typeKey: column.typeKey,
      typeReason: column.typeKey === null ? 'the temporary column has no known type' : null,
      definition: null,
      position: null,
      bases: [],
      isStar: column.name === '*',
    }),
  );
  const steers = influences();
  // What steered the rows of the temporary table is seen where it is read.
  const { start, end } = name;
  for (const input of inlined.statementInputs)
    steers.own.push({ ...inputOf(input, inputKinds.indexOf(input.subtype)), start, end });
  for (const table of tables)
    if (!context.reads.has(table.ref.id)) context.reads.set(table.ref.id, { table, start: 0 });
  return derivedRelation(outputs, { influences: steers, baseTables: tables });
}

/** The columns of a temporary table, for writes into it; null when some of them are not known. */
export function inlinedColumns(context: StatementContext, tableId: string): readonly SchemaColumn[] | null {
  const columns = context.options.inlined?.get(tableId)?.columns ?? [];
  if (columns.length === 0 || columns.some(({ name }) => name === '*')) return null;
  return columns.map(({ name, typeKey }) => {
    const key = context.keyOf({ text: name, quoted: true });
    return { id: columnId(tableId, key), name, key, typeKey, isPartition: false };
  });
}

/** A column another statement resolved, as a column of this one. */
function foreignColumn(context: StatementContext, ref: ColumnInput['source']): BaseColumn {
  let table = context.tables.get(ref.table.id);
  if (table === undefined) {
    table = { ref: ref.table, columns: context.options.schema.columnsOf(ref.table.id), made: new Map() };
    context.tables.set(ref.table.id, table);
  }
  const column = table.columns?.find((each) => each.id === ref.id);
  return column !== undefined
    ? context.columnOf(table, column)
    : context.mentionedColumn(table, { text: ref.name, quoted: true });
}
