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
        mappers: {
          ChangeEvent: '../graph/index.js#ChangeEvent as ChangeEventRecord',
          CatalogNode: '../catalog/index.js#CatalogRecord',
          Project: '../catalog/index.js#CatalogRecord',
          System: '../catalog/index.js#CatalogRecord',
          Schema: '../catalog/index.js#CatalogRecord',
          Table: '../catalog/index.js#CatalogRecord',
          Column: '../catalog/index.js#CatalogRecord',
          Constraint: '../catalog/index.js#CatalogRecord',
          ColumnType: '../catalog/index.js#ColumnType as ColumnTypeRecord',
          SearchHit: '../catalog/index.js#SearchHit as SearchHitRecord',
          CatalogChange: '../catalog/index.js#CatalogChange as CatalogChangeRecord',
          SystemConnection: '../catalog/index.js#ChildPage',
          SchemaConnection: '../catalog/index.js#ChildPage',
          TableConnection: '../catalog/index.js#TableList',
          ColumnConnection: '../catalog/index.js#ColumnList',
          LineageGraph: '../lineage/index.js#LineageAnswer',
          LineageNode: '../lineage/index.js#ReachedNode',
          LineageEdge: '../lineage/index.js#LineageEdge as LineageEdgeRecord',
          ImpactReport: '../lineage/index.js#Impact',
          ImpactItemConnection: '../lineage/index.js#ReachedPage',
          UnresolvedReference: '../lineage/index.js#UnresolvedRow',
          UnresolvedReferenceConnection: '../lineage/index.js#UnresolvedPage',
          Join: '../lineage/index.js#JoinRow',
          JoinConnection: '../lineage/index.js#JoinPage',
          ExtractionRun: '../extraction/index.js#RunRecord',
          ExtractionRunConnection: '../extraction/index.js#RunPage',
          ParseIssueConnection: '../extraction/index.js#IssuePage',
          SourceFile: '../extraction/index.js#FileRow',
          Statement: '../extraction/index.js#StatementRef',
          StatementConnection: '../extraction/index.js#StatementPage',
        },
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
