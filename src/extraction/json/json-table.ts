/**
 * A JSON table: an array of objects, NDJSON, or one object with an array of objects as a member. One table
 * named after the source; each key is a column, in the order they are first seen. Of the values only counts remain.
 */
import { createHash } from 'node:crypto';
import {
  type ColumnDeclaration,
  maximumColumns,
  type TableDeclaration,
  typeKey,
} from '../../catalog/index.js';
import { DistinctCounter } from '../../stats/hyperloglog.js';
import type { ReadIssue, ReadSource, ReadStatement } from '../sql/facts.js';
import { LinePositions } from '../sql/line-positions.js';
import { Observed } from './observed.js';
import { type JsonColumn, type RowFault, type RowSink, walkRows } from './row-walk.js';

/** Never fails: what cannot be read is an issue, and what stands before it is kept. `name` is the source's. */
export function readJsonTable(text: string, name: string): ReadSource {
  const table = new JsonTable(text);
  for (const { start, end } of documents(text)) {
    table.base = start;
    walkRows(text.slice(start, end), table);
  }
  return table.result(name);
}

/** The lines, when the first two each begin an object and the first is whole (NDJSON); else the text. */
function documents(text: string): readonly { readonly start: number; readonly end: number }[] {
  const from = text.startsWith('\ufeff') ? 1 : 0;
  const lines = [...text.slice(from).matchAll(/[^\r\n]*\S[^\r\n]*/g)].map(({ index, 0: { length } }) => ({
    start: from + index,
    end: from + index + length,
  }));
  const [first, second] = lines.map(({ start, end }) => text.slice(start, end).trim());
  const isLines = first !== undefined && second?.startsWith('{') === true && isWholeObject(first);
  return isLines ? lines : [{ start: from, end: text.length }];
}

function isWholeObject(line: string): boolean {
  try {
    return line.startsWith('{') && typeof JSON.parse(line) === 'object';
  } catch {
    return false; // the beginning of an object that goes on in the next line
  }
}

const severities: Readonly<Record<RowFault, ReadIssue['severity']>> = {
  JSON_INVALID: 'ERROR',
  JSON_DUPLICATE_KEY: 'WARNING',
  JSON_ROW_SKIPPED: 'WARNING',
  JSON_MEMBER_SKIPPED: 'INFO',
};

function messageOf(code: RowFault, about: string): string {
  switch (code) {
    case 'JSON_INVALID':
      return `the text is no JSON from here on: ${about}`;
    case 'JSON_DUPLICATE_KEY':
      return `key ${about} stands twice in one object; both values count`;
    case 'JSON_ROW_SKIPPED':
      return `a row must be an object: this ${about} and others like it are left aside`;
    case 'JSON_MEMBER_SKIPPED':
      return `${about} stands beside the rows and is left aside`;
  }
}

class JsonTable implements RowSink {
  /** Where the document that is being read begins. */
  base = 0;
  readonly #lines: LinePositions;
  readonly #columns = new Map<string, JsonColumn>();
  readonly #issues: ReadIssue[] = [];
  readonly #reported = new Set<string>();
  #rows = 0;

  constructor(text: string) {
    this.#lines = new LinePositions(text);
  }

  row(): void {
    this.#rows += 1;
  }

  column(key: string): JsonColumn {
    const known = this.#columns.get(key);
    if (known !== undefined) return known;
    const made = { observed: new Observed(), distinct: new DistinctCounter(), present: 0 };
    this.#columns.set(key, made);
    return made;
  }

  /** A fault that many rows share is told once; broken lines of NDJSON each. */
  fault(code: RowFault, about: string, offset: number, length: number): void {
    const key = `${code} ${about}`;
    if (code !== 'JSON_INVALID' && this.#reported.has(key)) return;
    this.#reported.add(key);
    this.#report(severities[code], code, messageOf(code, about), this.base + offset, length);
  }

  result(name: string): ReadSource {
    const isTooWide = this.#columns.size > maximumColumns;
    if (isTooWide)
      this.#report('ERROR', 'LIMIT_EXCEEDED', `a table has at most ${maximumColumns} columns`, 0, 0);
    if (this.#rows === 0)
      this.#report('INFO', 'JSON_EMPTY', 'the source holds no rows, so nothing is known of its table', 0, 0);
    const statements = this.#rows === 0 || isTooWide ? [] : [this.#statement(name)];
    return { statements, issues: this.#issues, unresolvedVariables: [] };
  }

  #statement(name: string): ReadStatement {
    const table: TableDeclaration = {
      name: [{ text: stemOf(name), quoted: true }],
      tableKind: 'JSON_FILE',
      columns: [...this.#columns].map(([key, column]) => this.#declaration(key, column)),
      constraints: [],
      comment: null,
      viewSql: null,
      isExternal: false,
      storage: null,
      like: null,
      position: null,
    };
    return {
      ordinal: 1,
      kind: 'CREATE_TABLE',
      parse: 'SCANNED',
      boundary: 'END_OF_FILE',
      // No text, so that no value comes into the graph; the hash is of what the values show.
      charStart: 0,
      charEnd: 0,
      line: 1,
      column: 1,
      textSha256: createHash('sha256').update(JSON.stringify(table)).digest('hex'),
      declarations: [table],
      amendments: [],
      trees: [],
      scannedTables: null,
    };
  }

  #declaration(key: string, { observed, distinct, present }: JsonColumn): ColumnDeclaration {
    return {
      name: { text: key, quoted: true },
      nativeType: null,
      typeKey: typeKey(observed.type()),
      isNullable: present < this.#rows || observed.nulls > 0,
      defaultSql: null,
      comment: null,
      isPartition: false,
      isGenerated: false,
      position: null,
      profile: {
        rowsSeen: this.#rows,
        presenceRatio: present / this.#rows,
        nullRatio: observed.nulls / this.#rows,
        distinctEstimate: distinct.estimate(),
        jsonTypes: observed.jsonTypes,
      },
    };
  }

  #report(severity: ReadIssue['severity'], code: string, message: string, at: number, length: number): void {
    const place = { charStart: at, charEnd: at + length, ...this.#lines.at(at) };
    this.#issues.push({ severity, code, message, ...place, statement: null, hint: null });
  }
}

/** The last part of the source's name, without its endings. */
function stemOf(name: string): string {
  const file = name.split('/').at(-1) ?? name;
  return file.replace(/(?<=.)(?:\.(?:json|jsonl|ndjson))+$/i, '');
}
