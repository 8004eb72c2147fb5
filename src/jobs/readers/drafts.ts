/** Collects what a reader finds and makes definitions of it: keys, masked texts, one order. */

import type {
  CalendarDefinition,
  CompletionRule,
  Conditions,
  DefinitionIssue,
  Definitions,
  EventReference,
  FolderDefinition,
  IssueSeverity,
  JobDefinition,
  Notification,
  RuleAction,
  SequenceStep,
  TextPosition,
} from '../definitions.js';
import { byText, folderKey, jobKey } from '../keys.js';
import type { People } from '../people.js';
import type { TextLines } from '../text-lines.js';

export type FolderDraft = Omit<FolderDefinition, 'key' | 'reference'> & { readonly reference: string | null };
export type JobDraft = Omit<JobDefinition, 'key' | 'ordinal'>;

/** People must have been hashed by `people` already; free texts are masked by it at the end. */
export class DraftCollector {
  readonly people: People;
  private readonly lines: TextLines;
  private readonly folders = new Map<string, FolderDraft>();
  private readonly taken = new Map<string, number>();
  private readonly jobs: { draft: JobDraft; key: string; ordinal: number }[] = [];
  private readonly steps: SequenceStep[] = [];
  private readonly calendars: CalendarDefinition[] = [];
  private readonly issues: DefinitionIssue[] = [];
  private readonly namedOnce = new Set<string>();

  constructor(people: People, lines: TextLines) {
    this.people = people;
    this.lines = lines;
  }

  at(offset: number): TextPosition {
    return this.lines.at(offset);
  }

  issue(severity: IssueSeverity, code: string, message: string, offset: number): void {
    this.issues.push({ severity, code, message, position: this.at(offset) });
  }

  /** An issue that is listed for the first occurrence of a name alone. */
  issueOnce(code: string, name: string, message: string, offset: number): void {
    if (this.namedOnce.has(`${code} ${name}`)) return;
    this.namedOnce.add(`${code} ${name}`);
    this.issue('INFO', code, message, offset);
  }

  /**
   * What `parse` makes of a text. Where it makes nothing of it the text itself is kept, as it stands for
   * something, and is listed.
   */
  readable(
    name: string,
    text: string | null,
    parse: (text: string | null) => string | null,
    offset: number,
  ): string | null {
    const parsed = text === null ? null : parse(text);
    if (text !== null && parsed === null) this.unreadable(name, text, offset);
    return parsed ?? text;
  }

  unreadable(name: string, text: string, offset: number): void {
    this.issue(
      'WARNING',
      'SCHEDULE_UNREADABLE',
      `${name} ${JSON.stringify(text.slice(0, 100))} is not understood`,
      offset,
    );
  }

  /** Key a folder of this path will have; a path that is taken gets an ordinal and an issue. */
  reserveFolder(parent: string | null, name: string, offset: number): string {
    const plain = parent === null ? folderKey([name]) : `${parent}/${folderKey([name])}`;
    const ordinal = this.next(`folder ${plain}`);
    if (ordinal === 1) return plain;
    this.issue('WARNING', 'FOLDER_DUPLICATE', `folder ${name} is defined for the ${ordinal}. time`, offset);
    return `${plain}~${ordinal}`;
  }

  addFolder(key: string, draft: FolderDraft): void {
    this.folders.set(key, draft);
  }

  /** Key of the job; the second of a name in its folder is kept by ordinal and listed. */
  addJob(draft: JobDraft): string {
    const ordinal = this.next(`job ${jobKey(draft.folder, draft.name, 1)}`);
    if (ordinal > 1)
      this.issue(
        'WARNING',
        'JOB_DUPLICATE',
        `job ${draft.name} is defined for the ${ordinal}. time in its folder`,
        draft.position.offset,
      );
    const key = jobKey(draft.folder, draft.name, ordinal);
    this.jobs.push({ draft, key, ordinal });
    return key;
  }

  addStep(step: SequenceStep): void {
    this.steps.push(step);
  }

  addCalendar(calendar: CalendarDefinition): void {
    this.calendars.push(calendar);
  }

  finish(): Definitions {
    const { masked } = this.people;
    const folders = [...this.folders].map(([key, draft]): FolderDefinition => {
      return { ...draft, ...this.conditions(draft), key, description: orNull(draft.description, masked) };
    });
    const jobs = this.jobs.map(({ draft, key, ordinal }): JobDefinition => {
      const script = draft.script;
      return {
        ...draft,
        ...this.conditions(draft),
        key,
        ordinal,
        description: orNull(draft.description, masked),
        command: orNull(draft.command, masked),
        preCommand: orNull(draft.preCommand, masked),
        postCommand: orNull(draft.postCommand, masked),
        script: script && {
          path: masked(script.path),
          overridePath: orNull(script.overridePath, masked),
        },
        embedded: draft.embedded && { ...draft.embedded, text: masked(draft.embedded.text) },
      };
    });
    const byKey = (left: { key: string }, right: { key: string }): number => byText(left.key, right.key);
    return {
      folders: folders.sort(byKey),
      jobs: jobs.sort(byKey),
      sequences: sorted(this.steps),
      calendars: sorted(this.calendars.map((calendar) => this.maskedCalendar(calendar))),
      issues: this.issues.sort((left, right) => left.position.offset - right.position.offset),
    };
  }

  private conditions(draft: Conditions): Conditions {
    const { masked } = this.people;
    return {
      waits: draft.waits,
      adds: sorted(draft.adds.map((event) => this.maskedEvent(event))),
      deletes: sorted(draft.deletes.map((event) => this.maskedEvent(event))),
      rules: sorted(draft.rules.map((rule) => this.maskedRule(rule))),
      notifications: sorted(
        draft.notifications.map(
          (notification): Notification => ({
            ...notification,
            message: orNull(notification.message, masked),
          }),
        ),
      ),
      resources: sorted(draft.resources),
      variables: draft.variables.map(({ name, value }) => ({ name, value: masked(value) })),
      schedule: { ...draft.schedule, nativeText: masked(draft.schedule.nativeText) },
    };
  }

  private maskedEvent(event: EventReference): EventReference {
    return event.when === null ? event : { ...event, when: this.people.masked(event.when) };
  }

  private maskedRule(rule: CompletionRule): CompletionRule {
    const { masked } = this.people;
    const action = (one: RuleAction): RuleAction => {
      if (one.kind === 'MAIL' || one.kind === 'NOTIFY')
        return { ...one, message: orNull(one.message, masked) };
      if (one.kind === 'SET_VARIABLE') return { ...one, value: masked(one.value) };
      return 'event' in one ? { ...one, event: this.maskedEvent(one.event) } : one;
    };
    const condition = masked(rule.condition);
    return {
      ...rule,
      condition,
      actions: sorted(rule.actions.map(action)),
      nativeText: masked(rule.nativeText),
    };
  }

  private maskedCalendar(calendar: CalendarDefinition): CalendarDefinition {
    const { days } = calendar;
    if (days.kind === 'DATES') return calendar;
    const schedule = { ...days.schedule, nativeText: this.people.masked(days.schedule.nativeText) };
    return { ...calendar, days: { kind: 'RULE', schedule } };
  }

  private next(what: string): number {
    const ordinal = (this.taken.get(what) ?? 0) + 1;
    this.taken.set(what, ordinal);
    return ordinal;
  }
}

function orNull(text: string | null, masked: (text: string) => string): string | null {
  return text === null ? null : masked(text);
}

/** By what each says, so that the order in a source does not matter. */
function sorted<T>(items: readonly T[]): readonly T[] {
  if (items.length < 2) return items;
  return items
    .map((item) => ({ item, text: JSON.stringify(item) }))
    .sort((left, right) => byText(left.text, right.text))
    .map(({ item }) => item);
}
