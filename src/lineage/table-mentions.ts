/**
 * The tables a tree names, before it is resolved: names that a CTE in scope answers to are left out. The walk
 * keeps its own stack, since trees may nest deeply.
 */
import type { StatementTree, TableName, With } from './tree.js';

export interface TableMentions {
  readonly reads: readonly TableName[];
  /** Targets of INSERT, UPDATE, DELETE and MERGE; what CREATE defines is not among them. */
  readonly writes: readonly TableName[];
}

/** The trees that make a table when their statement is run; those of a routine do when it is called. */
export function createTrees(
  trees: readonly StatementTree[],
): readonly Extract<StatementTree, { kind: 'create' }>[] {
  return trees.flatMap((tree) => (tree.kind === 'create' && tree.routine === undefined ? tree : []));
}

interface VisibleCtes {
  readonly name: string;
  readonly outer: VisibleCtes | null;
}

interface Pending {
  readonly node: object;
  readonly ctes: VisibleCtes | null;
}

export function tableMentions(tree: StatementTree): TableMentions {
  const reads: TableName[] = [];
  const writes: TableName[] = [];
  if (tree.kind === 'insert' && tree.target !== null) writes.push(tree.target);
  if (
    (tree.kind === 'update' || tree.kind === 'delete' || tree.kind === 'merge') &&
    tree.target.kind === 'table'
  )
    writes.push(tree.target.name);
  const stack: Pending[] = [{ node: tree, ctes: null }];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) visit(next, stack, reads);
  return { reads, writes };
}

function visit({ node, ctes }: Pending, stack: Pending[], reads: TableName[]): void {
  if (Array.isArray(node)) {
    for (const item of node) if (isNode(item)) stack.push({ node: item, ctes });
    return;
  }
  const { kind } = node as { readonly kind?: unknown };
  if (kind === 'column' || kind === 'literal') return;
  if (kind === 'table' && 'name' in node) {
    const { name } = node as { readonly name: TableName };
    if (!isCte(name, ctes)) reads.push(name);
    return;
  }
  const visible = 'ctes' in node ? withCtes(node as With, ctes, stack) : ctes;
  for (const member in node) {
    if (member === 'ctes') continue;
    const value = (node as Record<string, unknown>)[member];
    if (isNode(value)) stack.push({ node: value, ctes: visible });
  }
}

/** Each CTE sees those before it, and itself where the query is recursive. */
function withCtes(node: With, outer: VisibleCtes | null, stack: Pending[]): VisibleCtes | null {
  let visible = outer;
  for (const cte of node.ctes) {
    const own = { name: cte.name.text.toLowerCase(), outer: visible };
    stack.push({ node: cte.query, ctes: node.isRecursive ? own : visible });
    visible = own;
  }
  return visible;
}

function isCte(name: TableName, ctes: VisibleCtes | null): boolean {
  const [only] = name.parts;
  if (name.parts.length !== 1 || only === undefined) return false;
  const key = only.text.toLowerCase();
  for (let cte = ctes; cte !== null; cte = cte.outer) if (cte.name === key) return true;
  return false;
}

function isNode(value: unknown): value is object {
  return value !== null && typeof value === 'object';
}
