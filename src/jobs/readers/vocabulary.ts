/** Words of XML and JSON definitions in one spelling, so that the same job reads the same from both. */

import type { JobKind, WeekDay } from '../definitions.js';

/** `1500`, `15:00` and `9:05` as `HH:MM`; `>` stays; null for an empty one and for what is no time. */
export function timeOfDay(text: string | null): string | null {
  const word = text?.trim() ?? '';
  if (word === '>') return '>';
  const found = /^(\d{1,2}):?(\d{2})$/.exec(word);
  if (found === null) return null;
  const [hour, minute] = [Number(found[1]), Number(found[2])];
  return hour > 23 || minute > 59 ? null : `${String(hour).padStart(2, '0')}:${found[2]}`;
}

/** `20260131`, `2026-01-31`, `01/31/26` as ISO; `0131`, `01/31` as `--01-31`; null for what is no date. */
export function calendarDate(text: string | null): string | null {
  const word = text?.trim() ?? '';
  const full = /^(\d{4})-?(\d{2})-?(\d{2})$/.exec(word);
  if (full !== null) return valid(full[1] ?? '', full[2] ?? '', full[3] ?? '');
  const american = /^(\d{2})\/?(\d{2})(?:\/(\d{2}|\d{4}))?$/.exec(word);
  if (american === null) return null;
  const year = american[3];
  return valid(
    year === undefined ? null : year.length === 2 ? `20${year}` : year,
    american[1] ?? '',
    american[2] ?? '',
  );
}

function valid(year: string | null, month: string, day: string): string | null {
  // 2024 is a leap year: February 29 is a date of some years.
  const last = new Date(Date.UTC(Number(year ?? 2024), Number(month), 0)).getUTCDate();
  if (Number(month) < 1 || Number(month) > 12 || Number(day) < 1 || Number(day) > last) return null;
  return `${year ?? '-'}-${month}-${day}`;
}

const weekDayNames: readonly WeekDay[] = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/** `0` (Sunday) to `6` and names of days as `SUN` … `SAT`; anything else in upper case as it is. */
export function weekDay(text: string): string {
  const word = text.trim().toUpperCase();
  const numbered = /^[0-6]$/.test(word) ? weekDayNames[Number(word)] : undefined;
  return numbered ?? weekDayNames.find((name) => /^[A-Z]+$/.test(word) && word.startsWith(name)) ?? word;
}

export const monthNames: readonly string[] = [
  'JAN',
  'FEB',
  'MAR',
  'APR',
  'MAY',
  'JUN',
  'JUL',
  'AUG',
  'SEP',
  'OCT',
  'NOV',
  'DEC',
];

/** Month days without leading zeros and in upper case: `05` is `5`, `l1` is `L1`. */
export function monthDay(text: string): string {
  return text
    .trim()
    .toUpperCase()
    .replace(/^([+-]?[DL]?)0+(?=\d)/, '$1');
}

export function listed(text: string | null): readonly string[] | null {
  const words = (text ?? '').split(',').map((word) => word.trim());
  const stated = words.filter((word) => word !== '');
  return stated.length === 0 ? null : stated;
}

/** True for `1`, `Y`, `YES`, `TRUE`; false for all else, `0` and `N` among it. */
export function isYes(text: string | null): boolean {
  return /^(?:1|y|yes|true)$/i.test(text?.trim() ?? '');
}

const operators: Readonly<Record<string, string>> = {
  EQ: '=',
  '=': '=',
  '==': '=',
  NE: '!=',
  '!=': '!=',
  '<>': '!=',
  GT: '>',
  '>': '>',
  LT: '<',
  '<': '<',
  GE: '>=',
  '>=': '>=',
  LE: '<=',
  '<=': '<=',
};

/** A completion status as `OK`, `NOTOK` or `RC <op> <n>`; other codes as they stand. */
export function completionCondition(code: string): { condition: string; returnCode: number | null } {
  const word = code.trim();
  if (/^(?:ended\s+)?(?:not\s*ok|failed)$/i.test(word)) return { condition: 'NOTOK', returnCode: null };
  if (/^(?:ended\s+)?ok$/i.test(word)) return { condition: 'OK', returnCode: null };
  const coded =
    /^(?:(?:compstat|rc|completion\s*status)\s*)?(eq|ne|gt|lt|ge|le|==|!=|<>|>=|<=|=|>|<)?\s*(\d{1,9})$/i.exec(
      word,
    );
  if (coded === null) return { condition: word, returnCode: null };
  const operator = operators[(coded[1] ?? '=').toUpperCase()] ?? '=';
  const number = Number(coded[2]);
  return { condition: `RC ${operator} ${number}`, returnCode: operator === '=' ? number : null };
}

/** A rule on what a step or an output says. */
export function outputCondition(statement: string, code: string): string {
  return `OUTPUT ${statement.trim()} ${code.trim()}`.trimEnd();
}

const actions: Readonly<Record<string, string>> = {
  OK: 'SET_TO_OK',
  SETTOOK: 'SET_TO_OK',
  NOTOK: 'SET_TO_NOTOK',
  SETTONOTOK: 'SET_TO_NOTOK',
  RERUN: 'RERUN',
  SPCYC: 'STOP_CYCLIC_RUN',
  STOPCYCLICRUN: 'STOP_CYCLIC_RUN',
};

export function ruleAction(text: string): string {
  const word = text.trim().toUpperCase();
  return actions[word] ?? word;
}

const occasions: Readonly<Record<string, string>> = {
  EXECTIME: 'EXECUTION_TIME',
  EXECUTIONTIME: 'EXECUTION_TIME',
  LATESUB: 'NOT_SUBMITTED',
  JOBNOTSUBMITTED: 'NOT_SUBMITTED',
  LATETIME: 'NOT_COMPLETED',
  JOBNOTCOMPLETED: 'NOT_COMPLETED',
};

/** When a notification is sent: `OK`, `NOTOK`, `RERUN`, …, in upper case. */
export function occasion(text: string | null): string | null {
  const word = text?.trim().toUpperCase() ?? '';
  return word === '' ? null : (occasions[word] ?? word);
}

const urgencies: Readonly<Record<string, string>> = {
  R: 'REGULAR',
  U: 'URGENT',
  V: 'VERY_URGENT',
  VERYURGENT: 'VERY_URGENT',
};

export function urgency(text: string | null): string | null {
  const word = text?.trim().toUpperCase() ?? '';
  return word === '' ? null : (urgencies[word] ?? word);
}

const applicationKinds: Readonly<Record<string, JobKind>> = {
  DATABASE: 'DATABASE',
  HADOOP: 'HADOOP',
  FILE_TRANS: 'FILE_TRANSFER',
  FILETRANSFER: 'FILE_TRANSFER',
  FILEWATCH: 'FILE_WATCHER',
  FILEWATCHER: 'FILE_WATCHER',
};

/** Kind of an XML job by TASKTYPE and, for a plain Job, by the application that runs it. */
export function kindOfTask(taskType: string, applicationType: string): JobKind {
  const task = taskType.trim().toUpperCase();
  const application = applicationType.trim().toUpperCase();
  if (task === 'COMMAND') return 'COMMAND';
  if (task === 'DETACHED') return 'DETACHED';
  if (task === 'DUMMY') return 'DUMMY';
  if (task !== 'JOB') return 'OTHER';
  return application === '' || application === 'OS' ? 'SCRIPT' : (applicationKinds[application] ?? 'OTHER');
}

const typeKinds: ReadonlyMap<string, JobKind> = new Map([
  ['Command', 'COMMAND'],
  ['Script', 'SCRIPT'],
  ['Dummy', 'DUMMY'],
  ['Detached', 'DETACHED'],
  ['EmbeddedScript', 'EMBEDDED_SCRIPT'],
  ['FileWatcher', 'FILE_WATCHER'],
  ['FileTransfer', 'FILE_TRANSFER'],
  ['Database', 'DATABASE'],
  ['Hadoop', 'HADOOP'],
]);

/** Kind of a JSON job by the first segment after `Job:`. */
export function kindOfType(type: string): JobKind {
  return typeKinds.get(type.split(':')[1] ?? '') ?? 'OTHER';
}

/** `00015M`, `2H`, `1D`, `90S` in minutes; null for what is no interval. */
export function intervalMinutes(text: string | null): number | null {
  const found = /^0*(\d{1,9})\s*([SMHD]?)/i.exec(text?.trim() ?? '');
  if (found === null) return null;
  const perUnit: Readonly<Record<string, number>> = { S: 1 / 60, M: 1, H: 60, D: 1440 };
  return Number(found[1]) * (perUnit[(found[2] ?? '').toUpperCase()] ?? 1);
}

/** A count; 0 and what is none are null, as 0 means without limit. */
export function limitCount(text: string | null): number | null {
  const count = /^\s*\d{1,9}\s*$/.test(text ?? '') ? Number(text) : 0;
  return count > 0 ? count : null;
}

/** Folder and file as one path, with the separator the folder is written with. */
export function joinedPath(folder: string | null, file: string): string {
  if (folder === null) return file;
  const separator = folder.includes('\\') && !folder.includes('/') ? '\\' : '/';
  return /[\\/]$/.test(folder) ? `${folder}${file}` : `${folder}${separator}${file}`;
}
