/** Scheduler estates made from a seed, and what a reader must say of them, worked out without any reader. */

import { createHmac } from 'node:crypto';
import { type Random, seededRandom } from '../../../bench/support/random.js';

export const peopleKey = Buffer.from('a key of this test');

export const hashOf = (value: string): string =>
  createHmac('sha256', peopleKey).update(value).digest('hex').slice(0, 12);

export const people = ['ada.byron', 'grace', 'CORP\\edsger', 'barbara_l'] as const;

export interface ModelEvent {
  readonly name: string;
  /** As XML writes it. */
  readonly date: string;
}

export type ModelWaits =
  | { readonly event: ModelEvent }
  | { readonly kind: 'AND' | 'OR'; readonly operands: readonly ModelWaits[] };

export interface ModelRule {
  /** As XML writes it in CODE. */
  readonly code: string;
  readonly adds: readonly ModelEvent[];
  readonly deletes: readonly ModelEvent[];
  readonly runs: readonly { folder: string; job: string }[];
  readonly mails: readonly { to: string; message: string }[];
}

export interface ModelConditions {
  readonly waits: ModelWaits | null;
  readonly adds: readonly ModelEvent[];
  readonly deletes: readonly ModelEvent[];
  readonly rules: readonly ModelRule[];
}

/** A text in pieces, so that what a person's name becomes needs no search for it. */
export type Pieces = readonly (string | { readonly person: string })[];

export interface ModelJob extends ModelConditions {
  readonly name: string;
  readonly kind: 'COMMAND' | 'SCRIPT' | 'DUMMY' | 'DETACHED';
  readonly command: Pieces | null;
  readonly script: { readonly folder: string; readonly file: string } | null;
  readonly application: string | null;
  readonly description: string | null;
  readonly host: string | null;
  readonly runAs: string | null;
  readonly createdBy: string | null;
  readonly priority: string | null;
  readonly critical: boolean | null;
  readonly everyMinutes: number | null;
  readonly confirm: boolean;
  readonly weekDays: readonly number[];
  readonly monthDays: readonly string[];
  readonly months: readonly number[];
  readonly relation: 'AND' | 'OR' | null;
  readonly fromTime: string | null;
  readonly toTime: string | null;
  readonly variables: readonly (readonly [string, string])[];
  readonly pools: readonly (readonly [string, number])[];
  readonly locks: readonly (readonly [string, 'E' | 'S'])[];
}

export interface ModelFolder extends ModelConditions {
  readonly name: string;
  readonly kind: 'FOLDER' | 'SMART_FOLDER' | 'SUB_FOLDER';
  readonly jobs: readonly ModelJob[];
  readonly folders: readonly ModelFolder[];
}

const dates = ['ODAT', 'PREV', 'NEXT', '+003', '-002', '****', 'STAT', '0131'];
const letters = ['load', 'A-TO-B', 'x<y>&"z"', 'größe', 'net total', "o'clock", 'dot.ted', 'pct%'];
const codes = ['OK', 'NOTOK', 'COMPSTAT EQ 8', 'COMPSTAT GT 4', 'RC!=0', 'some text'];

/** The same seed gives the same estate. */
export function generatedEstate(seed: number): readonly ModelFolder[] {
  const random = seededRandom(`jobs/${seed}`);
  return Array.from({ length: 1 + random.below(2) }, (_, index) =>
    folder(random, `fld_${index}`, random.chance(0.3) ? 'FOLDER' : 'SMART_FOLDER', 0),
  );
}

function folder(random: Random, name: string, kind: ModelFolder['kind'], depth: number): ModelFolder {
  const nested = kind === 'FOLDER' || depth === 2 ? 0 : random.below(2);
  const names = Array.from(
    { length: 1 + random.below(4) },
    (_, index) => `job_${index} ${random.pick(letters)}`,
  );
  const [first] = names;
  if (first !== undefined && random.chance(0.2)) names.push(first);
  return {
    name,
    kind,
    ...(kind === 'FOLDER' ? nothing : conditions(random, 0.3)),
    jobs: names.map((one) => job(random, one)),
    folders: Array.from({ length: nested }, (_, index) =>
      folder(random, `${name}/sub ${index}`.replaceAll('/', '.'), 'SUB_FOLDER', depth + 1),
    ),
  };
}

const nothing: ModelConditions = { waits: null, adds: [], deletes: [], rules: [] };

function event(random: Random): ModelEvent {
  return {
    name: `e${random.below(6)} ${random.pick(letters)}`,
    date: random.chance(0.6) ? 'ODAT' : random.pick(dates),
  };
}

function events(random: Random, most: number): readonly ModelEvent[] {
  return Array.from({ length: random.below(most + 1) }, () => event(random));
}

function conditions(random: Random, share: number): ModelConditions {
  if (!random.chance(share)) return nothing;
  return {
    waits: random.chance(0.7) ? waits(random, 0, random.chance(0.5) ? 'AND' : 'OR') : null,
    adds: events(random, 2),
    deletes: events(random, 1),
    rules: Array.from({ length: random.below(3) }, () => ({
      code: random.pick(codes),
      adds: events(random, 1),
      deletes: events(random, 1),
      runs: random.chance(0.3) ? [{ folder: 'fld_0', job: 'job_0 load' }] : [],
      mails: random.chance(0.3)
        ? [{ to: `${random.pick(['a', 'b'])}.c@example.org`, message: 'it ended' }]
        : [],
    })),
  };
}

/** Operators alternate from level to level, as every reader has to flatten those of one kind. */
function waits(random: Random, depth: number, kind: 'AND' | 'OR'): ModelWaits {
  if (depth === 3 || random.chance(0.35)) return { event: event(random) };
  const operands = Array.from({ length: 2 + random.below(2) }, () =>
    waits(random, depth + 1, kind === 'AND' ? 'OR' : 'AND'),
  );
  return { kind, operands };
}

function job(random: Random, name: string): ModelJob {
  const maybe = <T>(value: T): T | null => (random.chance(0.5) ? value : null);
  const kind = random.pick(['COMMAND', 'SCRIPT', 'DUMMY', 'DETACHED'] as const);
  return {
    name,
    kind,
    ...conditions(random, 0.9),
    command: kind === 'COMMAND' ? command(random) : null,
    script: kind === 'SCRIPT' ? { folder: '/opt/etl', file: `s${random.below(9)}.sql` } : null,
    application: maybe(random.pick(letters)),
    description: maybe(`describes ${random.pick(letters)}`),
    host: maybe('node-1'),
    runAs: maybe(random.pick(people)),
    createdBy: maybe(random.pick(people)),
    priority: maybe('AA'),
    critical: maybe(random.chance(0.5)),
    everyMinutes: random.chance(0.3) ? 1 + random.below(90) : null,
    confirm: random.chance(0.2),
    weekDays: random.chance(0.4) ? random.sample([0, 1, 2, 3, 4, 5, 6], 1 + random.below(4)) : [],
    monthDays: random.chance(0.4) ? random.sample(['1', '15', '-3', 'D2', 'L1'], 1 + random.below(3)) : [],
    months: random.chance(0.3) ? random.sample([1, 2, 3, 6, 12], 1 + random.below(4)) : [],
    relation: maybe(random.pick(['AND', 'OR'] as const)),
    fromTime: maybe(`${10 + random.below(10)}${10 + random.below(40)}`),
    toTime: maybe(random.pick(['>', '0630'])),
    variables: Array.from(
      { length: random.below(3) },
      (_, index) => [`%%V${index}`, `value ${index}`] as const,
    ),
    pools: random.chance(0.3) ? [['pool', 1 + random.below(4)]] : [],
    locks: random.chance(0.3) ? [['lock', random.pick(['E', 'S'] as const)]] : [],
  };
}

/** Names stand beside punctuation and line ends; every person of the estate is known by some RUN_AS only by chance. */
function command(random: Random): Pieces {
  const pieces: (string | { person: string })[] = ['run \\ "all" <in >out & '];
  for (let count = random.below(3); count > 0; count--)
    pieces.push(
      random.pick(['two\nlines ', 'x=1; ']),
      { person: `${random.pick(['x.y', 'zed'])}@mail.example.org` },
      ' ',
    );
  pieces.push('end');
  return pieces;
}

export function written(pieces: Pieces): string {
  return pieces.map((piece) => (typeof piece === 'string' ? piece : piece.person)).join('');
}

export function maskedText(pieces: Pieces): string {
  return pieces.map((piece) => (typeof piece === 'string' ? piece : hashOf(piece.person))).join('');
}
