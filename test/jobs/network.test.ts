/** Events, dependencies and the report: jobs.md, acceptance 1 and 2, the event joins, and the known traps. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jobDependencies } from '../../src/jobs/network/dependencies.js';
import type { Estate, JoinOptions } from '../../src/jobs/network/estate.js';
import { collectEvents } from '../../src/jobs/network/events.js';
import { reportOn } from '../../src/jobs/network/report.js';
import { sharedData } from '../support/shared.js';
import { net } from './support/nets.js';
import { json, xml } from './support/read.js';

/** `from > to by event (kind, lag, alternatives)`, without server and folder. */
function dependencies(estates: readonly Estate[], options: JoinOptions = {}): readonly string[] {
  const found = jobDependencies(estates, collectEvents(estates, options), options);
  return found.dependencies.map(({ from, to, event, kind, dayLag, alternatives }) => {
    const by = event === null ? '' : ` by ${event.split('/').at(-1)}`;
    return `${short(from)} > ${short(to)}${by} (${kind}, ${dayLag}, ${alternatives})`;
  });
}

function short(id: string): string {
  return id.replace(/^s\/(?:f\/)?/, '');
}

const six = {
  job1: { adds: ['e1'] },
  job2: { waits: 'e1', adds: ['e2'] },
  job3: { waits: { and: ['e1', 'e2'] }, adds: ['e3'] },
  job4: { adds: ['e3'] },
  job5: { waits: 'e2', adds: ['e5'] },
  job6: { waits: { and: ['e3', 'e5'] } },
};

const folder = sharedData('controlm');

describe.skipIf(folder === null)('the public definitions', () => {
  const read = (name: string): Estate => ({
    server: 'ctm',
    ...xml(readFileSync(join(folder ?? '', name), 'utf8')),
  });

  it('001: three jobs in a row behind one start job', () => {
    const estate = read('001-tfatf.xml');
    const report = reportOn([estate]);
    expect(report).toMatchObject({
      folders: 1,
      jobs: 3,
      waits: 3,
      adds: 3,
      dependencies: 3,
      startJobs: 1,
      events: 3,
    });
    expect(report.unusedEvents.map(({ name }) => name)).toEqual(['fx_fld_001_app_002_subapp_001_job_001_ok']);
    expect([report.danglingWaits, report.cycles, report.deadJobs, report.races]).toEqual([[], [], [], []]);
    expect(estate.folders.map((one) => 'kind' in one && one.kind)).toEqual(['SMART_FOLDER']);
    expect(estate.jobs.map((job) => 'command' in job && job.command)).toEqual([
      'echo I am task A',
      'echo I am task B',
      'echo I am task C',
    ]);
  });

  it('002: twelve jobs, an event with two producers, nothing dangling', () => {
    const report = reportOn([read('002-tftf.xml')]);
    expect(report).toMatchObject({ jobs: 12, waits: 17, adds: 12, events: 11, dependencies: 17 });
    expect(report.unusedEvents).toHaveLength(5);
    const shared = report.unusedEvents
      .filter(({ producers }) => producers.length === 2)
      .map(({ name }) => name);
    expect(shared).toEqual(['fx_fld_001_app_002_subapp_001_job_003_ok']);
    expect([report.danglingWaits, report.cycles, report.deadJobs]).toEqual([[], [], []]);
  });
});

describe('dependencies', () => {
  it('of six jobs and an event with two producers are seven', () => {
    expect(dependencies([net(six)])).toEqual([
      'job2 > job1 by e1 (EVENT, 0, 1)',
      'job3 > job1 by e1 (EVENT, 0, 1)',
      'job3 > job2 by e2 (EVENT, 0, 1)',
      'job5 > job2 by e2 (EVENT, 0, 1)',
      'job6 > job3 by e3 (EVENT, 0, 2)',
      'job6 > job4 by e3 (EVENT, 0, 2)',
      'job6 > job5 by e5 (EVENT, 0, 1)',
    ]);
    const [event] = [...collectEvents([net(six)], {}).values()].filter(({ name }) => name === 'e3');
    expect(event?.producers.map(({ id }) => id)).toEqual(['s/f/job3', 's/f/job4']);
  });

  it('join by what an event is called and never by the names in it', () => {
    const estate = net({
      A: { adds: ['B-TO-C'] },
      B: { adds: ['zz'] },
      C: { waits: 'B-TO-C' },
      D: { waits: 'zz' },
    });
    expect(dependencies([estate])).toEqual(['C > A by B-TO-C (EVENT, 0, 1)', 'D > B by zz (EVENT, 0, 1)']);
    expect(dependencies([net({ a: { adds: ['E'] }, b: { waits: 'e' } })])).toEqual([]);
  });

  it.each([
    ['e', 'e', 0],
    ['e', 'e PREV', 1],
    ['e NEXT', 'e', 1],
    ['e PREV', 'e NEXT', -2],
    ['e +2', 'e -3', 5],
    ['e', 'e ****', 0],
    ['e STAT', 'e ****', 0],
    ['e 0131', 'e ****', 0],
    ['e STAT', 'e STAT', 0],
    ['e STAT', 'e', null],
    ['e', 'e STAT', null],
    ['e 0131', 'e', null],
    ['e', 'e 0131', null],
    ['e 0131', 'e 0131', null],
  ])('of an add of %s and a wait for %s have lag %s', (added, awaited, lag) => {
    const found = dependencies([net({ a: { adds: [added] }, b: { waits: awaited } })]);
    expect(found).toEqual(lag === null ? [] : [`b > a by e (EVENT, ${lag}, 1)`]);
  });

  it('are one for a pair, an event and a kind, that with the smallest lag', () => {
    const estate = net({ a: { adds: ['e', 'e!'] }, b: { waits: { and: ['e PREV', 'e'] } } });
    expect(dependencies([estate])).toEqual(['b > a by e (EVENT, 0, 1)']);
  });

  it('are never made by deletes, nor of a job on itself', () => {
    expect(
      dependencies([net({ a: { deletes: ['e'] }, b: { waits: 'e' }, c: { waits: 'g PREV', adds: ['g'] } })]),
    ).toEqual([]);
  });

  it('take conditions of folders for those of their jobs', () => {
    const estate = net(
      { 'p/a': {}, 'p/q/b': {}, 'r/c': {}, 'r/d': { waits: 'own' } },
      { p: { adds: ['done'] }, r: { waits: 'done' } },
    );
    expect(dependencies([estate])).toEqual([
      'r/c > p/a by done (CONTAINMENT, 0, 1)',
      'r/c > p/q/b by done (CONTAINMENT, 0, 1)',
      'r/d > p/a by done (CONTAINMENT, 0, 1)',
      'r/d > p/q/b by done (CONTAINMENT, 0, 1)',
    ]);
  });

  it('come from flows and from jobs that others start', () => {
    const job = { Type: 'Job:Dummy' };
    const starts = { Type: 'If', CompletionStatus: 'NOTOK', x: { Type: 'Run', Folder: 'g', Job: 'fix' } };
    const gone = { Type: 'If', CompletionStatus: 'OK', x: { Type: 'Run', Job: 'nobody' } };
    const definitions = json({
      f: { Type: 'Folder', a: job, b: { ...job, starts, gone }, x: { Type: 'Flow', Sequence: ['a', 'b'] } },
      g: { Type: 'Folder', fix: job },
    });
    const estate: Estate = { server: 's', ...definitions };
    expect(dependencies([estate])).toEqual(['b > a (SEQUENCE, 0, 1)', 'g/fix > b (TRIGGER, 0, 1)']);
    expect(jobDependencies([estate], collectEvents([estate], {}), {}).unresolvedTriggers).toEqual([
      { job: 's/f/b', folder: null, target: 'nobody' },
    ]);
  });

  it('cross servers by global events alone', () => {
    const there = net({ a: { adds: ['G.x', 'y'] } }, {}, 'one');
    const here = net({ b: { waits: { and: ['G.x', 'y'] } } }, {}, 'two');
    expect(dependencies([there, here], { globalPrefixes: ['G.'] })).toEqual([
      'two/f/b > one/f/a by G.x (EVENT, 0, 1)',
    ]);
    expect(dependencies([there, here])).toEqual([]);
    const alone = reportOn([here], { globalPrefixes: ['G.'] });
    expect(alone.externalWaits.map(({ name, status }) => [name, status])).toEqual([['G.x', 'EXTERNAL']]);
    expect(alone.danglingWaits.map(({ name }) => name)).toEqual(['y']);
  });
});

describe('the report', () => {
  it('of an empty estate has zero counts', () => {
    const empty = {
      folders: 0,
      jobs: 0,
      events: 0,
      dependencies: 0,
      waits: 0,
      adds: 0,
      components: 0,
      startJobs: 0,
    };
    expect(reportOn([])).toMatchObject({ ...empty, cycles: [], deadJobs: [], races: [], raceCount: 0 });
    expect(reportOn([net({}, { f: {} })])).toMatchObject({ ...empty, folders: 1 });
  });

  it('counts parts and start jobs', () => {
    const report = reportOn([net({ ...six, alone: {}, 'g/late': {} }, { g: { waits: 'e5' } })]);
    expect(report).toMatchObject({ components: 2, startJobs: 3, jobs: 8 });
  });

  it('names what keeps dead jobs from starting', () => {
    const report = reportOn([
      net({
        a: { waits: 'nobody' },
        b: { waits: 'from-a', adds: [] },
        a2: { waits: 'nobody', adds: ['from-a'] },
        c: { waits: 'from-d', adds: ['from-c'] },
        d: { waits: 'from-c', adds: ['from-d'] },
        e: { waits: { and: ['from-d', 'ok'] } },
        f: { adds: ['ok', 'bad!'] },
        g: { waits: 'bad' },
        h: { waits: 'own', adds: ['own'] },
        i: { waits: { or: ['nobody', 'ok'] } },
      }),
    ]);
    expect(report.deadJobs.map(({ job, reason }) => [short(job), reason])).toEqual([
      ['a', 'nobody adds event nobody'],
      ['a2', 'nobody adds event nobody'],
      ['b', 'nobody adds event nobody (through s/f/a2)'],
      ['c', 'it waits in a cycle of s/f/c, s/f/d'],
      ['d', 'it waits in a cycle of s/f/c, s/f/d'],
      ['e', 'it waits in a cycle of s/f/c, s/f/d (through s/f/d)'],
      ['g', 'nobody adds event bad for the awaited date in a good run'],
      ['h', 'it waits in a cycle of s/f/h'],
    ]);
    expect(report.cycles.map(({ jobs, events }) => [jobs.map(short), events.map(short)])).toEqual([
      [
        ['c', 'd'],
        ['from-c', 'from-d'],
      ],
    ]);
    expect(report.danglingWaits.map(({ name, status }) => [name, status])).toEqual([
      ['nobody', 'NEVER_PRODUCED'],
    ]);
  });

  it('takes what an earlier night left as there, and dependencies of another night for no cycle', () => {
    const estate = net({
      a: { waits: 'e PREV', adds: ['e'] },
      b: { waits: 'g', adds: ['g NEXT'] },
      c: { waits: 'x PREV' },
      d: { waits: 'h PREV', adds: ['i'] },
      k: { waits: 'i', adds: ['h'] },
    });
    const report = reportOn([estate]);
    expect(report.cycles).toEqual([]);
    expect(report.deadJobs.map(({ job }) => short(job))).toEqual(['c']);
  });

  it('lets a wait for any date be met by an add for whatever date', () => {
    for (const added of ['e', 'e NEXT', 'e STAT', 'e 0131', 'e -4'])
      expect(reportOn([net({ a: { adds: [added] }, b: { waits: 'e ****' } })]).deadJobs).toEqual([]);
    expect(reportOn([net({ b: { waits: 'e ****' } })]).deadJobs).toHaveLength(1);
  });

  it('keeps the jobs of a folder behind its waits and its adds behind its jobs', () => {
    const estate = net(
      { 'p/a': { waits: 'never' }, 'p/b': {}, 'r/c': {} },
      { p: { adds: ['done'] }, r: { waits: 'done' } },
    );
    const report = reportOn([estate]);
    expect(report.deadJobs.map(({ job, reason }) => [short(job), reason])).toEqual([
      ['p/a', 'nobody adds event never'],
      ['r/c', 'nobody adds event never (through s/p/a)'],
    ]);
  });

  it('names races: a delete and a wait in no certain order', () => {
    const races = (jobs: Parameters<typeof net>[0]): readonly string[] =>
      reportOn([net(jobs)]).races.map(
        ({ event, deletedBy, awaitedBy }) => `${short(event)}: ${short(deletedBy)}, ${short(awaitedBy)}`,
      );
    const a = { adds: ['e'] };
    expect(races({ a, b: { waits: 'e' }, c: { waits: 'e', deletes: ['e'] } })).toEqual(['e: c, b']);
    expect(races({ a, b: { waits: 'e', adds: ['g'] }, c: { waits: 'g', deletes: ['e'] } })).toEqual([]);
    expect(races({ a, b: { waits: 'e', deletes: ['e'] } })).toEqual([]);
    expect(races({ a, b: { waits: 'e' }, c: { waits: 'e', deletes: ['e PREV'] } })).toEqual([]);
    expect(races({ a, b: { waits: 'e' }, c: { waits: 'e', deletes: ['e ****'] } })).toEqual(['e: c, b']);
    expect(races({ a, b: { waits: 'e' }, c: { waits: 'e', deletes: ['e!'] } })).toEqual([]);
  });
});
