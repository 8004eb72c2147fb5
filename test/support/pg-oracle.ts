/**
 * An independent judge of names: PostgreSQL itself, in process (PGlite). What a view's rule depends on
 * according to `pg_depend` is compared with what the resolver says of the view's text.
 */
import { PGlite } from '@electric-sql/pglite';
import { type NamingContext, namingContext, parseType, typeKey } from '../../src/catalog/index.js';
import { parseStatement } from '../../src/extraction/sql/parse.js';
import { columnId, tableId } from '../../src/graph/ids.js';
import type { ResolvedStatement, SchemaColumn, SchemaView } from '../../src/lineage/facts.js';
import { resolveStatement } from '../../src/lineage/resolve/statement.js';

interface ColumnRow {
  readonly schema: string;
  readonly table: string;
  readonly kind: string;
  readonly column: string;
  readonly type: string;
}

export interface Dependencies {
  /** `schema.table`, sorted. */
  readonly tables: readonly string[];
  /** `schema.table.column`, sorted. */
  readonly columns: readonly string[];
}

export class PgOracle implements SchemaView {
  readonly naming: NamingContext = namingContext('p', 's', 'POSTGRESQL');
  private readonly database: PGlite;
  private readonly columns = new Map<string, SchemaColumn[]>();
  private readonly bare = new Map<string, string[]>();

  private constructor(database: PGlite) {
    this.database = database;
  }

  static async start(ddl: string): Promise<PgOracle> {
    const oracle = new PgOracle(await PGlite.create());
    await oracle.database.exec(ddl);
    await oracle.refresh();
    return oracle;
  }

  async close(): Promise<void> {
    await this.database.close();
  }

  async exec(sql: string): Promise<void> {
    await this.database.exec(sql);
  }

  /** Runs a statement; false when PostgreSQL refuses it as no valid SQL. */
  async accepts(sql: string): Promise<boolean> {
    try {
      await this.database.exec(sql);
      return true;
    } catch (error) {
      if (error instanceof Error && /^42/.test(String((error as { code?: unknown }).code))) return false;
      throw error;
    }
  }

  /** Names of a query's columns, as PostgreSQL gives them. */
  async columnNames(query: string): Promise<readonly string[]> {
    const { fields } = await this.database.query(`SELECT * FROM (${query}) AS q LIMIT 0`);
    return fields.map((field) => field.name);
  }

  columnsOf(id: string): readonly SchemaColumn[] | null {
    return this.columns.get(id) ?? null;
  }

  isDeclared(id: string): boolean {
    return this.columns.has(id);
  }

  tablesNamed(name: string): readonly string[] {
    return this.bare.get(name) ?? [];
  }

  /** Reads the columns of all relations anew, or of one `schema.name` only. */
  async refresh(only: string | null = null): Promise<void> {
    const { rows } = await this.database.query<ColumnRow>(
      `SELECT n.nspname AS schema, c.relname AS table, c.relkind AS kind, a.attname AS column,
              format_type(a.atttypid, a.atttypmod) AS type
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
       WHERE c.relkind IN ('r', 'v', 'm', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
         AND ($1::text IS NULL OR n.nspname || '.' || c.relname = $1)
       ORDER BY c.oid, a.attnum`,
      [only],
    );
    for (const row of rows) {
      const id = tableId('p', 's', row.schema, row.table, row.kind === 'v' ? 'view' : 'table');
      let columns = this.columns.get(id);
      if (columns === undefined) {
        columns = [];
        this.columns.set(id, columns);
        this.bare.set(row.table, [...(this.bare.get(row.table) ?? []), id]);
      }
      if (columns.some((column) => column.name === row.column)) continue;
      const type = typeKey(parseType(row.type, 'POSTGRESQL').type);
      const { column: name } = row;
      columns.push({ id: columnId(id, name), name, key: name, typeKey: type, isPartition: false });
    }
  }

  /** Column names and canonical types PostgreSQL gives the view. */
  async outputs(view: string): Promise<readonly { readonly name: string; readonly typeKey: string }[]> {
    const { rows } = await this.database.query<{ name: string; type: string }>(
      `SELECT attname AS name, format_type(atttypid, atttypmod) AS type
       FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 ORDER BY attnum`,
      [view],
    );
    return rows.map(({ name, type }) => ({ name, typeKey: typeKey(parseType(type, 'POSTGRESQL').type) }));
  }

  async dependencies(view: string): Promise<Dependencies> {
    const { rows } = await this.database.query<{ table: string; column: string | null }>(
      `SELECT DISTINCT n.nspname || '.' || c.relname AS table, a.attname AS column
       FROM pg_rewrite r JOIN pg_depend d ON d.objid = r.oid AND d.classid = 'pg_rewrite'::regclass
       JOIN pg_class c ON d.refclassid = 'pg_class'::regclass AND c.oid = d.refobjid
       JOIN pg_namespace n ON n.oid = c.relnamespace
       LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.refobjsubid AND d.refobjsubid > 0
       WHERE r.ev_class = $1::regclass AND d.refobjid <> r.ev_class`,
      [view],
    );
    const columns = rows.filter((row) => row.column !== null).map((row) => `${row.table}.${row.column}`);
    return { tables: sorted(rows.map((row) => row.table)), columns: sorted(columns) };
  }

  resolve(sql: string): ResolvedStatement {
    const parsed = parseStatement(sql, 'POSTGRESQL');
    if (parsed.trees === null)
      throw new Error(`${parsed.fault.message} at ${parsed.fault.charStart}: ${sql}`);
    return resolveStatement(parsed.trees, { text: sql, naming: this.naming, schema: this });
  }
}

export function dependenciesOf(resolved: ResolvedStatement): Dependencies {
  return {
    tables: sorted(resolved.reads.map((table) => pathOf(table.id))),
    columns: sorted(resolved.referencedColumns.map((column) => pathOf(column.id))),
  };
}

function pathOf(urn: string): string {
  return urn
    .slice(urn.lastIndexOf('/') + 1)
    .split('.')
    .map(decodeURIComponent)
    .join('.');
}

function sorted(values: readonly string[]): readonly string[] {
  return [...new Set(values)].sort();
}
