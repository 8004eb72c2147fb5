import { describe, expect, it } from 'vitest';
import { describe as described, type Progress } from '../../src/cli/progress.js';

const started: Progress = {
  cursor: 'c',
  status: 'RUNNING',
  phase: 'READ',
  doneBytes: 0,
  totalBytes: 0,
  doneStatements: 0,
  totalStatements: 0,
  doneTables: 0,
  totalTables: 0,
};

describe('the progress of an extraction in words', () => {
  it('names the phase alone until something is counted', () => {
    expect(described(started)).toBe('read');
    expect(described({ ...started, phase: 'PARSE' })).toBe('parse');
  });

  it('counts megabytes while sources are parsed', () => {
    const parsing = { ...started, phase: 'PARSE', doneBytes: 1_234_567, totalBytes: 4_000_000 };
    expect(described({ ...parsing, totalStatements: 12 })).toBe('parse (1.23 of 4 MB)');
  });

  it('counts statements while they are resolved, and tables beside them while they are written', () => {
    const counted = { ...started, doneStatements: 7, totalStatements: 12, doneTables: 3, totalTables: 5 };
    expect(described({ ...counted, phase: 'RESOLVE' })).toBe('resolve (7 of 12 statements)');
    expect(described({ ...counted, phase: 'WRITE' })).toBe('write (3 of 5 tables, 7 of 12 statements)');
  });
});
