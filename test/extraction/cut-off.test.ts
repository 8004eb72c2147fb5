/** What a run that is cut off in the midst of WRITE says of itself. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { condition } from '../support/condition.js';
import { type Estate, startEstate } from './fixture.js';

let estate: Estate & { close(): Promise<void> };
beforeAll(async () => {
  estate = await startEstate('POSTGRESQL');
});
afterAll(() => estate.close());

const tableCount = 60;
/** Several units of work: a table has some 150 columns more in the second version. */
const text = (columns: number) =>
  Array.from({ length: tableCount }, (_, i) => {
    const list = Array.from({ length: columns }, (_, c) => `c${c} int`).join(', ');
    return `create table s.t${String(i).padStart(2, '0')} (${list});`;
  }).join('\n');

/** Keeps the locks of nodes, so that whoever writes them waits, until it is called. */
async function hold(ids: readonly string[]): Promise<() => Promise<void>> {
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  let held = (): void => undefined;
  const isHeld = new Promise<void>((resolve) => {
    held = resolve;
  });
  const unit = estate.server.graph.unitOfWork('test', 'hold', async (work) => {
    await work.lockNodes(ids);
    held();
    await released;
  });
  await isHeld;
  return async () => {
    release();
    await unit;
  };
}

const runDocument = `query ($id: ID!) { extractionRun(id: $id) {
  status phase task { id } timings { phase } counts { statements tables created updated deleted }
} }`;

describe('a run that is cut off while it writes', () => {
  it('says how far it is, and in the end what it found and what of it is committed', async () => {
    await estate.extract([{ name: 'a.sql', text: text(1) }]);
    const head = await estate.head();
    const last = (await estate.tables()).get('s.t59')?.id ?? '';
    const letGo = await hold([last, `${last.replace(/^table:/, 'column:')}.c0`]);
    const input = { project: estate.project, system: estate.system };
    const { extract } = await estate.server.data(
      'mutation ($input: ExtractInput!) { extract(input: $input) { run { id } } }',
      { input: { ...input, sources: [{ name: 'a.sql', text: text(150) }] } },
    );
    const { id } = extract.run;
    const read = async () => (await estate.server.data(runDocument, { id })).extractionRun;
    const writing = await condition('a unit of work of the run', async () => {
      const run = await read();
      return run.counts.created > 0 ? run : null;
    });
    expect(writing).toMatchObject({ status: 'RUNNING', phase: 'WRITE' });
    await estate.server.data('mutation ($id: ID!) { cancelTask(input: { id: $id }) { task { id } } }', {
      id: writing.task.id,
    });
    await letGo();
    expect((await estate.finished(id)).status).toBe('CANCELLED');
    const ended = await read();
    const written = await estate.eventsAfter(head);
    const created = written.filter((event) => event.kind === 'CREATED').length;
    expect(created).toBeGreaterThan(0);
    expect(created).toBeLessThan(tableCount * 149);
    expect(ended.counts).toMatchObject({ statements: tableCount, tables: tableCount, created });
    expect(ended.timings.map((timing: { phase: string }) => timing.phase)).toEqual([
      'READ',
      'PARSE',
      'RESOLVE',
      'ANALYSE',
      'ASSESS',
    ]);
  });

  it('counts tables, then statements up to their number', async () => {
    const { extract } = await estate.server.data(
      'mutation ($input: ExtractInput!) { extract(input: $input) { run { id } } }',
      {
        input: {
          project: estate.project,
          system: estate.system,
          sources: [{ name: 'b.sql', text: text(2).replaceAll('s.t', 'u.t') }],
        },
      },
    );
    const states: Record<string, unknown>[] = [];
    for await (const { data } of estate.server.subscribe(
      'subscription ($id: ID!) { extractionProgress(runId: $id) { phase doneTables totalTables doneStatements totalStatements } }',
      { id: extract.run.id },
    ))
      states.push(data.extractionProgress);
    expect(states.find((state) => state.phase === 'WRITE')).toMatchObject({
      doneTables: 0,
      totalTables: tableCount,
      doneStatements: 0,
    });
    expect(states.at(-1)).toMatchObject({
      doneTables: tableCount,
      totalTables: tableCount,
      doneStatements: tableCount,
      totalStatements: tableCount,
    });
  });
});
