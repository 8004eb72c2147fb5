import type { CodegenConfig } from '@graphql-codegen/cli';

/**
 * One generated file: the TypeScript of the hand-written schema. Inputs and outputs of `src/` and the
 * resolver signatures of `resolvers/` come from here; object types map to the domain's own shapes.
 */
const config: CodegenConfig = {
  schema: 'schema/*.graphql',
  generates: {
    'src/generated/graphql.ts': {
      plugins: ['typescript', 'typescript-resolvers'],
      config: {
        contextType: '../server/context.js#RequestContext',
        useTypeImports: true,
        enumsAsTypes: true,
        immutableTypes: true,
        avoidOptionals: { field: true, inputValue: false, object: false, defaultValue: false },
        inputMaybeValue: 'T | null | undefined',
        maybeValue: 'T | null',
        defaultMapper: 'unknown',
        strictScalars: true,
        scalars: {
          ID: { input: 'string', output: 'string' },
          DateTime: { input: 'string', output: 'string' },
          Long: { input: 'number', output: 'number' },
          JSON: { input: 'unknown', output: 'unknown' },
          Cursor: { input: 'string', output: 'string' },
        },
      },
    },
  },
  emitLegacyCommonJSImports: false,
};

export default config;
