/** A raw `graphql-transport-ws` client: sends what a test says and shows every message and the close. */
import { WebSocket } from 'ws';

export interface Closed {
  readonly code: number;
  readonly reason: string;
}

export interface RawSocket {
  readonly socket: WebSocket;
  readonly closed: Promise<Closed>;
  send(message: unknown): void;
  /** The next message not yet taken; fails when the socket closes first. */
  // biome-ignore lint/suspicious/noExplicitAny: tests read messages of any shape
  next(): Promise<any>;
  /** `connection_init` and its ack. */
  init(payload?: unknown): Promise<void>;
  close(): void;
}

export function openSocket(
  url: string,
  options: { readonly protocol?: string; readonly headers?: Readonly<Record<string, string>> } = {},
): Promise<RawSocket> {
  const socket = new WebSocket(url, options.protocol ?? 'graphql-transport-ws', {
    headers: { ...options.headers },
  });
  const messages: unknown[] = [];
  const waiting: { resolve(message: unknown): void; reject(error: Error): void }[] = [];
  socket.on('message', (data) => {
    const message: unknown = JSON.parse(String(data));
    const first = waiting.shift();
    if (first === undefined) messages.push(message);
    else first.resolve(message);
  });
  const closed = new Promise<Closed>((resolve) => {
    socket.once('close', (code, reason) => {
      for (const { reject } of waiting) reject(new Error(`closed ${code} ${String(reason)}`));
      resolve({ code, reason: String(reason) });
    });
  });
  const raw: RawSocket = {
    socket,
    closed,
    send: (message) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
    next: () =>
      new Promise((resolve, reject) => {
        if (messages.length > 0) resolve(messages.shift());
        else if (socket.readyState !== socket.OPEN) reject(new Error('closed'));
        else waiting.push({ resolve, reject });
      }),
    async init(payload) {
      raw.send({ type: 'connection_init', ...(payload === undefined ? {} : { payload }) });
      const ack = await raw.next();
      if (ack.type !== 'connection_ack') throw new Error(`expected an ack, got ${JSON.stringify(ack)}`);
    },
    close: () => socket.close(),
  };
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve(raw));
    socket.once('error', reject);
  });
}

/** One operation over a new socket: its first `next` or `error` message. */
export async function over(
  url: string,
  payload: { readonly query: string; readonly variables?: unknown; readonly operationName?: string },
  // biome-ignore lint/suspicious/noExplicitAny: tests read messages of any shape
): Promise<any> {
  const socket = await openSocket(url);
  try {
    await socket.init();
    socket.send({ id: '1', type: 'subscribe', payload });
    return await socket.next();
  } finally {
    socket.close();
  }
}
