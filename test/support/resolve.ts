/** One statement against a schema written in a line, for tests of the resolver. */
import {
  type Dialect,
  namingContext,
  parseType,
  resolveTableName,
  typeKey,
} from '../../src/catalog/index.js';
import { parseStatement } from '../../src/extraction/sql/parse.js';
import { columnId } from '../../src/graph/ids.js';
import type {
  ColumnRef,
  OutputColumn,
  ResolvedStatement,
  SchemaColumn,
  SchemaView,
} from '../../src/lineage/facts.js';
import type { ResolveOptions } from '../../src/lineage/resolve/context.js';
import { resolveStatement } from '../../src/lineage/resolve/statement.js';

/** `{ 't': 'a int, b decimal(10,2)', 's.u': 'c' }` */
export type SchemaText = Readonly<Record<string, string>>;

export function schemaOf(text: SchemaText, dialect: Dialect): SchemaView {
  const naming = namingContext('p', 's', dialect);
  const tables = new Map<string, readonly SchemaColumn[]>();
  const names = new Map<string, string[]>();
  for (const [path, columns] of Object.entries(text)) {
    const resolved = resolveTableName(
      path.split('.').map((part) => ({ text: part, quoted: false })),
      naming,
    );
    const listed = columns.split(/,\s*(?![^(<]*[)>])/).filter((column) => column !== '');
    tables.set(
      resolved.id,
      listed.map((column): SchemaColumn => {
        const [name = '', ...type] = column.split(' ');
        const native = type.join(' ');
        return {
          id: columnId(resolved.id, name),
          name,
          key: name,
          typeKey: native === '' ? null : typeKey(parseType(native, dialect).type),
          isPartition: false,
        };
      }),
    );
    names.set(resolved.table, [...(names.get(resolved.table) ?? []), resolved.id]);
  }
  return {
    columnsOf: (id) => tables.get(id) ?? null,
    isDeclared: (id) => tables.has(id),
    tablesNamed: (name) => names.get(name) ?? [],
  };
}

export function resolveSql(
  sql: string,
  schema: SchemaText = {},
  dialect: Dialect = 'POSTGRESQL',
  more: Partial<ResolveOptions> = {},
): ResolvedStatement {
  const parsed = parseStatement(sql, dialect);
  if (parsed.trees === null) throw new Error(`${parsed.fault.message} at ${parsed.fault.charStart}: ${sql}`);
  return resolveStatement(parsed.trees, {
    text: sql,
    naming: namingContext('p', 's', dialect),
    schema: schemaOf(schema, dialect),
    ...more,
  });
}

/** `t.a` of a column in the default schema, `s.t.a` of another. */
export function shortName(column: ColumnRef): string {
  const parts = column.id
    .slice(column.id.lastIndexOf('/') + 1)
    .split('.')
    .map(decodeURIComponent);
  return (['public', 'default', 'main', 'dbo'].includes(parts[0] ?? '') ? parts.slice(1) : parts).join('.');
}

/** `['t.a IDENTITY', 't.b CONDITIONAL']`, sorted. */
export function inputsOf(output: OutputColumn | undefined): readonly string[] {
  return (output?.inputs ?? []).map((input) => `${shortName(input.source)} ${input.subtype}`).sort();
}

/** Every output with its inputs, by name. */
export function flowsOf(resolved: ResolvedStatement): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(resolved.outputs.map((output) => [output.name, inputsOf(output)]));
}

export function steersOf(resolved: ResolvedStatement): readonly string[] {
  return resolved.statementInputs.map((input) => `${shortName(input.source)} ${input.subtype}`).sort();
}

export function problemsOf(resolved: ResolvedStatement): readonly string[] {
  return resolved.unresolved.map(
    ({ reason, text, position }) => `${reason} ${text} ${position.line}:${position.column}`,
  );
}
