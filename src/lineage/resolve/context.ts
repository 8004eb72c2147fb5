/**
 * What one statement's resolution shares: the text, the rules of its dialect, the schema, and everything
 * found on the way. Nothing here outlives the statement.
 */
import {
  displayName,
  foldName,
  type NamePart,
  type NamingContext,
  type Position,
} from '../../catalog/index.js';
import { columnId } from '../../graph/ids.js';
import { lineStarts } from '../../line-breaks.js';
import type {
  ColumnInput,
  ResolveIssue,
  SchemaColumn,
  SchemaView,
  StatementInput,
  UnresolvedReason,
} from '../facts.js';
import type { Expression, Name, Query, RoutineNames, Span } from '../tree.js';
import type { BaseColumn, BaseTable } from './columns.js';
import { type DialectRules, dialectRules } from './dialects.js';
import type { Problem } from './flow.js';
import type { FoundJoin } from './joins.js';
import type { Relation } from './relation.js';
import type { CteScope, Scope } from './scope.js';
import type { Value } from './value.js';

export interface ResolveOptions {
  /** The statement's own text: offsets of the tree point into it. */
  readonly text: string;
  readonly naming: NamingContext;
  readonly schema: SchemaView;
  /** Schemas of `USE` and `SET search_path`, in look-up order; the default schema when empty. */
  readonly searchPath?: readonly (readonly NamePart[])[];
  /** Tables that are not nodes (temporary ones dropped in the same file), by table URN: a reader reads what they were made of. */
  readonly inlined?: ReadonlyMap<string, InlinedTable>;
  /** Overrides what the dialect says about select aliases in the same SELECT list. */
  readonly lateralAliases?: boolean;
}

export interface InlinedTable {
  readonly columns: readonly {
    readonly name: string;
    readonly typeKey: string | null;
    readonly inputs: readonly ColumnInput[];
  }[];
  readonly statementInputs: readonly StatementInput[];
  /** Rows come into it from where nobody sees (a file, a procedure): what it holds is not all followed. */
  readonly hasUnseenRows?: boolean;
}

interface RoutineKeys {
  readonly name: string | null;
  readonly parameters: ReadonlySet<string>;
  readonly variables: ReadonlySet<string>;
}

/** The two recursive steps, injected so that their files need not know each other. */
export interface Resolvers {
  readonly query: (query: Query, surroundings: Surroundings) => Relation;
  readonly expression: (expression: Expression, scope: Scope) => Value;
}

/** What a query sees around itself: the scope it may be correlated to, the CTEs, its nesting. */
export interface Surroundings {
  readonly parent: Scope | null;
  readonly ctes: CteScope | null;
  readonly depth: number;
}

export class LimitError extends Error {}

/** Deeper queries or expressions are refused for their statement alone. */
const maxDepth = 256;
const maxTotalDepth = 2_000;
/**
 * Queries and expressions resolved inside recursive CTEs, where nested ones are repeated in every round of the
 * outer: so many, and so many more a character, that a text of any length is resolved in a time like its length.
 */
const recursiveSteps = { least: 20_000, perCharacter: 10 } as const;

export class StatementContext {
  readonly options: ResolveOptions;
  readonly rules: DialectRules;
  private readonly resolve: Resolvers;
  readonly tables = new Map<string, BaseTable>();
  readonly reads = new Map<string, { readonly table: BaseTable; readonly start: number }>();
  readonly referenced = new Set<BaseColumn>();
  /** By place, so that a join met again (recursion, a shared FROM) is one. */
  readonly joins = new Map<string, FoundJoin>();
  readonly problems = new Map<string, Problem>();
  /** By code and place. */
  readonly issues = new Map<string, ResolveIssue>();
  private routine: RoutineKeys | null = null;
  private columnCount = 0;
  private totalDepth = 0;
  private expressionDepth = 0;
  private recursions = 0;
  private recursiveSteps = 0;
  private lineStarts: readonly number[] | null = null;
  private lastLine = 0;

  constructor(options: ResolveOptions, resolvers: (context: StatementContext) => Resolvers) {
    this.options = options;
    this.resolve = resolvers(this);
    this.rules = dialectRules(options.naming.dialect, options.lateralAliases);
  }

  get dialect(): NamingContext['dialect'] {
    return this.options.naming.dialect;
  }

  /** Comparison key of a column, alias or source name. */
  keyOf(name: Name): string {
    return this.rules.ignoresCase ? name.text.toLowerCase() : foldName(name, this.options.naming.caseRule);
  }

  /** Shown name of an output column that an alias or a column list names. */
  outputName(name: Name): string {
    return displayName(name, this.options.naming.caseRule);
  }

  /** The names of the routine that the tree resolved next stands in. */
  enterRoutine(routine: RoutineNames | undefined): void {
    const keys = (names: readonly Name[]) => new Set(names.map((name) => this.keyOf(name)));
    this.routine =
      routine === undefined
        ? null
        : {
            name: routine.name === null ? null : this.keyOf(routine.name),
            parameters: keys(routine.parameters),
            variables: keys(routine.variables),
          };
  }

  /** What the routine gives the name `key` to, by itself or qualified with the routine's own name. */
  routineValue(key: string, qualifier: string | null = null): 'PARAMETER' | 'VARIABLE' | null {
    const { routine } = this;
    if (routine === null || (qualifier !== null && qualifier !== routine.name)) return null;
    if (routine.parameters.has(key)) return 'PARAMETER';
    return routine.variables.has(key) ? 'VARIABLE' : null;
  }

  /** A column that the schema lists. */
  columnOf(table: BaseTable, column: SchemaColumn): BaseColumn {
    let made = table.made.get(column.key);
    if (made === undefined) {
      const ref = { table: table.ref, id: column.id, name: column.name, isKnown: true };
      const typeKey = column.typeKey?.startsWith('unknown') ? null : column.typeKey;
      made = { index: this.columnCount++, ref, table, typeKey };
      table.made.set(column.key, made);
    }
    return made;
  }

  /** A column of a table that the statement itself defines. */
  definedColumn(table: BaseTable, name: Name, shown: string): BaseColumn {
    const id = columnId(table.ref.id, this.folded(name));
    const ref = { table: table.ref, id, name: shown, isKnown: true };
    return { index: this.columnCount++, ref, table, typeKey: null };
  }

  private folded(name: Name): string {
    const { caseRule } = this.options.naming;
    return foldName(this.rules.ignoresCase ? { text: name.text, quoted: false } : name, caseRule);
  }

  /** A column that only the statement names: of an unknown table, or one its table does not declare. */
  mentionedColumn(table: BaseTable, name: Name): BaseColumn {
    const folded = this.folded(name);
    const key = `?${folded}`;
    let made = table.made.get(key);
    if (made === undefined) {
      const id = columnId(table.ref.id, folded);
      const ref = { table: table.ref, id, name: folded, isKnown: false };
      made = { index: this.columnCount++, ref, table, typeKey: null };
      table.made.set(key, made);
    }
    return made;
  }

  reference(column: BaseColumn): void {
    this.referenced.add(column);
  }

  sourceText(span: Span): string {
    return this.options.text.slice(span.start, span.end);
  }

  /** Registers a reference that cannot be resolved; the same one met again (recursion) is the same problem. */
  problem(
    reason: UnresolvedReason,
    span: Span,
    candidates: readonly string[] = [],
    text = this.sourceText(span),
  ): Problem {
    const key = `${span.start}:${reason}:${text}`;
    let problem = this.problems.get(key);
    if (problem === undefined) {
      problem = { text, reason, start: span.start, end: span.end, candidates, outputs: new Set() };
      this.problems.set(key, problem);
    }
    return problem;
  }

  /** A problem; the same one met again at its place is one. */
  issue(severity: ResolveIssue['severity'], code: string, message: string, span: Span | null): void {
    const position = span === null ? null : this.position(span.start, span.end);
    const key = `${code} ${position?.charStart ?? ''}`;
    if (!this.issues.has(key)) this.issues.set(key, { severity, code, message, position });
  }

  position(start: number, end: number): Position {
    const line = this.lineOf(start);
    const column = start - (this.lineStarts?.[line] ?? 0) + 1;
    return { charStart: start, charEnd: end, line: line + 1, column };
  }

  /** Places are asked for in about the order of the text: the last line answers most of them. */
  private lineOf(start: number): number {
    this.lineStarts ??= lineStarts(this.options.text);
    const starts = this.lineStarts;
    const last = this.lastLine;
    if ((starts[last] ?? 0) <= start && start < (starts[last + 1] ?? Number.POSITIVE_INFINITY)) return last;
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= start) low = middle;
      else high = middle - 1;
    }
    this.lastLine = low;
    return low;
  }

  /** One expression deeper. Throws LimitError beyond 256 within a query. */
  enterExpression(): void {
    this.step();
    this.expressionDepth++;
    this.totalDepth++;
    if (this.expressionDepth > maxDepth || this.totalDepth > maxTotalDepth)
      throw new LimitError(`an expression nests deeper than ${maxDepth}`);
  }

  leaveExpression(): void {
    this.expressionDepth--;
    this.totalDepth--;
  }

  /** Work that is done again and again until it finds nothing new. */
  recursion<T>(work: () => T): T {
    this.recursions++;
    const result = work();
    this.recursions--;
    return result;
  }

  private step(): void {
    if (this.recursions === 0) return;
    this.recursiveSteps++;
    const limit = recursiveSteps.least + recursiveSteps.perCharacter * this.options.text.length;
    if (this.recursiveSteps > limit)
      throw new LimitError(`recursive queries take more than ${limit} steps to resolve`);
  }

  /** Resolves a query; its expressions are counted anew. Throws LimitError beyond 256 nested queries. */
  query(query: Query, surroundings: Surroundings): Relation {
    if (surroundings.depth > maxDepth) throw new LimitError(`queries nest deeper than ${maxDepth}`);
    this.step();
    const outside = this.expressionDepth;
    this.expressionDepth = 0;
    const relation = this.resolve.query(query, surroundings);
    this.expressionDepth = outside;
    return relation;
  }

  expression(expression: Expression, scope: Scope): Value {
    return this.resolve.expression(expression, scope);
  }
}
