/** What the server knows of one socket: its principal, its operations and whether it reads. */
import type { IncomingMessage } from 'node:http';
import type { WebSocket } from 'ws';
import { SheafError } from '../errors.js';
import type { Principal } from './context.js';

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
  /** Since when more than allowed is buffered. */
  #fullSince: number | null = null;
  /** Messages handed to the socket and not yet to the network, and since when none of them moved. */
  #waiting = 0;
  #waitingSince: number | null = null;

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

  /**
   * Resolves when the bytes were handed to the network: a source is pulled again only then. On a socket
   * that closes, everything is told to stop, and the event loop gets its turn: a source that always has a
   * next payload would otherwise keep the close from ever being noticed.
   */
  send(text: string): Promise<void> {
    return new Promise((resolve) => {
      const { webSocket } = this;
      const onGone = () => {
        this.abortAll('the socket closed');
        setImmediate(resolve);
      };
      if (webSocket.readyState !== webSocket.OPEN) return onGone();
      this.#waitingSince ??= performance.now();
      this.#waiting++;
      webSocket.send(text, (error) => {
        this.#waiting--;
        this.#waitingSince = this.#waiting === 0 ? null : performance.now();
        if (error) onGone();
        else resolve();
      });
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

  /** Whether, for so long, too much has been waiting or nothing at all has got through. */
  isSlow(maxBuffered: number, slowMs: number): boolean {
    const now = performance.now();
    if (this.webSocket.bufferedAmount > maxBuffered) this.#fullSince ??= now;
    else this.#fullSince = null;
    return now - (this.#fullSince ?? now) >= slowMs || now - (this.#waitingSince ?? now) >= slowMs;
  }

  /** Stops all work for the socket at once and closes it with a code, which a client that reads again soon will see. */
  cut(code: number, reason: string): void {
    if (this.webSocket.readyState !== this.webSocket.OPEN) return;
    this.abortAll(reason);
    this.webSocket.close(code, reason);
    setTimeout(() => this.webSocket.terminate(), CLOSE_WAIT_MS).unref();
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
