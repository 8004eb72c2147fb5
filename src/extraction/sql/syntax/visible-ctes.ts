/** What a write inside WITH sees: it is resolved by itself, so it carries the CTEs ahead of it that it needs. */
import { tableMentions } from '../../../lineage/index.js';
import type { Cte, StatementTree } from '../../../lineage/tree.js';
import { type Cursor, SyntaxFault } from './cursor.js';

/** The CTEs of one WITH clause that are read so far, by folded name. */
export interface Siblings {
  readonly named: Map<string, Cte>;
  readonly isRecursive: boolean;
}

export function addSibling(siblings: Siblings, cte: Cte): void {
  siblings.named.set(cte.name.text.toLowerCase(), cte);
}

/** Characters of CTEs that writes may carry: so many, and so many more a character of the statement. */
const carried = { least: 100_000, perCharacter: 10 } as const;

/** The write with the CTEs it reads, and those that these read. Throws LIMIT_EXCEEDED for writes that carry too much. */
export function withSiblings(cursor: Cursor, tree: StatementTree, siblings: Siblings): StatementTree {
  if (!('ctes' in tree)) return tree;
  const ctes = siblingsRead(tree, siblings);
  for (const { start, end } of ctes) cursor.carriedChars += end - start;
  if (cursor.carriedChars > carried.least + carried.perCharacter * cursor.end)
    throw new SyntaxFault(
      'the writes inside WITH read too much of it',
      tree.start,
      tree.end,
      'LIMIT_EXCEEDED',
    );
  const isRecursive = siblings.isRecursive || tree.isRecursive;
  return { ...tree, ctes: [...ctes, ...tree.ctes], isRecursive };
}

function siblingsRead(tree: StatementTree, { named }: Siblings): readonly Cte[] {
  const found = new Set<Cte>();
  const pending: StatementTree[] = [tree];
  for (let next = pending.pop(); next !== undefined; next = pending.pop())
    for (const { parts } of tableMentions(next).reads) {
      const cte = parts.length === 1 ? named.get(parts[0]?.text.toLowerCase() ?? '') : undefined;
      if (cte === undefined || found.has(cte) || (next !== tree && cte.start >= next.start)) continue;
      found.add(cte);
      pending.push({ kind: 'query', query: cte.query, start: cte.start, end: cte.end });
    }
  return [...found].sort((a, b) => a.start - b.start);
}
