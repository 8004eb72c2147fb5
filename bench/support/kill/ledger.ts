/**
 * What a writer has asked for and what was acknowledged, in a file that is synced line by line: the truth
 * that the graph is held against after the kills.
 */
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';

export interface LedgerState {
  /** Highest number asked for; 0 before the first. */
  readonly last: number;
  readonly acknowledged: ReadonlySet<number>;
}

export class Ledger {
  readonly #file: number;

  constructor(path: string) {
    this.#file = openSync(path, 'a', 0o600);
  }

  asked(operation: number): void {
    this.#append(`asked ${operation}`);
  }

  acknowledged(operation: number): void {
    this.#append(`acknowledged ${operation}`);
  }

  close(): void {
    closeSync(this.#file);
  }

  #append(line: string): void {
    writeSync(this.#file, `${line}\n`);
    fsyncSync(this.#file);
  }
}

export function readLedger(path: string): LedgerState {
  const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : [];
  const numbers = (verb: string): number[] =>
    lines.filter((line) => line.startsWith(`${verb} `)).map((line) => Number(line.slice(verb.length + 1)));
  return { last: Math.max(0, ...numbers('asked')), acknowledged: new Set(numbers('acknowledged')) };
}
