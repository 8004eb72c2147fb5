/**
 * The limit walk: one pass over a parsed document, before validation, so that a hostile document costs
 * little. Every fragment is measured once and its measure added where it is spread, so the numbers are
 * those of the expanded document while the work is linear in the document as written.
 */
import {
  type DirectiveNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import { limitExceeded } from '../errors.js';
import { refuse } from './errors.js';

export interface DocumentLimits {
  readonly tokens: number;
  readonly depth: number;
  readonly aliases: number;
  readonly rootFields: number;
  readonly sameKey: number;
  readonly directives: number;
  readonly directivesAtOnePlace: number;
  readonly selections: number;
}

export const defaultLimits: DocumentLimits = {
  tokens: 2_000,
  depth: 15,
  aliases: 30,
  rootFields: 20,
  sameKey: 20,
  directives: 30,
  directivesAtOnePlace: 5,
  selections: 10_000,
};

/** What a selection set amounts to once its fragments are expanded. */
interface Measure {
  readonly depth: number;
  readonly aliases: number;
  readonly selections: number;
  /** Response keys at the top of the set, with how often each is selected. */
  readonly keys: ReadonlyMap<string, number>;
}

/** Throws LIMIT_EXCEEDED, or a validation refusal for a fragment cycle. Returns the largest expanded size of an operation. */
export function checkLimits(document: DocumentNode, limits: DocumentLimits): number {
  const walk = new LimitWalk(document, limits);
  let largest = 0;
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const measure = walk.measure(definition.selectionSet);
    const rootFields = sum(measure.keys.values());
    exceeds('rootFields', rootFields, limits.rootFields);
    largest = Math.max(largest, measure.selections);
  }
  walk.measureUnusedFragments();
  return largest;
}

class LimitWalk {
  readonly #limits: DocumentLimits;
  readonly #fragments = new Map<string, FragmentDefinitionNode>();
  /** null while a fragment is being measured: meeting it again is a cycle. */
  readonly #measures = new Map<string, Measure | null>();
  #directives = 0;

  constructor(document: DocumentNode, limits: DocumentLimits) {
    this.#limits = limits;
    for (const definition of document.definitions) {
      this.#countDirectives('directives' in definition ? definition.directives : undefined);
      if (definition.kind === Kind.FRAGMENT_DEFINITION) {
        this.#fragments.set(definition.name.value, definition);
      } else if (definition.kind === Kind.OPERATION_DEFINITION) {
        for (const variable of definition.variableDefinitions ?? []) {
          this.#countDirectives(variable.directives);
        }
      }
    }
  }

  measureUnusedFragments(): void {
    for (const name of this.#fragments.keys()) this.#fragment(name);
  }

  measure(set: SelectionSetNode): Measure {
    let depth = 0;
    let aliases = 0;
    let selections = 0;
    const keys = new Map<string, number>();
    const add = (key: string, times: number) => {
      const total = (keys.get(key) ?? 0) + times;
      exceeds('sameKey', total, this.#limits.sameKey);
      keys.set(key, total);
    };
    for (const selection of set.selections) {
      this.#countDirectives(selection.directives);
      let inner: Measure;
      if (selection.kind === Kind.FIELD) {
        inner = selection.selectionSet === undefined ? nothing : this.measure(selection.selectionSet);
        depth = Math.max(depth, inner.depth + 1);
        aliases += selection.alias === undefined ? 0 : 1;
        selections += 1;
        add((selection.alias ?? selection.name).value, 1);
      } else {
        inner =
          selection.kind === Kind.INLINE_FRAGMENT
            ? this.measure(selection.selectionSet)
            : this.#fragment(selection.name.value);
        depth = Math.max(depth, inner.depth);
        for (const [key, times] of inner.keys) add(key, times);
      }
      aliases += inner.aliases;
      selections += inner.selections;
      exceeds('aliases', aliases, this.#limits.aliases);
      exceeds('selections', selections, this.#limits.selections);
    }
    exceeds('depth', depth, this.#limits.depth);
    return { depth, aliases, selections, keys };
  }

  #fragment(name: string): Measure {
    const known = this.#measures.get(name);
    if (known === null) {
      throw refuse('GRAPHQL_VALIDATION_FAILED', `Cannot spread fragment "${name}" within itself.`);
    }
    if (known !== undefined) return known;
    const definition = this.#fragments.get(name);
    if (definition === undefined) return nothing;
    this.#measures.set(name, null);
    const measure = this.measure(definition.selectionSet);
    this.#measures.set(name, measure);
    return measure;
  }

  #countDirectives(directives: readonly DirectiveNode[] | undefined): void {
    if (directives === undefined || directives.length === 0) return;
    exceeds('directivesAtOnePlace', directives.length, this.#limits.directivesAtOnePlace);
    this.#directives += directives.length;
    exceeds('directives', this.#directives, this.#limits.directives);
  }
}

const nothing: Measure = { depth: 0, aliases: 0, selections: 0, keys: new Map() };

function exceeds(limit: keyof DocumentLimits, value: number, maximum: number): void {
  if (value > maximum) throw limitExceeded(limit, value, maximum);
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
