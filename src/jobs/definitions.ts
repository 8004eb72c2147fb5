/** What a scheduler definition says: the values all readers answer with, whatever the text was written in. */

import type { WaitExpression } from './wait-expression.js';

/** Place in a source: offsets are 0-based UTF-16 units, line and column are 1-based. */
export interface TextPosition {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

export type IssueSeverity = 'INFO' | 'WARNING' | 'ERROR';

export interface DefinitionIssue {
  readonly severity: IssueSeverity;
  readonly code: string;
  readonly message: string;
  readonly position: TextPosition;
}

/** A source as a whole: read, with what was wrong in it listed, or refused with nothing read from it. */
export type ReadResult =
  | { readonly status: 'READ'; readonly definitions: Definitions }
  | { readonly status: 'REFUSED'; readonly refusal: Refusal };

export interface Refusal {
  readonly code: 'SOURCE_TOO_LARGE' | 'TOO_DEEP' | 'ENTITY_REFUSED' | 'SOURCE_MALFORMED' | 'NOT_DEFINITIONS';
  readonly reason: string;
  readonly position: TextPosition;
}

/**
 * All a source defines. Folders and jobs come by key; adds, deletes, rules, notifications and resources are
 * sorted by what they say, so that the order in a file never is a difference.
 */
export interface Definitions {
  readonly folders: readonly FolderDefinition[];
  readonly jobs: readonly JobDefinition[];
  readonly sequences: readonly SequenceStep[];
  readonly calendars: readonly CalendarDefinition[];
  readonly issues: readonly DefinitionIssue[];
}

/** What folders and jobs share: what they wait for, and what they do when they end. */
export interface Conditions {
  readonly waits: WaitExpression | null;
  /** Unguarded adds and deletes and those of completion rules, which carry the rule's condition in `when`. */
  readonly adds: readonly EventReference[];
  readonly deletes: readonly EventReference[];
  readonly rules: readonly CompletionRule[];
  readonly notifications: readonly Notification[];
  readonly resources: readonly ResourceUse[];
  readonly variables: readonly JobVariable[];
  readonly schedule: ScheduleDefinition;
}

export interface FolderDefinition extends Conditions {
  /** Percent-encoded names from the outermost folder inwards, joined by `/`; unique in the source. */
  readonly key: string;
  readonly name: string;
  /** Key of the enclosing folder; null at the top. */
  readonly parent: string | null;
  readonly kind: FolderKind;
  readonly server: string | null;
  readonly platform: string | null;
  readonly description: string | null;
  /** Folder whose definition this one refers to (`ReferencePath`), as its key; null without one. */
  readonly reference: string | null;
  readonly position: TextPosition;
}

export type FolderKind = 'FOLDER' | 'SMART_FOLDER' | 'SUB_FOLDER';

export interface JobDefinition extends Conditions {
  /** Key of the folder, `/`, the percent-encoded name, and `~n` from the second job of that name on. */
  readonly key: string;
  readonly name: string;
  readonly folder: string;
  /** 1 for the first job of the name in its folder. */
  readonly ordinal: number;
  readonly kind: JobKind;
  /** The kind in the source's own words. */
  readonly nativeType: string;
  readonly application: string | null;
  readonly subApplication: string | null;
  readonly description: string | null;
  readonly command: string | null;
  readonly preCommand: string | null;
  readonly postCommand: string | null;
  readonly script: ScriptReference | null;
  /** Text of an embedded script or query. */
  readonly embedded: EmbeddedText | null;
  readonly host: string | null;
  /** Hash of the name, or the name where people are not hashed. */
  readonly runAs: string | null;
  readonly createdBy: string | null;
  readonly associatedUser: string | null;
  readonly priority: string | null;
  /** Null where the source does not say. */
  readonly isCritical: boolean | null;
  readonly isCyclic: boolean;
  readonly cycle: JobCycle | null;
  readonly needsConfirmation: boolean;
  readonly isRetroactive: boolean;
  /** Days a job stays active beyond its order date, in the source's words. */
  readonly maxWait: string | null;
  readonly position: TextPosition;
}

export type JobKind =
  | 'COMMAND'
  | 'SCRIPT'
  | 'EMBEDDED_SCRIPT'
  | 'DETACHED'
  | 'DUMMY'
  | 'FILE_WATCHER'
  | 'FILE_TRANSFER'
  | 'DATABASE'
  | 'HADOOP'
  | 'OTHER';

export interface ScriptReference {
  readonly path: string;
  /** Library that is looked in before the path's own (OVERLIB). */
  readonly overridePath: string | null;
}

export interface EmbeddedText {
  readonly language: 'SQL' | 'SCRIPT';
  readonly text: string;
}

export interface JobCycle {
  /** Null where runs follow a list of times and not an interval. */
  readonly intervalMinutes: number | null;
  readonly cycleType: string | null;
  readonly maxReruns: number | null;
}

/** ODAT, PREV, NEXT, `+n` or `-n` and fixed MMDD, `****`, STAT. */
export type EventDate = 'ORDER_DATE' | 'PREVIOUS' | 'NEXT' | 'OFFSET' | 'ANY' | 'NONE';

export interface EventReference {
  readonly name: string;
  readonly date: EventDate;
  /** Days from the order date; null for ANY, NONE and a fixed MMDD. */
  readonly dayOffset: number | null;
  /** The date of OFFSET in the source's words (`+3`, `0131`); null for all others. */
  readonly dateText: string | null;
  /** Condition of the completion rule that guards an add or a delete; null when nothing does. */
  readonly when: string | null;
}

export interface CompletionRule {
  /** `OK`, `NOTOK`, `RC <op> <n>` with op of = != < <= > >=, else the source's condition. */
  readonly condition: string;
  /** n of `RC = n`. */
  readonly returnCode: number | null;
  readonly actions: readonly RuleAction[];
  readonly nativeText: string;
}

export type RuleAction =
  | { readonly kind: 'ADD_EVENT' | 'DELETE_EVENT'; readonly event: EventReference }
  | { readonly kind: 'RUN_JOB'; readonly folder: string | null; readonly job: string }
  | { readonly kind: 'MAIL' | 'NOTIFY'; readonly destination: string | null; readonly message: string | null }
  | { readonly kind: 'SET_VARIABLE'; readonly name: string; readonly value: string }
  | { readonly kind: 'ACTION'; readonly action: string };

export interface Notification {
  readonly when: string | null;
  readonly time: string | null;
  readonly urgency: string | null;
  /** Always hashed as people are. */
  readonly destination: string | null;
  readonly message: string | null;
}

export interface ResourceUse {
  readonly name: string;
  readonly kind: 'POOL' | 'LOCK';
  /** Units of a pool; null for a lock. */
  readonly quantity: number | null;
  readonly mode: 'SHARED' | 'EXCLUSIVE' | null;
}

export interface JobVariable {
  /** With its `%%`. */
  readonly name: string;
  readonly value: string;
}

export type WeekDay = 'MON' | 'TUE' | 'WED' | 'THU' | 'FRI' | 'SAT' | 'SUN';

export interface ScheduleDefinition {
  /** `MON` … `SUN`, `ALL`, or what the source says where it is neither; null when not stated. */
  readonly weekDays: readonly string[] | null;
  /** `ALL`, `n`, `+n`, `-n`, `Dn`, `-Dn`, `Ln`, `-Ln`; null when not stated. */
  readonly monthDays: readonly string[] | null;
  /** 1 to 12, ascending; null when not stated. */
  readonly months: readonly number[] | null;
  /** How weekdays and month days join; null when not stated, which is OR. */
  readonly daysRelation: 'AND' | 'OR' | null;
  readonly monthDaysCalendar: string | null;
  readonly weekDaysCalendar: string | null;
  readonly confirmationCalendar: string | null;
  /** Days to shift an order date that the confirmation calendar excludes, in the source's words. */
  readonly shift: string | null;
  /** Names of rule-based calendars. */
  readonly ruleCalendars: readonly string[];
  /** ISO dates, or `--MM-DD` for a date of every year. */
  readonly specificDates: readonly string[];
  /** `HH:MM`; as `toTime` and the dates below, what the source says where it is not understood. */
  readonly fromTime: string | null;
  /** `HH:MM`, or `>` for until the job has run. */
  readonly toTime: string | null;
  readonly timeZone: string | null;
  readonly startDate: string | null;
  readonly endDate: string | null;
  /** `NEVER` and what else `Schedule` may say. */
  readonly mode: string | null;
  readonly nativeText: string;
}

/** A rule-based calendar of a folder, or a calendar of dates. */
export interface CalendarDefinition {
  readonly name: string;
  /** Folder that defines it; null for one of the whole server. */
  readonly folder: string | null;
  readonly days:
    | { readonly kind: 'RULE'; readonly schedule: ScheduleDefinition }
    | { readonly kind: 'DATES'; readonly years: readonly number[]; readonly dates: readonly string[] };
  readonly position: TextPosition;
}

/** Two consecutive jobs of a flow: `to` starts after `from` ended. */
export interface SequenceStep {
  readonly flow: string;
  readonly from: string;
  readonly to: string;
}
