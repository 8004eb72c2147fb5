import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EdgeState, Graph, NodeState, Properties, Unit } from '../../src/graph/index.js';
import { type RawStore, rawStore } from '../support/cypher.js';
import { testGraph } from '../support/project.js';
import { type Estate, estate } from './fixture.js';

/** What one unit may do; names are few so that units meet. */
type Step =
  | { readonly do: 'node'; readonly column: number; readonly properties: Properties }
  | { readonly do: 'patch'; readonly column: number; readonly properties: Properties }
  | { readonly do: 'delete'; readonly column: number }
  | {
      readonly do: 'edge';
      readonly from: number;
      readonly to: number;
      readonly discriminator: string;
      readonly confidence: number;
    }
  | { readonly do: 'unlink'; readonly from: number; readonly to: number; readonly discriminator: string };

const column = fc.integer({ min: 0, max: 5 });
const properties = fc.dictionary(
  fc.constantFrom('a', 'b', 'c'),
  fc.oneof(
    fc.constantFrom('x', 'ß "quoted"', ''),
    fc.integer(),
    fc.double({ noNaN: true, min: -1e9, max: 1e9 }),
    fc.boolean(),
    fc.constant(null),
    fc.array(fc.constantFrom('p', 'q')),
  ),
) as fc.Arbitrary<Properties>;
const discriminator = fc.constantFrom('', 'd');
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('node' as const), column, properties }),
  fc.record({ do: fc.constant('patch' as const), column, properties }),
  fc.record({ do: fc.constant('delete' as const), column }),
  fc.record({
    do: fc.constant('edge' as const),
    from: column,
    to: column,
    discriminator,
    confidence: fc.double({ min: 0, max: 1, noNaN: true }),
  }),
  fc.record({ do: fc.constant('unlink' as const), from: column, to: column, discriminator }),
);

/** State of the elements by id, from their events alone. */
type Model = Map<string, Properties>;

function apply(model: Model, event: Awaited<ReturnType<Graph['feed']['after']>>[number]): void {
  const former = model.get(event.entityId);
  if (event.kind === 'DELETED') {
    expect(event.before).toEqual(former);
    model.delete(event.entityId);
    return;
  }
  for (const [key, value] of Object.entries(event.before ?? {})) expect(former?.[key] ?? null).toEqual(value);
  const merged = Object.entries({ ...former, ...event.after }).filter(([, value]) => value !== null);
  model.set(event.entityId, Object.fromEntries(merged));
}

describe('the law of the feed', () => {
  let graph: Graph;
  let store: RawStore;
  beforeAll(async () => {
    graph = await testGraph();
    store = rawStore();
  });
  afterAll(async () => {
    await graph.close();
    await store.close();
  });

  function carryOut(unit: Unit, e: Estate, todo: Step): Promise<unknown> {
    const id = (n: number) => e.column('t', `c${n}`);
    const key = (from: number, to: number, of: string) => ({
      source: id(from),
      type: 'FLOWS_TO',
      target: id(to),
      discriminator: of,
    });
    switch (todo.do) {
      case 'node':
        return unit.upsertNodes([
          e.columnState('t', `c${todo.column}`, 1, todo.properties) satisfies NodeState,
        ]);
      case 'patch':
        return unit
          .lockNodes([id(todo.column)])
          .then((found) =>
            unit.patchNodes(found.map((known) => ({ id: known, properties: todo.properties }))),
          );
      case 'delete':
        return unit.deleteNodes([id(todo.column)]);
      case 'edge':
        return unit.upsertEdges([
          {
            ...key(todo.from, todo.to, todo.discriminator),
            project: e.project.id,
            properties: { confidence: todo.confidence },
          } satisfies EdgeState,
        ]);
      case 'unlink':
        return unit.deleteEdges([key(todo.from, todo.to, todo.discriminator)]);
    }
  }

  /** What is stored now, in the form events show it. */
  async function stored(e: Estate): Promise<Model> {
    const nodes = await store.rows('MATCH (:Entity {id: $table})-[:HAS_COLUMN]->(n) RETURN n AS element', {
      table: e.table('t'),
    });
    const edges = await store.rows(
      'MATCH (:Entity {id: $table})-[:HAS_COLUMN]->()-[r:FLOWS_TO]->() RETURN r AS element',
      { table: e.table('t') },
    );
    const own = new Set(['id', 'project', 'nameKey', 'createdAt', 'updatedAt', 'fromSeq', 'stateHash']);
    return new Map(
      [...nodes, ...edges].map((row) => {
        const all = (row.element as { readonly properties: Properties }).properties;
        return [String(all.id), Object.fromEntries(Object.entries(all).filter(([key]) => !own.has(key)))];
      }),
    );
  }

  it('holds: replaying every event gives the graph, and every former state is found at its number', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 8 }),
        async (units) => {
          const e = await estate(graph);
          await graph.unitOfWork('test', null, (unit) => unit.upsertNodes([e.tableState('t')]));
          const model: Model = new Map();
          const copies: { readonly seq: number; readonly states: Model }[] = [];
          for (const steps of units) {
            const committed = await graph.unitOfWork('test', null, async (unit) => {
              for (const todo of steps) await carryOut(unit, e, todo);
            });
            if (committed.firstSeq === null) continue;
            for (const event of await graph.feed.after(committed.firstSeq - 1, committed.changes))
              apply(model, event);
            const now = await stored(e);
            expect(model).toEqual(now);
            copies.push({ seq: committed.lastSeq ?? 0, states: now });
          }
          const ids = [...new Set(copies.flatMap((copy) => [...copy.states.keys()]))];
          for (const { seq, states } of copies) {
            const then = await graph.statesAsOf(ids, seq);
            expect(then.map((state) => state?.properties ?? null)).toEqual(
              ids.map((id) => states.get(id) ?? null),
            );
          }
        },
      ),
      { numRuns: 12, seed: 7, endOnFailure: true },
    );
  }, 180_000);
});
