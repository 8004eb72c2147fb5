/** What a unit's README and text promise to be counted, and how what was found compares with it. Pure. */
import type { Miss } from '../../types.js';
import type { FoundConstraint, FoundTable } from '../catalog.js';
import type { CountName } from '../readme-counts.js';
import { type Counts, noCounts } from '../scores.js';
import type { DdlUnit } from './units.js';

/** Beside what READMEs count: keys that lost the words for their kind, which are reported and not invented. */
export type CountedName = CountName | 'keysWithoutKind';
export type CountsByName = Readonly<Partial<Record<CountedName, number>>>;

const assertable = new Set<CountName>([
  'schemas',
  'tables',
  'columns',
  'primaryKeys',
  'primaryKeyColumns',
  'foreignKeys',
  'views',
  'materializedViews',
  'functions',
]);

/** The README counts words of the file; those in bodies of functions are not declarations. */
export function readmeCounts(unit: DdlUnit): CountsByName {
  const bodies = unit.sources.flatMap(({ text }) => text.match(/\$(\w*)\$[\s\S]*?\$\1\$/g) ?? []).join('\n');
  const inBodies: CountsByName = { primaryKeys: bodies.match(/\bPRIMARY KEY\b/g)?.length ?? 0 };
  return Object.fromEntries(
    (Object.entries(unit.counts) as [CountName, number][])
      .filter(([name]) => assertable.has(name))
      .map(([name, count]) => [name, count - (inBodies[name] ?? 0)]),
  );
}

/** Of the promised primary keys, those whose text lost its kind (`ADD CONSTRAINT name (columns)`) are to be reported. */
export function assertedCounts(unit: DdlUnit): CountsByName {
  const counts = readmeCounts(unit);
  if (counts.primaryKeys === undefined) return counts;
  const lost = unit.sources.flatMap(({ text }) => text.match(/\badd\s+constraint\s+\S+\s*\(/gi) ?? []).length;
  return { ...counts, primaryKeys: counts.primaryKeys - lost, keysWithoutKind: lost };
}

export function countAll(
  tables: readonly FoundTable[],
  constraints: readonly FoundConstraint[],
): CountsByName {
  const base = tables.filter(({ isView }) => !isView);
  const ofKind = (kind: string) => constraints.filter((constraint) => constraint.kind === kind);
  return {
    tables: base.length,
    columns: base.reduce((sum, { columns }) => sum + columns.length, 0),
    views: tables.filter(({ tableKind }) => tableKind === 'VIEW').length,
    materializedViews: tables.filter(({ tableKind }) => tableKind === 'MATERIALIZED_VIEW').length,
    primaryKeys: ofKind('PRIMARY_KEY').length,
    primaryKeyColumns: ofKind('PRIMARY_KEY').reduce((sum, { columns }) => sum + columns.length, 0),
    foreignKeys: ofKind('FOREIGN_KEY').length,
  };
}

export function compareCounts(
  group: string,
  asserted: CountsByName,
  found: CountsByName,
): { counts: Counts; metrics: Record<string, unknown>; misses: Miss[] } {
  const metrics: Record<string, unknown> = {};
  const misses: Miss[] = [];
  const parts = { right: 0, wrong: 0, missing: 0 };
  for (const [name, expected] of Object.entries(asserted) as [CountedName, number][]) {
    const got = found[name] ?? 0;
    const right = Math.min(expected, got);
    parts.right += right;
    parts.wrong += got - right;
    parts.missing += expected - right;
    if (expected > 0 || got > 0) metrics[name] = { items: expected, exact: right };
    if (got !== expected) misses.push({ group, item: name, expected: String(expected), got: String(got) });
  }
  const exact = misses.length === 0 ? 1 : 0;
  return { counts: { ...noCounts, ...parts, items: 1, exact, unsupported: null }, metrics, misses };
}
