import { describe, expect, it } from 'vitest';
import { candidateTables } from '../../../src/catalog/matching/blocking.js';
import {
  type ColumnMatch,
  compareSchemas,
  matchColumns,
  nearestSignatures,
  similarColumns,
  similarTables,
  tableSignature,
} from '../../../src/catalog/matching/index.js';
import {
  affixesApart,
  commonAffixes,
  nameFeatures,
  nameScore,
  ownTokens,
  TokenWeights,
} from '../../../src/catalog/matching/names.js';
import { prepareSides } from '../../../src/catalog/matching/side.js';
import type { DescribedTable } from '../../../src/catalog/semantics/index.js';
import { seedAbbreviations } from '../../../src/catalog/semantics/index.js';
import { tokensOf } from '../../../src/catalog/tokens.js';
import { table } from '../semantics/tables.js';

const score = (left: string, right: string): number => {
  const [a, b] = [left, right].map((name) => nameFeatures(tokensOf(name), seedAbbreviations));
  if (a === undefined || b === undefined) throw new Error('two names have two features');
  return nameScore(a, b, new TokenWeights([a, b]));
};

describe('the score of two names', () => {
  it('is 1 for equal normal forms, whatever the style', () => {
    expect(score('MediaTypeId', 'media_type_id')).toBe(1);
    expect(score('orderItems', 'ORDER_ITEM')).toBe(1);
  });

  it('is the Jaccard similarity of the words where that is more', () => {
    expect(score('cust_addr', 'customer_address')).toBe(1);
    // customer, address, identifier beside customer, identifier.
    expect(score('cust_addr_id', 'customerId')).toBeCloseTo(2 / 3, 10);
  });

  it('is half trigrams, half words weighted by rarity', () => {
    // Trigrams of ab: "  a", " ab", "ab "; of ac: "  a", " ac", "ac "; of xq: none shared.
    // Dice: 2 · (3 + 1) / (6 + 6) for {xq, ab} and {xq, ac}. Of the words xq is in both names: ln 2; ab, ac in one: ln 3.
    const words = Math.log(2) / (Math.log(2) + 2 * Math.log(3));
    expect(score('xq_ab', 'xq_ac')).toBeCloseTo(Math.max(0.5 * (8 / 12) + 0.5 * words, 1 / 3), 10);
    expect(score('zebra', 'quantity')).toBe(0);
  });
});

describe('common affixes of a side', () => {
  it('are found from four in five names on, and leave every name a word', () => {
    const names = ['stg_orders', 'stg_items', 'stg_people', 'stg_places', 'other'];
    const affixes = commonAffixes(names);
    expect(affixes).toEqual({ prefix: ['stg'], suffix: [] });
    expect(names.map((name) => ownTokens(name, affixes).join(' '))).toEqual([
      'order',
      'item',
      'people',
      'place',
      'other',
    ]);
    expect(commonAffixes([...names, 'another']).prefix).toEqual([]);
    expect(commonAffixes(['stg_orders']).prefix).toEqual([]);
    expect(commonAffixes(['dw_a_v2', 'dw_b_v2'])).toEqual({
      prefix: ['dw'],
      suffix: ['v', '2'],
    });
  });
});

describe('affixes of one side', () => {
  const affixes = (prefix: string) => ({ prefix: [prefix], suffix: [] });
  it('are kept where the other side uses the word, unless there too every name begins so', () => {
    const none = { prefix: [], suffix: [] };
    expect(affixesApart(affixes('stg'), none, ['orders', 'items'])).toEqual(affixes('stg'));
    expect(affixesApart(affixes('order'), none, ['orders', 'items'])).toEqual(none);
    expect(affixesApart(affixes('order'), affixes('order'), ['order_a', 'order_b'])).toEqual(
      affixes('order'),
    );
  });
});

const shop: readonly DescribedTable[] = [
  table('customer', ['customer_id integer pk', 'full_name text', 'email text', 'birth_date date']),
  table('orders', [
    'order_id integer pk',
    'customer_id integer fk',
    'total numeric(10,2)',
    'ordered_at timestamp',
  ]),
  table('product', ['product_id integer pk', 'title text', 'price numeric(10,2)']),
];

const idsOf = (tables: readonly DescribedTable[], prefix: string): readonly DescribedTable[] =>
  tables.map((each) => ({
    ...each,
    id: `${prefix}${each.id}`,
    columns: each.columns.map((column) => ({ ...column, id: `${prefix}${column.id}` })),
  }));

describe('comparing two schemas', () => {
  it('matches a schema with itself, each part with its share', () => {
    const { matched, ambiguous, onlyLeft, onlyRight, similarity } = compareSchemas(shop, idsOf(shop, 'r.'));
    expect(matched.map(({ left, right }) => [left, right])).toEqual(
      ['customer', 'orders', 'product'].map((name) => [name, `r.${name}`]),
    );
    expect([ambiguous, onlyLeft, onlyRight]).toEqual([[], [], []]);
    expect(similarity).toBeCloseTo(1, 10);
    const columns = matched.flatMap((match) => match.columns);
    expect(columns.every(({ left, right }) => right === `r.${left}`)).toBe(true);
    for (const { reasons } of columns) {
      expect(reasons.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 10);
      expect(reasons.every((reason) => reason.score === 1)).toBe(true);
    }
  });

  it('finds tables under a prefix and in another style, and says what has no partner', () => {
    const renamed = [
      table('STG_CUSTOMER', ['CUST_ID integer pk', 'FULL_NAME text', 'EMAIL text', 'BIRTH_DT date']),
      table('STG_ORDERS', [
        'ORDER_ID integer pk',
        'CUST_ID integer fk',
        'TOTAL numeric(12,2)',
        'ORDERED_AT timestamp',
      ]),
      table('STG_WEATHER', ['STATION text', 'HUMIDITY real']),
    ];
    const found = compareSchemas(shop, renamed);
    expect(found.matched.map(({ left, right }) => [left, right])).toEqual([
      ['customer', 'STG_CUSTOMER'],
      ['orders', 'STG_ORDERS'],
    ]);
    expect([found.onlyLeft, found.onlyRight]).toEqual([['product'], ['STG_WEATHER']]);
    const total = found.matched[1]?.columns.find(({ left }) => left === 'orders.total');
    expect(total).toMatchObject({ right: 'STG_ORDERS.TOTAL', status: 'MATCHED', typeRelation: 'WIDENING' });
  });

  it('calls two tables alike ambiguous rather than choose', () => {
    const twin = (name: string) => table(name, ['order_id integer', 'total numeric', 'note text']);
    const found = compareSchemas([twin('order_a')], [twin('order_b'), twin('order_c')]);
    expect(found.matched).toEqual([]);
    expect(found.ambiguous.map(({ left, right }) => [left, right])).toEqual([['order_a', 'order_b']]);
    expect(found.ambiguous[0]?.margin).toBeCloseTo(0, 10);
  });

  it('does not depend on the order of the tables', () => {
    const right = idsOf(shop, 'r.');
    expect(compareSchemas(shop.toReversed(), right.toReversed())).toEqual(compareSchemas(shop, right));
  });

  it('gives an empty side its answer', () => {
    expect(compareSchemas([], [])).toMatchObject({ matched: [], onlyLeft: [], onlyRight: [], similarity: 1 });
    expect(compareSchemas(shop, [])).toMatchObject({
      onlyLeft: ['customer', 'orders', 'product'],
      similarity: 0,
    });
    expect(compareSchemas([table('t', [])], [table('t', [])]).matched).toHaveLength(1);
  });

  it('compares only tables that share a word, at most twelve for each', () => {
    const many = (prefix: string) =>
      Array.from({ length: 300 }, (_, index) =>
        table(`${prefix}_x${index.toString(36)}q`, [`a${index.toString(36)}z integer`, 'id integer']),
      );
    const { left, right } = prepareSides(many('l'), many('r'));
    const pairs = candidateTables(left.tables, right.tables);
    expect(pairs.length).toBeLessThanOrEqual(12 * 300);
    const found = new Set(pairs.map(([one, other]) => `${one}/${other}`));
    const own = left.tables.flatMap((one, index) => {
      const partner = right.tables.findIndex(
        (other) => other.table.name.slice(1) === one.table.name.slice(1),
      );
      return found.has(`${index}/${partner}`) ? [] : [one.table.name];
    });
    expect(own).toEqual([]);
  });
});

describe('matching the columns of two tables', () => {
  const by = (matches: readonly ColumnMatch[], left: string) => matches.find((match) => match.left === left);
  const [left, right] = [
    table('t', ['customer_id integer', 'start_date date', 'end_date date', 'zzz text']),
    table('t', ['end_date date', 'customer_id bigint', 'start_date date', 'qwerty bytea']),
  ].map((each, index) => idsOf([each], index === 0 ? '' : 'r.')[0]);
  if (left === undefined || right === undefined) throw new Error('both tables are there');

  it('finds each whatever the order, and leaves alone what has nothing in common', () => {
    const matches = matchColumns(left, right);
    expect(matches.map((match) => [match.left, match.right, match.status])).toEqual([
      ['t.customer_id', 'r.t.customer_id', 'MATCHED'],
      ['t.start_date', 'r.t.start_date', 'MATCHED'],
      ['t.end_date', 'r.t.end_date', 'MATCHED'],
      ['t.zzz', null, 'ONLY_LEFT'],
      [null, 'r.t.qwerty', 'ONLY_RIGHT'],
    ]);
  });

  it('renormalises what is known: 0.35, 0.20, 0.15, 0.15 and 0.10 of 0.95 without keys and comments', () => {
    const match = by(matchColumns(left, right), 't.customer_id');
    const parts = Object.fromEntries((match?.reasons ?? []).map(({ part, weight }) => [part, weight]));
    expect(Object.keys(parts)).toEqual(['NAME', 'TYPE', 'MEANING', 'TABLE', 'POSITION']);
    expect(parts.NAME).toBeCloseTo(0.35 / 0.95, 10);
    // Rank 0 beside rank 1 of four: 1 − 1/3. int → bigint widens: 0.8. Role first here, not there: both identifiers.
    const position = match?.reasons.find(({ part }) => part === 'POSITION');
    expect(position?.score).toBeCloseTo(2 / 3, 10);
    expect(match?.reasons.find(({ part }) => part === 'TYPE')?.score).toBe(0.8);
  });

  it('offers k alternatives, best first', () => {
    const alternatives = by(matchColumns(left, right, 2), 't.start_date')?.alternatives ?? [];
    expect(alternatives).toHaveLength(2);
    expect(alternatives[0]?.right).toBe('r.t.end_date');
    expect(alternatives[0]?.score).toBeGreaterThan(alternatives[1]?.score ?? 1);
  });

  it('reads comments where both sides have them', () => {
    const commented = (text: string) => table('t', [`abc integer -- ${text}`, 'other text']);
    const of = (one: string, other: string) =>
      matchColumns(commented(one), commented(other))[0]?.reasons.find(({ part }) => part === 'COMMENT')
        ?.score;
    expect(of('weight of the parcel', 'weight of the parcel')).toBeCloseTo(1, 10);
    expect(of('weight of the parcel', 'colour')).toBe(0);
    expect(by(matchColumns(left, right), 't.zzz')?.reasons).toEqual([]);
  });

  it('changes with the name and type of one column', () => {
    const flipped = {
      ...right,
      columns: right.columns.map((column) =>
        column.name === 'start_date'
          ? { ...column, name: 'humidity', type: { ...column.type, ...floatType() } }
          : column,
      ),
    };
    const [before, after] = [matchColumns(left, right), matchColumns(left, flipped)];
    expect(by(before, 't.start_date')?.status).toBe('MATCHED');
    expect(by(after, 't.start_date')?.right).not.toBe('r.t.start_date');
  });
});

function floatType() {
  const [column] = table('t', ['a double precision']).columns;
  if (column === undefined) throw new Error('a table has the columns it is made of');
  return column.type;
}

describe('similar tables and columns', () => {
  const copies = idsOf(shop, 'copy.');
  const others = Array.from({ length: 40 }, (_, index) =>
    table(`noise${index}`, [`qq${index}_vv integer`, `ww${index} text`]),
  );
  const estate = [...shop, ...copies, ...others];
  const given = shop[1];
  if (given === undefined) throw new Error('the shop has orders');

  it('are found by their signatures and ranked by the exact score', () => {
    const ids = nearestSignatures(
      tableSignature(given),
      estate.map((each) => tableSignature(each)),
      3,
    );
    expect(ids[0]).toBe('copy.orders');
    expect(ids).not.toContain('orders');
    expect(ids.length).toBeLessThanOrEqual(12);
    const candidates = estate.filter(({ id }) => ids.includes(id));
    const [best, ...more] = similarTables(given, candidates, 3);
    expect(best?.id).toBe('copy.orders');
    expect(best?.score).toBeGreaterThan(0.9);
    for (const other of more) expect(other.score).toBeLessThan(best?.score ?? 0);
  });

  it('finds the column of the same name and meaning', () => {
    const [column] = given.columns.slice(2);
    if (column === undefined) throw new Error('orders have a total');
    const wanted = new Set(copies.flatMap((each) => each.columns.map(({ id }) => id)));
    expect(similarColumns(column, given, copies, wanted, 2)[0]?.id).toBe('copy.orders.total');
  });
});
