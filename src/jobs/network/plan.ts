/** One night of an estate as units that start once and places that they mark: what all analyses run on. */

import type { EventReference } from '../definitions.js';
import { byText } from '../keys.js';
import type { AndOr, WaitExpression } from '../wait-expression.js';
import { isFailureCondition } from './completion.js';
import { type Estate, type JoinOptions, memberId, type PlannedFolder, type PlannedJob } from './estate.js';
import { collectEvents, type EventEntry, eventScope } from './events.js';
import { FolderTree } from './folder-tree.js';

/** What a unit waits for: a marked place, or the end of another unit. Both are indexes. */
export type PlanLeaf =
  | { readonly kind: 'PLACE'; readonly place: number }
  | { readonly kind: 'DONE'; readonly unit: number };

/**
 * A job, or the start or the end of a folder that has conditions of its own. Units are sorted by id, so that
 * the smaller index is the smaller id.
 */
export interface PlanUnit {
  /** `memberId`; for a folder with `#start` or `#end`. */
  readonly id: string;
  readonly kind: 'JOB' | 'FOLDER_START' | 'FOLDER_END';
  /** `memberId` of the job or folder. */
  readonly member: string;
  readonly requirement: AndOr<PlanLeaf>;
  /** Places it marks when it ends well, and places it clears, ascending. */
  readonly produces: readonly number[];
  readonly resets: readonly number[];
}

/** An event on one date, seen from the order date of the night. */
export interface PlanPlace {
  /** Id of the event, `@`, and the number of days, `STAT`, or the fixed date. */
  readonly id: string;
  readonly event: string;
  readonly dayOffset: number | null;
  /** True for what an earlier night left. */
  readonly isMarked: boolean;
  /** True when nothing that was read adds the event, though another server may. */
  readonly isExternal: boolean;
  /** Units that mark it, ascending. */
  readonly producers: readonly number[];
}

export interface PlanOptions extends JoinOptions {
  /** Ids of events that are there on every date from the start, as another server may have added them. */
  readonly given?: ReadonlySet<string>;
}

export interface Plan {
  readonly units: readonly PlanUnit[];
  readonly places: readonly PlanPlace[];
  readonly events: ReadonlyMap<string, EventEntry>;
}

/**
 * The night of one order date. A wait reads the place of its event and date; one for any date reads every place
 * that something marks; one for a fixed MMDD reads a place that nothing marks. Adds under a failure condition
 * do not produce and deletes under one do not clear. A place is marked from the start when its date lies before
 * the order date and the event has any producer, or when a producer adds it for a later date than that of the
 * place, which an earlier night then did. Linear in the references, and in the producers for waits of any date.
 */
export function planNight(estates: readonly Estate[], options: PlanOptions = {}): Plan {
  return new Planner(estates, options).plan();
}

interface DraftUnit {
  readonly id: string;
  readonly kind: PlanUnit['kind'];
  readonly member: string;
  readonly adds: readonly EventReference[];
  readonly deletes: readonly EventReference[];
  readonly server: string;
}

class Planner {
  private readonly estates: readonly Estate[];
  private readonly events: ReadonlyMap<string, EventEntry>;
  private readonly drafts: DraftUnit[] = [];
  private readonly indexes = new Map<string, number>();
  private readonly places: { id: string; event: string; reference: EventReference }[] = [];
  private readonly placeIndexes = new Map<string, number>();
  /** Places of an event, and those of them that something marks. */
  private readonly placesOf = new Map<string, number[]>();
  private readonly markedOf = new Map<string, number[]>();
  private readonly offsets = new Map<string, readonly number[] | null>();
  private readonly given: ReadonlySet<string>;
  private readonly eventId: (server: string, name: string) => string;

  constructor(estates: readonly Estate[], options: PlanOptions) {
    this.estates = estates;
    this.events = collectEvents(estates, options);
    this.eventId = eventScope(options).id;
    this.given = options.given ?? new Set();
  }

  plan(): Plan {
    const trees = this.estates.map((estate) => new FolderTree(estate));
    const needs = new Map<string, () => AndOr<PlanLeaf>>();
    for (const [index, estate] of this.estates.entries()) {
      const tree = trees[index];
      if (tree !== undefined) this.draft(estate, tree, needs);
    }
    this.drafts.sort((left, right) => byText(left.id, right.id));
    for (const [index, { id }] of this.drafts.entries()) this.indexes.set(id, index);
    // Adds make their places first: a wait for any date then finds all of them.
    const produced = this.drafts.map((draft) => this.marked(draft));
    const requirements = this.drafts.map(({ id }) => needs.get(id)?.() ?? allOf<PlanLeaf>([]));
    const units = this.drafts.map(({ id, kind, member, deletes, server }, index): PlanUnit => {
      const produces = produced[index] ?? [];
      const requirement = requirements[index] ?? allOf<PlanLeaf>([]);
      return { id, kind, member, requirement, produces, resets: this.cleared(deletes, server) };
    });
    return { units, places: this.finishedPlaces(units), events: this.events };
  }

  private draft(estate: Estate, tree: FolderTree, needs: Map<string, () => AndOr<PlanLeaf>>): void {
    const { server } = estate;
    const before = new Map<string, string[]>();
    for (const { from, to } of estate.sequences) before.set(to, [...(before.get(to) ?? []), from]);
    const ends = new Set(estate.sequences.map(({ from }) => from));
    const done = (id: string): AndOr<PlanLeaf> => ({
      kind: 'LEAF',
      leaf: { kind: 'DONE', unit: this.unit(id) },
    });
    const idOf = (key: string, part: 'start' | 'end'): string =>
      `${memberId(server, key)}${tree.folder(key) === undefined ? '' : `#${part}`}`;
    const hasStart = (folder: PlannedFolder): boolean => folder.waits !== null || before.has(folder.key);
    const starts = (key: string): readonly AndOr<PlanLeaf>[] =>
      tree.around(key).flatMap((folder) => (hasStart(folder) ? [done(idOf(folder.key, 'start'))] : []));
    const own = (key: string, waits: WaitExpression | null): readonly AndOr<PlanLeaf>[] => [
      ...(waits === null ? [] : [this.waiting(waits, server)]),
      ...(before.get(key) ?? []).map((from) => done(idOf(from, 'end'))),
    ];

    for (const job of estate.jobs) {
      const id = memberId(server, job.key);
      const { adds, deletes } = job;
      this.drafts.push({ id, kind: 'JOB', member: id, adds, deletes, server });
      needs.set(id, () => allOf([...own(job.key, job.waits), ...starts(job.folder)]));
    }
    for (const folder of estate.folders) {
      const member = memberId(server, folder.key);
      if (hasStart(folder)) {
        const id = `${member}#start`;
        this.drafts.push({ id, kind: 'FOLDER_START', member, adds: [], deletes: [], server });
        const outer = folder.parent === null ? [] : [folder.parent];
        needs.set(id, () => allOf([...own(folder.key, folder.waits), ...outer.flatMap(starts)]));
      }
      const { adds, deletes } = folder;
      if (adds.length === 0 && deletes.length === 0 && !ends.has(folder.key)) continue;
      const id = `${member}#end`;
      this.drafts.push({ id, kind: 'FOLDER_END', member, adds, deletes, server });
      needs.set(id, () => this.ended(tree.members(folder.key), starts(folder.key), done, server));
    }
  }

  /** A folder ends after all its jobs; one without jobs when it starts. */
  private ended(
    members: readonly PlannedJob[],
    starts: readonly AndOr<PlanLeaf>[],
    done: (id: string) => AndOr<PlanLeaf>,
    server: string,
  ): AndOr<PlanLeaf> {
    return allOf(members.length === 0 ? starts : members.map(({ key }) => done(memberId(server, key))));
  }

  /** −1, which never ends, for a step of a sequence that the estate does not hold. */
  private unit(id: string): number {
    return this.indexes.get(id) ?? -1;
  }

  private waiting(waits: WaitExpression, server: string): AndOr<PlanLeaf> {
    if (waits.kind !== 'EVENT')
      return { kind: waits.kind, operands: waits.operands.map((operand) => this.waiting(operand, server)) };
    const { event: reference } = waits;
    const event = this.eventId(server, reference.name);
    const places = reference.date === 'ANY' ? this.markedOf.get(event) : undefined;
    if (places === undefined) return placeLeaf(this.place(event, placeId(event, reference), reference));
    return places.length === 1 && places[0] !== undefined
      ? placeLeaf(places[0])
      : { kind: 'OR', operands: places.map(placeLeaf) };
  }

  private marked({ adds, server }: DraftUnit): readonly number[] {
    const places = adds
      .filter(({ when, date }) => !isFailureCondition(when) && date !== 'ANY')
      .map((reference) => {
        const event = this.eventId(server, reference.name);
        const place = this.place(event, producedId(event, reference), reference);
        listInto(this.markedOf, event, place);
        return place;
      });
    return ascending(places);
  }

  private cleared(deletes: readonly EventReference[], server: string): readonly number[] {
    const places = deletes
      .filter(({ when }) => !isFailureCondition(when))
      .flatMap((reference): readonly number[] => {
        const event = this.eventId(server, reference.name);
        if (reference.date === 'ANY') return this.placesOf.get(event) ?? [];
        const place = this.placeIndexes.get(producedId(event, reference));
        return place === undefined ? [] : [place];
      });
    return ascending(places);
  }

  private place(event: string, id: string, reference: EventReference): number {
    const known = this.placeIndexes.get(id);
    if (known !== undefined) return known;
    const index = this.places.length;
    this.places.push({ id, event, reference });
    this.placeIndexes.set(id, index);
    listInto(this.placesOf, event, index);
    return index;
  }

  private finishedPlaces(units: readonly PlanUnit[]): readonly PlanPlace[] {
    const producers = this.places.map((): number[] => []);
    for (const [index, unit] of units.entries())
      for (const place of unit.produces) producers[place]?.push(index);
    return this.places.map(({ id, event, reference }, index): PlanPlace => {
      const offsets = this.addedOffsets(event);
      const { dayOffset } = reference;
      const isEarlier = dayOffset !== null && dayOffset < 0 && offsets !== null;
      const isLeft = dayOffset !== null && (offsets ?? []).some((offset) => offset > dayOffset);
      return {
        id,
        event,
        dayOffset,
        isMarked: isEarlier || isLeft || this.given.has(event),
        isExternal: this.events.get(event)?.status === 'EXTERNAL',
        producers: producers[index] ?? [],
      };
    });
  }

  /** Days of the adds that produce; null when the event has no producer at all. */
  private addedOffsets(event: string): readonly number[] | null {
    const known = this.offsets.get(event);
    if (known !== undefined) return known;
    const adds = (this.events.get(event)?.producers ?? []).filter(
      ({ reference }) => !isFailureCondition(reference.when),
    );
    const found =
      adds.length === 0
        ? null
        : [
            ...new Set(
              adds.flatMap(({ reference }) => (reference.dayOffset === null ? [] : [reference.dayOffset])),
            ),
          ];
    this.offsets.set(event, found);
    return found;
  }
}

/** Place that a wait reads. A fixed date is no number of days: no add meets a wait there. */
function placeId(event: string, { dayOffset, dateText, date }: EventReference): string {
  if (dayOffset !== null) return `${event}@${dayOffset}`;
  return `${event}@${date === 'NONE' ? 'STAT' : date === 'ANY' ? 'ANY' : `?${dateText ?? ''}`}`;
}

/** Place that an add marks, which a wait for any date reads whatever its date is. */
function producedId(event: string, reference: EventReference): string {
  const isFixed = reference.date === 'OFFSET' && reference.dayOffset === null;
  return isFixed ? `${event}@=${reference.dateText ?? ''}` : placeId(event, reference);
}

function listInto(lists: Map<string, number[]>, key: string, value: number): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else if (!list.includes(value)) list.push(value);
}

function placeLeaf(place: number): AndOr<PlanLeaf> {
  return { kind: 'LEAF', leaf: { kind: 'PLACE', place } };
}

export function allOf<T>(operands: readonly AndOr<T>[]): AndOr<T> {
  const [only] = operands;
  return operands.length === 1 && only !== undefined ? only : { kind: 'AND', operands };
}

function ascending(numbers: readonly number[]): readonly number[] {
  return [...new Set(numbers)].sort((left, right) => left - right);
}
