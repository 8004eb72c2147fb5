/** GraphQL lint of the hand-written schema. TypeScript is Biome's. */
import { readdirSync, readFileSync } from 'node:fs';
import graphql from '@graphql-eslint/eslint-plugin';
import { parse } from 'graphql';

/** Types that are no `CatalogNode` need no `id`. */
const withoutId = readdirSync('schema')
  .filter((name) => name.endsWith('.graphql'))
  .flatMap((name) => parse(readFileSync(`schema/${name}`, 'utf8')).definitions)
  .filter((definition) => definition.kind === 'ObjectTypeDefinition')
  .filter(({ interfaces }) => !interfaces.some((implemented) => implemented.name.value === 'CatalogNode'))
  .map(({ name }) => name.value);

export default [
  {
    files: ['schema/*.graphql'],
    plugins: { '@graphql-eslint': graphql },
    languageOptions: {
      parser: graphql.parser,
      parserOptions: { graphQLConfig: { schema: './schema/*.graphql' } },
    },
    rules: {
      '@graphql-eslint/relay-arguments': ['error', { includeBoth: false }],
      '@graphql-eslint/relay-connection-types': 'error',
      '@graphql-eslint/relay-edge-types': [
        'error',
        { shouldImplementNode: false, listTypeCanWrapOnlyEdgeType: false },
      ],
      '@graphql-eslint/relay-page-info': 'error',
      '@graphql-eslint/no-unreachable-types': 'error',
      '@graphql-eslint/strict-id-in-types': ['error', { exceptions: { types: withoutId } }],
    },
  },
];
