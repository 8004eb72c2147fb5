/** INCOND, OUTCOND, ON, SHOUT and what else folders and jobs share in Control-M XML. */

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
import { parseWaits, type WaitToken } from '../wait-expression.js';
import type { DraftCollector } from './drafts.js';
import {
  completionCondition,
  limitCount,
  occasion,
  outputCondition,
  ruleAction,
  urgency,
} from './vocabulary.js';
import { attribute, tagText } from './xml-attributes.js';
import type { XmlElement } from './xml-elements.js';
import { xmlSchedule } from './xml-schedule.js';

/** Conditions of a folder or job from its element and the elements in it; unknown elements are listed. */
export function xmlConditions(
  owner: XmlElement,
  children: readonly XmlElement[],
  collector: DraftCollector,
): Conditions {
  const adds: EventReference[] = [];
  const deletes: EventReference[] = [];
  const rules: CompletionRule[] = [];
  const notifications: Notification[] = [];
  const resources: ResourceUse[] = [];
  const variables: JobVariable[] = [];
  const waiting: XmlElement[] = [];
  const signed = (element: XmlElement, when: string | null): RuleAction | null => {
    const action = signedEvent(element, when, collector);
    if (action?.kind === 'ADD_EVENT') adds.push(action.event);
    if (action?.kind === 'DELETE_EVENT') deletes.push(action.event);
    return action;
  };
  for (const child of children) {
    const { name } = child;
    if (name === 'INCOND') waiting.push(child);
    else if (name === 'OUTCOND') signed(child, null);
    else if (name === 'ON') rules.push(rule(child, signed, collector));
    else if (name === 'SHOUT') notifications.push(shout(child, collector));
    else if (name === 'QUANTITATIVE' || name === 'CONTROL') resources.push(resource(child));
    else if (name === 'VARIABLE' || name === 'AUTOEDIT' || name === 'AUTOEDIT2')
      variables.push(variable(child));
    else if (!handledElsewhere.has(name))
      collector.issueOnce('UNKNOWN_ELEMENT', name, `element ${name} is not read`, child.offset);
  }
  const schedule = xmlSchedule(owner, children, collector);
  return {
    waits: waits(waiting, collector),
    adds,
    deletes,
    rules,
    notifications,
    resources,
    variables,
    schedule,
  };
}

/** Elements that the job, its schedule or its folder read. */
const handledElsewhere: ReadonlySet<string> = new Set([
  'RULE_BASED_CALENDARS',
  'RULE_BASED_CALENDAR',
  'TAG',
  'TAG_NAMES',
  'RULE_BASED_CAL_NAMES',
  'CAPTURE',
]);

function waits(elements: readonly XmlElement[], collector: DraftCollector): Conditions['waits'] {
  const tokens: WaitToken[] = [];
  for (const [index, element] of elements.entries()) {
    const { name, opening: before, closing: after } = withoutParentheses(attribute(element, 'NAME') ?? '');
    const operation = attribute(element, 'OP') ?? '';
    const opening = count(operation, '(') + before;
    const closing = count(operation, ')') + after;
    if (index > 0) tokens.push({ kind: /^o/i.test(attribute(element, 'AND_OR') ?? '') ? 'OR' : 'AND' });
    for (let times = 0; times < opening; times++) tokens.push({ kind: 'OPEN' });
    const event = eventOf(element, name, null, collector);
    if (event !== null) tokens.push({ kind: 'EVENT', event });
    for (let times = 0; times < closing; times++) tokens.push({ kind: 'CLOSE' });
  }
  const { expression, isBalanced } = parseWaits(withoutGaps(tokens));
  const [first] = elements;
  if (!isBalanced && first !== undefined)
    collector.issue(
      'WARNING',
      'PAREN_UNBALANCED',
      'the parentheses of the waits do not fit together: all events are awaited',
      first.offset,
    );
  return expression;
}

/** Leaves out the operator before an event that could not be read. */
function withoutGaps(tokens: readonly WaitToken[]): readonly WaitToken[] {
  const isOperator = (token: WaitToken | undefined): boolean => token?.kind === 'AND' || token?.kind === 'OR';
  const kept = tokens.filter((token, index) => !(isOperator(token) && isOperator(tokens[index + 1])));
  while (isOperator(kept[0])) kept.shift();
  while (isOperator(kept.at(-1))) kept.pop();
  return kept;
}

function eventOf(
  element: XmlElement,
  name: string,
  when: string | null,
  collector: DraftCollector,
): EventReference | null {
  if (name === '') {
    collector.issue('ERROR', 'EVENT_NAME_MISSING', `${element.name} names no event`, element.offset);
    return null;
  }
  const date = parseEventDate(attribute(element, 'ODATE'));
  if (date !== null) return { name, ...date, when };
  const written = JSON.stringify(attribute(element, 'ODATE'));
  collector.issue('ERROR', 'EVENT_DATE_UNKNOWN', `ODATE ${written} of ${name} is no date`, element.offset);
  return null;
}

function signedEvent(element: XmlElement, when: string | null, collector: DraftCollector): RuleAction | null {
  const sign = (attribute(element, 'SIGN') ?? '').trim().toUpperCase();
  const name = (attribute(element, 'NAME') ?? '').trim();
  const isAdd = sign === '+' || sign === 'ADD';
  if (!isAdd && sign !== '-' && sign !== '\u2212' && sign !== 'DEL' && sign !== 'DELETE') {
    const got = sign === '' ? 'no SIGN' : `SIGN ${JSON.stringify(sign)}`;
    collector.issue(
      'WARNING',
      'SIGN_UNKNOWN',
      `${element.name} ${name} has ${got}: left out`,
      element.offset,
    );
    return null;
  }
  const event = eventOf(element, name, when, collector);
  return event && { kind: isAdd ? 'ADD_EVENT' : 'DELETE_EVENT', event };
}

function rule(
  element: XmlElement,
  signed: (element: XmlElement, when: string | null) => RuleAction | null,
  collector: DraftCollector,
): CompletionRule {
  const statement = (attribute(element, 'STMT') ?? '').trim();
  const code = attribute(element, 'CODE') ?? '';
  const { condition, returnCode } =
    statement === '' || statement === '*'
      ? completionCondition(code)
      : { condition: outputCondition(statement, code), returnCode: null };
  const actions = element.children.flatMap((child): readonly RuleAction[] => {
    if (child.name === 'DOCOND') {
      const action = signed(child, condition);
      return action === null ? [] : [action];
    }
    return [doAction(child, collector)];
  });
  const nativeText = [element, ...element.children].map((one) => tagText(one, hidden)).join('\n');
  return { condition, returnCode, actions, nativeText };
}

const hidden: ReadonlySet<string> = new Set(['DEST', 'DEST_CC', 'CC_DEST', 'MESSAGE', 'SUBJECT']);

function doAction(element: XmlElement, collector: DraftCollector): RuleAction {
  const { name } = element;
  if (name === 'DOFORCEJOB') {
    const folder = attribute(element, 'FOLDER_NAME', 'TABLE_NAME');
    return { kind: 'RUN_JOB', folder, job: attribute(element, 'NAME', 'JOBNAME') ?? '' };
  }
  if (name === 'DOMAIL' || name === 'DOSHOUT') {
    const destination = collector.people.destination(attribute(element, 'DEST'));
    const message = [attribute(element, 'SUBJECT'), attribute(element, 'MESSAGE')].filter(
      (text) => text !== null,
    );
    return {
      kind: name === 'DOMAIL' ? 'MAIL' : 'NOTIFY',
      destination,
      message: message.length === 0 ? null : message.join('\n'),
    };
  }
  if (name === 'DOVAR' || name === 'DOAUTOEDIT') return { kind: 'SET_VARIABLE', ...variable(element) };
  if (name === 'DOACTION' || name === 'DO')
    return { kind: 'ACTION', action: ruleAction(attribute(element, 'ACTION') ?? '') };
  collector.issueOnce('UNKNOWN_ELEMENT', name, `action ${name} is kept by its name alone`, element.offset);
  return { kind: 'ACTION', action: name };
}

function shout(element: XmlElement, collector: DraftCollector): Notification {
  return {
    when: occasion(attribute(element, 'WHEN')),
    time: attribute(element, 'TIME'),
    urgency: urgency(attribute(element, 'URGENCY')),
    destination: collector.people.destination(attribute(element, 'DEST')),
    message: attribute(element, 'MESSAGE'),
  };
}

function resource(element: XmlElement): ResourceUse {
  const name = (attribute(element, 'NAME') ?? '').trim();
  if (element.name === 'QUANTITATIVE')
    return { name, kind: 'POOL', quantity: limitCount(attribute(element, 'QUANT')), mode: null };
  const type = (attribute(element, 'TYPE') ?? '').trim().toUpperCase();
  const mode = type.startsWith('E') ? 'EXCLUSIVE' : type.startsWith('S') ? 'SHARED' : null;
  return { name, kind: 'LOCK', quantity: null, mode };
}

function variable(element: XmlElement): JobVariable {
  return { name: (attribute(element, 'NAME') ?? '').trim(), value: attribute(element, 'VALUE') ?? '' };
}

/** A name without the parentheses and blanks around it, and how many there were on each side. */
function withoutParentheses(text: string): { name: string; opening: number; closing: number } {
  let [start, end] = [0, text.length];
  while (start < end && /[(\s]/.test(text.charAt(start))) start++;
  while (end > start && /[)\s]/.test(text.charAt(end - 1))) end--;
  return {
    name: text.slice(start, end),
    opening: count(text.slice(0, start), '('),
    closing: count(text.slice(end), ')'),
  };
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}
