import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defineQuery, type Graph, openGraph, type Properties, type Unit } from '../../src/graph/index.js';
import { testConnection, testGraph } from '../support/project.js';
import { type Estate, estate } from './fixture.js';

describe('misuse of the graph', () => {
  let graph: Graph;
  let e: Estate;
  beforeAll(async () => {
    graph = await testGraph();
    e = await estate(graph);
  });
  afterAll(() => graph.close());
  const write = <T>(work: (unit: Unit) => Promise<T>) => graph.unitOfWork('test', null, work);
  const table = (properties: Properties) =>
    write((unit) => unit.upsertNodes([e.tableState('t', properties)]));

  it.each([
    ['NaN', { score: Number.NaN }],
    ['infinity', { score: Number.POSITIVE_INFINITY }],
    ['a whole number beyond 2^53', { count: 2 ** 53 }],
    ['such a number in a list', { counts: [1, 2 ** 60] }],
  ])('refuses %s', async (_, properties) => {
    await expect(table(properties)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  it.each(['id', 'project', 'parentId', 'nameKey', 'createdAt', 'fromSeq', 'stateHash'])(
    'refuses to let a caller write the property %s',
    async (name) => {
      await expect(table({ [name]: 'x' })).rejects.toThrow(`property ${name} belongs to the writer`);
    },
  );

  it('refuses unknown kinds and types', async () => {
    await expect(
      write((unit) => unit.upsertNodes([{ ...e.tableState('t'), kind: 'Tabel' }])),
    ).rejects.toThrow('unknown node kind Tabel');
    const edge = {
      source: e.schema,
      type: 'FLOW_TO',
      target: e.schema,
      discriminator: '',
      project: e.project.id,
      properties: {},
    };
    await expect(write((unit) => unit.upsertEdges([edge]))).rejects.toThrow('unknown edge type FLOW_TO');
  });

  it('refuses a node without its parent and a patch of nothing', async () => {
    await expect(write((unit) => unit.upsertNodes([e.columnState('nowhere', 'a', 1)]))).rejects.toMatchObject(
      { code: 'NOT_FOUND' },
    );
    await expect(
      write((unit) => unit.patchNodes([{ id: 'table:none', properties: {} }])),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('refuses to turn a table into a view under the same id', async () => {
    await write((unit) => unit.upsertNodes([e.tableState('fixed')]));
    await expect(
      write((unit) => unit.upsertNodes([{ ...e.tableState('fixed'), kind: 'View' }])),
    ).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('refuses calls after the work has ended', async () => {
    let kept: Unit | null = null;
    await write(async (unit) => {
      kept = unit;
    });
    await expect((kept as unknown as Unit).upsertNodes([e.tableState('late')])).rejects.toThrow(
      'the unit of work has ended',
    );
  });

  it('refuses a statement with a missing or an unknown parameter', async () => {
    const query = defineQuery<
      { readonly id: string },
      { readonly firstSeq: number; readonly lastSeq: number }
    >('graph/unit-outcome', ['firstSeq', 'lastSeq']);
    await expect(graph.read(query, {} as { id: string })).rejects.toThrow('parameter $id is missing');
    await expect(graph.read(query, { id: 'x', ids: [] } as { id: string })).rejects.toThrow(
      'there is no parameter $ids',
    );
  });

  it('stops a read whose caller has gone, and a unit that has not committed', async () => {
    const query = defineQuery<{ readonly seconds: number }, object>('graph/indexes-await', []);
    await expect(graph.read(query, { seconds: 1 }, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'DEADLINE_EXCEEDED',
    });
    const stop = new AbortController();
    const unit = graph.unitOfWork(
      'test',
      null,
      async (open) => {
        await open.upsertNodes([e.tableState('aborted')]);
        stop.abort();
      },
      { signal: stop.signal },
    );
    await expect(unit).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    expect(await graph.statesAsOf([e.table('aborted')], (await graph.feed.head()).seq)).toEqual([null]);
  });

  it('says UNAVAILABLE when nobody answers', async () => {
    await expect(openGraph({ ...testConnection(), uri: 'bolt://127.0.0.1:1' })).rejects.toMatchObject({
      code: 'UNAVAILABLE',
    });
  });
});
