/** The SELECT list: keys first, then expressions up to the wanted number, names unique. */
import { longCase, makeExpression, plain, type Scope } from './expressions.js';
import { idColumns } from './joins.js';
import { type Piece, render } from './pieces.js';
import { type Output, quoteName } from './relations.js';
import type { SelectContext, SelectPlan } from './select-plan.js';

export function makeList(
  context: SelectContext,
  plan: SelectPlan,
  scope: Scope,
): { items: Piece[]; outputs: Output[]; starred: string[] } {
  const items: Piece[] = [];
  const outputs: Output[] = [];
  const starred: string[] = [];
  const star = plan.hasStar ? scope.relations.find(({ node }) => node !== null) : undefined;
  if (star !== undefined) {
    items.push(`${quoteName(star.alias, context.isQuoted)}.*`);
    starred.push(star.node ?? '');
    outputs.push(
      ...star.columns.map((column) => ({ name: column.name, ...plain(scope, { relation: star, column }) })),
    );
  }
  const names = new Set(outputs.map(({ name }) => name));
  const add = (expression: ReturnType<typeof makeExpression>, isPlainName: boolean): void => {
    const given = plan.names?.[outputs.length];
    const isFree = given === undefined && !names.has(expression.stem);
    const name = given ?? freeName(expression.stem, names);
    names.add(name);
    outputs.push({ ...expression, name });
    const bare = isPlainName && isFree;
    items.push(bare ? expression.piece : [expression.piece, ' AS ', quoteName(name, context.isQuoted)]);
  };
  // Keys first, so that whatever reads this can be joined again.
  if (star === undefined) for (const key of keyColumns(scope)) add(key, context.random.chance(0.5));
  const wanted = plan.names?.length ?? plan.columns;
  while (outputs.length < wanted) {
    const expression = makeExpression(scope);
    if (isUnnamed(context, plan, star !== undefined, expression)) {
      outputs.push({ ...expression, name: `_c${outputs.length}` });
      items.push(expression.piece);
    } else {
      add(expression, expression.identity !== null && context.random.chance(0.5));
    }
  }
  for (let length = 0; length < plan.leastBytes; ) {
    const expression = longCase(scope, 8);
    add(expression, false);
    length += render(expression.piece).text.length;
  }
  return { items, outputs, starred };
}

function freeName(stem: string, taken: ReadonlySet<string>): string {
  if (!taken.has(stem)) return stem;
  let number = taken.size;
  while (taken.has(`${stem}_${number}`)) number += 1;
  return `${stem}_${number}`;
}

function keyColumns(scope: Scope): ReturnType<typeof plain>[] {
  const seen = new Map<string, ReturnType<typeof plain>>();
  for (const relation of scope.relations) {
    for (const column of idColumns(relation)) {
      if (!seen.has(column.name) && seen.size < 12) seen.set(column.name, plain(scope, { relation, column }));
      if (column.name === 'batch_id' && !seen.has('batch_id')) {
        seen.set('batch_id', plain(scope, { relation, column }));
      }
    }
  }
  return [...seen.values()];
}

function isUnnamed(
  context: SelectContext,
  plan: SelectPlan,
  hasStar: boolean,
  expression: ReturnType<typeof makeExpression>,
): boolean {
  const mayBe = context.allowsUnnamed && !hasStar && plan.names === null && expression.identity === null;
  return mayBe && typeof expression.piece !== 'string' && context.random.chance(0.05);
}
