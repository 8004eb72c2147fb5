/** Small tables for the tests of semantics and matching, in a line each. */
import type { DescribedTable, KeyMembership } from '../../../src/catalog/semantics/described.js';
import { parseType } from '../../../src/catalog/types/parse-type.js';
import type { Dialect } from '../../../src/catalog/vocabulary.js';

/** A column as `name type`, with `pk` or `fk` and, behind `--`, a comment. */
export function table(
  name: string,
  columns: readonly string[],
  dialect: Dialect = 'POSTGRESQL',
): DescribedTable {
  const described = columns.map((text) => {
    const [declared = '', comment = null] = text.split(/\s*--\s*/);
    const [column = '', ...words] = declared.split(' ');
    const keys: KeyMembership[] = [];
    if (words.includes('pk')) keys.push('PRIMARY');
    if (words.includes('fk')) keys.push('FOREIGN');
    const type = words.filter((word) => word !== 'pk' && word !== 'fk').join(' ');
    return { id: `${name}.${column}`, name: column, type: parseType(type, dialect).type, comment, keys };
  });
  const references = described.filter(({ keys }) => keys.includes('FOREIGN')).length;
  return { id: name, name, schema: 's', comment: null, columns: described, references };
}
