/** Spider's `tables.json` as input of `importSchema`, and what each database must then hold. */
import { z } from 'zod';

const database = z.object({
  db_id: z.string(),
  table_names_original: z.array(z.string()),
  column_names_original: z.array(z.tuple([z.number().int(), z.string()])),
  column_types: z.array(z.string()),
  primary_keys: z.array(z.union([z.number().int(), z.array(z.number().int())])),
  foreign_keys: z.array(z.tuple([z.number().int(), z.number().int()])),
});

export interface SpiderDatabase {
  readonly name: string;
  readonly tables: readonly SchemaTable[];
  readonly counts: {
    readonly tables: number;
    readonly columns: number;
    readonly foreignKeys: number;
    readonly primaryKeyColumns: number;
  };
}

interface SchemaTable {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly constraints: readonly {
    readonly kind: 'PRIMARY_KEY' | 'FOREIGN_KEY';
    readonly columns: readonly string[];
    readonly referencedTable?: readonly string[];
    readonly referencedColumns?: readonly string[];
  }[];
}

/** Column 0 of each database is `*` and belongs to no table. */
export function spiderDatabases(json: string): SpiderDatabase[] {
  return z
    .array(database)
    .parse(JSON.parse(json))
    .map((entry) => {
      const column = (index: number) => {
        const [table, name] = entry.column_names_original[index] ?? [-1, ''];
        return { table, tableName: entry.table_names_original[table] ?? '', name };
      };
      const primary = entry.primary_keys.flat().map(column);
      const foreign = entry.foreign_keys.map(([child, parent]) => ({
        child: column(child),
        parent: column(parent),
      }));
      const tables = entry.table_names_original.map((name, index): SchemaTable => {
        const keys = primary.filter(({ table }) => table === index).map((key) => key.name);
        return {
          name,
          columns: entry.column_names_original.flatMap(([table, columnName], place) =>
            table === index ? [{ name: columnName, type: entry.column_types[place] ?? 'text' }] : [],
          ),
          constraints: [
            ...(keys.length === 0 ? [] : [{ kind: 'PRIMARY_KEY' as const, columns: keys }]),
            ...foreign
              .filter(({ child }) => child.table === index)
              .map(({ child, parent }) => ({
                kind: 'FOREIGN_KEY' as const,
                columns: [child.name],
                referencedTable: [parent.tableName],
                referencedColumns: [parent.name],
              })),
          ],
        };
      });
      return {
        name: entry.db_id,
        tables,
        counts: {
          tables: tables.length,
          columns: entry.column_names_original.length - 1,
          foreignKeys: foreign.length,
          primaryKeyColumns: primary.length,
        },
      };
    });
}
