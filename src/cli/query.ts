/** `sheaf query`: one document, its answer on stdout. */
import { readFileSync } from 'node:fs';
import { clientFor, clientOptions, type Variables } from './client.js';
import { type Command, exitCodes, requiredPositional, UsageError } from './command.js';
import { configuration } from './settings.js';

export const query: Command = {
  name: 'query',
  usage: 'FILE|- [--variables JSON] [--operation NAME]',
  summary: 'Runs the query or mutation of a file, or of standard input, and prints the answer.',
  options: {
    ...clientOptions,
    variables: { type: 'string', value: 'JSON', meaning: 'object of the document’s variables' },
    operation: { type: 'string', value: 'NAME', meaning: 'which operation, where the document has several' },
  },
  async run(invocation) {
    const document = readDocument(requiredPositional(invocation, 0, 'FILE'));
    const client = clientFor(invocation, configuration(invocation.environment));
    const answer = await client.answer(
      document,
      variablesOf(invocation.option('variables')),
      invocation.option('operation'),
    );
    invocation.output.line(JSON.stringify(answer, null, 2));
    invocation.output.value(answer);
    return answer.errors === undefined ? exitCodes.ok : exitCodes.failure;
  },
};

export function readDocument(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch {
    throw new UsageError(`${file} cannot be read`);
  }
}

export function variablesOf(text: string | null): Variables {
  if (text === null) return {};
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Variables;
  } catch {
    // Falls through to the one message for all that is no object.
  }
  throw new UsageError('--variables: expected a JSON object');
}
