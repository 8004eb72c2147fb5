/** All resolvers, one entry a context; the server merges them over the schema of the same names. */
import type { Resolvers } from '../src/generated/graphql.js';
import { catalog } from './catalog.js';
import { common } from './common.js';
import { extraction } from './extraction.js';
import { lineage } from './lineage.js';
import { operations } from './operations.js';
import { sync } from './sync.js';

export const resolvers: readonly Resolvers[] = [common, catalog, extraction, lineage, operations, sync];
