/** Keeps an extraction under way, so that kills find one; each works on a system of its own until it succeeds. */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { createSystem, type GraphQLClient } from '../client.js';

export const tablesPerEstate = 80;
export const viewsPerEstate = 40;
const columns = 10;

export interface RunState {
  readonly id: string;
  readonly status: string;
  readonly phase: string;
  readonly error: { readonly code: string } | null;
}

const finalStates = new Set(['SUCCEEDED', 'FAILED', 'CANCELLED', 'REJECTED']);

export class Extractor {
  readonly #client: GraphQLClient;
  readonly #project: string;
  /** Systems whose extraction succeeded. */
  readonly finished: string[] = [];
  readonly strange: string[] = [];
  #current: string | null = null;
  #interrupted = 0;

  constructor(client: GraphQLClient, project: string) {
    this.#client = client;
    this.#project = project;
  }

  /** Runs that ended FAILED (INTERRUPTED). */
  get interrupted(): number {
    return this.#interrupted;
  }

  /** The run under way, as the server shows it; null when there is none. */
  async current(): Promise<RunState | null> {
    const id = this.#current;
    return id === null ? null : await this.state(id);
  }

  async state(id: string): Promise<RunState> {
    const { extractionRun } = await this.#client.query<{ extractionRun: RunState }>(
      'query ($id: ID!) { extractionRun(id: $id) { id status phase error { code } } }',
      { id },
    );
    return extractionRun;
  }

  /** Extracts one system after the other until `stop` fires and the run under way has ended well. */
  async run(firstSystem: number, stop: AbortSignal): Promise<void> {
    for (let n = firstSystem; !stop.aborted; n += 1) {
      const name = `estate${n}`;
      while (!(await this.#extractOnce(name))) await delay(100);
      this.finished.push(name);
    }
  }

  async #extractOnce(name: string): Promise<boolean> {
    const system = await createSystem(this.#client, this.#project, name, 'POSTGRESQL');
    const started = await this.#client.query<{ extract: { run: { id: string } } }>(
      'mutation ($input: ExtractInput!) { extract(input: $input) { run { id } } }',
      {
        input: {
          project: this.#project,
          system,
          sources: [{ name: `${name}.sql`, text: estateText() }],
          // A repeated request, its answer lost, finds the run of the first.
          idempotencyKey: randomUUID(),
        },
      },
    );
    const { id } = started.extract.run;
    this.#current = id;
    const end = await this.#end(id);
    this.#current = null;
    if (end.status === 'SUCCEEDED') return true;
    if (end.status === 'FAILED' && end.error?.code === 'INTERRUPTED') this.#interrupted += 1;
    else this.strange.push(`run of ${name} ended ${end.status} ${end.error?.code ?? ''}`);
    return false;
  }

  async #end(id: string): Promise<RunState> {
    for (;;) {
      const state = await this.state(id);
      if (finalStates.has(state.status)) return state;
      await delay(50);
    }
  }
}

/** Tables, and views that join each to the next. */
function estateText(): string {
  const list = Array.from({ length: columns }, (_, c) => `  c${c} ${c % 2 === 0 ? 'bigint' : 'text'}`).join(
    ',\n',
  );
  const tables = Array.from({ length: tablesPerEstate }, (_, t) => `CREATE TABLE t${t} (\n${list}\n);`);
  const views = Array.from({ length: viewsPerEstate }, (_, v) => {
    const [left, right] = [`t${v}`, `t${v + 1}`];
    return `CREATE VIEW v${v} AS SELECT a.c0, a.c1, b.c2 + 1 AS c2, upper(b.c3) AS c3 FROM ${left} a JOIN ${right} b ON a.c0 = b.c0 WHERE b.c4 > 7;`;
  });
  return [...tables, ...views].join('\n');
}
