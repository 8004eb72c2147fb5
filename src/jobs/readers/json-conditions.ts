/** Events, rules, notifications and resources of Control-M JSON: objects dispatched on their `Type`. */

import type {
  CompletionRule,
  Conditions,
  EventReference,
  JobVariable,
  Notification,
  ResourceUse,
  RuleAction,
} from '../definitions.js';
import { parseEventDate } from '../event-date.js';
import type { JsonNode, JsonObject } from '../json-tree.js';
import { byText } from '../keys.js';
import { joined, parseWaits, toPostfix, type WaitExpression, type WaitToken } from '../wait-expression.js';
import type { DraftCollector } from './drafts.js';
import { member, nativeJson, objectOf, textOf, typeOf } from './json-members.js';
import { jsonSchedule } from './json-schedule.js';
import {
  completionCondition,
  limitCount,
  occasion,
  outputCondition,
  ruleAction,
  urgency,
} from './vocabulary.js';

/** Conditions of a folder or job from its members; typed objects of an unknown type are listed once per type. */
export function jsonConditions(owner: JsonObject, collector: DraftCollector): Conditions {
  const waits: WaitExpression[] = [];
  const adds: EventReference[] = [];
  const deletes: EventReference[] = [];
  const rules: CompletionRule[] = [];
  const notifications: Notification[] = [];
  const resources: ResourceUse[] = [];
  for (const [key, node] of owner.members) {
    const object = objectOf(node);
    const type = typeOf(node);
    if (object === null || type === null) continue;
    if (type === 'WaitForEvents') waits.push(...waitsOf(object, collector));
    else if (type === 'AddEvents') adds.push(...eventList(object, collector));
    else if (type === 'DeleteEvents') deletes.push(...eventList(object, collector));
    else if (type === 'If' || type.startsWith('If:')) rules.push(ruleOf(object, type, collector));
    else if (type.startsWith('Notify:')) notifications.push(notificationOf(object, type, collector));
    else if (type.startsWith('Resource:')) resources.push(resourceOf(key, object, type));
    else if (!/^(?:Job|Folder|SimpleFolder|SubFolder|Flow)(?::|$)/.test(type))
      collector.issueOnce('UNKNOWN_MEMBER', type, `objects of Type ${type} are not read`, object.offset);
  }
  for (const action of rules.flatMap((rule) => rule.actions)) {
    if (action.kind === 'ADD_EVENT') adds.push(action.event);
    if (action.kind === 'DELETE_EVENT') deletes.push(action.event);
  }
  return {
    waits: joined('AND', sortedWaits(waits)),
    adds,
    deletes,
    rules,
    notifications,
    resources,
    variables: variables(owner.members.get('Variables')),
    schedule: jsonSchedule(objectOf(owner.members.get('When')), collector),
  };
}

/** Several lists of awaited events all have to hold; the keys they stand under give no order. */
function sortedWaits(waits: readonly WaitExpression[]): readonly WaitExpression[] {
  if (waits.length < 2) return waits;
  const text = (waited: WaitExpression): string => `${JSON.stringify(waited)} ${toPostfix(waited)}`;
  return [...waits].sort((left, right) => byText(text(left), text(right)));
}

function waitsOf(object: JsonObject, collector: DraftCollector): readonly WaitExpression[] {
  const events = object.members.get('Events');
  const items = events?.kind === 'LIST' ? events.items : [];
  const tokens = items.flatMap((item): readonly WaitToken[] => {
    const word = textOf(item)?.toUpperCase();
    if (word === undefined) {
      const event = eventOf(item, null, collector);
      return event === null ? [] : [{ kind: 'EVENT', event }];
    }
    if (word === 'AND' || word === 'OR') return [{ kind: word }];
    if (word === '(' || word === ')') return [{ kind: word === '(' ? 'OPEN' : 'CLOSE' }];
    collector.issue('ERROR', 'WAIT_UNKNOWN', `awaited events hold ${JSON.stringify(word)}`, item.offset);
    return [];
  });
  const { expression, isBalanced } = parseWaits(tokens);
  if (!isBalanced)
    collector.issue(
      'WARNING',
      'PAREN_UNBALANCED',
      'the parentheses of the waits do not fit together: all events are awaited',
      object.offset,
    );
  return expression === null ? [] : [expression];
}

function eventList(object: JsonObject, collector: DraftCollector): readonly EventReference[] {
  const events = object.members.get('Events');
  const items = events?.kind === 'LIST' ? events.items : [];
  return items.flatMap((item) => eventOf(item, null, collector) ?? []);
}

function eventOf(node: JsonNode, when: string | null, collector: DraftCollector): EventReference | null {
  const object = objectOf(node);
  const name = object === null ? null : member(object, 'Event');
  if (object === null || name === null) {
    collector.issue('ERROR', 'EVENT_NAME_MISSING', 'an event reference names no event', node.offset);
    return null;
  }
  const written = member(object, 'Date');
  const date = parseEventDate(written);
  if (date !== null) return { name, ...date, when };
  const message = `Date ${JSON.stringify(written)} of ${name} is no date`;
  collector.issue('ERROR', 'EVENT_DATE_UNKNOWN', message, object.offset);
  return null;
}

const hidden: ReadonlySet<string> = new Set([
  'To',
  'CC',
  'Destination',
  'Message',
  'Subject',
  'RunAs',
  'CreatedBy',
]);

/** Members that say when a rule applies, in the order they are written in its condition. */
const conditionMembers: readonly string[] = [
  'NumberOfReruns',
  'NumberOfExecutions',
  'NumberOfFailures',
  'Value',
];

function ruleOf(object: JsonObject, type: string, collector: DraftCollector): CompletionRule {
  const { condition, returnCode } = conditionOf(object, type);
  const actions = [...object.members].flatMap(([key, node]): readonly RuleAction[] => {
    if (node.kind !== 'OBJECT') {
      if (!knownScalars.has(key))
        collector.issueOnce(
          'UNKNOWN_MEMBER',
          key,
          `member ${key} of a rule is kept in its text`,
          node.offset,
        );
      return [];
    }
    const action = actionOf(node, condition, collector);
    return action === null ? [] : [action];
  });
  return { condition, returnCode, actions, nativeText: nativeJson(object, hidden) };
}

const knownScalars: ReadonlySet<string> = new Set([
  'Type',
  'CompletionStatus',
  'Statement',
  'Code',
  'Comment',
  ...conditionMembers,
]);

function conditionOf(object: JsonObject, type: string): Pick<CompletionRule, 'condition' | 'returnCode'> {
  const status = member(object, 'CompletionStatus');
  if (status !== null) return completionCondition(status);
  const code = member(object, 'Code');
  if (type === 'If:Output' || code !== null)
    return { condition: outputCondition(member(object, 'Statement') ?? '*', code ?? ''), returnCode: null };
  const values = conditionMembers.flatMap((name) => member(object, name) ?? []);
  return { condition: [type.replace(/^If:?/, ''), ...values].join(' '), returnCode: null };
}

function actionOf(object: JsonObject, condition: string, collector: DraftCollector): RuleAction | null {
  const type = typeOf(object) ?? '';
  if (type === 'Event:Add' || type === 'Event:Delete') {
    const event = eventOf(object, condition, collector);
    return event && { kind: type === 'Event:Add' ? 'ADD_EVENT' : 'DELETE_EVENT', event };
  }
  if (type === 'Run' || type === 'Action:Run')
    return { kind: 'RUN_JOB', folder: member(object, 'Folder'), job: member(object, 'Job') ?? '' };
  if (type === 'Mail' || type === 'Action:Mail') {
    const message = [member(object, 'Subject'), member(object, 'Message')].filter((text) => text !== null);
    return {
      kind: 'MAIL',
      destination: collector.people.destination(member(object, 'To')),
      message: message.length === 0 ? null : message.join('\n'),
    };
  }
  if (type.startsWith('Notify')) {
    const { destination, message } = notificationOf(object, type, collector);
    return { kind: 'NOTIFY', destination, message };
  }
  if (type === 'Action:SetVariable' || type === 'SetVariable')
    return {
      kind: 'SET_VARIABLE',
      name: variableName(member(object, 'Variable', 'Name') ?? ''),
      value: member(object, 'Value') ?? '',
    };
  if (type.startsWith('Action:')) return { kind: 'ACTION', action: ruleAction(type.slice('Action:'.length)) };
  collector.issueOnce('UNKNOWN_MEMBER', type, `action ${type} of a rule is kept in its text`, object.offset);
  return null;
}

function notificationOf(object: JsonObject, type: string, collector: DraftCollector): Notification {
  const time = ['Criteria', 'Value'].flatMap((name) => member(object, name) ?? []).join(' ');
  return {
    when: occasion(type.slice('Notify:'.length)),
    time: time === '' ? null : time,
    urgency: urgency(member(object, 'Urgency')),
    destination: collector.people.destination(member(object, 'Destination')),
    message: member(object, 'Message'),
  };
}

/** A resource is named by `Name`, else by its key. */
function resourceOf(key: string, object: JsonObject, type: string): ResourceUse {
  const name = member(object, 'Name') ?? key;
  if (type !== 'Resource:Lock')
    return { name, kind: 'POOL', quantity: limitCount(member(object, 'Quantity')), mode: null };
  const lock = member(object, 'LockType')?.toUpperCase() ?? '';
  const mode = lock.startsWith('E') ? 'EXCLUSIVE' : lock.startsWith('S') ? 'SHARED' : null;
  return { name, kind: 'LOCK', quantity: null, mode };
}

/** An array of objects of one key each; names get the `%%` that XML writes. */
function variables(node: JsonNode | undefined): readonly JobVariable[] {
  if (node?.kind !== 'LIST') return [];
  return node.items.flatMap((item) =>
    [...(objectOf(item)?.members ?? [])].map(([name, value]) => ({
      name: variableName(name),
      value: value.kind === 'SCALAR' && value.value !== null ? String(value.value) : '',
    })),
  );
}

function variableName(name: string): string {
  return name.startsWith('%%') ? name : `%%${name}`;
}
