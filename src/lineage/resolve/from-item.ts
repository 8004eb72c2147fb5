/** A FROM item after resolution: a source, or a join of two items with the columns it merged. */
import type { BaseTable } from './columns.js';
import type { Output } from './relation.js';
import type { MergedColumn, ScopeSource } from './scope.js';

export type FromItem =
  | { readonly kind: 'source'; readonly source: ScopeSource; readonly isFunction: boolean }
  | {
      readonly kind: 'join';
      readonly left: FromItem;
      readonly right: FromItem;
      readonly merged: ReadonlyMap<string, MergedColumn>;
      /** The right side only decides which rows stay (SEMI, ANTI). */
      readonly isRightHidden: boolean;
    };

/** The columns `*` stands for: merged ones first, then the rest of the left and of the right side. */
export function visibleOutputs(item: FromItem): readonly Output[] {
  if (item.kind === 'source') return item.source.relation.outputs;
  const left = visibleOutputs(item.left);
  if (item.isRightHidden) return left;
  const right = visibleOutputs(item.right);
  if (item.merged.size === 0) return [...left, ...right];
  const rest = [...left, ...right].filter((output) => !item.merged.has(output.key));
  return [...[...item.merged.values()].map((merged) => merged.output), ...rest];
}

export function sourcesOf(item: FromItem): readonly ScopeSource[] {
  return item.kind === 'source' ? [item.source] : [...sourcesOf(item.left), ...sourcesOf(item.right)];
}

export function baseTablesOf(item: FromItem): ReadonlySet<BaseTable> {
  if (item.kind === 'source') return item.source.relation.baseTables;
  return new Set([...baseTablesOf(item.left), ...baseTablesOf(item.right)]);
}
