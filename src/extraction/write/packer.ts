/**
 * Fills units of work with operations, in order, so that small runs are one unit and large ones many of
 * an even size. Each unit derives the FEEDS of the tables it touched before it commits, and leaves the counts
 * of all that is committed with the run, so that a run that is cut off says what it wrote. A dry run is one
 * unit that is rolled back, so its counts are those of the writes themselves.
 */
import type { Committed, Graph, Unit, WriteCounts } from '../../graph/types.js';
import { deriveFeeds } from '../../lineage/index.js';
import { noChanges, sum } from './counts.js';

export interface Operation {
  /** About how many elements it writes. */
  readonly weight: number;
  run(unit: Unit, touched: Set<string>): Promise<WriteCounts>;
}

export interface PackerOptions {
  readonly unitOfWork: Graph['unitOfWork'];
  readonly actor: string;
  /** Id of the run: the cause of its changes. */
  readonly run: string;
  readonly project: string;
  readonly isDryRun: boolean;
}

/** Elements of a unit: a commit is one log sync, a transaction is held in memory. */
const unitWeight = 4_000;

class RolledBack extends Error {}

export class UnitPacker {
  counts: WriteCounts = noChanges;
  firstSeq: number | null = null;
  lastSeq: number | null = null;
  private readonly options: PackerOptions;
  private operations: Operation[] = [];
  private weight = 0;

  constructor(options: PackerOptions) {
    this.options = options;
  }

  async add(operation: Operation): Promise<void> {
    const isFull = this.operations.length > 0 && this.weight + operation.weight > unitWeight;
    if (isFull && !this.options.isDryRun) await this.flush();
    this.operations.push(operation);
    this.weight += operation.weight;
  }

  /** Writes what is waiting; to be called at the end. */
  async flush(): Promise<void> {
    const operations = this.operations;
    if (operations.length === 0) return;
    this.operations = [];
    this.weight = 0;
    if (this.options.isDryRun) return this.rehearse(operations);
    const { unitOfWork, actor, run } = this.options;
    const committed: Committed<WriteCounts> = await unitOfWork(actor, run, async (unit) => {
      const counts = await this.perform(unit, operations);
      if (hasChanges(counts))
        await unit.patchNodes([{ id: run, properties: { ...sum(this.counts, counts) } }]);
      return counts;
    });
    this.counts = sum(this.counts, committed.value);
    if (!hasChanges(committed.value)) return;
    this.firstSeq ??= committed.firstSeq;
    // The last event of the unit is that of the run itself: its counts are no change of what it read.
    this.lastSeq = committed.lastSeq === null ? this.lastSeq : committed.lastSeq - 1;
  }

  private async perform(unit: Unit, operations: readonly Operation[]): Promise<WriteCounts> {
    const touched = new Set<string>();
    let counts = noChanges;
    for (const operation of operations) counts = sum(counts, await operation.run(unit, touched));
    return sum(counts, await deriveFeeds(unit, this.options.project, [...touched].sort()));
  }

  private async rehearse(operations: readonly Operation[]): Promise<void> {
    const { unitOfWork, actor, run } = this.options;
    const rehearsed: WriteCounts[] = [];
    try {
      await unitOfWork(actor, run, async (unit) => {
        rehearsed.splice(0, 1, await this.perform(unit, operations));
        throw new RolledBack('a dry run is not committed');
      });
    } catch (error) {
      if (rehearsed.length === 0) throw error;
      this.counts = sum(this.counts, ...rehearsed);
    }
  }
}

function hasChanges({ created, updated, deleted }: WriteCounts): boolean {
  return created + updated + deleted > 0;
}
