/** Spider's databases as semantics and matching read tables: names and types, the declared keys apart. */
import type { DescribedTable } from '../../../src/catalog/semantics/index.js';
import { parseType } from '../../../src/catalog/types/parse-type.js';
import { spiderDatabases } from '../ddl/spider.js';

export interface HiddenKeys {
  readonly name: string;
  /** Without keys. */
  readonly tables: readonly DescribedTable[];
  /** Ids of columns that are part of a declared primary or foreign key. */
  readonly keyColumns: ReadonlySet<string>;
}

/** Types are Spider's five words, read as SQLite reads them. */
export function databasesWithoutKeys(json: string): readonly HiddenKeys[] {
  return spiderDatabases(json).map(({ name, tables }) => {
    const idOf = (table: number, column: string): string => `${name}/${table}/${column}`;
    const keyColumns = tables.flatMap(({ constraints }, index) =>
      constraints.flatMap(({ columns }) => columns.map((column) => idOf(index, column))),
    );
    return {
      name,
      keyColumns: new Set(keyColumns),
      tables: tables.map((table, index) => ({
        id: `${name}/${index}`,
        name: table.name,
        schema: name,
        comment: null,
        references: 0,
        columns: table.columns.map((column) => ({
          id: idOf(index, column.name),
          name: column.name,
          type: parseType(column.type, 'SQLITE').type,
          comment: null,
          keys: [],
        })),
      })),
    };
  });
}
