/** Errors that a killed, starting or busy server explains, and a client that outwaits them. */
import { setTimeout as delay } from 'node:timers/promises';
import type { GraphQLClient } from '../client.js';

const limitMs = 10 * 60_000;

/** No connection, or an answer that says the graph is away or slow. */
export function isExplained(error: unknown): boolean {
  const text = error instanceof Error ? error.message : String(error);
  return /^fetch failed|^UNAVAILABLE|^DEADLINE_EXCEEDED|terminated|Unexpected end of JSON/.test(text);
}

/** Repeats each query, which must be idempotent, until there is an answer. */
export function patientClient(client: GraphQLClient): GraphQLClient {
  return {
    async query<Data>(document: string, variables?: Readonly<Record<string, unknown>>): Promise<Data> {
      const giveUpAt = Date.now() + limitMs;
      for (;;) {
        try {
          return await client.query<Data>(document, variables);
        } catch (error) {
          if (!isExplained(error) || Date.now() > giveUpAt) throw error;
        }
        await delay(200);
      }
    },
  };
}
