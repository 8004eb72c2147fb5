/** A TCP proxy before a Neo4j that does to the next COMMIT of a client what a network may do to it. */
import { once } from 'node:events';
import { type AddressInfo, createConnection, createServer, type Socket } from 'node:net';

/**
 * `lost`: it never reaches the server. `answerLost`: the server carries it out and its SUCCESS is lost.
 * `late`: the client loses its connection and the server gets the message when `deliver` is called.
 */
export type Fate = 'lost' | 'answerLost' | 'late';

export interface BoltProxy {
  readonly uri: string;
  /** Each COMMIT from now on meets the next of these; those after the last pass. What was held back is dropped. */
  afflict(...fates: readonly Fate[]): void;
  /** Fates not yet met. */
  readonly pending: number;
  /** Hands the server the COMMIT that was held back; resolves once it answered SUCCESS. */
  deliver(): Promise<void>;
  close(): Promise<void>;
}

/** The whole message: one chunk of two bytes, a structure without fields and tag 0x12, and the end of chunks. */
const commit = Buffer.from([0x00, 0x02, 0xb0, 0x12, 0x00, 0x00]);
/** A structure of one field with tag 0x70. */
const success = Buffer.from([0xb1, 0x70]);

/** Stands before the server at `target` (`bolt://host:port`). The caller closes it. */
export async function boltProxy(target: string): Promise<BoltProxy> {
  const { hostname, port } = new URL(target);
  const fates: Fate[] = [];
  const sockets = new Set<Socket>();
  let held: { deliver(): Promise<void>; drop(): void } | null = null;
  const server = createServer({ noDelay: true }, (client) => {
    const upstream = createConnection({ host: hostname, port: Number(port || 7687), noDelay: true });
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      // A reset is what the test wants; the driver at the one end tells of it.
      socket.on('error', () => socket.destroy());
      socket.on('close', () => sockets.delete(socket));
    }
    const cut = () => {
      client.destroy();
      upstream.destroy();
    };
    carry(client, upstream, () => fates.shift() ?? null, {
      lost: cut,
      answerLost: (rest) => {
        upstream.removeAllListeners('data');
        answered(upstream).then(cut, cut);
        upstream.write(rest);
      },
      late: (rest) => {
        upstream.removeAllListeners('data');
        client.removeAllListeners('close');
        client.destroy();
        held = {
          async deliver() {
            const done = answered(upstream);
            upstream.write(rest);
            await done;
          },
          drop: () => upstream.destroy(),
        };
      },
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    uri: `bolt://127.0.0.1:${(server.address() as AddressInfo).port}`,
    afflict(...next) {
      fates.splice(0, fates.length, ...next);
      held?.drop();
      held = null;
    },
    get pending() {
      return fates.length;
    },
    async deliver() {
      if (held === null) throw new Error('no COMMIT was held back');
      await held.deliver();
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Passes bytes both ways, up to a COMMIT that has a fate: that gets its last bytes, and no more passes. */
function carry(
  client: Socket,
  upstream: Socket,
  nextFate: () => Fate | null,
  met: Readonly<Record<Fate, (rest: Buffer) => void>>,
): void {
  let tail = Buffer.alloc(0);
  client.on('data', (data) => {
    const seen = Buffer.concat([tail, data]);
    const at = seen.indexOf(commit);
    const fate = at === -1 ? null : nextFate();
    tail = seen.subarray(at === -1 ? -(commit.length - 1) : at + commit.length);
    if (fate === null) {
      upstream.write(data);
      return;
    }
    client.removeAllListeners('data');
    const passed = Math.max(0, at - (seen.length - data.length));
    if (passed > 0) upstream.write(data.subarray(0, passed));
    met[fate](data.subarray(passed));
  });
  upstream.on('data', (data) => void client.write(data));
  client.on('close', () => upstream.end());
  upstream.on('close', () => client.destroy());
}

/** The server's next SUCCESS. */
function answered(upstream: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    let seen = Buffer.alloc(0);
    upstream.on('data', (data) => {
      seen = Buffer.concat([seen, data]);
      if (seen.includes(success)) resolve();
    });
    upstream.once('close', () =>
      reject(new Error(`the server closed without SUCCESS: ${seen.toString('hex')}`)),
    );
  });
}
