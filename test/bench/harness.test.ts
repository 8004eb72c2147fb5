import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { benchMain } from '../../bench/support/main.js';
import { resultJson, resultText } from '../../bench/support/report.js';
import { addCounts, noCounts, scoreOf } from '../../bench/support/scores.js';
import type { BenchmarkResult, ScorerResult } from '../../bench/types.js';
import { packageRoot } from '../../src/paths.js';

async function bench(...argv: string[]): Promise<{ status: number; stdout: string; stderr: string }> {
  let stdout = '';
  let stderr = '';
  const status = await benchMain(argv, {
    out: (text) => {
      stdout += text;
    },
    err: (text) => {
      stderr += text;
    },
  });
  return { status, stdout, stderr };
}

describe('npm run bench', () => {
  it('lists what there is when no name is given', async () => {
    const { status, stdout } = await bench();
    expect(status).toBe(0);
    for (const name of ['ddl', 'estate']) expect(stdout).toMatch(new RegExp(`^${name} +\\S`, 'm'));
    expect(stdout).not.toMatch(/^(index|types|estate-generator) /m);
  });

  it('shows the options of one bench', async () => {
    const { status, stdout } = await bench('estate', '--help');
    expect(status).toBe(0);
    for (const option of ['--data <folder>', '--json', '--misses <n>', '--seed <n>', '--size <factor>']) {
      expect(stdout).toContain(option);
    }
  });

  it.each([
    [['nothing-of-the-kind'], 'there is no bench "nothing-of-the-kind"'],
    [['../src/cli'], 'there is no bench'],
    [['estate-generator'], 'there is no bench'],
    [['--json'], 'expected a name before the options'],
    [['estate', '--sed', '1'], '--seed'],
    [['estate', '--seed', 'one'], '--seed: expected a whole number, got "one"'],
    [['estate', '--misses', '-1'], '--misses'],
    [['estate', '--size', '0'], '--size: expected a number above 0'],
    [['estate', '--data', join(packageRoot, 'no-such-folder')], 'is not a folder'],
    [['estate', '--data', packageRoot], 'has no truth.json'],
    [['ddl', '--data', join(packageRoot, 'samples')], 'expected counts'],
  ])('refuses %j with exit code 2 and says why', async (argv, message) => {
    const { status, stderr } = await bench(...argv);
    expect(stderr).toContain(message);
    expect(status).toBe(2);
  });
});

const scorer: ScorerResult = {
  kind: 'scorer',
  scorer: 'ddl',
  data: 'somewhere',
  total: scoreOf({ ...noCounts, items: 2, exact: 1, right: 3, wrong: 1, missing: 1 }, null, {
    tables: { items: 4, exact: 3 },
  }),
  groups: { hive: scoreOf({ ...noCounts, items: 2, exact: 1, right: 3, wrong: 1, missing: 1 }) },
  misses: [
    { group: 'hive', item: 'a', expected: '1', got: '2' },
    { group: 'hive', item: 'b', expected: '3', got: '4' },
  ],
};

describe('bench/index.ts', () => {
  it('ends with the exit code of what it was asked', () => {
    const index = join(packageRoot, 'bench', 'index.ts');
    const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', index, 'no-such-bench'], {
      cwd: packageRoot,
      encoding: 'utf8',
    });
    expect(stderr).toContain('there is no bench "no-such-bench"');
    expect(status).toBe(2);
  });
});

describe('a result', () => {
  it('is one line of JSON with the members every scorer has', () => {
    const line = resultJson(scorer);
    expect(line).not.toContain('\n');
    const members = ['items', 'exact', 'precision', 'recall', 'f1', 'unsupported', 'unparsed', 'baseline'];
    const parsed = JSON.parse(line);
    expect(Object.keys(parsed)).toEqual(expect.arrayContaining(['scorer', 'data', 'groups', ...members]));
    expect(Object.keys(parsed.groups.hive)).toEqual(expect.arrayContaining(members));
    expect(parsed).toMatchObject({
      scorer: 'ddl',
      items: 2,
      exact: 1,
      precision: 0.75,
      recall: 0.75,
      f1: 0.75,
    });
    expect(parsed.tables).toEqual({ items: 4, exact: 3 });
  });

  it('shows as many misses as asked for, and how many there are', () => {
    const text = resultText(scorer, 1);
    expect(text).toContain('2 misses, 1 shown');
    expect(text).toContain('hive · a');
    expect(text).not.toContain('hive · b');
    expect(text).toMatch(/^total +2 +1 +0\.750/m);
  });

  it('of a benchmark says which bound holds', () => {
    const result: BenchmarkResult = {
      kind: 'benchmark',
      benchmark: 'list',
      rows: [
        {
          metric: 'CPU per page',
          value: 3.2,
          unit: 'ms',
          baseline: 2,
          ratio: 1.6,
          bound: '≤ 1.6',
          holds: true,
        },
        { metric: 'memory', value: null, unit: 'MiB', note: 'not measured here' },
      ],
    };
    expect(resultText(result, 0)).toMatch(/CPU per page .*≤ 1\.6 holds/);
    expect(JSON.parse(resultJson(result))).toEqual({ benchmark: 'list', rows: result.rows });
  });
});

describe('scores', () => {
  it('are null where there is nothing to divide by', () => {
    expect(scoreOf(noCounts)).toMatchObject({ precision: null, recall: null, f1: null });
  });

  it('add up, and a count that does not apply stays null', () => {
    const one = { ...noCounts, items: 1, right: 1, unparsed: null };
    expect(addCounts(one, one)).toMatchObject({ items: 2, right: 2, unparsed: null, unsupported: 0 });
  });
});
