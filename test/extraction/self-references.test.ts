/** Statements that read what they, or those that depend on them, make: read again they find no more than before. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../support/server.js';
import { codes, type Estate, newEstate } from './fixture.js';

let server: TestServer;
let estate: Estate;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  estate = await newEstate(server, 'POSTGRESQL');
});

/** Reads the text twice and expects the second reading to find and change nothing new. */
async function readTwice(text: string) {
  const first = await estate.extract([{ name: 'a.sql', text }]);
  const unresolved = await estate.unresolved();
  const head = await estate.head();
  const second = await estate.extract([{ name: 'a.sql', text }]);
  expect(second.counts).toMatchObject({ created: 0, updated: 0, deleted: 0 });
  expect(await estate.eventsAfter(head)).toEqual([]);
  expect(codes(second)).toEqual(codes(first));
  expect(await estate.unresolved()).toEqual(unresolved);
  return first;
}

describe('a view that reads itself', () => {
  it('stays unresolved however often it is read, and gets no column from its own star', async () => {
    const run = await readTwice('create view s.v_self as select * from s.v_self;');
    expect(codes(run)).toEqual(['STAR_OVER_UNKNOWN', 'UNKNOWN_TABLE']);
    expect((await estate.tables()).get('s.v_self')).toMatchObject({ isComplete: false, columns: [] });
    const [view] = (await estate.tables()).values();
    expect(await estate.flowsInto(view?.id ?? '')).toEqual([]);
    expect((await estate.unresolved()).map(({ text, reason }) => `${text} ${reason}`).sort()).toEqual([
      '* STAR_OVER_UNKNOWN',
      's.v_self UNKNOWN_TABLE',
    ]);
  });

  it('over another keeps the columns it names itself', async () => {
    await readTwice('create view s.v as select *, 1 as one from s.nowhere;');
    expect((await estate.tables()).get('s.v')?.columns.map(({ name }) => name)).toEqual(['one']);
    await readTwice('create view s.listed (a, b) as select * from s.nowhere;');
    expect((await estate.tables()).get('s.listed')?.columns.map(({ name }) => name)).toEqual(['a', 'b']);
  });
});

describe('views that read each other', () => {
  it('are reported as a cycle at every reading', async () => {
    const run = await readTwice(
      'create view s.v_c1 as select id from s.v_c2; create view s.v_c2 as select id from s.v_c1;',
    );
    expect(codes(run)).toContain('STATEMENT_CYCLE');
    expect(codes(run)).toContain('UNKNOWN_TABLE');
  });
});

describe('an INSERT of all columns of an unknown table', () => {
  it('gives its target no column', async () => {
    await readTwice('insert into s.copy select * from s.nowhere;');
    expect((await estate.tables()).get('s.copy')).toMatchObject({ isComplete: false, columns: [] });
  });
});

describe('a bare name', () => {
  it('means the same table when a later statement of the run mentions another of that name', async () => {
    const run = await readTwice(
      'create table a.x (id int); create view a.v as select id from x; insert into b.x select 1 as id;',
    );
    expect(codes(run)).toEqual([]);
    expect(await estate.unresolved()).toEqual([]);
  });
});
