import { getDirective } from '@graphql-tools/utils';
import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
} from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { composeSchema } from '../../src/compose.js';
import { buildSchema } from '../../src/server/schema.js';

let handWritten: GraphQLSchema;
let merged: GraphQLSchema;
beforeAll(async () => {
  merged = await composeSchema();
  handWritten = buildSchema({ resolvers: [], generatedTier: null });
});

function types(schema: GraphQLSchema): readonly GraphQLNamedType[] {
  return Object.values(schema.getTypeMap()).filter(
    (type) => !isIntrospectionType(type) && !(isScalarType(type) && isSpecifiedScalarType(type)),
  );
}

interface Place {
  readonly at: string;
  readonly field: GraphQLField<unknown, unknown>;
}

function fields(schema: GraphQLSchema): readonly Place[] {
  return types(schema).flatMap((type) =>
    isObjectType(type) || isInterfaceType(type)
      ? Object.values(type.getFields()).map((field) => ({ at: `${type.name}.${field.name}`, field }))
      : [],
  );
}

const roots = () => [
  handWritten.getQueryType(),
  handWritten.getMutationType(),
  handWritten.getSubscriptionType(),
];

describe('the hand-written schema', () => {
  it('describes every type, field, argument and enum value', () => {
    const bare = types(handWritten).flatMap((type) => {
      const inner: { readonly name: string; readonly description?: string | null | undefined }[] = isEnumType(
        type,
      )
        ? type
            .getValues()
            .map((value) => ({ name: `${type.name}.${value.name}`, description: value.description }))
        : isInputObjectType(type)
          ? Object.values(type.getFields()).map((field) => ({
              name: `${type.name}.${field.name}`,
              description: field.description,
            }))
          : [];
      return [{ name: type.name, description: type.description }, ...inner];
    });
    const places = fields(handWritten).flatMap(({ at, field }) => [
      { name: at, description: field.description },
      ...field.args.map((argument) => ({
        name: `${at}(${argument.name})`,
        description: argument.description,
      })),
    ]);
    const missing = [...bare, ...places]
      .filter(({ description }) => !description?.trim())
      .map(({ name }) => name);
    expect(missing).toEqual([]);
  });

  it('says the role of every mutation and subscription, with a project that an argument holds or none', () => {
    const wrong = roots()
      .slice(1)
      .flatMap((root) => Object.values(root?.getFields() ?? {}))
      .filter((field) => getDirective(handWritten, field, 'requires') === undefined)
      .map((field) => field.name);
    expect(wrong).toEqual([]);
  });

  it('names arguments that exist in @requires of root fields', () => {
    const wrong = roots().flatMap((root) =>
      Object.values(root?.getFields() ?? {}).flatMap((field) => {
        const path = getDirective(handWritten, field, 'requires')?.[0]?.project as string | undefined;
        // `*` says that no argument holds one.
        if (path === undefined || path === 'project' || path === '*') return [];
        const [first, second] = path.split('.');
        const argument = field.args.find(({ name }) => name === first);
        if (argument === undefined) return [`${field.name}: ${path}`];
        const type = getNamedType(argument.type);
        if (second === undefined) return [];
        return isInputObjectType(type) && second in type.getFields() ? [] : [`${field.name}: ${path}`];
      }),
    );
    expect(wrong).toEqual([]);
  });

  it('has no list that is neither a connection nor bounded by @listSize', () => {
    const isList = ({ field }: Place) =>
      isListType(isNonNullType(field.type) ? field.type.ofType : field.type);
    const isOfConnection = ({ at }: Place) => /(Connection\.edges)$/.test(at);
    const isLeaf = ({ field }: Place) => {
      const type = getNamedType(field.type);
      return isScalarType(type) || isEnumType(type);
    };
    const unbounded = fields(handWritten)
      .filter((place) => isList(place) && !isOfConnection(place) && !isLeaf(place))
      .filter(({ field }) => getDirective(handWritten, field, 'listSize') === undefined)
      .map(({ at }) => at);
    expect(unbounded).toEqual([]);
  });

  it('gives every mutation one input with an optional clientMutationId, echoed, and a cursor in the answer', () => {
    const wrong = Object.values(handWritten.getMutationType()?.getFields() ?? {}).filter((field) => {
      const [input, ...more] = field.args;
      const type = input === undefined ? undefined : getNamedType(input.type);
      const answer = getNamedType(field.type);
      const given = isInputObjectType(type) ? type.getFields().clientMutationId : undefined;
      const answered = isObjectType(answer) ? answer.getFields() : {};
      return (
        input?.name !== 'input' ||
        more.length > 0 ||
        given === undefined ||
        isNonNullType(given.type) ||
        answered.clientMutationId === undefined ||
        answered.cursor === undefined
      );
    });
    expect(wrong.map((field) => field.name)).toEqual([]);
  });

  it('gives every payload of a subscription its cursor, and every subscription its `after`', () => {
    const wrong = Object.values(handWritten.getSubscriptionType()?.getFields() ?? {}).filter((field) => {
      const type = getNamedType(field.type);
      return (
        !isObjectType(type) ||
        type.getFields().cursor === undefined ||
        !field.args.some(({ name }) => name === 'after')
      );
    });
    expect(wrong.map((field) => field.name)).toEqual([]);
  });
});

describe('the schema that is served', () => {
  it('holds the hand-written types unchanged beside the generated ones', () => {
    for (const { at, field } of fields(handWritten)) {
      const [type = '', name = ''] = at.split('.');
      const served = merged.getType(type);
      const found = isObjectType(served) || isInterfaceType(served) ? served.getFields()[name] : undefined;
      expect(found?.type.toString(), at).toBe(field.type.toString());
    }
    expect(merged.getQueryType()?.getFields()).toHaveProperty('tableNodes');
  });

  it('has no connection, mutation or subscription of the generated tier', () => {
    const own = new Set(Object.keys(handWritten.getTypeMap()));
    const generated = types(merged).filter((type) => !own.has(type.name));
    expect(
      generated
        .map(({ name }) => name)
        .filter((name) => /Connection|Aggregate|Create|Update|Delete/.test(name)),
    ).toEqual([]);
    expect(Object.keys(merged.getMutationType()?.getFields() ?? {})).toEqual(
      Object.keys(handWritten.getMutationType()?.getFields() ?? {}),
    );
  });
});
