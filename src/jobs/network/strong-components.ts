/** Strongly connected components (R. Tarjan, SIAM J. Comput. 1, 1972), without recursion. */

/**
 * Components of the graph on 0 … size − 1, each sorted, in reverse topological order: what a component leads to
 * comes before it. O(nodes + edges).
 */
export function strongComponents(
  size: number,
  successors: (node: number) => readonly number[],
): readonly (readonly number[])[] {
  const found: number[][] = [];
  const number = new Int32Array(size).fill(-1);
  const low = new Int32Array(size);
  const onStack = new Uint8Array(size);
  const stack: number[] = [];
  const path: { readonly node: number; readonly next: readonly number[]; at: number }[] = [];
  let count = 0;
  const enter = (node: number): void => {
    number[node] = count;
    low[node] = count++;
    stack.push(node);
    onStack[node] = 1;
    path.push({ node, next: successors(node), at: 0 });
  };
  for (let root = 0; root < size; root++) {
    if (number[root] === -1) enter(root);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const { node } = top;
      const next = top.next[top.at++];
      if (next !== undefined) {
        if (number[next] === -1) enter(next);
        else if (onStack[next] === 1) low[node] = Math.min(low[node] ?? 0, number[next] ?? 0);
        continue;
      }
      path.pop();
      const above = path.at(-1)?.node;
      if (above !== undefined) low[above] = Math.min(low[above] ?? 0, low[node] ?? 0);
      if (low[node] === number[node]) found.push(popped(stack, onStack, node));
    }
  }
  return found;
}

function popped(stack: number[], onStack: Uint8Array, root: number): number[] {
  const members = stack.splice(stack.lastIndexOf(root));
  for (const member of members) onStack[member] = 0;
  return members.sort((left, right) => left - right);
}
