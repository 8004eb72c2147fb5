/**
 * Words that say what a column holds. General English of business data, written in full: names are expanded
 * before they are looked up. An entry may be a phrase; at a name's end the longest entry counts.
 */
import { tokensOf } from '../tokens.js';
import type { TypeFamily } from '../types/column-type.js';

export const semanticRoles = [
  'IDENTIFIER',
  'REFERENCE',
  'CODE',
  'NAME',
  'DESCRIPTION',
  'AMOUNT',
  'QUANTITY',
  'RATIO',
  'DATE_TIME',
  'DURATION',
  'STATUS',
  'FLAG',
  'EMAIL',
  'PHONE',
  'ADDRESS',
  'AUDIT',
] as const;
export type SemanticRole = (typeof semanticRoles)[number];

export const businessDomains = [
  'FINANCE',
  'CUSTOMER',
  'PRODUCT',
  'ORDER',
  'LOGISTICS',
  'MARKETING',
  'HR',
  'TIME',
] as const;
export type BusinessDomain = (typeof businessDomains)[number];

/** Words of identity: the last word of an IDENTIFIER, or of a REFERENCE to what the words before it name. */
const keyText = `identifier, uid, uuid, guid, rowid, key, primarykey, foreignkey, surrogate key, natural key,
  code, number, serial`;

/** Words of values that are told apart by more than their last word. */
const roleText: Readonly<Record<Exclude<SemanticRole, 'IDENTIFIER' | 'REFERENCE'>, string>> = {
  // Short symbols of a fixed list, or of a standard.
  CODE: `code, number, symbol, abbreviation, abbr, acronym, isbn, issn, iban, bic, swift, sku, ean, upc, gtin, vin,
    iso, currency, country code, postal code, category, type, class, kind, gender, sex, language, locale`,
  // What people call something.
  NAME: `name, firstname, lastname, surname, forename, nickname, title, label, username, login, alias, brand,
    initials, full name, display name`,
  // Text for people to read.
  DESCRIPTION: `description, comment, remark, note, text, summary, detail, abstract, memo, explanation, body,
    message, content, biography, review, synopsis, instruction, subject`,
  // Money.
  AMOUNT: `amount, price, cost, total, balance, salary, wage, fee, revenue, income, tax, profit, expense, budget,
    payment, sales, subtotal, discount, charge, margin, debit, credit, value, bonus, fare, premium, turnover, earning`,
  // How many, how much, how large.
  QUANTITY: `quantity, count, number of, stock, size, weight, height, width, length, depth, volume, capacity, points,
    units, population, area, distance, age, score, level, rank, speed, temperature, minimum, maximum, latitude,
    longitude, altitude, elevation, attendance, votes, wins, losses, goals, hits, total number`,
  // A part of a whole, or one measure by another.
  RATIO: `ratio, percent, percentage, rate, share, proportion, average, mean, probability, fraction, factor,
    coefficient, confidence, exchange rate, density`,
  // When.
  DATE_TIME: `date, time, datetime, timestamp, year, month, day, hour, week, quarter, birthdate, birthday, deadline,
    season, date from, date to, start date, end date, since, until`,
  // How long.
  DURATION: `duration, interval, period, elapsed, delay, latency, timeout, term, tenure, runtime, milliseconds,
    seconds, minutes`,
  // Where something stands in its life.
  STATUS: `status, state, phase, stage, condition, outcome, result, progress`,
  // Yes or no.
  FLAG: `flag, indicator, is, has, is active, enabled, disabled, active, deleted, visible, valid, verified, approved, locked,
    optional, mandatory, yn`,
  EMAIL: `email, mail, email address, e mail, mail address`,
  PHONE: `phone, telephone, mobile, fax, cell, phone number, telephone number, mobile number, fax number, cell number,
    mobile phone, cell phone`,
  // Where, by post or by place.
  ADDRESS: `address, street, city, town, zip, zipcode, postcode, postal code, zip code, zip postcode, province, county,
    country, house number, street number, line 1, line 2, region, state, state province, state county province,
    location`,
  // Who wrote the row, and when.
  AUDIT: `created, updated, modified, inserted, changed, created at, updated at, modified at, created by, updated by,
    modified by, changed by, last update, last updated, last modified, creation date, creation time, update date,
    update time, modification date, load date, load time, insert date, insert time, etl date, create date,
    create time, date created, date updated, date modified, row version`,
};

/** The trade a column belongs to. */
const domainText: Readonly<Record<BusinessDomain, string>> = {
  FINANCE: `account, invoice, payment, transaction, balance, amount, price, cost, tax, currency, bank, credit, debit,
    ledger, budget, revenue, loan, interest, fee, finance, financial, expense, asset, liability, equity, loss, claim,
    premium, settlement, profit, fund, iban`,
  CUSTOMER: `customer, client, consumer, subscriber, member, guest, patient, buyer, person, contact, user, household,
    loyalty, complaint, firstname, lastname, surname, first name, last name, email, phone`,
  PRODUCT: `product, item, sku, article, brand, catalog, category, model, part, good, material, variant, price, inventory,
    manufacturer, recipe, ingredient`,
  ORDER: `order, purchase, booking, reservation, cart, basket, checkout, line item, order item, return, refund, quote,
    quotation, sale`,
  LOGISTICS: `shipment, shipping, delivery, carrier, warehouse, freight, route, tracking, parcel, package, stock, truck,
    driver, vehicle, depot, cargo, dispatch, supplier, logistics, address`,
  MARKETING: `campaign, marketing, promotion, coupon, advertisement, click, impression, channel, segment, lead, audience,
    newsletter, conversion, referral`,
  HR: `employee, staff, salary, payroll, department, manager, hire, job, position, vacation, candidate, applicant,
    personnel, wage, recruitment, supervisor, hire date, firstname, lastname, surname, first name, last name`,
  TIME: `date, time, year, month, day, week, quarter, hour, minute, calendar, season, datetime, timestamp, holiday`,
};

/** Words that end in the letters "id" without an identifier in them, where what stands before could name a table. */
const wordsEndingInId = `paid unpaid prepaid postpaid valid invalid void avoid grid solid liquid fluid hybrid rapid
  android said acid humid candid braid raid squid`;

/** Phrase in normal tokens, joined by spaces → the entries of T it belongs to. */
export type Lexicon<T extends string> = ReadonlyMap<string, readonly T[]>;

export const longestPhrase = 4;

export const keyWords: ReadonlySet<string> = new Set(phrases(keyText));
export const notIdentifiers: ReadonlySet<string> = new Set(wordsEndingInId.split(/\s+/));
export const roleLexicon: Lexicon<SemanticRole> = lexicon(roleText);
export const domainLexicon: Lexicon<BusinessDomain> = lexicon(domainText);

/** A lexicon of words separated by commas, normalised as names are; for the words of a project too. */
export function lexicon<T extends string>(text: Readonly<Partial<Record<T, string>>>): Lexicon<T> {
  const entries = new Map<string, T[]>();
  for (const [value, words] of Object.entries(text) as [T, string][]) {
    for (const phrase of phrases(words)) entries.set(phrase, [...(entries.get(phrase) ?? []), value]);
  }
  return entries;
}

function phrases(text: string): readonly string[] {
  return [...new Set(text.split(',').map((phrase) => tokensOf(phrase).join(' ')))];
}

const numbers: readonly TypeFamily[] = ['INTEGER', 'DECIMAL', 'FLOAT'];
const times: readonly TypeFamily[] = ['DATE', 'TIME', 'TIMESTAMP'];
const nested: readonly TypeFamily[] = ['LIST', 'STRUCT', 'MAP', 'UNION', 'JSON'];

/** Families a role is usually stored in, and families that speak against it; others say nothing. */
export interface RoleTypes {
  readonly agreeing: readonly TypeFamily[];
  readonly contradicting: readonly TypeFamily[];
}

const textual: RoleTypes = {
  agreeing: ['STRING'],
  contradicting: ['BOOLEAN', 'DECIMAL', 'FLOAT', ...times, 'INTERVAL', 'BINARY', ...nested],
};
const keyTypes: RoleTypes = {
  agreeing: ['INTEGER', 'DECIMAL', 'UUID'],
  contradicting: ['BOOLEAN', 'FLOAT', ...times, 'INTERVAL', ...nested],
};

export const typesOfRole: Readonly<Record<SemanticRole, RoleTypes>> = {
  IDENTIFIER: keyTypes,
  REFERENCE: keyTypes,
  CODE: { agreeing: ['STRING'], contradicting: ['BOOLEAN', 'FLOAT', ...times, 'INTERVAL', ...nested] },
  NAME: { ...textual, contradicting: [...textual.contradicting, 'INTEGER'] },
  DESCRIPTION: { ...textual, contradicting: [...textual.contradicting, 'INTEGER'] },
  AMOUNT: {
    agreeing: numbers,
    contradicting: ['BOOLEAN', ...times, 'INTERVAL', 'BINARY', 'UUID', ...nested],
  },
  QUANTITY: { agreeing: numbers, contradicting: ['BOOLEAN', ...times, 'BINARY', 'UUID', ...nested] },
  RATIO: {
    agreeing: ['DECIMAL', 'FLOAT'],
    contradicting: ['BOOLEAN', ...times, 'INTERVAL', 'BINARY', 'UUID', ...nested],
  },
  DATE_TIME: { agreeing: times, contradicting: ['BOOLEAN', 'FLOAT', 'BINARY', 'UUID', ...nested] },
  DURATION: {
    agreeing: [...numbers, 'INTERVAL', 'TIME'],
    contradicting: ['BOOLEAN', 'DATE', 'BINARY', 'UUID', ...nested],
  },
  STATUS: {
    agreeing: ['STRING', 'INTEGER'],
    contradicting: ['FLOAT', ...times, 'INTERVAL', 'BINARY', ...nested],
  },
  FLAG: {
    agreeing: ['BOOLEAN', 'BITSTRING'],
    contradicting: ['FLOAT', ...times, 'INTERVAL', 'BINARY', 'UUID', ...nested],
  },
  EMAIL: { ...textual, contradicting: [...textual.contradicting, 'INTEGER'] },
  PHONE: { agreeing: ['STRING'], contradicting: ['BOOLEAN', 'FLOAT', ...times, 'INTERVAL', ...nested] },
  ADDRESS: { agreeing: ['STRING'], contradicting: ['BOOLEAN', ...times, 'INTERVAL', 'BINARY'] },
  AUDIT: { agreeing: [...times, 'STRING'], contradicting: ['BOOLEAN', 'FLOAT', 'BINARY', ...nested] },
};
