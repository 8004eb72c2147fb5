/** What must hold after the kills, read through the API: nothing acknowledged lost, nothing half there, no gap. */
import { setTimeout as delay } from 'node:timers/promises';
import { allNodes, type GraphQLClient } from '../client.js';
import { tablesPerEstate, viewsPerEstate } from './extractor.js';
import { readLedger } from './ledger.js';
import { columnsPerTable, describedTable, describes, tableName, type WriterPlace } from './writer.js';

export interface WriterCounts {
  readonly acknowledged: number;
  /** Asked for, never acknowledged. */
  readonly open: number;
  /** Of the open ones, those that took effect all the same. */
  readonly openButPresent: number;
}

interface FoundTable {
  readonly qualifiedName: string;
  readonly columnCount: number;
}

/** Holds the tables and the description of a writer against its ledger. */
export async function verifyWriter(
  client: GraphQLClient,
  place: WriterPlace,
  violations: string[],
): Promise<WriterCounts> {
  const { last, acknowledged } = readLedger(place.ledgerFile);
  const found = await tablesOf(
    client,
    place.project,
    `${place.system.replace(/^system:/, 'schema:')}/${place.name}`,
  );
  let openButPresent = 0;
  for (let operation = 1; operation <= last; operation += 1) {
    if (describes(operation)) continue;
    const count = found.get(`${place.name}.${tableName(operation)}`);
    const isAcknowledged = acknowledged.has(operation);
    if (count === undefined && isAcknowledged)
      violations.push(`${place.name} ${operation}: acknowledged and lost`);
    if (count !== undefined && count !== columnsPerTable) {
      violations.push(`${place.name} ${operation}: ${count} of ${columnsPerTable} columns are there`);
    }
    if (count !== undefined && !isAcknowledged) openButPresent += 1;
  }
  await verifyDescription(client, place, violations);
  return { acknowledged: acknowledged.size, open: last - acknowledged.size, openButPresent };
}

/** The description is the last acknowledged one, or a later one whose answer was lost. */
async function verifyDescription(
  client: GraphQLClient,
  place: WriterPlace,
  violations: string[],
): Promise<void> {
  const { last, acknowledged } = readLedger(place.ledgerFile);
  const { node } = await client.query<{ node: { description: string | null } | null }>(
    'query ($id: ID!) { node(id: $id) { description } }',
    { id: describedTable(place) },
  );
  const shown = Number(node?.description ?? 0);
  const newest = Math.max(0, ...[...acknowledged].filter(describes));
  const isPossible = shown === newest || (shown > newest && shown <= last && describes(shown));
  if (!isPossible) violations.push(`${place.name}: described as ${shown}, acknowledged was ${newest}`);
}

async function tablesOf(
  client: GraphQLClient,
  project: string,
  schema: string,
): Promise<ReadonlyMap<string, number>> {
  const tables = await allNodes<FoundTable>(
    client,
    'tables(project: $project, filter: { schema: $schema })',
    'qualifiedName columnCount',
    { project, schema },
  );
  return new Map(tables.map(({ qualifiedName, columnCount }) => [qualifiedName, columnCount]));
}

/** Every extraction that succeeded, in the end, is wholly there. */
export async function verifyEstate(
  client: GraphQLClient,
  project: string,
  system: string,
  violations: string[],
): Promise<void> {
  const tables = await allNodes<{ tableKind: string; isComplete: boolean }>(
    client,
    'tables(project: $project, filter: { system: $system })',
    'tableKind isComplete',
    { project, system },
  );
  const views = tables.filter(({ tableKind }) => tableKind === 'VIEW').length;
  const complete = tables.filter(({ isComplete }) => isComplete).length;
  if (views !== viewsPerEstate || tables.length - views !== tablesPerEstate || complete !== tables.length) {
    violations.push(`${system}: ${tables.length - views} tables, ${views} views, ${complete} complete`);
  }
}

/** Numbers of the feed from its first event to its head: 1, 2, 3 … Returns the number it read last. */
export async function verifyFeed(
  client: GraphQLClient,
  violations: string[],
  limitMs = 10 * 60_000,
): Promise<number> {
  const giveUpAt = Date.now() + limitMs;
  let after: string | null = null;
  let seq = 0;
  for (;;) {
    const { changes }: FeedPage = await client.query(
      'query ($after: Cursor) { changes(after: $after, first: 1000) { cursor behind events { seq } } }',
      { after },
    );
    for (const event of changes.events) {
      if (event.seq !== seq + 1) violations.push(`the feed goes from ${seq} to ${event.seq}`);
      seq = event.seq;
    }
    after = changes.cursor;
    if (changes.behind === 0 && changes.events.length === 0) return seq;
    if (Date.now() > giveUpAt) {
      violations.push(`the feed did not end in ${limitMs} ms: it is at ${seq}, ${changes.behind} behind`);
      return seq;
    }
    if (changes.events.length === 0) await delay(100);
  }
}

interface FeedPage {
  readonly changes: {
    readonly cursor: string;
    readonly behind: number;
    readonly events: readonly { readonly seq: number }[];
  };
}
