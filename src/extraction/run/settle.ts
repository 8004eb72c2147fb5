/** What statements said of tables and columns, once all of the run is known: see `ChangedNames`. */
import type { Dialect, Position } from '../../catalog/index.js';
import type {
  ColumnRef,
  JoinFact,
  OutputColumn,
  ResolvedStatement,
  TableRef,
  UnresolvedFact,
} from '../../lineage/facts.js';
import type { EdgeEnds } from '../../lineage/index.js';
import type { ChangedNames, PlaceInRun } from './changed-names.js';
import { type NewIssue, statementIssue } from './issues.js';
import type { ResolvedEntry } from './resolver.js';
import { tableUrn } from './schema-view.js';
import { unresolvedOf } from './statement-plan.js';
import { type RunStatement, textOf } from './statements.js';

/** The entry as the run leaves its names, and a problem for each that is gone. */
export function settledEntry(
  result: ResolvedEntry,
  names: ChangedNames,
  ends: EdgeEnds,
): { readonly entry: ResolvedEntry; readonly issues: readonly NewIssue[] } {
  const { entry, declares, changesBefore: since } = result;
  const written = new Renamed(names, { since, isByName: false }, ends);
  const read = new Renamed(names, { since, isByName: readsByName(entry) }, ends);
  const resolved = result.resolved.map((each) => settled(each, read, written, textOf(entry)));
  const known = new Set(result.resolved.flatMap(({ unresolved }) => unresolved));
  const issues = unresolvedOf(resolved.map((each) => onlyNew(each, known))).map(
    ({ reason, text, position }) => {
      const message = `${text} is gone: a later statement of the run drops or changes it`;
      return statementIssue(entry, { severity: 'WARNING', code: reason, message }, position);
    },
  );
  const declared = declares.map((id) => names.tableNow(id, { since, isByName: false }, ends) ?? id);
  return { entry: { ...result, resolved, declares: declared }, issues };
}

function onlyNew(resolved: ResolvedStatement, known: ReadonlySet<UnresolvedFact>): ResolvedStatement {
  return { ...resolved, unresolved: resolved.unresolved.filter((fact) => !known.has(fact)) };
}

/** Dialects that keep with a view which tables it reads, under whatever name they go on; others keep their names. */
const viewsFollowTables: ReadonlySet<Dialect> = new Set<Dialect>(['POSTGRESQL', 'REDSHIFT', 'SQLITE']);

/** Whether the statement looks its tables up anew whenever it is used. */
function readsByName({ statement, naming }: RunStatement): boolean {
  if (statement.kind === 'CREATE_VIEW') return !viewsFollowTables.has(naming.dialect);
  return statement.trees.some(({ routine }) => routine !== undefined && routine.name !== null);
}

/** Tables and columns that one statement names, as the run leaves them. */
class Renamed {
  readonly #names: ChangedNames;
  readonly #place: PlaceInRun;
  readonly #ends: EdgeEnds;

  constructor(names: ChangedNames, place: PlaceInRun, ends: EdgeEnds) {
    this.#names = names;
    this.#place = place;
    this.#ends = ends;
  }

  isGone(ref: TableRef): boolean {
    return this.#names.tableNow(ref.id, this.#place, this.#ends) === null;
  }

  /** One that is gone stays as it was named. */
  table<T extends TableRef | null>(ref: T): T {
    const id = ref === null ? null : this.#names.tableNow(ref.id, this.#place, this.#ends);
    return ref === null || id === null || id === ref.id ? ref : { ...ref, id };
  }

  /** Null for one that is gone. */
  column(ref: ColumnRef): ColumnRef | null {
    if (ref.name === '*') return ref;
    const now = this.#names.columnNow(ref, this.#place, this.#ends);
    if (now === 'SAME' || now === null) return now === null ? null : ref;
    return { ...ref, id: now.id, table: { ...ref.table, id: now.table } };
  }
}

function settled(
  resolved: ResolvedStatement,
  read: Renamed,
  written: Renamed,
  text: string,
): ResolvedStatement {
  const gone = new Gone(text);
  const reads = resolved.reads.map((ref) => {
    if (read.isGone(ref)) gone.table(ref);
    return read.table(ref);
  });
  const outputs = resolved.outputs.map((output): OutputColumn => {
    const inputs = output.inputs.flatMap((input) => {
      const source = read.column(input.source);
      if (source === null) gone.column(input.source, input.position ?? output.position, output.ordinal);
      return source === null ? [] : [{ ...input, source }];
    });
    return {
      ...output,
      inputs,
      target: output.target === null ? null : (written.column(output.target) ?? output.target),
    };
  });
  const statementInputs = resolved.statementInputs.flatMap((input) => {
    const source = read.column(input.source);
    if (source === null) gone.column(input.source, input.position, null);
    return source === null ? [] : [{ ...input, source }];
  });
  const joins = resolved.joins.map(
    (join): JoinFact => ({
      ...join,
      left: read.table(join.left),
      right: read.table(join.right),
      columnPairs: join.columnPairs.flatMap((pair) => {
        const [left, right] = [read.column(pair.left), read.column(pair.right)];
        return left === null || right === null ? [] : [{ left, right }];
      }),
    }),
  );
  return {
    ...resolved,
    reads,
    writes: resolved.writes.map((ref) => written.table(ref)),
    outputs,
    statementInputs,
    referencedColumns: resolved.referencedColumns.flatMap((ref) => read.column(ref) ?? []),
    joins,
    unresolved: [...resolved.unresolved, ...gone.facts],
  };
}

/** References to what the run dropped, each place once. */
class Gone {
  readonly #facts = new Map<string, UnresolvedFact>();
  readonly #tables = new Map<string, TableRef>();
  /** URNs of the tables that a reference to one of their columns tells of. */
  readonly #told = new Set<string>();
  readonly #text: string;
  /** Where a reference that was made through something else has no place of its own. */
  readonly #wholeStatement: Position;

  constructor(text: string) {
    this.#text = text;
    this.#wholeStatement = { charStart: 0, charEnd: text.length, line: 1, column: 1 };
  }

  table(ref: TableRef): void {
    this.#tables.set(tableUrn(ref.id), ref);
  }

  column(ref: ColumnRef, position: Position | null, output: number | null): void {
    const table = tableUrn(ref.table.id);
    const fact = {
      text:
        position === null
          ? `${ref.table.name}.${ref.name}`
          : this.#text.slice(position.charStart, position.charEnd),
      reason: this.#tables.has(table) ? ('UNKNOWN_TABLE' as const) : ('UNKNOWN_COLUMN' as const),
      position: position ?? this.#wholeStatement,
      candidates: [],
    };
    const key = `${fact.reason} ${fact.position.charStart} ${fact.text}`;
    const former = this.#facts.get(key);
    // One star may stand for columns of several tables: it tells of the first.
    if (former === undefined) this.#told.add(table);
    const outputs = new Set(former?.outputs);
    if (output !== null) outputs.add(output);
    this.#facts.set(key, { ...fact, outputs: [...outputs] });
  }

  /** A table of which no column is named is gone all the same. */
  get facts(): readonly UnresolvedFact[] {
    const untold = [...this.#tables].filter(([table]) => !this.#told.has(table));
    return [
      ...this.#facts.values(),
      ...untold.map(
        ([, { name }]): UnresolvedFact => ({
          text: name,
          reason: 'UNKNOWN_TABLE',
          position: this.#wholeStatement,
          candidates: [],
          outputs: [],
        }),
      ),
    ];
  }
}
