/** Scheduler definitions as a flat list of jobs: `[{job_name, parent_path, schedule_*, var_*, events, …}]`. */

import type { ReadResult } from '../definitions.js';
import type { JsonNode, JsonObject } from '../json-tree.js';
import { folderKey } from '../keys.js';
import type { People } from '../people.js';
import { readJson } from './controlm-json.js';
import type { DraftCollector } from './drafts.js';
import { jsonConditions } from './json-conditions.js';
import { jsonJob } from './json-job.js';
import { member, objectOf, textOf } from './json-members.js';
import { listed } from './vocabulary.js';

/**
 * Reads or refuses as the other JSON reader does. Each record becomes the job object that Control-M JSON would
 * hold and is read as that; folders come from the parts of `parent_path`, which `/` separates.
 */
export function readFlatJson(text: string, people: People): ReadResult {
  return readJson(text, people, (root, collector) => {
    if (root.kind !== 'LIST') return 'a list of jobs';
    const folders = new Set<string>();
    for (const item of root.items) record(item, folders, collector);
    return null;
  });
}

function record(item: JsonNode, folders: Set<string>, collector: DraftCollector): void {
  const flat = objectOf(item);
  const name = flat === null ? null : member(flat, 'job_name');
  if (flat === null || name === null) {
    collector.issue('ERROR', 'JOB_NAME_MISSING', 'a job without a name is skipped', item.offset);
    return;
  }
  const path = (member(flat, 'parent_path') ?? '').split('/').filter((part) => part.trim() !== '');
  if (path.length === 0) {
    collector.issue(
      'ERROR',
      'JOB_WITHOUT_FOLDER',
      `job ${name} has no parent_path and is skipped`,
      item.offset,
    );
    return;
  }
  const folder = foldersOf(path, flat, folders, collector);
  const job = nested(flat, collector);
  collector.addJob(jsonJob(name, folder, member(job, 'Type') ?? 'Job', job, collector));
}

function foldersOf(
  path: readonly string[],
  record: JsonObject,
  folders: Set<string>,
  collector: DraftCollector,
): string {
  let parent: string | null = null;
  for (const [depth, name] of path.entries()) {
    const key = folderKey(path.slice(0, depth + 1));
    if (!folders.has(key)) {
      folders.add(key);
      const empty: JsonObject = { kind: 'OBJECT', offset: record.offset, members: new Map() };
      collector.addFolder(key, {
        name,
        parent,
        kind: depth === 0 ? 'FOLDER' : 'SUB_FOLDER',
        server: null,
        platform: null,
        description: null,
        reference: null,
        position: collector.at(record.offset),
        ...jsonConditions(empty, collector),
      });
    }
    parent = key;
  }
  return parent ?? '';
}

const jobMembers = byPlainName(
  `Application SubApplication Description Command PreCommand PostCommand Script FileName FilePath OverridePath
  Query Host RunAs CreatedBy Priority Critical Confirm DaysKeepActive`,
);

const scheduleMembers = byPlainName(
  `WeekDays MonthDays Months DaysRelation FromTime ToTime SpecificDates TimeZone StartDate EndDate Schedule
  MonthDaysCalendar WeekDaysCalendar ConfirmationCalendar Shift RuleBasedCalendars`,
);

const notifyMembers = byPlainName('Message Destination Urgency Criteria Value');

/** The record as an object of Control-M JSON; members it has no place for stay and are listed by the job's reader. */
function nested(flat: JsonObject, collector: DraftCollector): JsonObject {
  const members = new Map<string, JsonNode>();
  const when = new Map<string, JsonNode>();
  const notify = new Map<string, JsonNode>();
  const variables: JsonNode[] = [];
  const at = flat.offset;
  for (const [key, node] of flat.members) {
    const [prefix, rest] = split(key);
    if (key === 'job_name' || key === 'parent_path' || key === 'type' || key === 'job_type') continue;
    if (key === 'events') addEvents(node, members, collector);
    else if (prefix === 'schedule') when.set(scheduleMembers.get(plainName(rest)) ?? rest, asList(node));
    else if (prefix === 'var') variables.push(object(at, [[rest, node]]));
    else if (prefix === 'notify') notify.set(notifyMembers.get(plainName(rest)) ?? rest, node);
    else members.set(jobMembers.get(plainName(key)) ?? key, node);
  }
  if (when.size > 0) members.set('When', { kind: 'OBJECT', offset: at, members: when });
  if (variables.length > 0) members.set('Variables', { kind: 'LIST', offset: at, items: variables });
  if (notify.size > 0) {
    const occasion = textOf(notify.get('type')) ?? textOf(notify.get('when')) ?? '';
    notify.set('Type', word(`Notify:${occasion}`, at));
    members.set('notify', { kind: 'OBJECT', offset: at, members: notify });
  }
  members.set('Type', word(typeOfRecord(flat, members), at));
  return { kind: 'OBJECT', offset: at, members };
}

/** The type a record states, else what its members show: a command or a file. */
function typeOfRecord(flat: JsonObject, members: ReadonlyMap<string, JsonNode>): string {
  const stated = member(flat, 'job_type', 'type');
  if (stated !== null) return stated.startsWith('Job') ? stated : `Job:${stated}`;
  if (members.has('Command')) return 'Job:Command';
  return members.has('FileName') ? 'Job:Script' : 'Job';
}

/** `{type, event, date}`: awaited, added or deleted by what `type` says. */
function addEvents(node: JsonNode, members: Map<string, JsonNode>, collector: DraftCollector): void {
  const lists = new Map<string, JsonNode[]>();
  for (const item of node.kind === 'LIST' ? node.items : []) {
    const event = objectOf(item);
    const type = event === null ? '' : (member(event, 'type') ?? '');
    const list = eventTypes.find(([pattern]) => pattern.test(type))?.[1];
    if (event === null || list === undefined) {
      const message = `an event of type ${JSON.stringify(type)} is neither awaited nor added nor deleted`;
      collector.issue('WARNING', 'EVENT_TYPE_UNKNOWN', message, item.offset);
      continue;
    }
    const renamed = [...event.members].map(([key, value]): [string, JsonNode] => [
      key === 'event' ? 'Event' : key === 'date' ? 'Date' : key,
      value,
    ]);
    lists.set(list, [...(lists.get(list) ?? []), object(event.offset, renamed)]);
  }
  for (const [list, items] of lists)
    members.set(
      list,
      object(node.offset, [
        ['Type', word(list, node.offset)],
        ['Events', { kind: 'LIST', offset: node.offset, items }],
      ]),
    );
}

const eventTypes: readonly (readonly [RegExp, string])[] = [
  [/^(?:wait|in$|incond)/i, 'WaitForEvents'],
  [/^(?:add|out$|outcond|\+)/i, 'AddEvents'],
  [/^(?:del|remove|-)/i, 'DeleteEvents'],
];

/** A text of several values between commas as a list. */
function asList(node: JsonNode): JsonNode {
  const text = textOf(node);
  if (text === null || !text.includes(',')) return node;
  const items = (listed(text) ?? []).map((part) => word(part, node.offset));
  return { kind: 'LIST', offset: node.offset, items };
}

function split(key: string): readonly [string, string] {
  const underscore = key.indexOf('_');
  return underscore < 0 ? [key, ''] : [key.slice(0, underscore), key.slice(underscore + 1)];
}

function byPlainName(names: string): ReadonlyMap<string, string> {
  return new Map(names.split(/\s+/).map((name) => [plainName(name), name]));
}

function plainName(name: string): string {
  return name.replaceAll('_', '').toLowerCase();
}

function object(offset: number, members: readonly (readonly [string, JsonNode])[]): JsonObject {
  return { kind: 'OBJECT', offset, members: new Map(members) };
}

function word(value: string, offset: number): JsonNode {
  return { kind: 'SCALAR', offset, value };
}
