/** Candidate links of jobs to files and tables: jobs.md "Job links", and the trap of taking places for evidence. */

import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../bench/support/random.js';
import { commandsOf } from '../../src/jobs/links/command-words.js';
import {
  jobLinks,
  type LinkableFile,
  type LinkableJob,
  type LinkableTable,
} from '../../src/jobs/links/job-links.js';
import { substituted } from '../../src/jobs/links/substitution.js';

const nothing: LinkableJob = {
  id: 'j',
  command: null,
  preCommand: null,
  postCommand: null,
  script: null,
  embedded: null,
  variables: [],
  folderVariables: [],
};

const files: readonly LinkableFile[] = ['etl/load.sql', 'old/load.sql', 'etl/orders.sql', 'jobs/run.py'].map(
  (path) => ({
    id: `file:${path}`,
    path,
  }),
);

const tables: readonly LinkableTable[] = [
  { id: 'table:sales.orders', schema: 'sales', name: 'orders' },
  { id: 'table:sales.items', schema: 'sales', name: 'items' },
  { id: 'table:stage.items', schema: 'stage', name: 'items' },
  { id: 'table:dw.dbo.facts', schema: 'dw.dbo', name: 'facts' },
  { id: 'table:sales.day', schema: 'sales', name: 'day' },
  { id: 'table:s.t', schema: 's', name: 't' },
];

/** `target confidence rule`. */
function found(part: Partial<LinkableJob>): readonly string[] {
  return jobLinks([{ ...nothing, ...part }], files, tables).links.map(
    ({ target, confidence, rule }) => `${target} ${confidence} ${rule}`,
  );
}

const command = (text: string, more: Partial<LinkableJob> = {}): readonly string[] =>
  found({ command: text, ...more });

describe('scripts', () => {
  it('are known by their whole path, then by their name, shared by those who have it', () => {
    const script = (path: string): readonly string[] => found({ script: { path, overridePath: null } });
    expect(script('/etl/load.sql')).toEqual(['file:etl/load.sql 0.95 SCRIPT_PATH']);
    expect(script('.\\etl\\load.sql')).toEqual(['file:etl/load.sql 0.95 SCRIPT_PATH']);
    expect(script('/opt/x/orders.sql')).toEqual(['file:etl/orders.sql 0.8 SCRIPT_NAME']);
    expect(script('/opt/x/load.sql')).toEqual([
      'file:etl/load.sql 0.4 SCRIPT_NAME',
      'file:old/load.sql 0.4 SCRIPT_NAME',
    ]);
    expect(script('/opt/x/other.sql')).toEqual([]);
    expect(script('/opt/x/my_orders.sql')).toEqual([]);
  });

  it.each([
    ['hive -f etl/orders.sql'],
    ['hive --hiveconf d=1 -f "etl/orders.sql" && echo done'],
    ['psql --file=etl/orders.sql -d x'],
    ['sqlplus -s /nolog @etl/orders.sql'],
    ['sqlplus -s /nolog @etl/orders'],
    ['spark-submit --master yarn --verbose --conf a=b etl/orders.sql 2026'],
    ['cd /tmp; /opt/spark/bin/spark-submit etl/orders.sql'],
  ])('are named by %s', (text) => {
    expect(command(text)).toEqual(['file:etl/orders.sql 0.95 SCRIPT_PATH']);
  });

  it('are not named by what only looks so', () => {
    for (const text of [
      'mail a@etl/orders.sql',
      'rm -f etl/orders.sql',
      'spark-submit --py-files etl/orders.sql jobs/run2.py',
    ])
      expect(command(text)).toEqual([]);
  });
});

describe('tables', () => {
  it('are known by their qualified name as a whole word, or by a plain one that only one has', () => {
    expect(command('export sales.orders')).toEqual(['table:sales.orders 0.7 QUALIFIED_NAME']);
    expect(command('export --table=SALES.Orders,sales.items')).toEqual([
      'table:sales.items 0.7 QUALIFIED_NAME',
      'table:sales.orders 0.7 QUALIFIED_NAME',
    ]);
    expect(command('export orders')).toEqual(['table:sales.orders 0.5 TABLE_NAME']);
    expect(command('export dw.dbo.facts')).toEqual(['table:dw.dbo.facts 0.7 QUALIFIED_NAME']);
    expect(command('export dbo.facts')).toEqual(['table:dw.dbo.facts 0.7 QUALIFIED_NAME']);
  });

  it('are not known by parts of words, by names that several have, by short ones, or by programs', () => {
    for (const text of [
      'x sales.orders_old',
      'x my.sales.orders',
      'x /data/orders/part',
      'x items',
      'x day',
      'x s.t',
      'orders --all',
    ])
      expect(command(text), text).toEqual([]);
  });

  it('are known by values of variables', () => {
    expect(found({ variables: [{ name: '%%T', value: 'stage.items' }] })).toEqual([
      'table:stage.items 0.7 QUALIFIED_NAME',
    ]);
  });

  it('of SQL in a command are left to the parser', () => {
    const sql = 'insert into sales.orders select * from stage.items';
    const { links, embedded } = jobLinks([{ ...nothing, command: `hive -e "${sql}"` }], files, tables);
    expect(links).toEqual([]);
    expect(embedded).toEqual([{ job: 'j', text: sql, confidence: 1 }]);
    const held = jobLinks(
      [
        {
          ...nothing,
          embedded: { language: 'SQL', text: 'select %%X' },
          variables: [{ name: '%%X', value: '1' }],
        },
      ],
      [],
      [],
    );
    expect(held.embedded.map(({ text }) => text)).toEqual(['select 1']);
  });
});

describe('all links', () => {
  it('replace variables first, the own ones before those of folders', () => {
    const folderVariables = [
      { name: '%%DIR', value: 'old' },
      { name: '%%ROOT', value: '/srv' },
    ];
    const variables = [
      { name: '%%DIR', value: 'etl' },
      { name: '%%FILE', value: '%%DIR/%%NAME..sql' },
      { name: '%%NAME', value: 'load' },
    ];
    expect(command('psql -f %%DIR/load.sql', { folderVariables, variables })).toEqual([
      'file:etl/load.sql 0.95 SCRIPT_PATH',
    ]);
    expect(command('psql -f %%FILE', { folderVariables, variables })).toEqual([
      'file:etl/load.sql 0.95 SCRIPT_PATH',
    ]);
    expect(command('psql -f %%DIR/load.sql', { folderVariables })).toEqual([
      'file:old/load.sql 0.95 SCRIPT_PATH',
    ]);
    expect(
      substituted('%%A.%%B %%A..x %%A%%.y %%C %%ODATE', [
        { name: '%%A', value: '1' },
        { name: '%%B', value: '2' },
        { name: '%%C', value: '%%C' },
      ]),
    ).toBe('12 1.x 1y %%C %%ODATE');
  });

  it('keep the surest rule for a target', () => {
    expect(command('export orders; export sales.orders')).toEqual(['table:sales.orders 0.7 QUALIFIED_NAME']);
  });

  it('do not depend on the order of jobs, files or tables', () => {
    const jobs = ['psql -f etl/load.sql', 'psql -f /x/load.sql', 'x sales.orders', 'x items', 'none'].map(
      (text, index) => ({
        ...nothing,
        id: `j${index}`,
        command: text,
      }),
    );
    const expected = jobLinks(jobs, files, tables);
    expect(expected.links).toHaveLength(4);
    const random = seededRandom('links');
    const shuffled = <T>(items: readonly T[]): readonly T[] =>
      items
        .map((item) => ({ item, rank: random.next() }))
        .sort((left, right) => left.rank - right.rank)
        .map(({ item }) => item);
    for (let round = 0; round < 20; round++)
      expect(jobLinks(shuffled(jobs), shuffled(files), shuffled(tables)).links).toEqual(expected.links);
  });

  it('end for variables that call each other and grow', () => {
    const variables = [
      { name: '%%A', value: '%%B%%B%%B%%B' },
      { name: '%%B', value: '%%A%%A%%A%%A' },
    ];
    expect(substituted('%%A', variables).length).toBeLessThanOrEqual(1_000_000);
    const large = [{ name: '%%L', value: 'x'.repeat(100_000) }];
    const text = '%%L '.repeat(100_000);
    expect(substituted(text, large)).toBe(text);
  });
});

describe('a command line', () => {
  it('splits into commands and words', () => {
    expect(commandsOf(`a "b c" 'd"e' f\\ g | h; (i 'x;y') && "un closed`)).toEqual([
      ['a', 'b c', 'd"e', 'f g'],
      ['h'],
      ['i', 'x;y'],
      ['un closed'],
    ]);
    expect(commandsOf('C:\\x\\run.bat "it\\"s"')).toEqual([['C:\\x\\run.bat', 'it"s']]);
    expect(commandsOf('')).toEqual([]);
  });
});
