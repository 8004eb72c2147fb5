/**
 * Tells the graph how a run goes: at phase changes, and at most once a second between them. Every change
 * is an event of the run, so progress can be followed and resumed from the feed.
 */
import type { RunPhase } from '../generated/graphql.js';
import type { Graph, Properties } from '../graph/types.js';
import {
  noProgress,
  type PhaseTiming,
  phases,
  type RunProgress,
  shareOfPhase,
  timingProperties,
} from './run-record.js';

const intervalMs = 1000;

/** Of all threads of the process: a run's work is spread over several, and another run may share them. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

export class RunRecorder {
  private readonly run: string;
  private readonly actor: string;
  private readonly unitOfWork: Graph['unitOfWork'];
  private readonly onStep: (fraction: number | null, step: string) => void;
  private readonly started: PhaseTiming[] = [];
  private progress: RunProgress = { ...noProgress, status: 'RUNNING' };
  private phaseStartedAt = performance.now();
  private phaseStartCpuMs = cpuMs();
  private writtenAt = 0;

  constructor(
    run: string,
    actor: string,
    unitOfWork: Graph['unitOfWork'],
    onStep: (fraction: number | null, step: string) => void,
  ) {
    this.run = run;
    this.actor = actor;
    this.unitOfWork = unitOfWork;
    this.onStep = onStep;
  }

  get timings(): readonly PhaseTiming[] {
    return [
      ...this.started,
      {
        phase: this.progress.phase,
        wallMs: performance.now() - this.phaseStartedAt,
        cpuMs: cpuMs() - this.phaseStartCpuMs,
      },
    ];
  }

  get phase(): RunPhase {
    return this.progress.phase;
  }

  /** Enters a phase and says so, with how long the ones before it took and what they found. */
  async enter(
    phase: RunPhase,
    progress: Partial<RunProgress> = {},
    properties: Properties = {},
  ): Promise<void> {
    if (phase !== this.progress.phase) {
      this.started.push(...this.timings.slice(-1));
      this.phaseStartedAt = performance.now();
      this.phaseStartCpuMs = cpuMs();
    }
    this.progress = { ...this.progress, ...progress, phase };
    await this.write({ ...properties, ...timingProperties(this.started) });
  }

  /** Takes note of progress; writes it when the last write is a second ago. */
  async note(progress: Partial<RunProgress>): Promise<void> {
    this.progress = { ...this.progress, ...progress };
    if (performance.now() - this.writtenAt >= intervalMs) await this.write({});
  }

  /** Writes what the run found. Its status is not written here: it ends with its task, in one unit. */
  async conclude(properties: Properties, progress: Partial<RunProgress>): Promise<void> {
    this.progress = { ...this.progress, ...progress };
    await this.write(properties);
  }

  private async write(properties: Properties): Promise<void> {
    this.writtenAt = performance.now();
    const { phase } = this.progress;
    this.onStep((phases.indexOf(phase) + shareOfPhase(this.progress)) / phases.length, phase);
    const patch = { id: this.run, properties: { ...this.progress, ...properties } };
    await this.unitOfWork(this.actor, this.run, (unit) => unit.patchNodes([patch]));
  }
}
