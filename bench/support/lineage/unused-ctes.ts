/** Statements without the CTEs that nothing in them reads, for corpora that do not count those. */
import type { ReadStatement } from '../../../src/extraction/sql/facts.js';
import type { Cte } from '../../../src/lineage/tree.js';

export function withoutUnusedCtes(statement: ReadStatement): ReadStatement {
  return { ...statement, trees: statement.trees.map((tree) => pruned(tree)) };
}

function pruned<T>(node: T): T {
  if (Array.isArray(node)) return node.map((item) => pruned(item)) as T;
  if (node === null || typeof node !== 'object') return node;
  const made = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, pruned(value)]));
  if (!Array.isArray(made.ctes)) return made as T;
  const ctes = made.ctes as readonly Cte[];
  const body = { ...made, ctes: [] };
  const used: Cte[] = [];
  for (const cte of ctes.toReversed())
    if (names([body, ...used]).has(cte.name.text.toLowerCase())) used.unshift(cte);
  return { ...made, ctes: used } as T;
}

/** Bare names of all tables below the nodes. */
function names(nodes: readonly unknown[]): ReadonlySet<string> {
  const found = new Set<string>();
  const stack: unknown[] = [...nodes];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node === null || typeof node !== 'object') continue;
    const { kind, name } = node as { kind?: unknown; name?: { parts?: readonly { text: string }[] } };
    if (kind === 'table') found.add(name?.parts?.at(-1)?.text.toLowerCase() ?? '');
    else stack.push(...Object.values(node).filter((value) => value !== undefined && value !== null));
  }
  return found;
}
