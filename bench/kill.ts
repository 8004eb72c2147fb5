/** `npm run bench -- kill --kills n`: kills of API and JVM under load, and what is left afterwards. */
import { mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { wholeNumber } from './support/arguments.js';
import { type CampaignReport, type Kill, runCampaign } from './support/kill/campaign.js';
import { KillableServer } from './support/kill/killable-server.js';
import type { BenchmarkResult, BenchOptions, Measurement } from './types.js';

export const summary =
  'kills of the API and the JVM in random order under load; nothing acknowledged is lost';

export const options = {
  kills: { value: 'n', description: 'kills in all, those of an interrupted run included (default 50)' },
} as const;

export async function run({ seed, values, log }: BenchOptions): Promise<BenchmarkResult> {
  const kills = wholeNumber('kills', values.get('kills') ?? '50');
  const folder = join(tmpdir(), `sheaf-bench-kill-${seed}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  log(`state in ${folder}: the same command goes on there after an interruption`);
  const server = new KillableServer({
    folder: join(folder, 'data'),
    env: { NEO4J_HEAP: '256MiB', NEO4J_PAGECACHE: '64MiB' },
  });
  try {
    const report = await runCampaign({ server, kills, seed, log });
    for (const violation of report.violations) log(violation);
    const exitCode = await server.stop();
    const left = server.jvms().length;
    // What a violation left behind, the server's log above all, is the only way to its cause.
    if (report.violations.length === 0) rmSync(folder, { recursive: true, force: true });
    return { kind: 'benchmark', benchmark: 'kill', rows: rowsOf(report, kills, exitCode, left) };
  } finally {
    await server.destroy();
  }
}

function rowsOf(
  report: CampaignReport,
  kills: number,
  exitCode: number | null,
  left: number,
): readonly Measurement[] {
  const { writers, violations } = report;
  const count = (metric: string, value: number, note?: string): Measurement => ({
    metric,
    value,
    unit: '',
    ...(note === undefined ? {} : { note }),
  });
  return [
    {
      metric: 'kills',
      value: report.kills.length,
      unit: '',
      bound: `= ${kills}`,
      holds: report.kills.length === kills,
    },
    count('kills in mid-extraction', report.kills.filter(({ phase }) => phase !== null).length),
    {
      metric: 'violations',
      value: violations.length,
      unit: '',
      bound: '= 0',
      holds: violations.length === 0,
    },
    count('acknowledged writes', writers.acknowledged),
    count('unacknowledged writes', writers.open, `${writers.openButPresent} took effect`),
    count('interrupted extractions', report.interruptedRuns, `${report.finishedEstates} completed`),
    count('events without a gap', report.head),
    {
      metric: 'JVMs after the end',
      value: left,
      unit: '',
      bound: '= 0',
      holds: left === 0 && exitCode === 0,
    },
    downtime(report.kills, 'API'),
    downtime(report.kills, 'JVM'),
  ];
}

/** Median time until the server was ready again. */
function downtime(kills: readonly Kill[], victim: Kill['victim']): Measurement {
  const times = kills.filter((kill) => kill.victim === victim).map(({ downMs }) => downMs);
  const median = times.sort((left, right) => left - right)[Math.floor(times.length / 2)];
  return {
    metric: `ready again after a kill of the ${victim}, median`,
    value: median === undefined ? null : Math.round(median),
    unit: 'ms',
    ...(median === undefined ? { note: 'no such kill' } : {}),
  };
}
