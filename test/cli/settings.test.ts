import { describe, expect, it } from 'vitest';
import { configuration, localOptions } from '../../src/cli/settings.js';
import { automaticMemory } from '../../src/neo4j/index.js';

describe('the local Neo4j of every command that starts one', () => {
  const sized = { NEO4J_HEAP: '256MiB', NEO4J_PAGECACHE: '64MiB' };

  it('has the sizes that are set', () => {
    expect(localOptions(configuration(sized))).toMatchObject({
      heap: 256 * 1024 ** 2,
      pageCache: 64 * 1024 ** 2,
    });
  });

  it('is sized by the machine with NEO4J_MEMORY=auto', () => {
    expect(localOptions(configuration({ ...sized, NEO4J_MEMORY: 'auto' }))).toMatchObject(automaticMemory());
  });

  it('lies where the configuration says', () => {
    const environment = {
      SHEAF_DATA: '/data',
      SHEAF_CACHE: '/cache',
      NEO4J_HOME: '/opt/neo4j',
      NEO4J_JVM_ARGUMENTS: '-Xss1m -Da=b',
    };
    expect(localOptions(configuration(environment))).toMatchObject({
      dataFolder: '/data',
      cacheFolder: '/cache',
      neo4jHome: '/opt/neo4j',
      jvmArguments: ['-Xss1m', '-Da=b'],
    });
    expect(localOptions(configuration({}))).not.toHaveProperty('neo4jHome');
  });
});
