import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DocumentNode, type GraphQLSchema, parse, separateOperations, validate } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { composeSchema } from '../../src/compose.js';
import { packageRoot } from '../../src/paths.js';
import { sharedDataRoot } from '../support/shared.js';

const folder = join(sharedDataRoot, '..', 'contract');
const isThere = existsSync(folder);
if (!isThere) console.warn(`left out: the documents of clients, because ${folder} is not there`);

/** Documents of contexts that exist, for operations that do not exist yet. */
const waiting = ['CompareSchemas', 'ImpactOf', 'LineagePath'];

const schemaFileOf: Readonly<Record<string, string>> = { feed: 'sync' };

describe.skipIf(!isThere)('the documents that clients hold', () => {
  let schema: GraphQLSchema;
  beforeAll(async () => {
    schema = await composeSchema();
  });

  const files = isThere ? readdirSync(folder).filter((name) => name.endsWith('.graphql')) : [];
  const operations = (file: string): [string, DocumentNode][] =>
    Object.entries(separateOperations(parse(readFileSync(join(folder, file), 'utf8'))));
  /** `sync` documents wait for the sinks, although the feed's file has the context's name. */
  const exists = (file: string) => {
    const context = file.replace('.graphql', '');
    if (context === 'sync') return schema.getType('Sink') !== undefined;
    return existsSync(join(packageRoot, 'schema', `${schemaFileOf[context] ?? context}.graphql`));
  };

  it('validate as written, and the ones that wait are known', () => {
    const later: string[] = [];
    const invalid: string[] = [];
    for (const file of files) {
      for (const [name, document] of operations(file)) {
        const errors = validate(schema, document);
        if (!exists(file)) later.push(`${file}: ${name}`);
        else if (errors.length > 0 && !waiting.includes(name))
          invalid.push(`${file}: ${name}: ${errors[0]?.message}`);
        else if (errors.length === 0 && waiting.includes(name))
          invalid.push(`${file}: ${name} no longer waits`);
      }
    }
    expect(invalid).toEqual([]);
    console.log(`waiting for their operation: ${waiting.join(', ')}`);
    console.log(`of contexts that do not exist yet: ${later.join(', ')}`);
  });
});
