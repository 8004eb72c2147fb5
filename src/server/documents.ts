/**
 * Documents, parsed and validated once. `prepare` answers gates 4 to 7 of a request: tokens, cache by
 * SHA-256, limit walk, validation. What it returns is shared by all requests of the same text.
 */
import { createHash } from 'node:crypto';
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  MaxIntrospectionDepthRule,
  type OperationDefinitionNode,
  parse,
  separateOperations,
  specifiedRules,
  validate,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { limitExceeded, SheafError } from '../errors.js';
import type { DeadlineClass } from '../generated/graphql.js';
import { type ProtocolCode, Refusal, refusalOf, refuse } from './errors.js';
import { checkLimits, type DocumentLimits } from './limits.js';
import { type Requirement, requirementsOf } from './requirements.js';

export interface PreparedOperation {
  readonly document: DocumentNode;
  readonly node: OperationDefinitionNode;
  readonly name: string | null;
  readonly deadline: DeadlineClass;
  readonly requirements: readonly Requirement[];
  readonly introspects: boolean;
}

export interface PreparedDocument {
  readonly hash: string;
  readonly operations: readonly PreparedOperation[];
  /** Selections once fragments are expanded: what running it will touch at least. */
  readonly selections: number;
}

export interface DocumentOptions {
  readonly limits: DocumentLimits;
  /** "Did you mean" names parts of the schema: for development only. */
  readonly suggestions: boolean;
  /** Bytes the cache may hold. Default 64 MiB. */
  readonly cacheBytes?: number;
}

const MAX_VALIDATION_ERRORS = 5;
/** What a syntax tree takes for each character of its text, about; measured on the contract's documents. */
const BYTES_PER_CHARACTER = 60;

export class Documents {
  readonly #schema: GraphQLSchema;
  readonly #options: DocumentOptions;
  readonly #cache: LRUCache<string, PreparedDocument>;

  constructor(schema: GraphQLSchema, options: DocumentOptions) {
    this.#schema = schema;
    this.#options = options;
    this.#cache = new LRUCache({
      maxSize: options.cacheBytes ?? 64 * 1024 * 1024,
      sizeCalculation: (_document, key) =>
        Number(key.slice(key.indexOf(':') + 1)) * BYTES_PER_CHARACTER + 1024,
    });
  }

  get size(): number {
    return this.#cache.size;
  }

  /** Throws a `Refusal`. `hash` is the hex SHA-256 of the text where the caller has it already. */
  prepare(text: string, hash: string = createHash('sha256').update(text).digest('hex')): PreparedDocument {
    const key = `${hash}:${text.length}`;
    const known = this.#cache.get(key);
    if (known !== undefined) return known;
    const prepared = this.#prepareNew(text, hash);
    this.#cache.set(key, prepared);
    return prepared;
  }

  #prepareNew(text: string, hash: string): PreparedDocument {
    const document = parseWithin(text, this.#options.limits.tokens);
    const selections = checked(() => checkLimits(document, this.#options.limits));
    const errors = validate(this.#schema, document, [...specifiedRules, MaxIntrospectionDepthRule], {
      maxErrors: MAX_VALIDATION_ERRORS,
      hideSuggestions: !this.#options.suggestions,
    });
    if (errors.length > 0)
      throw new Refusal(
        errors.slice(0, MAX_VALIDATION_ERRORS).map((error) => coded(error, 'GRAPHQL_VALIDATION_FAILED')),
        400,
      );
    return {
      hash,
      selections,
      operations: Object.values(separateOperations(document)).map((part) => this.#operation(part)),
    };
  }

  /** `document` holds one operation and the fragments it reaches. */
  #operation(document: DocumentNode): PreparedOperation {
    const node = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
    if (node === undefined) throw new Error('a separated document holds its operation');
    const root = this.#schema.getRootType(node.operation);
    const fields = rootFieldNames(document, node);
    const deadlines = fields.map((field) => deadlineOf(root?.getFields()[field]?.astNode?.directives ?? []));
    return {
      document,
      node,
      name: node.name?.value ?? null,
      deadline: deadlines.includes('HEAVY')
        ? 'HEAVY'
        : deadlines.includes('READ')
          ? 'READ'
          : (deadlines[0] ?? 'READ'),
      requirements: requirementsOf(this.#schema, document),
      introspects: fields.includes('__schema') || fields.includes('__type'),
    };
  }
}

/** The operation of that name, or the only one. */
export function selectOperation(prepared: PreparedDocument, name: string | null): PreparedOperation {
  const { operations } = prepared;
  const found =
    name === null
      ? operations.length === 1
        ? operations[0]
        : undefined
      : operations.find((operation) => operation.name === name);
  if (found !== undefined) return found;
  const message =
    operations.length === 0
      ? 'Must provide an operation.'
      : name === null
        ? 'Must provide operation name if query contains multiple operations.'
        : `Unknown operation named "${name.slice(0, 100)}".`;
  throw refuse('OPERATION_RESOLUTION_FAILURE', message);
}

function parseWithin(text: string, maxTokens: number): DocumentNode {
  try {
    return parse(text, { maxTokens });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    if (/Document contains more that \d+ tokens/.test(error.message)) {
      throw refusalOf(limitExceeded('tokens', maxTokens + 1, maxTokens));
    }
    throw new Refusal([coded(error, 'GRAPHQL_PARSE_FAILED')], 400);
  }
}

function coded(error: GraphQLError, code: ProtocolCode): GraphQLError {
  return new GraphQLError(error.message, {
    nodes: error.nodes,
    source: error.source,
    positions: error.positions,
    extensions: { code },
  });
}

function checked<T>(check: () => T): T {
  try {
    return check();
  } catch (error) {
    throw error instanceof SheafError ? refusalOf(error) : error;
  }
}

/** Names of the root fields, those inside fragments included. */
function rootFieldNames(document: DocumentNode, operation: OperationDefinitionNode): readonly string[] {
  const names = new Set<string>();
  const seen = new Set<string>();
  const walk = (set: OperationDefinitionNode['selectionSet']): void => {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) names.add(selection.name.value);
      else if (selection.kind === Kind.INLINE_FRAGMENT) walk(selection.selectionSet);
      else if (!seen.has(selection.name.value)) {
        seen.add(selection.name.value);
        for (const definition of document.definitions) {
          if (
            definition.kind === Kind.FRAGMENT_DEFINITION &&
            definition.name.value === selection.name.value
          ) {
            walk(definition.selectionSet);
          }
        }
      }
    }
  };
  walk(operation.selectionSet);
  return [...names];
}

function deadlineOf(
  directives: readonly {
    readonly name: { readonly value: string };
    readonly arguments?: readonly { readonly value: object }[] | undefined;
  }[],
): DeadlineClass {
  const value = directives.find((directive) => directive.name.value === 'deadline')?.arguments?.[0]?.value;
  const name = value !== undefined && 'value' in value ? value.value : 'READ';
  return name === 'FAST' || name === 'HEAVY' ? name : 'READ';
}
