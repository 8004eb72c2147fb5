/** Subscriptions as `sheaf watch` sends them: with the place to continue at, and the cursor to continue from. */
import { type DocumentNode, type FieldNode, Kind, parse, print } from 'graphql';
import { UsageError } from './command.js';

const what = 'FILE: expected a GraphQL document with one subscription of one field';

/**
 * The subscription with `$after` as its field's `after` and with `cursor` selected, which every
 * subscription of the API has; what the document holds of them stays. Throws UsageError for anything else.
 */
export function resumable(text: string): string {
  const document = parsed(text);
  const [operation, further] = document.definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
  const [field, second] = operation?.selectionSet.selections ?? [];
  const isOne = further === undefined && second === undefined && operation?.operation === 'subscription';
  if (!isOne || field?.kind !== Kind.FIELD || field.selectionSet === undefined) throw new UsageError(what);
  const variables = operation.variableDefinitions ?? [];
  const hasVariable = variables.some(({ variable }) => variable.name.value === 'after');
  const changed = {
    ...operation,
    variableDefinitions: hasVariable ? variables : [...variables, ...afterVariable()],
    selectionSet: { ...operation.selectionSet, selections: [withCursor(withAfter(field))] },
  };
  return print({
    ...document,
    definitions: document.definitions.map((each) => (each === operation ? changed : each)),
  });
}

function parsed(text: string): DocumentNode {
  try {
    return parse(text, { maxTokens: 100_000 });
  } catch (error) {
    throw new UsageError(`${what}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function afterVariable() {
  const [made] = parse('subscription ($after: Cursor) { x }').definitions;
  return made?.kind === Kind.OPERATION_DEFINITION ? (made.variableDefinitions ?? []) : [];
}

function withAfter(field: FieldNode): FieldNode {
  const given = field.arguments?.find(({ name }) => name.value === 'after');
  if (given === undefined) {
    const value = { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: 'after' } } as const;
    const argument = { kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: 'after' }, value } as const;
    return { ...field, arguments: [...(field.arguments ?? []), argument] };
  }
  if (given.value.kind === Kind.VARIABLE && given.value.name.value === 'after') return field;
  throw new UsageError(
    `${field.name.value}(after:) is given in the document: leave it out, and give --after`,
  );
}

function withCursor(field: FieldNode): FieldNode {
  const selections = field.selectionSet?.selections ?? [];
  const hasCursor = selections.some(
    (each) => each.kind === Kind.FIELD && (each.alias ?? each.name).value === 'cursor',
  );
  if (hasCursor) return field;
  const cursor = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: 'cursor' } } as const;
  return { ...field, selectionSet: { kind: Kind.SELECTION_SET, selections: [cursor, ...selections] } };
}
