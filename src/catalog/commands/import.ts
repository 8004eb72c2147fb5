/** `importSchema`: tables given as input objects, planned like those of a DDL text and written in one transaction. */
import { badUserInput, limitExceeded, notFound } from '../../errors.js';
import type { ColumnInput, ConstraintInput, ImportSchemaInput, TableInput } from '../../generated/graphql.js';
import { projectId, projectOf, systemId } from '../../graph/index.js';
import type { Graph, Unit, WriteCounts } from '../../graph/types.js';
import type {
  CatalogIssue,
  ColumnDeclaration,
  ConstraintDeclaration,
  NamePart,
  NamingContext,
  Origin,
  TableDeclaration,
} from '../declarations.js';
import { namingContext, plainPart } from '../naming.js';
import type { CaseRule, Dialect } from '../vocabulary.js';
import { applyPart, wholeOf } from '../write/apply.js';
import { CatalogDraft } from '../write/draft.js';
import { loadSnapshot, namedTableIds } from '../write/load.js';
import { planTables } from '../write/plan.js';
import { holdSystem } from './hold-system.js';
import { requireNode } from './projects.js';

export interface Imported extends WriteCounts {
  readonly system: string;
  readonly isDryRun: boolean;
  readonly issues: readonly CatalogIssue[];
  readonly cursor: string;
}

export interface ImportOptions {
  /**
   * Turns edges that read columns about to be deleted into unresolved references; called inside the unit.
   * Answers the tables whose derived edges rest on them.
   */
  readonly columnsRemoved: (
    unit: Unit,
    ids: readonly string[],
  ) => Promise<{ readonly tables: readonly string[] }>;
  /** Derives those edges anew once the columns are gone. */
  readonly deriveAnew: (unit: Unit, project: string, tables: readonly string[]) => Promise<unknown>;
}

const maxTables = 500;
const maxColumns = 10_000;
const maxName = 255;
const origin: Origin = { statement: null, file: null, rule: 'input' };

/** Rolls a dry run back, with what it would have done. */
class DryRun extends Error {
  readonly outcome: Omit<Imported, 'cursor'>;

  constructor(outcome: Omit<Imported, 'cursor'>) {
    super('dry run');
    this.outcome = outcome;
  }
}

/**
 * Imports tables. Errors: NOT_FOUND for an unknown project or system, LIMIT_EXCEEDED above 500 tables or
 * 10,000 columns, BAD_USER_INPUT for a name that is empty or longer than 255 characters, CONFLICT while an
 * extraction of the system goes on: it rests on the tables as it found them.
 */
export async function importSchema(
  graph: Graph,
  actor: string,
  input: ImportSchemaInput,
  options: ImportOptions,
): Promise<Imported> {
  checkBounds(input);
  const project = projectId(input.project);
  const system = systemUrn(project, input.system);
  if (projectOf(system) !== project) throw notFound('system', system);
  try {
    const { value, cursor } = await graph.unitOfWork(actor, 'importSchema', async (unit) => {
      const outcome = await write(unit, project, system, input, options);
      if (outcome.isDryRun) throw new DryRun(outcome);
      return outcome;
    });
    return { ...value, cursor };
  } catch (error) {
    if (!(error instanceof DryRun)) throw error;
    const { seq } = await graph.feed.head();
    return { ...error.outcome, cursor: graph.feed.encodeCursor(seq) };
  }
}

async function write(
  unit: Unit,
  project: string,
  system: string,
  input: ImportSchemaInput,
  options: ImportOptions,
): Promise<Omit<Imported, 'cursor'>> {
  await requireNode(unit, 'project', project);
  const stored = await requireNode(unit, 'system', system);
  await holdSystem(unit, system);
  const naming = namingContext(
    project,
    String(stored.name),
    stored.dialect as Dialect,
    stored.caseRule as CaseRule,
  );
  const { declarations, schemas } = declarationsOf(input);
  const draft = await draftOf(unit, naming, declarations, schemas, input.mode === 'REPLACE');
  const replaced = new Set(schemas.map((parts) => draft.declareSchema(parts)));
  for (const declaration of declarations) draft.declare(declaration, origin);
  const plan = planTables(draft, {
    files: new Set(),
    mode: input.mode ?? 'MERGE',
    replacedSchemas: input.mode === 'REPLACE' ? replaced : new Set(),
  });
  const touched = new Set<string>();
  const counts = await applyPart(unit, wholeOf(plan), {
    project,
    columnsRemoved: async (open, ids) => {
      for (const table of (await options.columnsRemoved(open, ids)).tables) touched.add(table);
    },
  });
  if (touched.size > 0) await options.deriveAnew(unit, project, [...touched]);
  return { ...counts, system, isDryRun: input.dryRun === true, issues: plan.issues };
}

async function draftOf(
  unit: Unit,
  naming: NamingContext,
  declarations: readonly TableDeclaration[],
  schemas: readonly (readonly NamePart[])[],
  isReplacing: boolean,
): Promise<CatalogDraft> {
  const named = new CatalogDraft({ naming, current: { tables: new Map(), schemas: new Set(), waiting: [] } });
  const current = await loadSnapshot((query, params) => unit.run(query, params), {
    naming,
    tableIds: namedTableIds(declarations, [], naming),
    schemaIds: isReplacing ? schemas.map((parts) => named.declareSchema(parts)) : [],
    files: [],
  });
  return new CatalogDraft({ naming, current });
}

function declarationsOf(input: ImportSchemaInput): {
  readonly declarations: readonly TableDeclaration[];
  readonly schemas: readonly (readonly NamePart[])[];
} {
  const schemas = input.schemas.map((schema) => schema.name.split('.').map(plainPart));
  const declarations = input.schemas.flatMap((schema, index) =>
    schema.tables.map((table) => tableDeclaration(schemas[index] ?? [], table)),
  );
  return { declarations, schemas };
}

function tableDeclaration(schema: readonly NamePart[], table: TableInput): TableDeclaration {
  return {
    name: [...schema, plainPart(table.name)],
    tableKind: table.kind ?? 'BASE',
    columns: (table.columns ?? []).map(columnDeclaration),
    constraints: (table.constraints ?? []).map((constraint) => constraintDeclaration(constraint, schema)),
    comment: table.comment ?? null,
    viewSql: table.viewSql ?? null,
    isExternal: table.isExternal ?? false,
    storage: null,
    like: null,
    position: null,
  };
}

function columnDeclaration(column: ColumnInput): ColumnDeclaration {
  return {
    name: plainPart(column.name),
    nativeType: column.type ?? null,
    isNullable: column.isNullable ?? null,
    defaultSql: column.defaultSql ?? null,
    comment: column.comment ?? null,
    isPartition: column.isPartition ?? false,
    isGenerated: column.isGenerated ?? false,
    position: null,
  };
}

/** A reference of one part lies in the schema of the table that makes it. */
function constraintDeclaration(
  constraint: ConstraintInput,
  schema: readonly NamePart[],
): ConstraintDeclaration {
  const referenced = constraint.referencedTable ?? null;
  const parts =
    referenced?.length === 1 ? [...schema, ...referenced.map(plainPart)] : referenced?.map(plainPart);
  return {
    name: typeof constraint.name === 'string' ? plainPart(constraint.name) : null,
    kind: constraint.kind,
    columns: (constraint.columns ?? []).map(plainPart),
    referencedTable: parts ?? null,
    referencedColumns: (constraint.referencedColumns ?? []).map(plainPart),
    checkSql: constraint.checkSql ?? null,
    isEnforced: constraint.isEnforced ?? null,
    position: null,
  };
}

/** A system given as a URN or a bare name. */
export function systemUrn(project: string, system: string): string {
  return system.startsWith('system:') ? system : systemId(project, system);
}

function checkBounds(input: ImportSchemaInput): void {
  const tables = input.schemas.flatMap((schema) => schema.tables);
  if (tables.length > maxTables) throw limitExceeded('tables', tables.length, maxTables);
  const columns = tables.reduce((sum, table) => sum + (table.columns?.length ?? 0), 0);
  if (columns > maxColumns) throw limitExceeded('columns', columns, maxColumns);
  input.schemas.forEach((schema, s) => {
    checkName(`input.schemas[${s}].name`, schema.name);
    schema.tables.forEach((table, t) => {
      checkTable(`input.schemas[${s}].tables[${t}]`, table);
    });
  });
}

function checkTable(path: string, table: TableInput): void {
  checkName(`${path}.name`, table.name);
  (table.columns ?? []).forEach((column, c) => {
    checkName(`${path}.columns[${c}].name`, column.name);
  });
  (table.constraints ?? []).forEach(({ kind, columns, referencedTable, checkSql }, k) => {
    const at = `${path}.constraints[${k}]`;
    if (kind === 'FOREIGN_KEY' && (referencedTable ?? []).length === 0) {
      throw badUserInput(`${at}.referencedTable`, 'the table a foreign key refers to', referencedTable);
    }
    if (kind === 'CHECK' && typeof checkSql !== 'string')
      throw badUserInput(`${at}.checkSql`, 'a condition', checkSql);
    if (kind !== 'CHECK' && (columns ?? []).length === 0)
      throw badUserInput(`${at}.columns`, 'at least one column', columns);
  });
}

function checkName(field: string, name: string): void {
  if (name.length === 0 || name.length > maxName)
    throw badUserInput(field, `1 to ${maxName} characters`, name);
}
