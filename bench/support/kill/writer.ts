/**
 * A client that writes all the time: two operations in three import a table with its columns, the third
 * describes the writer's first table with its own number. Each is asked for once; what fails stays open.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { GraphQLClient } from '../client.js';
import { Ledger, readLedger } from './ledger.js';
import { isExplained } from './patience.js';

export const columnsPerTable = 4;
const pauseMs = 60;
const retryMs = 200;

export interface WriterPlace {
  readonly project: string;
  readonly system: string;
  /** Name of the writer and of its schema. */
  readonly name: string;
  readonly ledgerFile: string;
}

/** Whether the operation of this number describes; else it imports the table of this number. */
export function describes(operation: number): boolean {
  return operation % 3 === 0;
}

export function tableName(operation: number): string {
  return `t${operation}`;
}

/** The table that descriptions go to: the first one of the writer. */
export const describedOperation = 1;

/** Writes until `stop` fires; returns errors that a killed server does not explain. */
export async function write(
  client: GraphQLClient,
  place: WriterPlace,
  stop: AbortSignal,
): Promise<readonly string[]> {
  const ledger = new Ledger(place.ledgerFile);
  const strange: string[] = [];
  let { last } = readLedger(place.ledgerFile);
  while (!stop.aborted) {
    last += 1;
    ledger.asked(last);
    try {
      if (describes(last)) await describe(client, place, last);
      else await importTable(client, place, last);
      ledger.acknowledged(last);
      await delay(pauseMs);
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      // A description may meet a table that never came: its import was the one that was killed.
      const meetsNothing = describes(last) && text.startsWith('NOT_FOUND');
      if (!isExplained(error) && !meetsNothing) strange.push(`${place.name} ${last}: ${text}`);
      await delay(retryMs);
    }
  }
  ledger.close();
  return strange;
}

async function importTable(client: GraphQLClient, place: WriterPlace, operation: number): Promise<void> {
  const columns = Array.from({ length: columnsPerTable }, (_, index) => ({
    name: `c${index}`,
    type: 'bigint',
  }));
  const tables = [{ name: tableName(operation), columns }];
  const { project, system, name } = place;
  await client.query('mutation ($input: ImportSchemaInput!) { importSchema(input: $input) { cursor } }', {
    input: { project, system, schemas: [{ name, tables }] },
  });
}

async function describe(client: GraphQLClient, place: WriterPlace, operation: number): Promise<void> {
  const id = describedTable(place);
  await client.query('mutation ($input: DescribeInput!) { describe(input: $input) { cursor } }', {
    input: { id, description: String(operation) },
  });
}

export function describedTable({ system, name }: WriterPlace): string {
  return `${system.replace(/^system:/, 'table:')}/${name}.${tableName(describedOperation)}`;
}
