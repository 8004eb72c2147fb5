/**
 * What a FROM item, a CTE or a query yields: an ordered list of outputs. A relation is *open* when a table
 * whose columns nobody knows flows into it: then it may have columns that no list names.
 */
import type { SchemaColumn } from '../facts.js';
import type { Name, Span } from '../tree.js';
import type { Ways } from './branches.js';
import { type BaseColumn, type BaseTable, columnIndex } from './columns.js';
import type { StatementContext } from './context.js';
import { type Flow, noFlow, type Problem } from './flow.js';
import { type Influences, influences } from './influences.js';

export interface Output {
  readonly name: string;
  readonly key: string;
  readonly flow: Flow;
  readonly typeKey: string | null;
  readonly typeReason: string | null;
  /** The expression that makes it, through any number of plain references; null for a column of a base table. */
  readonly definition: Span | null;
  /** Of a set operation: how each branch's inputs come into it. */
  readonly ways?: Ways | undefined;
  /** Where the statement lists it. */
  readonly position: Span | null;
  /** The base columns it stands for, when a reference to it names them; a merged USING column has one of each side. */
  readonly bases: readonly BaseColumn[];
  /** All columns of an unknown table. */
  readonly isStar: boolean;
}

export type Found = Output | 'SEVERAL' | null;

export interface Relation {
  readonly outputs: readonly Output[];
  find(key: string): Found;
  readonly isOpen: boolean;
  /** The column of this name, if the open relation has it. */
  guess(name: Name, key: string): Found;
  readonly influences: Influences;
  /** Base tables it is made of; a join side that ends in one is that one. */
  readonly baseTables: ReadonlySet<BaseTable>;
}

const noInfluences = influences();

export function columnOutput(
  column: BaseColumn,
  key: string,
  problems: readonly Problem[],
  isStar = false,
): Output {
  const { confidence } = column.ref.table;
  return {
    name: column.ref.name,
    key,
    flow: {
      inputs: [
        {
          column,
          kind: 0,
          transformation: 0,
          isMasking: false,
          confidence,
          start: -1,
          end: -1,
          isRepeated: false,
        },
      ],
      problems,
    },
    typeKey: column.typeKey,
    typeReason: column.typeKey === null ? 'the column has no known type' : null,
    definition: null,
    position: null,
    bases: [column],
    isStar,
  };
}

/** A base table whose columns are known. Outputs are made when they are asked for. */
export function knownTable(
  context: StatementContext,
  table: BaseTable,
  columns: readonly SchemaColumn[],
): Relation {
  const { ignoresCase } = context.rules;
  const made = new Map<string, Output>();
  const outputOf = (column: SchemaColumn): Output => {
    let output = made.get(column.key);
    if (output === undefined) {
      const key = ignoresCase ? column.key.toLowerCase() : column.key;
      output = columnOutput(context.columnOf(table, column), key, noFlow.problems);
      made.set(column.key, output);
    }
    return output;
  };
  let all: readonly Output[] | null = null;
  let index: ReadonlyMap<string, SchemaColumn> | null = null;
  return {
    get outputs() {
      all ??= columns.map(outputOf);
      return all;
    },
    find: (key) => {
      index ??= columnIndex(columns, ignoresCase);
      const column = index.get(key);
      return column === undefined ? null : outputOf(column);
    },
    isOpen: false,
    guess: () => null,
    influences: noInfluences,
    baseTables: new Set([table]),
  };
}

/** A table that is only mentioned: every name may be a column of it, its star is one `*`. */
export function unknownTable(
  context: StatementContext,
  table: BaseTable,
  problems: readonly Problem[],
): Relation {
  const made = new Map<string, Output>();
  const guess = (name: Name, key: string): Output => {
    let output = made.get(key);
    if (output === undefined) {
      output = columnOutput(context.mentionedColumn(table, name), key, problems);
      made.set(key, output);
    }
    return output;
  };
  const star = columnOutput(context.mentionedColumn(table, { text: '*', quoted: true }), '*', problems, true);
  return {
    outputs: [star],
    find: () => null,
    isOpen: true,
    guess,
    influences: noInfluences,
    baseTables: new Set([table]),
  };
}

/** The result of a query. `guess` answers for the open relations whose stars it passes on. */
export function derivedRelation(
  outputs: readonly Output[],
  made: {
    readonly influences: Influences;
    readonly baseTables: ReadonlySet<BaseTable>;
    readonly guess?: ((name: Name, key: string) => Found) | null;
  },
): Relation {
  let index: Map<string, Found> | null = null;
  const guess = made.guess ?? null;
  return {
    outputs,
    find: (key) => {
      index ??= indexOutputs(outputs);
      return index.get(key) ?? null;
    },
    isOpen: guess !== null,
    guess: guess ?? (() => null),
    influences: made.influences,
    baseTables: made.baseTables,
  };
}

function indexOutputs(outputs: readonly Output[]): Map<string, Found> {
  const index = new Map<string, Found>();
  for (const output of outputs)
    if (!output.isStar) index.set(output.key, index.has(output.key) ? 'SEVERAL' : output);
  return index;
}

/** Column aliases of a derived table or CTE rename by ordinal. */
export function renamed(context: StatementContext, relation: Relation, aliases: readonly Name[]): Relation {
  if (aliases.length === 0) return relation;
  const outputs = relation.outputs.map((output, ordinal) => {
    const alias = aliases[ordinal];
    return alias === undefined || output.isStar
      ? output
      : { ...output, name: context.outputName(alias), key: context.keyOf(alias) };
  });
  return derivedRelation(outputs, {
    influences: relation.influences,
    baseTables: relation.baseTables,
    guess: relation.isOpen ? openRename(relation, aliases, context) : null,
  });
}

/** Over an open relation the names are positions that nobody knows: a name of the list stands for the star. */
function openRename(relation: Relation, aliases: readonly Name[], context: StatementContext) {
  const keys = new Set(aliases.map((alias) => context.keyOf(alias)));
  return (name: Name, key: string): Found => {
    if (!keys.has(key)) return relation.guess(name, key);
    const star = relation.outputs.find((output) => output.isStar);
    return star === undefined ? null : { ...star, name: name.text, key, isStar: false, bases: [] };
  };
}
