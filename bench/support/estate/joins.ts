/** Joins and lateral views of a FROM clause, with the truth about each join. */
import type { Random } from '../random.js';
import { reference } from './expressions.js';
import { joined, type Piece } from './pieces.js';
import { type JoinTruth, quoteName, type Relation, type RelationColumn } from './relations.js';
import type { SelectContext } from './select-plan.js';

const joinWords: readonly (readonly [string, JoinTruth['kind'], number])[] = [
  ['JOIN', 'INNER', 8],
  ['INNER JOIN', 'INNER', 4],
  ['LEFT JOIN', 'LEFT', 8],
  ['LEFT OUTER JOIN', 'LEFT', 6],
  ['RIGHT JOIN', 'RIGHT', 1],
  ['FULL OUTER JOIN', 'FULL', 1],
  ['CROSS JOIN', 'CROSS', 1],
  ['LEFT SEMI JOIN', 'SEMI', 1],
];
const joinDeck = joinWords.flatMap(([words, kind, weight]) =>
  Array.from({ length: weight }, () => ({ words, kind })),
);

export function makeJoin(
  context: SelectContext,
  left: readonly Relation[],
  right: Relation,
): { piece: Piece; truth: JoinTruth } {
  const { words, kind } = context.random.pick(joinDeck);
  if (kind === 'CROSS') return { piece: [`${words} `, right.item], truth: { kind, pairs: [] } };
  const equalities = sharedKeys(left, right, context.random).map(({ relation, column, other }) => ({
    piece: [reference(context, relation, column), ' = ', reference(context, right, other)] as Piece,
    pair:
      column.identity !== null && other.identity !== null
        ? ([column.identity, other.identity] as const)
        : null,
  }));
  const pairs = equalities.map(({ pair }) => pair);
  const piece: Piece = [
    `${words} `,
    right.item,
    ' ON ',
    joined(
      equalities.map((equality) => equality.piece),
      ' AND ',
    ),
  ];
  return { piece, truth: { kind, pairs: pairs.every((pair) => pair !== null) ? pairs : null } };
}

/** One equality, sometimes two, over key columns that both sides have. */
function sharedKeys(
  left: readonly Relation[],
  right: Relation,
  random: Random,
): { relation: Relation; column: RelationColumn; other: RelationColumn }[] {
  const candidates = left.flatMap((relation) =>
    idColumns(relation).flatMap((column) =>
      idColumns(right)
        .filter((other) => other.name === column.name)
        .map((other) => ({ relation, column, other })),
    ),
  );
  if (candidates.length === 0) throw new Error('sources without a common key');
  const count = random.chance(0.15) ? 2 : 1;
  return random.sample(candidates, count);
}

export function idColumns(relation: Relation): RelationColumn[] {
  return relation.columns.filter(({ name }) => name.endsWith('_id'));
}

/** LATERAL VIEW over an array or map of the scope; null where no source has one. */
export function makeLateral(context: SelectContext, relations: readonly Relation[]): Relation | null {
  const { random } = context;
  const nested = relations.flatMap((relation) =>
    relation.columns
      .filter(({ type }) => type === 'array' || type === 'map')
      .map((column) => ({ relation, column })),
  );
  if (nested.length === 0) return null;
  const { relation, column } = random.pick(nested);
  const withPosition = column.type === 'array' && random.chance(0.3);
  const names =
    column.type === 'map' ? ['attr_key', 'attr_value'] : withPosition ? ['pos', 'elem'] : ['elem'];
  const shown = names.map((name) => quoteName(name, context.isQuoted)).join(', ');
  const item: Piece = [
    `LATERAL VIEW ${random.chance(0.3) ? 'OUTER ' : ''}${withPosition ? 'posexplode' : 'explode'}(`,
    reference(context, relation, column),
    `) ${quoteName('lv', context.isQuoted)} AS ${shown}`,
  ];
  const columns = names.map(
    (name): RelationColumn => ({
      name,
      type: name === 'pos' ? 'number' : 'text',
      inputs: column.inputs,
      identity: null,
      node: null,
    }),
  );
  return { item, alias: 'lv', columns, node: null };
}
