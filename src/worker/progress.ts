/** Carries a handler's progress into the graph: at phase changes, else at most once a second, one write at a time. */
import type { Graph } from '../graph/types.js';
import { holdsLease, systemActor } from './task-store.js';

const intervalMs = 1_000;

export class ProgressReporter {
  readonly #graph: Graph;
  readonly #id: string;
  readonly #epoch: number;
  readonly #onFailure: (error: unknown) => void;
  #wanted: { readonly fraction: number | null; readonly step: string } | null = null;
  #writtenStep: string | null = null;
  #writtenAt = 0;
  #timer: NodeJS.Timeout | null = null;
  #writing: Promise<void> | null = null;
  #isClosed = false;

  constructor(graph: Graph, id: string, epoch: number, onFailure: (error: unknown) => void) {
    this.#graph = graph;
    this.#id = id;
    this.#epoch = epoch;
    this.#onFailure = onFailure;
  }

  report(fraction: number | null, step: string): void {
    if (this.#isClosed) return;
    this.#wanted = { fraction: fraction === null ? null : Math.min(1, Math.max(0, fraction)), step };
    this.#schedule();
  }

  /** Ends the reporting; a report that was not written yet is dropped, the ending follows it anyway. */
  async close(): Promise<void> {
    this.#isClosed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#writing;
  }

  #schedule(): void {
    if (this.#writing !== null || this.#wanted === null || this.#isClosed) return;
    const isNewStep = this.#wanted.step !== this.#writtenStep;
    const waitMs = isNewStep ? 0 : this.#writtenAt + intervalMs - Date.now();
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#start(), Math.max(0, waitMs));
    this.#timer.unref();
  }

  #start(): void {
    this.#timer = null;
    const wanted = this.#wanted;
    if (wanted === null || this.#isClosed) return;
    this.#wanted = null;
    this.#writtenStep = wanted.step;
    this.#writtenAt = Date.now();
    this.#writing = this.#write(wanted.fraction, wanted.step)
      .catch(this.#onFailure)
      .finally(() => {
        this.#writing = null;
        this.#schedule();
      });
  }

  async #write(progress: number | null, step: string): Promise<void> {
    const id = this.#id;
    await this.#graph.unitOfWork(
      systemActor,
      'task',
      async (unit) => {
        if (await holdsLease(unit, id, this.#epoch)) {
          await unit.patchNodes([{ id, properties: { progress, step } }]);
        }
      },
      { survivesDisconnect: false },
    );
  }
}
