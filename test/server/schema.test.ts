import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type ConstDirectiveNode,
  type DefinitionNode,
  type FieldDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  type ObjectTypeExtensionNode,
  parse,
  type TypeNode,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { resolvers } from '../../resolvers/index.js';
import { packageRoot } from '../../src/paths.js';
import { buildSchema } from '../../src/server/schema.js';

const folder = join(packageRoot, 'schema');
const definitions: readonly DefinitionNode[] = readdirSync(folder)
  .filter((file) => file.endsWith('.graphql'))
  .flatMap((file) => parse(readFileSync(join(folder, file), 'utf8')).definitions);

type WithFields = ObjectTypeDefinitionNode | ObjectTypeExtensionNode;
const objects = definitions.filter(
  (node): node is WithFields =>
    node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.OBJECT_TYPE_EXTENSION,
);
const fieldsOf = (types: readonly WithFields[]) =>
  types.flatMap((type) =>
    (type.fields ?? []).map((field) => ({ name: `${type.name.value}.${field.name.value}`, field })),
  );
const rootFields = (root: string) => fieldsOf(objects.filter((type) => type.name.value === root));
const has = (field: FieldDefinitionNode, directive: string): ConstDirectiveNode | undefined =>
  field.directives?.find(({ name }) => name.value === directive);

describe('the hand-written schema', () => {
  it('names the least role of every root field', () => {
    const without = ['Query', 'Mutation', 'Subscription']
      .flatMap(rootFields)
      .filter(({ field }) => has(field, 'requires') === undefined)
      .map(({ name }) => name);
    expect(without).toEqual([]);
  });

  it('bounds every list: a connection, or @listSize', () => {
    const unbounded = fieldsOf(objects)
      .filter(({ field }) => isListOfObjects(field.type) && has(field, 'listSize') === undefined)
      .map(({ name }) => name)
      .filter((name) => !name.endsWith('Connection.edges'));
    expect(unbounded).toEqual([]);
  });

  it('is served only when every interface can tell the types of its values', () => {
    const parts = { resolvers, generatedTier: null };
    expect(() => buildSchema(parts)).not.toThrow();
    const untold = resolvers.map((context) => ({ ...context, CatalogNode: {} }));
    expect(() => buildSchema({ ...parts, resolvers: untold })).toThrow('CatalogNode');
  });

  it('describes every type, field, argument and value', () => {
    expect(undescribed(definitions)).toEqual([]);
  });

  it('takes one input in every mutation and answers with the cursor of the change', () => {
    const wrong = rootFields('Mutation').filter(({ field }) => {
      const names = (field.arguments ?? []).map((argument) => argument.name.value);
      const payload = objects.find((type) => type.name.value === nameOf(field.type));
      const members = (payload?.fields ?? []).map((member) => member.name.value);
      return names.join() !== 'input' || !members.includes('cursor') || !members.includes('clientMutationId');
    });
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });

  it('gives every payload of a subscription its cursor and every subscription its `after`', () => {
    const wrong = rootFields('Subscription').filter(({ field }) => {
      const payload = objects.find((type) => type.name.value === nameOf(field.type));
      const hasCursor = (payload?.fields ?? []).some((member) => member.name.value === 'cursor');
      return !hasCursor || !(field.arguments ?? []).some((argument) => argument.name.value === 'after');
    });
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });
});

function nameOf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type);
}

/** Lists of leaves are as long as what the value holds; lists of objects are what grows. */
function isListOfObjects(type: TypeNode): boolean {
  if (type.kind === Kind.NON_NULL_TYPE) return isListOfObjects(type.type);
  if (type.kind !== Kind.LIST_TYPE) return false;
  const name = nameOf(type);
  return definitions.some(
    (node) =>
      (node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION) &&
      node.name.value === name,
  );
}

function undescribed(nodes: readonly DefinitionNode[]): readonly string[] {
  const missing: string[] = [];
  const note = (name: string, node: { readonly description?: unknown }): void => {
    if (node.description === undefined) missing.push(name);
  };
  for (const node of nodes) {
    if (!('name' in node) || node.name === undefined) continue;
    const isExtension = node.kind.endsWith('Extension');
    if (!isExtension) note(node.name.value, node as { description?: unknown });
    if ('fields' in node) {
      for (const field of node.fields ?? []) {
        note(`${node.name.value}.${field.name.value}`, field);
        if ('arguments' in field) {
          for (const argument of field.arguments ?? []) {
            note(`${node.name.value}.${field.name.value}(${argument.name.value})`, argument);
          }
        }
      }
    }
    if ('values' in node)
      for (const value of node.values ?? []) note(`${node.name.value}.${value.name.value}`, value);
    if (node.kind === Kind.DIRECTIVE_DEFINITION) {
      for (const argument of node.arguments ?? [])
        note(`@${node.name.value}(${argument.name.value})`, argument);
    }
  }
  return missing;
}
