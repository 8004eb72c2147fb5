/** The machine a bench runs on. On a shared host its processors are at times taken away: the figures then say less. */
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

export interface CpuTimes {
  /** Ticks in which somebody wanted a processor: it worked for us or for another machine. */
  readonly wanted: number;
  /** Of these, the ticks in which the host gave it to another machine. */
  readonly stolen: number;
}

/** Null where the system does not say (not Linux). */
export function cpuTimes(): CpuTimes | null {
  let line: string | undefined;
  try {
    line = readFileSync('/proc/stat', 'utf8').split('\n')[0];
  } catch {
    return null;
  }
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, stolen = 0] = (line ?? '')
    .split(/\s+/)
    .slice(1)
    .map(Number);
  return { wanted: user + nice + system + irq + softirq + stolen, stolen };
}

/** `2 processors; the host withheld 12 % of the time they were wanted`. */
export function machineText(before: CpuTimes | null, after: CpuTimes | null): string {
  const processors = `${availableParallelism()} processors`;
  if (before === null || after === null || after.wanted === before.wanted) return processors;
  const share = (after.stolen - before.stolen) / (after.wanted - before.wanted);
  return `${processors}; the host withheld ${Math.round(share * 100)} % of the time they were wanted`;
}
