/** What a pool and its threads say to each other, and the thread's side of it. */
import { parentPort } from 'node:worker_threads';
import { type ErrorCode, SheafError } from '../errors.js';

export interface JobMessage {
  readonly id: number;
  readonly input: unknown;
}

/** The first message of a thread: its modules are loaded, and its job's time runs from here. */
export interface ThreadReady {
  readonly ready: true;
}

export type JobReply =
  | { readonly id: number; readonly ok: true; readonly output: unknown }
  | { readonly id: number; readonly ok: false; readonly refused: Refusal }
  | { readonly id: number; readonly ok: false; readonly thrown: Error };

/** A `SheafError` as it travels. */
export interface Refusal {
  readonly code: ErrorCode;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/**
 * Called once by the module of a thread: answers every job with what `work` returns (structured-cloned)
 * or throws. A `SheafError` arrives as one; any other error as an `Error` with its message and stack, for the log.
 */
export function serveJobs<Input, Output>(work: (input: Input) => Output | Promise<Output>): void {
  if (parentPort === null) throw new Error('serveJobs runs in a worker thread');
  const port = parentPort;
  port.postMessage({ ready: true } satisfies ThreadReady);
  port.on('message', async (message: JobMessage) => {
    const { id } = message;
    try {
      const output = await work(message.input as Input);
      port.postMessage({ id, ok: true, output } satisfies JobReply);
    } catch (error) {
      port.postMessage({ id, ok: false, ...sent(error) } satisfies JobReply);
    }
  });
}

function sent(error: unknown): { readonly refused: Refusal } | { readonly thrown: Error } {
  if (error instanceof SheafError) {
    return { refused: { code: error.code, message: error.message, details: error.details } };
  }
  const thrown = new Error(error instanceof Error ? error.message : String(error));
  if (error instanceof Error && error.stack !== undefined) thrown.stack = error.stack;
  return { thrown };
}
