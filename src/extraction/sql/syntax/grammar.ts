/** The grammar files put together: the one place that knows all of them. */
import type { Query, Source, StatementTree } from '../../../lineage/tree.js';
import type { Cursor, Grammar } from './cursor.js';
import { emptySelect } from './empty-select.js';
import { expression } from './expression.js';
import { query } from './query.js';
import { fromItem } from './source.js';
import { withOptionalCtes } from './statement.js';
import { type Siblings, withSiblings } from './visible-ctes.js';

export const grammar: Grammar = { expression, query, fromItem, cteBody };

const writes = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE']);

/** A query; or a write with RETURNING (PostgreSQL): a query of what it returns, the write kept beside it with the CTEs it sees. */
function cteBody(cursor: Cursor, siblings: Siblings): Query {
  if (!writes.has(cursor.peek())) return cursor.grammar.query(cursor);
  const start = cursor.start;
  cursor.returning = [];
  const trees = withOptionalCtes(cursor);
  for (const tree of trees) cursor.innerWrites.push(withSiblings(cursor, tree, siblings));
  const span = cursor.spanFrom(start);
  return {
    ...emptySelect(span),
    projections: cursor.returning,
    from: trees.slice(0, 1).flatMap(targetSource),
  };
}

function targetSource(tree: StatementTree): Source[] {
  if (tree.kind === 'query' || tree.target === null) return [];
  if ('kind' in tree.target) return [tree.target];
  const { start, end } = tree.target;
  return [{ kind: 'table', name: tree.target, alias: null, columnAliases: [], start, end }];
}
