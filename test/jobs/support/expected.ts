/** What a reader must say of a model estate, and what it did say, in one comparable shape. */

import type {
  Conditions,
  Definitions,
  EventReference,
  ScheduleDefinition,
} from '../../../src/jobs/definitions.js';
import type { WaitExpression } from '../../../src/jobs/wait-expression.js';
import {
  hashOf,
  type ModelConditions,
  type ModelEvent,
  type ModelFolder,
  type ModelJob,
  type ModelRule,
  type ModelWaits,
  maskedText,
} from './estates.js';

const dateOf: Readonly<Record<string, readonly [string, number | null, string | null]>> = {
  ODAT: ['ORDER_DATE', 0, null],
  PREV: ['PREVIOUS', -1, null],
  NEXT: ['NEXT', 1, null],
  '+003': ['OFFSET', 3, '+003'],
  '-002': ['OFFSET', -2, '-002'],
  '****': ['ANY', null, null],
  STAT: ['NONE', null, null],
  '0131': ['OFFSET', null, '0131'],
};

const conditionOf: Readonly<Record<string, readonly [string, number | null]>> = {
  OK: ['OK', null],
  NOTOK: ['NOTOK', null],
  'COMPSTAT EQ 8': ['RC = 8', 8],
  'COMPSTAT GT 4': ['RC > 4', null],
  'RC!=0': ['RC != 0', null],
  'some text': ['some text', null],
};

function eventText({ name, date }: ModelEvent, when: string | null): string {
  return JSON.stringify([name, ...(dateOf[date] ?? []), when]);
}

function readEventText(event: EventReference): string {
  return JSON.stringify([event.name, event.date, event.dayOffset, event.dateText, event.when]);
}

function waitsText(waits: ModelWaits): string {
  if ('event' in waits) return eventText(waits.event, null);
  return `${waits.kind}(${waits.operands.map(waitsText).join(' ')})`;
}

function readWaitsText(waits: WaitExpression): string {
  if (waits.kind === 'EVENT') return readEventText(waits.event);
  return `${waits.kind}(${waits.operands.map(readWaitsText).join(' ')})`;
}

interface ComparableConditions {
  readonly waits: string | null;
  readonly adds: readonly string[];
  readonly deletes: readonly string[];
  readonly rules: readonly string[];
}

function ruleText(rule: ModelRule): string {
  const [condition, returnCode] = conditionOf[rule.code] ?? ['', null];
  const actions = [
    ...rule.adds.map((event) => `add ${eventText(event, condition)}`),
    ...rule.deletes.map((event) => `delete ${eventText(event, condition)}`),
    ...rule.runs.map(({ folder, job }) => `run ${folder} ${job}`),
    ...rule.mails.map(({ to, message }) => `mail ${hashOf(to)} ${message}`),
  ];
  return JSON.stringify([condition, returnCode, actions.sort()]);
}

function expectedConditions({ waits, adds, deletes, rules }: ModelConditions): ComparableConditions {
  const guarded = (side: 'adds' | 'deletes'): readonly string[] =>
    rules.flatMap((rule) => rule[side].map((event) => eventText(event, conditionOf[rule.code]?.[0] ?? null)));
  return {
    waits: waits === null ? null : waitsText(waits),
    adds: [...adds.map((event) => eventText(event, null)), ...guarded('adds')].sort(),
    deletes: [...deletes.map((event) => eventText(event, null)), ...guarded('deletes')].sort(),
    rules: rules.map(ruleText).sort(),
  };
}

function readConditions({ waits, adds, deletes, rules }: Conditions): ComparableConditions {
  return {
    waits: waits === null ? null : readWaitsText(waits),
    adds: adds.map(readEventText).sort(),
    deletes: deletes.map(readEventText).sort(),
    rules: rules
      .map(({ condition, returnCode, actions }) => {
        const texts = actions.map((action) => {
          if (action.kind === 'ADD_EVENT') return `add ${readEventText(action.event)}`;
          if (action.kind === 'DELETE_EVENT') return `delete ${readEventText(action.event)}`;
          if (action.kind === 'RUN_JOB') return `run ${action.folder} ${action.job}`;
          return action.kind === 'MAIL' ? `mail ${action.destination} ${action.message}` : action.kind;
        });
        return JSON.stringify([condition, returnCode, texts.sort()]);
      })
      .sort(),
  };
}

/** Folder and job values that both formats state, in the order of the keys. */
export type Comparable = readonly Readonly<Record<string, unknown>>[];

const encode = (name: string): string =>
  encodeURIComponent(name).replace(/[!~*'()]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

export function expectedOf(folders: readonly ModelFolder[], parent: string | null = null): Comparable {
  const rows = folders.flatMap((folder): Comparable => {
    const key = parent === null ? encode(folder.name) : `${parent}/${encode(folder.name)}`;
    const taken = new Map<string, number>();
    const jobs = folder.jobs.map((job) => {
      const ordinal = (taken.get(job.name) ?? 0) + 1;
      taken.set(job.name, ordinal);
      return {
        key: `${key}/${encode(job.name)}${ordinal > 1 ? `~${ordinal}` : ''}`,
        ordinal,
        folder: key,
        ...jobRow(job),
      };
    });
    const own = { key, parent, kind: folder.kind, ...expectedConditions(folder) };
    return [own, ...jobs, ...expectedOf(folder.folders, key)];
  });
  return parent === null ? sorted(rows) : rows;
}

const names = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

function jobRow(job: ModelJob): Readonly<Record<string, unknown>> {
  const time = (text: string | null): string | null =>
    text === null || text === '>' ? text : `${text.slice(0, 2)}:${text.slice(2)}`;
  return {
    name: job.name,
    kind: job.kind,
    ...expectedConditions(job),
    command: job.command === null ? null : maskedText(job.command),
    script: job.script === null ? null : `${job.script.folder}/${job.script.file}`,
    application: job.application,
    description: job.description,
    host: job.host,
    runAs: job.runAs === null ? null : hashOf(job.runAs),
    createdBy: job.createdBy === null ? null : hashOf(job.createdBy),
    priority: job.priority,
    isCritical: job.critical,
    cycle: job.everyMinutes,
    needsConfirmation: job.confirm,
    weekDays: job.weekDays.length === 0 ? null : job.weekDays.map((day) => names[day]).sort(),
    monthDays: job.monthDays.length === 0 ? null : [...job.monthDays].sort(),
    months: job.months.length === 0 ? null : [...job.months].sort((left, right) => left - right),
    relation: job.relation,
    fromTime: time(job.fromTime),
    toTime: time(job.toTime),
    variables: job.variables,
    resources: [
      ...job.pools.map(([name, quantity]) => `${name} ${quantity} null`),
      ...job.locks.map(([name, mode]) => `${name} null ${mode === 'E' ? 'EXCLUSIVE' : 'SHARED'}`),
    ].sort(),
  };
}

export function comparable(definitions: Definitions): Comparable {
  const folders = definitions.folders.map(({ key, parent, kind, ...conditions }) => ({
    key,
    parent,
    kind,
    ...readConditions(conditions),
  }));
  const jobs = definitions.jobs.map((job) => ({
    key: job.key,
    ordinal: job.ordinal,
    folder: job.folder,
    name: job.name,
    kind: job.kind,
    ...readConditions(job),
    command: job.command,
    script: job.script?.path ?? null,
    application: job.application,
    description: job.description,
    host: job.host,
    runAs: job.runAs,
    createdBy: job.createdBy,
    priority: job.priority,
    isCritical: job.isCritical,
    cycle: job.cycle?.intervalMinutes ?? null,
    needsConfirmation: job.needsConfirmation,
    ...scheduleRow(job.schedule),
    variables: job.variables.map(({ name, value }) => [name, value]),
    resources: job.resources.map(({ name, quantity, mode }) => `${name} ${quantity} ${mode}`).sort(),
  }));
  return sorted([...folders, ...jobs]);
}

function scheduleRow(schedule: ScheduleDefinition): Readonly<Record<string, unknown>> {
  return {
    weekDays: schedule.weekDays === null ? null : [...schedule.weekDays].sort(),
    monthDays: schedule.monthDays === null ? null : [...schedule.monthDays].sort(),
    months: schedule.months,
    relation: schedule.daysRelation,
    fromTime: schedule.fromTime,
    toTime: schedule.toTime,
  };
}

function sorted<T extends Readonly<Record<string, unknown>>>(rows: readonly T[]): readonly T[] {
  return [...rows].sort((left, right) => (String(left.key) < String(right.key) ? -1 : 1));
}
