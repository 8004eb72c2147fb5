/**
 * Names: how a name as written becomes an identity and a shown name. Pure; every context that reads
 * names of a source (SQL, input objects, events) resolves them here, so that one table has one id.
 */
import { columnId, schemaId, tableId } from '../graph/ids.js';
import type { NamePart, NamingContext } from './declarations.js';
import type { CaseRule, Dialect } from './vocabulary.js';

/** A name resolved in a system. `schemaParts` are folded; `db.schema` of a three-part name are two of them. */
export interface ResolvedName {
  readonly schemaParts: readonly string[];
  /** Folded parts joined by dots: the schema's name. */
  readonly schema: string;
  readonly schemaId: string;
  /** Folded name of the table. */
  readonly table: string;
  /** Shown name: the declaration's spelling where the case rule preserves it. */
  readonly name: string;
  /** `schema.name`; the schema in its folded form, so that no mention changes it. */
  readonly qualifiedName: string;
  /** `table:` URN; `viewId` is the same name as a view. */
  readonly id: string;
  readonly viewId: string;
}

const caseRuleOf: Readonly<Record<Dialect, CaseRule>> = {
  HIVE: 'LOWER',
  SPARK: 'LOWER',
  POSTGRESQL: 'LOWER',
  REDSHIFT: 'LOWER',
  TRINO: 'LOWER',
  IMPALA: 'LOWER',
  ORACLE: 'UPPER',
  SNOWFLAKE: 'UPPER',
  ANSI: 'UPPER',
  TSQL: 'PRESERVE_INSENSITIVE',
  MYSQL: 'PRESERVE_INSENSITIVE',
  DUCKDB: 'PRESERVE_INSENSITIVE',
  SQLITE: 'PRESERVE_INSENSITIVE',
  BIGQUERY: 'PRESERVE_SENSITIVE',
};

const schemaOf: Partial<Readonly<Record<Dialect, string>>> = {
  HIVE: 'default',
  SPARK: 'default',
  IMPALA: 'default',
  TRINO: 'default',
  POSTGRESQL: 'public',
  REDSHIFT: 'public',
  SNOWFLAKE: 'public',
  TSQL: 'dbo',
  DUCKDB: 'main',
  SQLITE: 'main',
};

/** The case rule of a system that names none. */
export function defaultCaseRule(dialect: Dialect): CaseRule {
  return caseRuleOf[dialect];
}

/** The schema of an unqualified name in a system that names none. */
export function defaultSchema(dialect: Dialect, systemName: string): string {
  return schemaOf[dialect] ?? systemName;
}

/** The identity form of a part: two parts name one thing exactly when their folded forms are equal. */
export function foldName(part: NamePart, rule: CaseRule): string {
  switch (rule) {
    case 'LOWER':
      return part.quoted ? part.text : part.text.toLowerCase();
    case 'UPPER':
      return part.quoted ? part.text : part.text.toUpperCase();
    case 'PRESERVE_INSENSITIVE':
      return part.text.toLowerCase();
    case 'PRESERVE_SENSITIVE':
      return part.text;
  }
}

/** The shown form of a declared part: the declaration's spelling where the rule preserves it. */
export function displayName(part: NamePart, rule: CaseRule): string {
  return rule === 'PRESERVE_INSENSITIVE' ? part.text : foldName(part, rule);
}

/** Sort and prefix key of a shown name. */
export function nameKey(name: string): string {
  return name.toLowerCase();
}

/** An unquoted part, for names that come without quoting (input objects, settings). */
export function plainPart(text: string): NamePart {
  return { text, quoted: false };
}

/** A part that is taken exactly as it stands. */
export function exactPart(text: string): NamePart {
  return { text, quoted: true };
}

/** The naming context of a system; `schema` overrides the dialect's default schema. */
export function namingContext(
  project: string,
  system: string,
  dialect: Dialect,
  caseRule?: CaseRule | null,
  schema?: string | null,
): NamingContext {
  return {
    project: bareProject(project),
    system,
    dialect,
    caseRule: caseRule ?? defaultCaseRule(dialect),
    defaultSchema: schema ?? defaultSchema(dialect, system),
  };
}

/** `acme` of `project:acme`; a bare name stays. */
export function bareProject(idOrName: string): string {
  return idOrName.startsWith('project:') ? idOrName.slice('project:'.length) : idOrName;
}

/**
 * Resolves a name of one or more parts. One part lies in the default schema; with a default of
 * `db.schema` two parts `s.t` are `db.s.t`; everything before the last part is the schema.
 */
export function resolveTableName(written: readonly NamePart[], context: NamingContext): ResolvedName {
  const parts = splitBigQuery(written, context.dialect);
  const last = parts[parts.length - 1];
  if (last === undefined) throw new RangeError('a table name has at least one part');
  const defaults = context.defaultSchema.split('.').map(plainPart);
  const given = parts.slice(0, -1);
  const missing =
    given.length === 0 ? defaults : defaults.slice(0, Math.max(0, defaults.length - given.length));
  const schemaParts = [...missing, ...given].map((part) => foldName(part, context.caseRule));
  const schema = schemaParts.join('.');
  const table = foldName(last, context.caseRule);
  const name = displayName(last, context.caseRule);
  return {
    schemaParts,
    schema,
    schemaId: schemaId(context.project, context.system, schemaParts),
    table,
    name,
    qualifiedName: `${schema}.${name}`,
    id: tableId(context.project, context.system, schemaParts, table, 'table'),
    viewId: tableId(context.project, context.system, schemaParts, table, 'view'),
  };
}

/** Resolves a column of a table whose id is known. */
export function resolveColumnName(
  tableUrn: string,
  part: NamePart,
  rule: CaseRule,
): { readonly id: string; readonly key: string; readonly name: string } {
  const key = foldName(part, rule);
  return { id: columnId(tableUrn, key), key, name: displayName(part, rule) };
}

/** BigQuery quotes whole paths: `` `project.dataset.table` `` is three parts. */
function splitBigQuery(parts: readonly NamePart[], dialect: Dialect): readonly NamePart[] {
  if (dialect !== 'BIGQUERY') return parts;
  return parts.flatMap((part) =>
    part.quoted ? part.text.split('.').map((text) => ({ text, quoted: true })) : [part],
  );
}
