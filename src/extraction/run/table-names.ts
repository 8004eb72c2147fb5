/** Tables a written name may mean, by the search path of its statement. */
import { type NamePart, resolveTableName } from '../../catalog/index.js';
import type { RunStatement } from './statements.js';

/** `table:` URNs in look-up order. */
export function tableIdsOf(
  name: readonly NamePart[],
  { naming, searchPath }: RunStatement,
): readonly string[] {
  const first = resolveTableName(name, naming).id;
  if (name.length > 1) return [first];
  return [first, ...searchPath.slice(1).map((schema) => resolveTableName([...schema, ...name], naming).id)];
}
