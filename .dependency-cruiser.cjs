/** Import directions of the house: down only, contexts through their index, no cycles. */
const contexts = ['catalog', 'extraction', 'lineage', 'jobs', 'sync', 'operations'];
const foundations = '^src/(graph|stats|neo4j|worker)/';

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'nothing-imports-resolvers',
      comment: 'resolvers are the edge; only the composition root puts them into the schema',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(server/schema|compose)\\.ts$' },
      to: { path: '^resolvers/' },
    },
    {
      name: 'foundations-stand-alone',
      comment: 'a foundation knows no context and no server',
      severity: 'error',
      from: { path: foundations },
      to: {
        path: `^src/(${contexts.join('|')}|server|cli)/`,
        dependencyTypesNot: ['type-only'],
      },
    },
    ...contexts.map((context) => ({
      name: `${context}-through-its-index`,
      comment: `from outside, ${context} is its index.ts, and files of it that hold types alone`,
      severity: 'error',
      from: { path: '^(src|resolvers)/', pathNot: `^src/(${context}|generated)/` },
      to: {
        path: `^src/${context}/`,
        pathNot: `^src/${context}/index\\.ts$`,
        dependencyTypesNot: ['type-only'],
      },
    })),
    direction('catalog', ['extraction', 'lineage', 'jobs', 'sync', 'operations']),
    direction('lineage', ['extraction', 'jobs', 'sync', 'operations']),
    direction('jobs', ['extraction', 'sync', 'operations']),
    direction('extraction', ['sync', 'operations']),
    {
      name: 'contexts-know-no-server',
      severity: 'error',
      from: { path: `^src/(${contexts.join('|')})/` },
      to: { path: '^src/(server|cli)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-cypher-driver-outside-the-graph',
      comment: 'the driver is hidden behind src/graph; src/neo4j provisions a database before there is one',
      severity: 'error',
      from: { path: '^(src|resolvers)/', pathNot: '^src/(graph/|neo4j/|compose|server/generated-tier)' },
      to: { path: 'node_modules/neo4j-driver' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^src/generated/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};

function direction(context, above) {
  return {
    name: `${context}-imports-down`,
    severity: 'error',
    from: { path: `^src/${context}/` },
    to: { path: `^src/(${above.join('|')})/` },
  };
}
