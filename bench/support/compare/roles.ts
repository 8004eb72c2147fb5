/** Acceptance 5: are IDENTIFIER and REFERENCE the columns of the declared keys, which the analysis does not see? */
import { analyzeTables } from '../../../src/catalog/semantics/index.js';
import { tokensOf } from '../../../src/catalog/tokens.js';
import type { Miss, Score } from '../../types.js';
import { type Counts, noCounts, scoreOf } from '../scores.js';
import type { HiddenKeys } from './spider.js';

/** Last words that mark a key, the strongest such list known on the data. */
const keyTokens = new Set(['id', 'code', 'key', 'no', 'nr', 'cd', 'pk', 'fk', 'uid', 'uuid']);

export const baselines = {
  'last token': (name: string): boolean => keyTokens.has(tokensOf(name).at(-1) ?? ''),
  substring: (name: string): boolean => /(?:id|code)$/i.test(name),
} as const;

/** An item is a column; exact means the right answer. */
export function scoreRoles(databases: readonly HiddenKeys[]): {
  readonly score: Score;
  readonly misses: readonly Miss[];
} {
  const misses: Miss[] = [];
  const ours = tally();
  const theirs = Object.entries(baselines).map(([name, rule]) => ({ name, rule, counts: tally() }));
  for (const { name: database, tables, keyColumns } of databases) {
    const semantics = analyzeTables(tables);
    for (const table of tables)
      for (const { id, name } of table.columns) {
        const isKey = keyColumns.has(id);
        const role = semantics.get(id)?.role ?? null;
        const isFound = role === 'IDENTIFIER' || role === 'REFERENCE';
        ours.add(isKey, isFound);
        for (const { rule, counts } of theirs) counts.add(isKey, rule(name));
        if (isKey !== isFound)
          misses.push({
            group: 'spider roles',
            item: `${database}.${table.name}.${name}`,
            expected: isKey ? 'part of a key' : 'no key',
            got: role ?? 'no role',
          });
      }
  }
  const f1 = Object.fromEntries(theirs.map(({ name, counts }) => [name, scoreOf(counts.counts).f1]));
  return { score: scoreOf(ours.counts, { name: 'F1 of rules', ...f1 }), misses };
}

function tally() {
  let counts: Counts = { ...noCounts, unsupported: null, unparsed: null };
  return {
    get counts(): Counts {
      return counts;
    },
    add(isKey: boolean, isFound: boolean): void {
      counts = {
        ...counts,
        items: counts.items + 1,
        exact: counts.exact + (isKey === isFound ? 1 : 0),
        right: counts.right + (isKey && isFound ? 1 : 0),
        wrong: counts.wrong + (!isKey && isFound ? 1 : 0),
        missing: counts.missing + (isKey && !isFound ? 1 : 0),
      };
    },
  };
}
