/** Import directions of the house: `resolvers → src/<context> → src/graph`, contexts by their index only, no cycles. */

const contexts = 'catalog|extraction|lineage|operations|sync';

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'A cycle of run-time imports has no order of loading.',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'nothing-imports-resolvers',
      severity: 'error',
      comment: 'Only the composition root knows the resolvers.',
      from: { pathNot: '^(resolvers/|src/compose\\.ts$|test/)' },
      to: { path: '^resolvers/' },
    },
    {
      name: 'contexts-by-their-index',
      severity: 'error',
      comment: 'Another context is imported through its index.ts, or through files that hold types alone.',
      from: { path: `^src/(${contexts})/` },
      to: {
        path: `^src/(${contexts})/.+`,
        pathNot: [`^src/$1/`, `^src/(${contexts})/index\\.ts$`],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'extraction-knows-no-history',
      severity: 'error',
      from: { path: '^src/(catalog|lineage|graph|neo4j|worker|stats)/' },
      to: { path: '^src/(extraction|sync)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'foundations-know-no-context',
      severity: 'error',
      comment: 'src/graph, src/neo4j, src/worker and src/stats stand below the contexts.',
      from: { path: '^src/(graph|neo4j|worker|stats)/' },
      to: { path: `^src/(${contexts}|server|cli)/`, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'contexts-know-no-server',
      severity: 'error',
      from: { path: `^src/(${contexts})/` },
      to: { path: '^src/(server|cli)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'graph-by-its-index',
      severity: 'error',
      comment:
        'Other folders import src/graph/index.ts and nothing deeper; types.ts and ids.ts hold no state.',
      from: { path: '^(src|resolvers)/', pathNot: '^src/graph/' },
      to: { path: '^src/graph/.+', pathNot: '^src/graph/(index|types|ids)\\.ts$' },
    },
    {
      name: 'sources-know-no-tests',
      severity: 'error',
      from: { path: '^(src|resolvers)/' },
      to: { path: '^(test|bench|scripts)/' },
    },
    {
      name: 'no-undeclared-packages',
      severity: 'error',
      comment: 'A package that is imported stands in package.json.',
      from: { path: '^(src|resolvers|test|bench)/' },
      to: {
        dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'undetermined'],
        pathNot: '^(vitest|graphql-jit)',
      },
    },
    {
      name: 'no-development-packages-at-run-time',
      severity: 'error',
      from: { path: '^(src|resolvers)/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.mjs', '.json'],
    },
  },
};
