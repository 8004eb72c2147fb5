/** The SELECT list: keys first, then expressions up to the wanted number, names unique. */
import { type Expression, longCase, makeExpression, plain, type Scope } from './expressions.js';
import { idColumns } from './joins.js';
import { type Piece, render } from './pieces.js';
import { type Output, quoteName, type Relation } from './relations.js';
import type { SelectContext, SelectPlan } from './select-plan.js';

/** A list in the making; names already taken get a number. */
class SelectList {
  readonly items: Piece[] = [];
  readonly outputs: Output[] = [];
  readonly #names = new Set<string>();
  readonly #context: SelectContext;
  readonly #given: readonly string[] | null;

  constructor(context: SelectContext, given: readonly string[] | null) {
    this.#context = context;
    this.#given = given;
  }

  addStar(scope: Scope, relation: Relation): void {
    this.items.push(`${quoteName(relation.alias, this.#context.isQuoted)}.*`);
    for (const column of relation.columns) {
      this.#names.add(column.name);
      this.outputs.push({ name: column.name, ...plain(scope, { relation, column }) });
    }
  }

  /** `isBare`: without AS, where the name is free. */
  add(expression: Expression, isBare: boolean): void {
    const given = this.#given?.[this.outputs.length];
    const isFree = given === undefined && !this.#names.has(expression.stem);
    const name = given ?? freeName(expression.stem, this.#names);
    this.#names.add(name);
    this.outputs.push({ ...expression, name });
    const alias = [' AS ', quoteName(name, this.#context.isQuoted)];
    this.items.push(isBare && isFree ? expression.piece : [expression.piece, alias]);
  }

  /** Hive names it by its place; a column of an earlier view may have that name already. */
  addUnnamed(expression: Expression): void {
    const name = `_c${this.outputs.length}`;
    if (this.#names.has(name)) {
      this.add(expression, false);
      return;
    }
    this.#names.add(name);
    this.items.push(expression.piece);
    this.outputs.push({ ...expression, name });
  }
}

export function makeList(
  context: SelectContext,
  plan: SelectPlan,
  scope: Scope,
): { items: readonly Piece[]; outputs: readonly Output[]; starred: readonly string[] } {
  const { random } = context;
  const list = new SelectList(context, plan.names);
  const star = plan.hasStar ? scope.relations.find(({ node }) => node !== null) : undefined;
  if (star !== undefined) list.addStar(scope, star);
  // Keys first, so that whatever reads this can be joined again.
  else for (const key of keyColumns(scope)) list.add(key, random.chance(0.5));
  const wanted = plan.names?.length ?? plan.columns;
  while (list.outputs.length < wanted) {
    const expression = makeExpression(scope);
    if (isUnnamed(context, plan, star !== undefined, expression)) list.addUnnamed(expression);
    else list.add(expression, expression.identity !== null && random.chance(0.5));
  }
  for (let length = 0; length < plan.leastBytes; ) {
    const expression = longCase(scope, 8);
    list.add(expression, false);
    length += render(expression.piece).text.length;
  }
  return { items: list.items, outputs: list.outputs, starred: star?.node == null ? [] : [star.node] };
}

function freeName(stem: string, taken: ReadonlySet<string>): string {
  if (!taken.has(stem)) return stem;
  let number = taken.size;
  while (taken.has(`${stem}_${number}`)) number += 1;
  return `${stem}_${number}`;
}

function keyColumns(scope: Scope): Expression[] {
  const seen = new Map<string, Expression>();
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
  expression: Expression,
): boolean {
  const mayBe = context.allowsUnnamed && !hasStar && plan.names === null && !expression.isPath;
  return mayBe && context.random.chance(0.05);
}
