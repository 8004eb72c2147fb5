/** Results as text: one table for people, one line of JSON for programs. */
import type { BenchmarkResult, BenchResult, Measurement, Miss, Score, ScorerResult } from '../types.js';

/** The object of `--json`: a scorer's members as the README names them, misses only as their number. */
export function resultJson(result: BenchResult): string {
  if (result.kind === 'benchmark') {
    return JSON.stringify({ benchmark: result.benchmark, rows: result.rows });
  }
  const { scorer, data, total, groups, misses } = result;
  return JSON.stringify({ scorer, data, ...total, misses: misses.length, groups });
}

/** The table, and below it the first `shown` misses. */
export function resultText(result: BenchResult, shown: number): string {
  return result.kind === 'benchmark' ? benchmarkText(result) : scorerText(result, shown);
}

/** Columns padded to their widest cell; the first is left-aligned, numbers stand right. */
export function renderTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return column === 0 || !/^[\d.−-]+ ?%?$/.test(cell) ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  ')
      .trimEnd();
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

function scorerText(result: ScorerResult, shown: number): string {
  const own = ownMetrics([result.total, ...Object.values(result.groups)]);
  const head = [
    'group',
    'items',
    'exact',
    'precision',
    'recall',
    'F1',
    'unsupported',
    'unparsed',
    'baseline',
    ...own,
  ];
  const rows = [...Object.entries(result.groups), ['total', result.total] as const].map(([group, score]) => [
    group,
    String(score.items),
    String(score.exact),
    number(score.precision),
    number(score.recall),
    number(score.f1),
    number(score.unsupported),
    number(score.unparsed),
    baselineText(score),
    ...own.map((metric) => metricText(score[metric])),
  ]);
  const title = `${result.scorer} on ${result.data}`;
  return [title, '', renderTable(head, rows), ...missLines(result.misses, shown)].join('\n');
}

function missLines(misses: readonly Miss[], shown: number): string[] {
  if (misses.length === 0) return [];
  const lines = misses
    .slice(0, shown)
    .flatMap((miss) => [
      `  ${miss.group} · ${miss.item}`,
      `    expected ${miss.expected}`,
      `    got      ${miss.got}`,
    ]);
  return ['', `${misses.length} misses, ${Math.min(shown, misses.length)} shown:`, ...lines];
}

function benchmarkText(result: BenchmarkResult): string {
  const head = ['metric', 'value', 'unit', 'baseline', 'ratio', 'bound', 'note'];
  const rows = result.rows.map((row: Measurement) => [
    row.metric,
    number(row.value),
    row.unit,
    number(row.baseline ?? null),
    number(row.ratio ?? null),
    row.bound === undefined
      ? ''
      : `${row.bound} ${row.holds === undefined ? '' : row.holds ? 'holds' : 'FAILS'}`,
    row.note ?? '',
  ]);
  return [result.benchmark, '', renderTable(head, rows)].join('\n');
}

const commonMembers = new Set([
  'items',
  'exact',
  'precision',
  'recall',
  'f1',
  'unsupported',
  'unparsed',
  'baseline',
]);

function ownMetrics(scores: readonly Score[]): string[] {
  return [...new Set(scores.flatMap((score) => Object.keys(score)))].filter(
    (name) => !commonMembers.has(name),
  );
}

function baselineText(score: Score): string {
  if (score.baseline === null) return '';
  const { name, ...values } = score.baseline;
  const text = Object.entries(values).map(([metric, value]) => `${metric} ${metricText(value)}`);
  return `${name}: ${text.join(' ')}`;
}

function metricText(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'number') return number(value);
  if (typeof value === 'object' && 'items' in value && 'exact' in value)
    return `${value.exact}/${value.items}`;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function number(value: number | null): string {
  if (value === null) return '';
  if (Number.isInteger(value)) return String(value);
  return Math.abs(value) < 10 ? value.toFixed(3) : value.toFixed(1);
}
