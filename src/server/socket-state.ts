/** What the server knows of one socket: its principal, its operations and whether it reads. */
import type { IncomingMessage } from 'node:http';
import type { WebSocket } from 'ws';
import { SheafError } from '../errors.js';
import type { Principal } from './context.js';

/** A client may leave this much time between the server's bytes and its own reading. */
const SLOW_MS = 10_000;
const CLOSE_WAIT_MS = 2_000;
/** Longer texts are no `complete` message: their `id` would be longer than any client's. */
const MAX_COMPLETE_LENGTH = 1_024;

export class SocketState {
  readonly webSocket: WebSocket;
  readonly request: IncomingMessage;
  principal: Principal | null = null;
  /** Operations refused because the socket had too many. */
  refusals = 0;
  readonly #controllers = new Map<string, AbortController>();
  #awaitsPong = false;
  #slowSince: number | null = null;

  constructor(webSocket: WebSocket, request: IncomingMessage) {
    this.webSocket = webSocket;
    this.request = request;
  }

  get operations(): number {
    return this.#controllers.size;
  }

  /** The signal of a new operation; fired when the client completes it or the socket closes. */
  begin(id: string): AbortSignal {
    const controller = new AbortController();
    this.#controllers.set(id, controller);
    return controller.signal;
  }

  release(id: string): void {
    this.#controllers.delete(id);
  }

  /** Resolves when the bytes were handed to the network: a source is pulled again only then. */
  send(text: string): Promise<void> {
    return new Promise((resolve) => {
      if (this.webSocket.readyState !== this.webSocket.OPEN) return resolve();
      // A failed write means the socket is closing: its close event ends the operations.
      this.webSocket.send(text, () => resolve());
    });
  }

  /** `complete` must end an operation that is still waiting for its source, before the protocol asks it to return. */
  noteMessage(text: string): void {
    if (text.length > MAX_COMPLETE_LENGTH || !text.includes('"complete"')) return;
    const id = idOfComplete(text);
    if (id === null) return;
    this.#controllers
      .get(id)
      ?.abort(new SheafError('DEADLINE_EXCEEDED', 'the caller completed the operation'));
    this.#controllers.delete(id);
  }

  abortAll(reason: string): void {
    for (const controller of this.#controllers.values()) {
      controller.abort(new SheafError('DEADLINE_EXCEEDED', reason));
    }
    this.#controllers.clear();
  }

  notePong(): void {
    this.#awaitsPong = false;
  }

  ping(): void {
    if (this.#awaitsPong) {
      this.webSocket.terminate();
      return;
    }
    this.#awaitsPong = true;
    this.webSocket.ping();
  }

  isSlow(maxBuffered: number): boolean {
    if (this.webSocket.bufferedAmount <= maxBuffered) {
      this.#slowSince = null;
      return false;
    }
    this.#slowSince ??= performance.now();
    return performance.now() - this.#slowSince >= SLOW_MS;
  }

  /** Closes with a code and stops all work for the socket at once. */
  cut(code: number, reason: string): void {
    this.abortAll(reason);
    this.webSocket.close(code, reason);
  }

  /** Ends its operations with the payload that is on its way, closes 1001, waits for the client. */
  goAway(): Promise<void> {
    return new Promise((resolve) => {
      if (this.webSocket.readyState === this.webSocket.CLOSED) return resolve();
      const timer = setTimeout(() => this.webSocket.terminate(), CLOSE_WAIT_MS);
      this.webSocket.once('close', () => {
        clearTimeout(timer);
        resolve();
      });
      this.webSocket.close(1001, 'Going away');
    });
  }
}

function idOfComplete(text: string): string | null {
  try {
    const message: unknown = JSON.parse(text);
    if (typeof message !== 'object' || message === null || !('type' in message) || !('id' in message))
      return null;
    return message.type === 'complete' && typeof message.id === 'string' ? message.id : null;
  } catch {
    // The protocol closes the socket for it.
    return null;
  }
}
