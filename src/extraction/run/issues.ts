/** Problems of a run, each with its place in its source. */
import type { Position } from '../../catalog/index.js';
import type { Severity } from '../../generated/graphql.js';
import type { ResolvedStatement, ResolveIssue } from '../../lineage/facts.js';
import type { IssueRow } from '../queries.js';
import type { ReadIssue } from '../sql/facts.js';
import { placeInSource } from './place.js';
import type { RunSource, RunStatement } from './statements.js';

export type NewIssue = Omit<IssueRow, 'ordinal'>;

export interface IssueText {
  readonly severity: Severity;
  readonly code: string;
  readonly message: string;
  readonly hint?: string | null;
}

/** A problem of a statement; `position` is relative to it, null for the statement as a whole. */
export function statementIssue(entry: RunStatement, text: IssueText, position: Position | null): NewIssue {
  const { charStart, charEnd, line, column } = placeInSource(entry.statement, position);
  return {
    severity: text.severity,
    code: text.code,
    message: text.message,
    file: entry.source.name,
    line,
    column,
    charStart,
    charEnd,
    statement: entry.id,
    hint: text.hint ?? null,
  };
}

/** What the trees of a statement say, each once: trees may share a source or a CTE. */
export function distinctIssues(resolved: readonly ResolvedStatement[]): readonly ResolveIssue[] {
  const issues = new Map<string, ResolveIssue>();
  for (const issue of resolved.flatMap((each) => each.issues))
    issues.set(`${issue.code} ${issue.position?.charStart ?? ''} ${issue.message}`, issue);
  return [...issues.values()];
}

/** A problem the front end found; its place is in the source already. */
export function readIssue(source: RunSource, issue: ReadIssue, statement: string | null): NewIssue {
  const { severity, code, message, charStart, charEnd, line, column, hint } = issue;
  return { severity, code, message, file: source.name, line, column, charStart, charEnd, statement, hint };
}

/** A problem of a source as a whole. */
export function sourceIssue(file: string, text: IssueText): NewIssue {
  const { severity, code, message, hint } = text;
  return {
    severity,
    code,
    message,
    file,
    line: null,
    column: null,
    charStart: null,
    charEnd: null,
    statement: null,
    hint: hint ?? null,
  };
}

/** By source, then place, then code: the order of a run does not depend on the order of its work. */
export function inOrder(issues: readonly NewIssue[]): readonly IssueRow[] {
  const key = (issue: NewIssue): readonly (string | number)[] => [
    issue.file,
    issue.charStart ?? -1,
    issue.code,
  ];
  return [...issues]
    .sort((a, b) => {
      const [left, right] = [key(a), key(b)];
      const at = left.findIndex((value, i) => value !== right[i]);
      if (at < 0) return 0;
      return (left[at] ?? '') < (right[at] ?? '') ? -1 : 1;
    })
    .filter(firstOfVariable())
    .map((issue, i) => ({ ordinal: i + 1, ...issue }));
}

/** A variable without a value is reported once a run, where it is met first. */
function firstOfVariable(): (issue: NewIssue) => boolean {
  const reported = new Set<string>();
  return ({ code, message }) => {
    if (code !== 'VARIABLE_UNRESOLVED') return true;
    const isFirst = !reported.has(message);
    reported.add(message);
    return isFirst;
  };
}
