/** What the server knows of one socket: its principal, its operations and whether it reads. */
import type { IncomingMessage } from 'node:http';
import type { WebSocket } from 'ws';
import { SheafError } from '../errors.js';
import type { Principal } from './context.js';

const CLOSE_WAIT_MS = 2_000;

/** One `subscribe` message until all it led to has ended. */
interface Operation {
  readonly controller: AbortController;
  readonly ended: Promise<void>;
  isCompleted: boolean;
}

export class SocketState {
  readonly webSocket: WebSocket;
  readonly request: IncomingMessage;
  principal: Principal | null = null;
  /** Operations refused because the socket had too many. */
  refusals = 0;
  readonly #operations = new Map<string, Operation>();
  /** Ids that a client uses again before their former operation has ended. */
  readonly #reused = new Map<string, { isCompleted: boolean }>();
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

  /** Operations that neither client nor server has ended. */
  get operations(): number {
    return [...this.#operations.values()].filter(({ isCompleted }) => !isCompleted).length;
  }

  /** Operations that were ended and whose sources have not returned yet. */
  get ending(): number {
    return this.#operations.size - this.operations;
  }

  /** Fired when the client completes the operation or the socket closes. */
  signalOf(id: string): AbortSignal {
    const operation = this.#operations.get(id);
    if (operation === undefined) throw new Error('the operation has ended');
    return operation.controller.signal;
  }

  /**
   * Hands a message to the protocol. One that uses an id again whose operation is still ending waits for
   * that end: the protocol knows operations by their ids alone.
   */
  async receive(text: string, handle: (text: string) => Promise<void>): Promise<void> {
    const message = operationMessage(text);
    if (message?.type === 'complete' && this.#complete(message.id)) return;
    if (message?.type !== 'subscribe') return await handle(text);
    const { id } = message;
    const former = this.#operations.get(id);
    if (former !== undefined) {
      // The protocol closes a socket that uses the id of a living operation.
      if (!former.isCompleted || this.#reused.has(id)) return await handle(text);
      if (!(await this.#turnOf(id, former))) return;
    }
    await this.#run(id, () => handle(text));
  }

  /** The client is being told of the end: it may use the id again at once. */
  noteEnd(id: string): void {
    const operation = this.#operations.get(id);
    if (operation !== undefined) operation.isCompleted = true;
  }

  /** Whether the message that waits for its id may still be handled. */
  async #turnOf(id: string, former: Operation): Promise<boolean> {
    const reuse = { isCompleted: false };
    this.#reused.set(id, reuse);
    await former.ended;
    this.#reused.delete(id);
    return !reuse.isCompleted && this.webSocket.readyState === this.webSocket.OPEN;
  }

  async #run(id: string, handle: () => Promise<void>): Promise<void> {
    let end = () => {};
    const ended = new Promise<void>((resolve) => (end = resolve));
    this.#operations.set(id, { controller: new AbortController(), ended, isCompleted: false });
    try {
      await handle();
    } finally {
      this.#operations.delete(id);
      end();
    }
  }

  /** Ends an operation that is still waiting for its source, before the protocol asks it to return; true when there was nothing but its waiting message. */
  #complete(id: string): boolean {
    const reuse = this.#reused.get(id);
    if (reuse !== undefined) {
      reuse.isCompleted = true;
      return true;
    }
    const operation = this.#operations.get(id);
    if (operation === undefined) return false;
    operation.isCompleted = true;
    operation.controller.abort(new SheafError('DEADLINE_EXCEEDED', 'the caller completed the operation'));
    return false;
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

  abortAll(reason: string): void {
    for (const { controller } of this.#operations.values()) {
      controller.abort(new SheafError('DEADLINE_EXCEEDED', reason));
    }
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

function operationMessage(text: string): { readonly type: string; readonly id: string } | null {
  try {
    const message: unknown = JSON.parse(text);
    if (typeof message !== 'object' || message === null || !('type' in message) || !('id' in message))
      return null;
    const { type, id } = message;
    return typeof type === 'string' && typeof id === 'string' ? { type, id } : null;
  } catch {
    // The protocol closes the socket for it.
    return null;
  }
}
