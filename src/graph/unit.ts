/** A unit of work at work: the methods a service calls, over one open transaction. */
import type { Record as ResultRecord, Transaction } from 'neo4j-driver';
import { batches } from './batches.js';
import { ChangeLog, type Run } from './change-log.js';
import { decodeRows, parametersFor } from './query.js';
import { edgesOfNodes } from './statements-of-units.js';
import type {
  EdgeKey,
  EdgeState,
  EdgeWriteCounts,
  NodeState,
  Properties,
  Query,
  Unit,
  WriteCounts,
} from './types.js';
import { deleteEdges, deleteLockedEdges, upsertEdges } from './write-edges.js';
import { deleteNodes, patchNodes, upsertNodes } from './write-nodes.js';
import { lockedNodes, lockNodes, type Writer } from './writer.js';

export class OpenUnit implements Unit {
  readonly log = new ChangeLog();
  readonly actor: string;
  readonly cause: string | null;
  /** Whether a hand-written statement wrote: its commit must then be known, event or not. */
  hasRecords = false;
  private readonly transaction: Transaction;
  private readonly writer: Writer;
  private isOpen = true;
  private last: Promise<unknown> = Promise.resolve();

  constructor(transaction: Transaction, actor: string, cause: string | null, now: string) {
    this.transaction = transaction;
    this.actor = actor;
    this.cause = cause;
    this.writer = { run: this.execute, log: this.log, now };
  }

  /** The statement as it is, also after `close`: the last statements of the unit go through here. */
  readonly execute: Run = async (query, params) => {
    const result = await this.transaction.run(query.text, parametersFor(query, params));
    if (result.summary.counters.containsUpdates()) this.hasRecords = true;
    return decodeRows(query, rowsOf(result.records));
  };

  run<Params extends object, Row>(query: Query<Params, Row>, params: Params): Promise<readonly Row[]> {
    return this.inTurn(() => this.execute(query, params));
  }

  upsertNodes(nodes: readonly NodeState[]): Promise<WriteCounts> {
    return this.inTurn(() => upsertNodes(this.writer, nodes));
  }

  patchNodes(
    patches: readonly { readonly id: string; readonly properties: Properties }[],
  ): Promise<WriteCounts> {
    return this.inTurn(() => patchNodes(this.writer, patches));
  }

  deleteNodes(ids: readonly string[]): Promise<WriteCounts> {
    return this.inTurn(async () => {
      const stored = [...(await lockedNodes(this.writer, ids)).values()];
      for (const batch of batches(stored)) {
        const edges = await this.execute(edgesOfNodes, { ids: batch.map((node) => node.id) });
        await deleteLockedEdges(this.writer, edges);
      }
      const deleted = await deleteNodes(this.writer, stored);
      return { created: 0, updated: 0, unchanged: new Set(ids).size - deleted, deleted };
    });
  }

  upsertEdges(edges: readonly EdgeState[]): Promise<EdgeWriteCounts> {
    return this.inTurn(() => upsertEdges(this.writer, edges));
  }

  deleteEdges(keys: readonly EdgeKey[]): Promise<WriteCounts> {
    return this.inTurn(() => deleteEdges(this.writer, keys));
  }

  lockNodes(ids: readonly string[]): Promise<readonly string[]> {
    return this.inTurn(() => lockNodes(this.writer, ids));
  }

  /** Waits for what is under way and refuses what comes later. */
  async close(): Promise<void> {
    this.isOpen = false;
    await this.last;
  }

  /** One call at a time: two that compare and write at once would not see each other's writes. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (!this.isOpen)
      return Promise.reject(new Error('the unit of work has ended; await every call before it returns'));
    const turn = this.last.then(work);
    this.last = turn.catch(() => {
      // The caller holds `turn` and learns of the failure there.
    });
    return turn;
  }
}

/** A statement that answers for many rows sends them as one list: a record each costs the server more. */
function rowsOf(records: readonly ResultRecord[]): readonly ArrayLike<unknown>[] {
  const [first] = records;
  if (first?.keys.length === 1 && first.keys[0] === 'rows') return first.get('rows');
  return records.map((record) => [...record.values()]);
}
