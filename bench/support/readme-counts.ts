/**
 * The counts a folder's README.md promises under "Expected counts" (or in a line "Counts: …"), as
 * numbers by subject. Two forms are read: a table with one row per dialect or file, and list items such
 * as `- DDL: 13 tables, 13 primary keys`.
 */

/** What can be counted in DDL; names as the API speaks of them. */
export type CountName =
  | 'databases'
  | 'schemas'
  | 'tables'
  | 'columns'
  | 'primaryKeys'
  | 'primaryKeyColumns'
  | 'foreignKeys'
  | 'views'
  | 'materializedViews'
  | 'partitions'
  | 'functions';

export interface ExpectedCounts {
  /** First cell of the row, or what stands before the colon. */
  readonly subject: string;
  readonly counts: Readonly<Partial<Record<CountName, number>>>;
}

/** Null when the README promises nothing of DDL. */
export function expectedCounts(readme: string): readonly ExpectedCounts[] | null {
  const section = /^## Expected counts[^\n]*\n([\s\S]*?)(?=^## |(?![\s\S]))/m.exec(readme)?.[1];
  if (section !== undefined) {
    const rows = [...tableRows(section), ...listItems(section)].filter(hasCounts);
    return rows.length === 0 ? null : rows;
  }
  const line = /^Counts: (.*)$/m.exec(readme)?.[1];
  if (line === undefined) return null;
  const counts = countsOf(line);
  return 'tables' in counts ? [{ subject: 'Counts', counts }] : null;
}

function tableRows(section: string): ExpectedCounts[] {
  const lines = section.split('\n').filter((line) => line.startsWith('|'));
  const [head, , ...body] = lines.map(cells);
  if (head === undefined) return [];
  return body.map(([subject = '', ...values]) => ({
    subject,
    counts: withoutPartitions(
      Object.fromEntries(
        values.flatMap((value, index) => {
          const name = countName(head[index + 1] ?? '');
          const number = wholeNumber(value);
          return name === null || number === null ? [] : [[name, number]];
        }),
      ),
    ),
  }));
}

/** "CREATE TABLE 71, ATTACH PARTITION 55": a partition is part of its table. */
function withoutPartitions(counts: ExpectedCounts['counts']): ExpectedCounts['counts'] {
  const { tables, partitions } = counts;
  if (tables === undefined || partitions === undefined) return counts;
  return { ...counts, tables: tables - partitions };
}

function listItems(section: string): ExpectedCounts[] {
  return [...section.matchAll(/^- ([^:\n]+): (.*)$/gm)].map(([, subject = '', text = '']) => ({
    subject: subject.replace(/`/g, '').trim(),
    counts: countsOf(text),
  }));
}

function countsOf(text: string): ExpectedCounts['counts'] {
  const found = [...text.matchAll(/(\d[\d,]*)\s+([A-Za-z][A-Za-z ]*)/g)].flatMap(
    ([, number = '', words = '']) => {
      const name = countName(words.trim());
      const value = wholeNumber(number);
      return name === null || value === null ? [] : [[name, value] as const];
    },
  );
  return Object.fromEntries(found);
}

function hasCounts({ counts }: ExpectedCounts): boolean {
  return counts.tables !== undefined;
}

/** Longer names first: "primary key columns" is no count of primary keys. */
const countNames: readonly (readonly [RegExp, CountName])[] = [
  [/^primary key columns/i, 'primaryKeyColumns'],
  [/^primary keys?/i, 'primaryKeys'],
  [/^foreign keys?/i, 'foreignKeys'],
  [/^materialized views/i, 'materializedViews'],
  [/^views/i, 'views'],
  [/^(tables|create table)$/i, 'tables'],
  [/^columns/i, 'columns'],
  [/^schemas/i, 'schemas'],
  [/^databases/i, 'databases'],
  [/^attach partition/i, 'partitions'],
  [/^functions/i, 'functions'],
];

function countName(text: string): CountName | null {
  return countNames.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}

function wholeNumber(text: string): number | null {
  const digits = text.replace(/,/g, '').trim();
  return /^\d+$/.test(digits) ? Number(digits) : null;
}

function cells(line: string): string[] {
  return line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.replace(/`/g, '').trim());
}
