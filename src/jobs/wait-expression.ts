/** What a job waits for: events joined by AND and OR, AND binding first, parentheses as given. */

import type { EventReference } from './definitions.js';

export type WaitExpression =
  | { readonly kind: 'EVENT'; readonly event: EventReference }
  | { readonly kind: 'AND' | 'OR'; readonly operands: readonly WaitExpression[] };

export type WaitToken =
  | { readonly kind: 'EVENT'; readonly event: EventReference }
  | { readonly kind: 'AND' | 'OR' | 'OPEN' | 'CLOSE' };

export interface ParsedWaits {
  readonly expression: WaitExpression | null;
  /** False when parentheses or operators do not fit together: the expression is then the AND of all events. */
  readonly isBalanced: boolean;
}

/** Levels of parentheses; deeper ones are read as unbalanced. */
const MAX_NESTING = 64;

/** Two operands beside each other are joined by AND. Cost linear in the tokens; nesting is held on a stack. */
export function parseWaits(tokens: readonly WaitToken[]): ParsedWaits {
  const expression = parsed(tokens);
  if (expression !== undefined) return { expression, isBalanced: true };
  const events = tokens.flatMap((token) => (token.kind === 'EVENT' ? [token] : []));
  return { expression: joined('AND', events), isBalanced: false };
}

/** Terms of one pair of parentheses: a list of ANDs that are joined by OR. */
interface Level {
  readonly disjuncts: WaitExpression[];
  conjuncts: WaitExpression[];
  /** The operator read last, which an operand has to follow. */
  pending: 'AND' | 'OR' | null;
}

/** Undefined when the tokens are no expression; null when they hold no event. */
function parsed(tokens: readonly WaitToken[]): WaitExpression | null | undefined {
  if (tokens.length === 0) return null;
  const outer: Level[] = [];
  let level = opened();
  for (const token of tokens) {
    if (token.kind === 'OPEN') {
      if (outer.length === MAX_NESTING) return undefined;
      outer.push(level);
      level = opened();
    } else if (token.kind === 'CLOSE') {
      const inner = closed(level);
      const around = outer.pop();
      if (inner === null || around === undefined) return undefined;
      level = around;
      operand(level, inner);
    } else if (token.kind === 'EVENT') operand(level, token);
    else {
      if (level.conjuncts.length === 0 || level.pending !== null) return undefined;
      level.pending = token.kind;
    }
  }
  return outer.length > 0 ? undefined : (closed(level) ?? undefined);
}

function opened(): Level {
  return { disjuncts: [], conjuncts: [], pending: null };
}

function operand(level: Level, term: WaitExpression): void {
  if (level.pending === 'OR') {
    level.disjuncts.push(joinedTerms('AND', level.conjuncts));
    level.conjuncts = [];
  }
  level.conjuncts.push(term);
  level.pending = null;
}

/** Null for an empty pair of parentheses or an operator without its right side. */
function closed(level: Level): WaitExpression | null {
  if (level.conjuncts.length === 0 || level.pending !== null) return null;
  return joinedTerms('OR', [...level.disjuncts, joinedTerms('AND', level.conjuncts)]);
}

/** The terms under one operator, those of the same operator flattened into it; null of none. */
export function joined(kind: 'AND' | 'OR', terms: readonly WaitExpression[]): WaitExpression | null {
  return terms.length === 0 ? null : joinedTerms(kind, terms);
}

function joinedTerms(kind: 'AND' | 'OR', terms: readonly WaitExpression[]): WaitExpression {
  const flat = terms.flatMap((term) => (term.kind === kind ? term.operands : [term]));
  const [first] = flat;
  return flat.length === 1 && first !== undefined ? first : { kind, operands: flat };
}

/** The events of an expression from left to right, repeated ones each time. */
export function eventsOf(expression: WaitExpression | null): readonly EventReference[] {
  if (expression === null) return [];
  return expression.kind === 'EVENT' ? [expression.event] : expression.operands.flatMap(eventsOf);
}

/** The expression as people write it: `a AND (b PREV OR c)`; a date other than the order date follows its name. */
export function waitText(expression: WaitExpression): string {
  if (expression.kind === 'EVENT') return eventText(expression.event);
  const operands = expression.operands.map((operand) =>
    expression.kind === 'AND' && operand.kind === 'OR' ? `(${waitText(operand)})` : waitText(operand),
  );
  return operands.join(` ${expression.kind} `);
}

const dateWords: Readonly<Record<EventReference['date'], string>> = {
  ORDER_DATE: '',
  PREVIOUS: ' PREV',
  NEXT: ' NEXT',
  OFFSET: '',
  ANY: ' ****',
  NONE: ' STAT',
};

function eventText({ name, date, dateText }: EventReference): string {
  return `${name}${dateText === null ? dateWords[date] : ` ${dateText}`}`;
}

/**
 * The expression over the positions of its events (0 for the leftmost), operators after their operands and
 * with the number of them: `0 1 2 OR2 AND2`. `fromPostfix` reads it back.
 */
export function toPostfix(expression: WaitExpression): string {
  const words: string[] = [];
  let position = 0;
  const write = (term: WaitExpression): void => {
    if (term.kind === 'EVENT') words.push(String(position++));
    else {
      for (const operand of term.operands) write(operand);
      words.push(`${term.kind}${term.operands.length}`);
    }
  };
  write(expression);
  return words.join(' ');
}

/** Null when the text is no expression over these events. */
export function fromPostfix(text: string, events: readonly EventReference[]): WaitExpression | null {
  const stack: WaitExpression[] = [];
  for (const word of text.split(' ')) {
    const operator = /^(AND|OR)(\d+)$/.exec(word);
    if (operator === null) {
      const event = /^\d+$/.test(word) ? events[Number(word)] : undefined;
      if (event === undefined) return null;
      stack.push({ kind: 'EVENT', event });
      continue;
    }
    const count = Number(operator[2]);
    if (count < 2 || count > stack.length) return null;
    const operands = stack.splice(stack.length - count);
    stack.push({ kind: operator[1] === 'AND' ? 'AND' : 'OR', operands });
  }
  const [expression] = stack;
  return stack.length === 1 && expression !== undefined ? expression : null;
}

/**
 * The conjunctions of the disjunctive form, each a list of events; null when there would be more than
 * `maximum` of them, and then nothing larger than `maximum` was built.
 */
export function disjunctiveForm<T>(expression: AndOr<T>, maximum: number): readonly (readonly T[])[] | null {
  if (expression.kind === 'LEAF') return [[expression.leaf]];
  const forms: (readonly (readonly T[])[])[] = [];
  for (const operand of expression.operands) {
    const form = disjunctiveForm(operand, maximum);
    if (form === null) return null;
    forms.push(form);
  }
  if (expression.kind === 'OR') {
    const all = forms.flat();
    return all.length > maximum ? null : all;
  }
  let product: readonly (readonly T[])[] = [[]];
  for (const form of forms) {
    if (product.length * form.length > maximum) return null;
    product = product.flatMap((left) => form.map((right) => [...left, ...right]));
  }
  return product;
}

/** An AND-OR tree over leaves of any kind; an AND of nothing holds, an OR of nothing never does. */
export type AndOr<T> =
  | { readonly kind: 'LEAF'; readonly leaf: T }
  | { readonly kind: 'AND'; readonly operands: readonly AndOr<T>[] }
  | { readonly kind: 'OR'; readonly operands: readonly AndOr<T>[] };
