/** The net of a night, its PNML and its markings: jobs.md "Net", and acceptance 5 on exact exploration. */

import { describe, expect, it } from 'vitest';
import { exploreMarkings } from '../../src/jobs/net/exploration.js';
import { type PetriNet, petriNet } from '../../src/jobs/net/petri-net.js';
import { pnmlText } from '../../src/jobs/net/pnml.js';
import { type Plan, planNight } from '../../src/jobs/network/plan.js';
import { visitXml, type XmlElement } from '../../src/jobs/readers/xml-elements.js';
import { holdsFor, net, type RandomNet, randomNet } from './support/nets.js';

const runs = Number(process.env.TEST_JOBS_RUNS ?? 100);

/** `KIND place transition`, by name and without server and folder. */
function arcs({ places, transitions, arcs: all }: PetriNet): readonly string[] {
  const short = (name: string | undefined): string =>
    (name ?? '').replaceAll('s/f/', '').replaceAll('s/', '');
  return all
    .map(({ place, transition, kind }) => {
      const { kind: placeKind = '', name } = places[place] ?? {};
      const shown = placeKind === 'EVENT' ? short(name) : `${placeKind.toLowerCase()}(${short(name)})`;
      return `${kind} ${shown} ${short(transitions[transition]?.name)}`;
    })
    .sort();
}

const planOf = (...args: Parameters<typeof net>): Plan => planNight([net(...args)]);

describe('the net of a night', () => {
  it('fires each job once, reads what it waits for, produces its adds and resets its deletes', () => {
    const made = petriNet(planOf({ a: { adds: ['e'] }, b: { waits: 'e', deletes: ['e'] } }));
    expect(arcs(made)).toEqual([
      'CONSUME pending(a) a',
      'CONSUME pending(b) b',
      'PRODUCE done(a) a',
      'PRODUCE done(b) b',
      'PRODUCE e@0 a',
      'READ e@0 b',
      'RESET e@0 b',
    ]);
    expect(made.places.filter(({ initialTokens }) => initialTokens === 1).map(({ kind }) => kind)).toEqual([
      'PENDING',
      'PENDING',
    ]);
    expect(made.isFreeChoice).toBe(true);
  });

  it('has one copy of a transition for each conjunction of an OR', () => {
    const made = petriNet(planOf({ a: { waits: { and: ['x', { or: ['y', { and: ['z', 'x'] }] }] } } }));
    expect(arcs(made).filter((arc) => arc.startsWith('READ'))).toEqual([
      'READ x@0 a (1 of 2)',
      'READ x@0 a (2 of 2)',
      'READ y@0 a (1 of 2)',
      'READ z@0 a (2 of 2)',
    ]);
    expect(made.isFreeChoice).toBe(false);
  });

  it('keeps a guard where there would be more than 64 copies', () => {
    const or = (index: number): { or: string[] } => ({ or: [`a${index}`, `b${index}`] });
    const waits = (count: number): { and: { or: string[] }[] } => ({
      and: Array.from({ length: count }, (_, index) => or(index)),
    });
    const six = petriNet(planOf({ j: { waits: waits(6) } }));
    expect([six.transitions.length, six.transitions[0]?.guard]).toEqual([64, null]);
    const seven = petriNet(planOf({ j: { waits: waits(7) } }));
    expect(seven.transitions.length).toBe(1);
    expect(seven.transitions[0]?.guard?.kind).toBe('AND');
    expect(seven.arcs.filter(({ kind }) => kind === 'READ')).toEqual([]);
    const given = planNight([net({ j: { waits: waits(7) } })], {
      given: new Set(['s/a0', 's/a1', 's/a2', 's/a3', 's/a4', 's/a5']),
    });
    expect(exploreMarkings(petriNet(given)).firing).toEqual([]);
    const all = planNight([net({ j: { waits: waits(7) } })], {
      given: new Set(['s/a0', 's/a1', 's/a2', 's/a3', 's/a4', 's/a5', 's/b6']),
    });
    expect(exploreMarkings(petriNet(all)).firing).toEqual([0]);
  });

  it('is free choice exactly when transitions that share an input share all of them', () => {
    const free = (jobs: Parameters<typeof net>[0]): boolean => petriNet(planOf(jobs)).isFreeChoice;
    expect(free({ a: { adds: ['e'] }, b: { waits: 'e' } })).toBe(true);
    expect(free({ a: { adds: ['e'] }, b: { waits: 'e' }, c: { waits: 'e' } })).toBe(false);
    expect(free({ a: {}, b: {} })).toBe(true);
  });

  it('marks what an earlier night left, and nothing that only a failure adds', () => {
    const made = petriNet(
      planOf({
        a: { adds: ['e', 'g NEXT', 'bad!'] },
        b: { waits: { and: ['e PREV', 'g', 'bad', 'h PREV'] } },
      }),
    );
    const events = made.places.filter(({ kind }) => kind === 'EVENT');
    expect(events.map(({ name, initialTokens }) => `${name} ${initialTokens}`).sort()).toEqual([
      's/bad@0 0',
      's/e@-1 1',
      's/e@0 0',
      's/g@0 1',
      's/g@1 0',
      's/h@-1 0',
    ]);
  });

  it('gives events of other servers a source that is empty unless it is given', () => {
    const estate = net({ a: { waits: 'G.x' } });
    const empty = petriNet(planNight([estate], { globalPrefixes: ['G.'] }));
    expect([empty.sources, exploreMarkings(empty).firing]).toEqual([['/G.x@0'], []]);
    const given = petriNet(planNight([estate], { globalPrefixes: ['G.'], given: new Set(['/G.x']) }));
    expect(exploreMarkings(given).firing).toEqual([0]);
  });

  it('of nothing is empty', () => {
    expect(petriNet(planNight([]))).toEqual({
      places: [],
      transitions: [],
      arcs: [],
      sources: [],
      isFreeChoice: true,
    });
    expect(exploreMarkings(petriNet(planNight([])))).toEqual({
      states: 1,
      isPartial: false,
      firing: [],
      starving: [],
      ends: 1,
    });
  });
});

describe('PNML', () => {
  it('holds every place, transition and plain arc, and the other arcs for those who know them', () => {
    const made = petriNet(
      planOf({ 'a<&>"\u0001': { adds: ['e'] }, b: { waits: { or: ['e', 'e PREV'] }, deletes: ['e'] } }),
    );
    const text = pnmlText(made, 'a & b');
    const elements: XmlElement[] = [];
    visitXml(text, {
      isContainer: (name) => ['PNML', 'NET', 'PAGE', 'TOOLSPECIFIC'].includes(name),
      open: (container) => elements.push(container),
      close: () => undefined,
      element: (element) => elements.push(element),
    });
    const count = (name: string): number => elements.filter((element) => element.name === name).length;
    const of = (...kinds: string[]): number => made.arcs.filter(({ kind }) => kinds.includes(kind)).length;
    expect(elements[0]?.attributes.get('XMLNS')).toBe('http://www.pnml.org/version-2009/grammar/pnml');
    expect(elements[1]?.attributes.get('TYPE')).toBe('http://www.pnml.org/version-2009/grammar/ptnet');
    expect([count('PLACE'), count('TRANSITION'), count('ARC')]).toEqual([6, 3, of('CONSUME', 'PRODUCE')]);
    expect([count('READARC'), count('RESETARC')]).toEqual([of('READ'), of('RESET')]);
    const ids = elements
      .filter(({ name }) => ['PLACE', 'TRANSITION', 'ARC'].includes(name))
      .map(({ attributes }) => attributes.get('ID'));
    expect(new Set(ids).size).toBe(ids.length);
    const marked = elements.filter(
      ({ name, children }) => name === 'PLACE' && children.some((child) => child.name === 'INITIALMARKING'),
    );
    expect(marked).toHaveLength(made.places.filter(({ initialTokens }) => initialTokens === 1).length);
  });
});

describe('exact exploration', () => {
  it('finds the job that a delete may starve, and the one it cannot', () => {
    const explored = exploreMarkings(
      petriNet(planOf({ a: { adds: ['e'] }, b: { waits: 'e' }, c: { waits: 'e', deletes: ['e'] } })),
    );
    // Before a; after a; b or c alone; both: c last or b last end alike, and c first leaves b waiting.
    expect(explored).toEqual({ states: 5, isPartial: false, firing: [0, 1, 2], starving: [1], ends: 2 });
  });

  it('stops at the number of states and says so', () => {
    const many = petriNet(
      planOf(Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`j${index}`, {}]))),
    );
    expect(exploreMarkings(many, 4096)).toMatchObject({ states: 4096, isPartial: false });
    expect(exploreMarkings(many, 4095)).toMatchObject({ states: 4095, isPartial: true });
    expect(() => exploreMarkings(many, 0)).toThrow(/maxStates: expected/);
  });

  it(`agrees with trying every order on ${runs} random networks`, () => {
    let starved = 0;
    for (let seed = 0; seed < runs; seed++) {
      const random = randomNet(seed, 7);
      const explored = exploreMarkings(petriNet(planNight([random.estate])));
      const expected = tried(random);
      expect(explored, `seed ${seed}`).toEqual({ ...expected, isPartial: false });
      starved += explored.starving.length;
    }
    expect(starved).toBeGreaterThan(runs);
  });
});

/** Every run of a network, with states of started jobs and present events. */
function tried({ jobs }: RandomNet): Omit<ReturnType<typeof exploreMarkings>, 'isPartial'> {
  const seen = new Set<string>();
  const firing = new Set<number>();
  const starving = new Set<number>();
  let ends = 0;
  const visit = (started: readonly boolean[], present: ReadonlySet<string>): void => {
    const key = `${started.join()} ${[...present].sort().join()}`;
    if (seen.has(key)) return;
    seen.add(key);
    let isEnd = true;
    for (const [index, job] of jobs.entries()) {
      if (started[index] === true || !holdsFor(job.waits, (event) => present.has(event))) continue;
      isEnd = false;
      firing.add(index);
      const left = new Set([...present].filter((event) => !job.deletes.includes(event)));
      for (const event of job.adds) left.add(event);
      visit(
        started.map((one, at) => one || at === index),
        left,
      );
    }
    if (!isEnd) return;
    ends++;
    for (const [index, one] of started.entries()) if (!one) starving.add(index);
  };
  visit(
    jobs.map(() => false),
    new Set(),
  );
  const ascending = (numbers: ReadonlySet<number>): readonly number[] => [...numbers].sort((a, b) => a - b);
  return { states: seen.size, firing: ascending(firing), starving: ascending(starving), ends };
}
