/** The Neo4j of the test run: the one the environment names, else the one the global set-up started. */

export interface TestNeo4j {
  readonly uri: string;
  readonly user: string;
  readonly password: string;
}

/** Address and credentials for `createGraph`; throws when the global set-up did not run. */
export function testNeo4j(): TestNeo4j {
  const { TEST_NEO4J_URI: uri, TEST_NEO4J_USER: user, TEST_NEO4J_PASSWORD: password } = process.env;
  if (uri === undefined)
    throw new Error('no TEST_NEO4J_URI: the tests run through vitest and its global set-up');
  return { uri, user: user ?? 'neo4j', password: password ?? 'any' };
}

/** Options for the JVMs that tests start. */
export function jvmOfTests(): readonly string[] {
  return process.env.TEST_NEO4J_JVM?.split(' ').filter((option) => option !== '') ?? [];
}
