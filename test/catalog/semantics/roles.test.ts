import { describe, expect, it } from 'vitest';
import { analyzeNames, analyzeTables, type ColumnSemantics } from '../../../src/catalog/semantics/analyze.js';
import { confidenceOf, reported } from '../../../src/catalog/semantics/evidence.js';
import { lexicon } from '../../../src/catalog/semantics/lexicons.js';
import { table } from './tables.js';

const shop = [
  table('customers', [
    'customer_id integer',
    'full_name text',
    'email varchar(80)',
    'phone_number text',
    'created_at timestamp',
    'is_active boolean',
  ]),
  table('orders', [
    'order_id integer',
    'customer_id integer',
    'total_amount numeric(10,2)',
    'order_status varchar(10)',
    'ordered_date date',
    'discount_rate numeric(4,3)',
    'item_count integer',
    'valid boolean',
    'paid_date boolean',
  ]),
];

function of(id: string, tables = shop): ColumnSemantics {
  const found = analyzeTables(tables).get(id);
  if (found === undefined) throw new Error(`no column ${id}`);
  return found;
}

describe('role of a column', () => {
  it.each([
    ['customers.customer_id', 'IDENTIFIER'],
    ['orders.order_id', 'IDENTIFIER'],
    ['orders.customer_id', 'REFERENCE'],
    ['customers.full_name', 'NAME'],
    ['customers.email', 'EMAIL'],
    ['customers.phone_number', 'PHONE'],
    ['customers.created_at', 'AUDIT'],
    ['customers.is_active', 'FLAG'],
    ['orders.total_amount', 'AMOUNT'],
    ['orders.order_status', 'STATUS'],
    ['orders.ordered_date', 'DATE_TIME'],
    ['orders.discount_rate', 'RATIO'],
    ['orders.item_count', 'QUANTITY'],
    ['orders.valid', 'FLAG'],
  ])('%s is %s', (id, role) => {
    expect(of(id).role).toBe(role);
  });

  it('adds up its evidence as a noisy or', () => {
    const { roleConfidence, roleCandidates } = of('orders.customer_id');
    const signals = roleCandidates[0]?.evidence.map(({ signal }) => signal).sort();
    expect(signals).toEqual(['FIRST_COLUMN_ELSEWHERE', 'HEAD_TOKEN', 'TABLE_TOKEN', 'TYPE']);
    // 1 − 0.5 · 0.4 · 0.7 · 0.7
    expect(roleConfidence).toBeCloseTo(0.902, 10);
  });

  it('counts a declared key', () => {
    const declared = [table('t', ['a integer', 'zzz integer fk']), table('u', ['b integer'])];
    // KEY_MEMBERSHIP alone; a type counts only beside a signal of the name.
    expect(of('t.zzz', declared)).toMatchObject({ role: 'REFERENCE', roleConfidence: 0.7 });
  });

  it('is weakened to three tenths by a type that contradicts, and then not reported', () => {
    const { role, roleCandidates } = of('orders.paid_date');
    expect(role).toBeNull();
    expect(roleCandidates.find(({ value }) => value === 'DATE_TIME')?.confidence).toBeCloseTo(0.6 * 0.3, 10);
  });

  it('finds no identifier inside a word', () => {
    for (const { role } of analyzeNames(['x', 'valid', 'paid', 'void', 'unpaid'], 'payments').slice(2))
      expect(role).not.toBe('IDENTIFIER');
  });

  it('reads an abbreviated own table before id, first in the table, as an identifier', () => {
    const tables = [
      table('airports', ['apid integer', 'city text']),
      table('gate', ['x integer', 'apid integer']),
    ];
    expect(of('airports.apid', tables).role).toBe('IDENTIFIER');
    expect(of('gate.apid', tables).role).toBe('REFERENCE');
  });

  it('counts what a convention means with its lower bound as weight', () => {
    const meanings = [
      { role: 'CODE', pattern: 'k_', lower: 0.8, applies: (name: string) => name.startsWith('k_') },
    ] as const;
    const found = analyzeTables([table('t', ['a text', 'k_zzz text'])], { meanings }).get('t.k_zzz');
    expect(found?.role).toBe('CODE');
    expect(found?.roleConfidence).toBeCloseTo(0.8, 10);
  });

  it('reads a comment, once for each meaning', () => {
    const tables = [table('t', ['a text', 'zzz text -- amount of the amounts, in full'])];
    const amount = of('t.zzz', tables).roleCandidates.find(({ value }) => value === 'AMOUNT');
    expect(amount?.evidence).toHaveLength(1);
    expect(amount?.confidence).toBeCloseTo(0.3, 10);
  });

  it('changes when the name and type of the column change', () => {
    const before = of('orders.total_amount');
    const flipped = shop.map((each) => ({
      ...each,
      columns: each.columns.map((column) =>
        column.id === 'orders.total_amount' ? { ...column, ...flippedTo('shipped_date date') } : column,
      ),
    }));
    const after = analyzeTables(flipped).get('orders.total_amount');
    expect([before.role, after?.role]).toEqual(['AMOUNT', 'DATE_TIME']);
    expect(after?.tokens).toEqual(['shipped', 'date']);
  });
});

function flippedTo(text: string) {
  const [column] = table('orders', [text]).columns;
  if (column === undefined) throw new Error('a table has the columns it is made of');
  return { name: column.name, type: column.type };
}

describe('the report rule', () => {
  const seen = (...weights: number[]) =>
    weights.map((weight) => ({ signal: 'OTHER_TOKEN' as const, text: String(weight), weight }));

  it('reports the best from 0.5 on and a tenth ahead', () => {
    const candidate = (value: string, confidence: number) => ({ value, confidence, evidence: [] });
    expect(reported([candidate('a', 0.5), candidate('b', 0.4)])?.value).toBe('a');
    expect(reported([candidate('a', 0.49)])).toBeNull();
    expect(reported([candidate('a', 0.8), candidate('b', 0.71)])).toBeNull();
    expect(reported([])).toBeNull();
  });

  it('grows with every signal and stays below one', () => {
    expect(confidenceOf(seen(0.3))).toBeCloseTo(0.3, 12);
    expect(confidenceOf(seen(0.3, 0.6))).toBeCloseTo(0.72, 12);
    expect(confidenceOf([])).toBe(0);
  });
});

describe('domain and personal data', () => {
  it('takes the domain of the words, and of most siblings where the words leave it open', () => {
    expect(of('orders.order_id')).toMatchObject({ domain: 'ORDER' });
    // FINANCE by 0.6, TIME by nothing: siblings of one domain add 0.2 to theirs alone.
    const [, second] = analyzeNames(['campaign', 'budget', 'coupon', 'promotion', 'newsletter'], 't');
    expect(second?.domainCandidates.find(({ value }) => value === 'MARKETING')?.evidence).toEqual([
      { signal: 'SIBLINGS', text: 'MARKETING', weight: 0.2 },
    ]);
  });

  it('reads the words of a project', () => {
    const domainWords = lexicon({ LOGISTICS: 'flurb' });
    const [found] = analyzeNames(['flurb'], 't', { domainWords });
    expect(found?.domain).toBe('LOGISTICS');
    expect(analyzeNames(['flurb'], 't')[0]?.domain).toBeNull();
  });

  it('marks e-mail, phone, address and names of people', () => {
    const personal = (name: string) => analyzeNames(['zzz', name], 't')[1]?.isPersonalDataCandidate;
    expect(['email', 'mobile_phone', 'street_address', 'last_name', 'customer_name'].map(personal)).toEqual(
      Array(5).fill(true),
    );
    expect(['product_name', 'quantity', 'file_name', 'order_date'].map(personal)).toEqual(
      Array(4).fill(false),
    );
  });
});
