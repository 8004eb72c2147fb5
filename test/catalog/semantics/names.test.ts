import { describe, expect, it } from 'vitest';
import {
  Abbreviations,
  abbreviates,
  abbreviationKey,
  learnAbbreviations,
  seedAbbreviations,
} from '../../../src/catalog/semantics/abbreviations.js';
import { inStyle, namingStyle, separatorOf } from '../../../src/catalog/semantics/naming-style.js';

describe('naming style', () => {
  it.each([
    ['customer_id', 'SNAKE'],
    ['address_line_2', 'SNAKE'],
    ['CUSTOMER_ID', 'UPPER_SNAKE'],
    ['customerId', 'CAMEL'],
    ['CustomerId', 'PASCAL'],
    ['HTTPServer', 'PASCAL'],
    ['customer-id', 'KEBAB'],
    ['name', 'FLAT'],
    ['Name', 'FLAT'],
    ['ID', 'FLAT'],
    ['address2', 'FLAT'],
    ['Customer_ID', 'MIXED'],
    ['order date', 'MIXED'],
    ['order_date-utc', 'MIXED'],
    ['', 'FLAT'],
    ['__proto__', 'FLAT'],
    ['größe_cm', 'SNAKE'],
  ])('reads %j as %s', (name, style) => {
    expect(namingStyle(name)).toBe(style);
  });

  it('writes the words of a name in another style', () => {
    expect(inStyle('orderItemID', 'SNAKE')).toBe('order_item_id');
    expect(inStyle('order_item_id', 'PASCAL')).toBe('OrderItemId');
    expect(inStyle('ORDER_ITEM', 'CAMEL')).toBe('orderItem');
    expect(inStyle('Order Item', 'KEBAB')).toBe('order-item');
    expect(inStyle('orderItem', 'UPPER_SNAKE')).toBe('ORDER_ITEM');
    expect(inStyle('Order_item', 'MIXED')).toBe('Order_item');
  });

  it('says what separates words, and nothing of a name of one word', () => {
    expect(separatorOf('a_b_c')).toBe('_');
    expect(separatorOf('orderItem')).toBe('');
    expect(separatorOf('a_b-c')).toBeNull();
    expect(separatorOf('name')).toBeNull();
  });
});

describe('expansion of abbreviations', () => {
  it('reads the tokens of the seed list as words', () => {
    expect(seedAbbreviations.expand('custAddr_ID')).toEqual(['customer', 'address', 'identifier']);
    expect(seedAbbreviations.expand('qty_inv_txn')).toEqual(['quantity', 'invoice', 'transaction']);
    expect(seedAbbreviations.expand('constructor')).toEqual(['constructor']);
  });

  it('takes a subsequence with the same first letter for an abbreviation', () => {
    expect(abbreviates('qnt', 'quantity')).toBe(true);
    expect(abbreviates('nty', 'quantity')).toBe(false);
    expect(abbreviates('qntx', 'quantity')).toBe(false);
    expect(abbreviates('word', 'word')).toBe(false);
  });

  // Of 24 columns, 3 are named wbl and say wobble: PMI = log2(3 · 24 / (3 · 3)) = 3.
  const said = (name: string, ...words: string[]) => ({ name, words });
  const others = Array.from({ length: 21 }, (_, index) => said(`c${index}_x`, `thing number ${index}`));
  const estate = [
    said('wbl_a', 'the wobble of it'),
    said('wbl_b', 'wobble again'),
    said('wbl_c', 'wobble'),
    ...others,
  ];

  it('learns a pair with its support and its bits of information', () => {
    const [pair, ...more] = learnAbbreviations(estate);
    expect(more).toEqual([]);
    expect(pair).toEqual({ token: 'wbl', word: 'wobble', support: 3, pmi: 3 });
    expect(new Abbreviations([{ token: 'wbl', word: 'wobble' }]).expand('wblSize')).toEqual([
      'wobble',
      'size',
    ]);
  });

  it('learns nothing from two occurrences, from words said everywhere, or from a rejected pair', () => {
    expect(learnAbbreviations([...estate.slice(0, 2), ...others])).toEqual([]);
    const everywhere = estate.map(({ name, words }) => said(name, ...words, 'wobble'));
    expect(learnAbbreviations(everywhere)).toEqual([]);
    expect(learnAbbreviations(estate, new Set([abbreviationKey('wbl', 'wobble')]))).toEqual([]);
  });
});
