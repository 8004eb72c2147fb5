/** A model estate as Control-M XML and as Control-M JSON; the seed shuffles what has no order. */

import { type Random, seededRandom } from '../../../bench/support/random.js';
import {
  type ModelConditions,
  type ModelEvent,
  type ModelFolder,
  type ModelJob,
  type ModelWaits,
  written,
} from './estates.js';

/** Waits as tokens; parentheses around an AND inside an OR are left out by chance, as AND binds first. */
function tokens(waits: ModelWaits, random: Random): readonly (ModelEvent | 'AND' | 'OR' | '(' | ')')[] {
  if ('event' in waits) return [waits.event];
  return waits.operands.flatMap((operand, index) => {
    const inner = tokens(operand, random);
    const isWrapped = !('event' in operand) && (operand.kind === 'OR' || random.chance(0.5));
    const whole = isWrapped ? (['(', ...inner, ')'] as const) : inner;
    return index === 0 ? whole : [waits.kind, ...whole];
  });
}

/** Keeps the order of what has the same name: the first of two equal jobs stays the first. */
function shuffled<T>(items: readonly T[], random: Random, nameOf: (item: T) => string): readonly T[] {
  const order = items
    .map((item) => ({ item, rank: random.next() }))
    .sort((left, right) => left.rank - right.rank)
    .map(({ item }) => item);
  const byName = new Map<string, T[]>();
  for (const item of items) byName.set(nameOf(item), [...(byName.get(nameOf(item)) ?? []), item]);
  return order.map((item) => byName.get(nameOf(item))?.shift() ?? item);
}

export function asXml(folders: readonly ModelFolder[], seed: number): string {
  const random = seededRandom(`xml/${seed}`);
  const body = shuffled(folders, random, ({ name }) => name).map((folder) => xmlFolder(folder, random));
  return `<?xml version="1.0" encoding="UTF-8"?>\n<DEFTABLE>\n${body.join('\n')}\n</DEFTABLE>\n`;
}

function tag(
  name: string,
  attributes: Readonly<Record<string, string | null>>,
  children: readonly string[],
  random: Random,
): string {
  const stated = Object.entries(attributes).filter(([, value]) => value !== null);
  const text = shuffled(stated, random, ([key]) => key)
    .map(([key, value]) => ` ${key}="${escaped(value ?? '')}"`)
    .join('');
  return children.length === 0 ? `<${name}${text}/>` : `<${name}${text}>\n${children.join('\n')}\n</${name}>`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;');
}

function xmlFolder(folder: ModelFolder, random: Random): string {
  const jobs = shuffled(folder.jobs, random, ({ name }) => name).map((job) => xmlJob(job, random));
  const folders = folder.folders.map((inner) => xmlFolder(inner, random));
  const name = folder.kind === 'SUB_FOLDER' ? 'JOBNAME' : random.pick(['FOLDER_NAME', 'TABLE_NAME']);
  return tag(
    folder.kind,
    { [name]: folder.name },
    [...xmlConditions(folder, random), ...jobs, ...folders],
    random,
  );
}

function xmlConditions({ waits, adds, deletes, rules }: ModelConditions, random: Random): readonly string[] {
  const out = (element: string, { name, date }: ModelEvent, signs: readonly string[]): string =>
    tag(element, { NAME: name, ODATE: date, SIGN: random.pick(signs) }, [], random);
  const plus = ['+', 'ADD'];
  const minus = ['-', 'DEL', 'DELETE'];
  const others = [
    ...adds.map((event) => out('OUTCOND', event, plus)),
    ...deletes.map((event) => out('OUTCOND', event, minus)),
    ...rules.map((rule) => {
      const actions = [
        ...rule.adds.map((event) => out('DOCOND', event, plus)),
        ...rule.deletes.map((event) => out('DOCOND', event, minus)),
        ...rule.runs.map(({ folder, job }) =>
          tag('DOFORCEJOB', { TABLE_NAME: folder, NAME: job }, [], random),
        ),
        ...rule.mails.map(({ to, message }) => tag('DOMAIL', { DEST: to, MESSAGE: message }, [], random)),
      ];
      return tag('ON', { STMT: '*', CODE: rule.code }, shuffled(actions, random, String), random);
    }),
  ];
  return [...xmlWaits(waits, random), ...shuffled(others, random, String)];
}

function xmlWaits(waits: ModelWaits | null, random: Random): readonly string[] {
  const elements: string[] = [];
  const list = waits === null ? [] : tokens(waits, random);
  let [operator, opening] = ['A', ''];
  for (const [index, token] of list.entries()) {
    if (token === 'AND' || token === 'OR')
      operator = token === 'AND' ? random.pick(['A', 'AND']) : random.pick(['O', 'OR']);
    else if (token === '(') opening += '(';
    else if (token !== ')') {
      const after = list.slice(index + 1);
      const next = after.findIndex((other) => other !== ')');
      const closing = ')'.repeat(next < 0 ? after.length : next);
      const around = random.chance(0.5)
        ? { NAME: `${opening}${token.name}${closing}`, OP: null }
        : { NAME: token.name, OP: `${opening}${closing}` || null };
      elements.push(tag('INCOND', { ...around, ODATE: token.date, AND_OR: operator }, [], random));
      opening = '';
    }
  }
  return elements;
}

const taskTypes = { COMMAND: 'Command', SCRIPT: 'Job', DUMMY: 'Dummy', DETACHED: 'Detached' } as const;
const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

function xmlJob(job: ModelJob, random: Random): string {
  const list = (values: readonly (string | number)[]): string | null =>
    values.length === 0 ? null : values.join(',');
  const chosen =
    job.months.length === 0
      ? []
      : months.map((name, index) => [name, job.months.includes(index + 1) ? '1' : '0']);
  const children = [
    ...xmlConditions(job, random),
    ...job.variables.map(([NAME, VALUE]) => tag('VARIABLE', { NAME, VALUE }, [], random)),
    ...job.pools.map(([NAME, quantity]) =>
      tag('QUANTITATIVE', { NAME, QUANT: String(quantity) }, [], random),
    ),
    ...job.locks.map(([NAME, TYPE]) => tag('CONTROL', { NAME, TYPE }, [], random)),
  ];
  const attributes = {
    JOBNAME: job.name,
    TASKTYPE: taskTypes[job.kind],
    CMDLINE: job.command === null ? null : written(job.command),
    MEMLIB: job.script?.folder ?? null,
    MEMNAME: job.script?.file ?? null,
    APPLICATION: job.application,
    DESCRIPTION: job.description,
    NODEID: job.host,
    [random.pick(['RUN_AS', 'OWNER'])]: job.runAs,
    [random.pick(['CREATED_BY', 'CREATION_USER'])]: job.createdBy,
    PRIORITY: job.priority,
    CRITICAL: job.critical === null ? null : job.critical ? '1' : '0',
    CYCLIC: job.everyMinutes === null ? random.pick(['0', 'N']) : random.pick(['1', 'Y']),
    INTERVAL: job.everyMinutes === null ? null : `${String(job.everyMinutes).padStart(5, '0')}M`,
    CONFIRM: job.confirm ? '1' : '0',
    WEEKDAYS: list(job.weekDays),
    DAYS: list(job.monthDays),
    DAYS_AND_OR: job.relation === null ? null : job.relation.charAt(0),
    TIMEFROM: job.fromTime,
    TIMETO: job.toTime,
    ...Object.fromEntries(chosen),
  };
  return tag('JOB', attributes, children, random);
}

export function asJson(folders: readonly ModelFolder[], seed: number): string {
  const random = seededRandom(`json/${seed}`);
  const entries = folders.map((folder): [string, unknown] => [folder.name, jsonFolder(folder, random)]);
  return JSON.stringify(object(entries, random), null, 2);
}

function object(entries: readonly (readonly [string, unknown])[], random: Random): unknown {
  return Object.fromEntries(
    shuffled(
      entries.filter(([, value]) => value !== null),
      random,
      ([key]) => key,
    ),
  );
}

/** A key that says nothing, with a suffix that says nothing either. */
function freeKey(random: Random, word: string, index: number): string {
  return `${word}_${random.below(1000)}_${index}`;
}

const folderTypes = { FOLDER: 'SimpleFolder', SMART_FOLDER: 'Folder', SUB_FOLDER: 'SubFolder' } as const;

function jsonFolder(folder: ModelFolder, random: Random): unknown {
  const repeated = folder.jobs.filter(
    ({ name }) => folder.jobs.filter((other) => other.name === name).length > 1,
  );
  const single = folder.jobs.filter((job) => !repeated.includes(job));
  return object(
    [
      ['Type', folderTypes[folder.kind]],
      ...jsonConditions(folder, random),
      ...single.map((job): [string, unknown] => [job.name, jsonJob(job, null, random)]),
      ...folder.folders.map((inner): [string, unknown] => [inner.name, jsonFolder(inner, random)]),
      ['Jobs', repeated.length === 0 ? null : repeated.map((job) => jsonJob(job, job.name, random))],
    ],
    random,
  );
}

const dateWords: Readonly<Record<string, string>> = {
  ODAT: 'OrderDate',
  PREV: 'PreviousOrderDate',
  NEXT: 'NextOrderDate',
  '****': 'AnyDate',
  STAT: 'NoDate',
};

function jsonEvent({ name, date }: ModelEvent): Readonly<Record<string, string>> {
  return { Event: name, Date: dateWords[date] ?? date };
}

function jsonConditions(
  { waits, adds, deletes, rules }: ModelConditions,
  random: Random,
): readonly [string, unknown][] {
  const items = (waits === null ? [] : tokens(waits, random))
    .filter((token, _, all) => token !== 'AND' || all.includes('OR') || all.includes('('))
    .map((token) => (typeof token === 'string' ? token : jsonEvent(token)));
  return [
    [freeKey(random, 'waits', 0), items.length === 0 ? null : { Type: 'WaitForEvents', Events: items }],
    [
      freeKey(random, 'adds', 0),
      adds.length === 0 ? null : { Type: 'AddEvents', Events: adds.map(jsonEvent) },
    ],
    [
      freeKey(random, 'deletes', 0),
      deletes.length === 0 ? null : { Type: 'DeleteEvents', Events: deletes.map(jsonEvent) },
    ],
    ...rules.map((rule, index): [string, unknown] => [
      freeKey(random, 'If', index),
      object(
        [
          ['Type', random.pick(['If', 'If:CompletionStatus'])],
          ['CompletionStatus', rule.code],
          ...rule.adds.map((event, at): [string, unknown] => [
            freeKey(random, 'a', at),
            { Type: 'Event:Add', ...jsonEvent(event) },
          ]),
          ...rule.deletes.map((event, at): [string, unknown] => [
            freeKey(random, 'd', at),
            { Type: 'Event:Delete', ...jsonEvent(event) },
          ]),
          ...rule.runs.map(({ folder, job }, at): [string, unknown] => [
            freeKey(random, 'r', at),
            { Type: 'Run', Folder: folder, Job: job },
          ]),
          ...rule.mails.map(({ to, message }, at): [string, unknown] => [
            freeKey(random, 'm', at),
            { Type: 'Mail', To: to, Message: message },
          ]),
        ],
        random,
      ),
    ]),
  ];
}

const types = {
  COMMAND: 'Job:Command',
  SCRIPT: 'Job:Script',
  DUMMY: 'Job:Dummy',
  DETACHED: 'Job:Detached',
} as const;
const days = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

function jsonJob(job: ModelJob, name: string | null, random: Random): unknown {
  const list = (values: readonly unknown[]): unknown => (values.length === 0 ? null : values);
  const when = object(
    [
      ['WeekDays', list(job.weekDays.map((day) => days[day]))],
      ['MonthDays', list(job.monthDays)],
      ['Months', list(job.months.map((month) => months[month - 1]))],
      ['DaysRelation', job.relation],
      ['FromTime', job.fromTime],
      ['ToTime', job.toTime],
    ],
    random,
  );
  return object(
    [
      ['Type', types[job.kind]],
      ['Name', name],
      ['Command', job.command === null ? null : written(job.command)],
      ['FilePath', job.script?.folder ?? null],
      ['FileName', job.script?.file ?? null],
      ['Application', job.application],
      ['Description', job.description],
      ['Host', job.host],
      ['RunAs', job.runAs],
      ['CreatedBy', job.createdBy],
      ['Priority', job.priority],
      ['Critical', job.critical],
      ['Rerun', job.everyMinutes === null ? null : { Every: String(job.everyMinutes), Units: 'Minutes' }],
      ['Confirm', job.confirm],
      ['When', when],
      ['Variables', list(job.variables.map(([key, value]) => ({ [key.slice(2)]: value })))],
      ...job.pools.map(([key, quantity]): [string, unknown] => [
        freeKey(random, 'pool', 0),
        { Type: 'Resource:Pool', Name: key, Quantity: String(quantity) },
      ]),
      ...job.locks.map(([key, mode]): [string, unknown] => [
        freeKey(random, 'lock', 0),
        { Type: 'Resource:Lock', Name: key, LockType: mode === 'E' ? 'Exclusive' : 'Shared' },
      ]),
      ...jsonConditions(job, random),
    ],
    random,
  );
}
