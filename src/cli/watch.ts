/** `sheaf watch`: a subscription to stdout, one JSON line a payload; it resumes by cursor after a break. */
import { SheafError } from '../errors.js';
import { clientFor, clientOptions, errorOf } from './client.js';
import { type Command, exitCodes, requiredPositional } from './command.js';
import { readDocument, variablesOf } from './query.js';
import { configuration } from './settings.js';

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;

export const watch: Command = {
  name: 'watch',
  usage: 'FILE|- [--variables JSON] [--after CURSOR]',
  summary: 'Follows the subscription of a file; reconnects and resumes after the last payload it printed.',
  options: {
    ...clientOptions,
    variables: { type: 'string', value: 'JSON', meaning: 'object of the document’s variables' },
    after: { type: 'string', value: 'CURSOR', meaning: 'continues after a payload printed before' },
  },
  notes: [
    'The file holds one subscription of one field. `after: $after` and `cursor` are added where they are missing.',
    'Example: subscription { catalogChanged(project: "acme") { events { kind entityId } } }',
  ],
  async run(invocation) {
    const text = readDocument(requiredPositional(invocation, 0, 'FILE'));
    // Loaded where it is used: the other commands need no parser of GraphQL.
    const document = (await import('./resumable.js')).resumable(text);
    const client = clientFor(invocation, configuration(invocation.environment));
    const variables = variablesOf(invocation.option('variables'));
    let after = invocation.option('after');
    let pause = FIRST_PAUSE_MS;
    for (;;) {
      try {
        for await (const payload of client.subscribe(document, {
          ...variables,
          ...(after === null ? {} : { after }),
        })) {
          const [refusal] = payload.errors ?? [];
          if (refusal !== undefined) throw errorOf(refusal);
          process.stdout.write(`${JSON.stringify(payload.data)}\n`);
          after = cursorOf(payload.data) ?? after;
          pause = FIRST_PAUSE_MS;
        }
        return exitCodes.ok;
      } catch (error) {
        if (!(error instanceof SheafError && error.code === 'UNAVAILABLE')) throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, pause));
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    }
  },
};

/** `cursor` of the one root field of a payload. */
function cursorOf(data: unknown): string | null {
  if (typeof data !== 'object' || data === null) return null;
  const [root]: unknown[] = Object.values(data);
  return typeof root === 'object' && root !== null && 'cursor' in root && typeof root.cursor === 'string'
    ? root.cursor
    : null;
}
