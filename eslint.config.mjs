/** GraphQL lint of the hand-written schema; TypeScript is Biome's. */
import { readdirSync, readFileSync } from 'node:fs';
import graphql from '@graphql-eslint/eslint-plugin';
import { Kind, parse } from 'graphql';

/** Ids are demanded of what is a node of the graph; the other types are values. */
const values = readdirSync('schema')
  .filter((file) => file.endsWith('.graphql'))
  .flatMap((file) => parse(readFileSync(`schema/${file}`, 'utf8')).definitions)
  .filter(
    (definition) =>
      definition.kind === Kind.OBJECT_TYPE_DEFINITION &&
      !definition.interfaces.some(({ name }) => name.value === 'CatalogNode'),
  )
  .map(({ name }) => name.value);

export default [
  {
    files: ['schema/*.graphql'],
    languageOptions: {
      parser: graphql.parser,
      parserOptions: { graphQLConfig: { schema: 'schema/*.graphql' } },
    },
    plugins: { '@graphql-eslint': graphql },
    rules: {
      '@graphql-eslint/relay-arguments': ['error', { includeBoth: false }],
      '@graphql-eslint/relay-connection-types': 'error',
      '@graphql-eslint/relay-edge-types': [
        'error',
        { shouldImplementNode: false, listTypeCanWrapOnlyEdgeType: false, withEdgeSuffix: true },
      ],
      '@graphql-eslint/relay-page-info': 'error',
      '@graphql-eslint/no-unreachable-types': 'error',
      '@graphql-eslint/strict-id-in-types': [
        'error',
        {
          acceptedIdNames: ['id'],
          acceptedIdTypes: ['ID'],
          exceptions: { types: values },
        },
      ],
      '@graphql-eslint/require-description': [
        'error',
        {
          types: true,
          FieldDefinition: true,
          InputValueDefinition: true,
          EnumValueDefinition: true,
          DirectiveDefinition: true,
        },
      ],
    },
  },
];
