/** The trees of one statement resolved in order: what one writes into a temporary table the next reads through. */
import type { ResolvedStatement, SchemaView } from '../../lineage/facts.js';
import { type InlinedTable, resolveStatement } from '../../lineage/index.js';
import { inlineWrite } from './inlined.js';
import { type RunStatement, textOf } from './statements.js';

export function resolveTrees(
  entry: RunStatement,
  schema: SchemaView,
  inlined: Map<string, InlinedTable>,
  lateralAliases: boolean | undefined,
): readonly ResolvedStatement[] {
  const { statement, naming, searchPath } = entry;
  const text = statement.trees.length === 0 ? '' : textOf(entry);
  return statement.trees.map((tree) => {
    const result = resolveStatement(tree, {
      text,
      naming,
      schema,
      searchPath,
      inlined,
      ...(lateralAliases === undefined ? {} : { lateralAliases }),
    });
    inlineWrite(inlined, result, tree);
    return result;
  });
}
