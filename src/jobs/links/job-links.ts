/** Which files and tables a job may use: candidates with the confidence of what they rest on. */

import { groupedBy } from '../../grouped.js';
import type { JobDefinition, JobVariable } from '../definitions.js';
import { byText } from '../keys.js';
import { baseName, type MentionedWord, mentionsOf, wordsOf } from './mentions.js';
import { substituted } from './substitution.js';

export type LinkableJob = Pick<
  JobDefinition,
  'command' | 'preCommand' | 'postCommand' | 'script' | 'embedded' | 'variables'
> & {
  readonly id: string;
  /** Variables of its folders, outermost first; its own go before them. */
  readonly folderVariables: readonly JobVariable[];
};

export interface LinkableFile {
  readonly id: string;
  /** Its name in the source, `/` between folders. */
  readonly path: string;
}

export interface LinkableTable {
  readonly id: string;
  /** Name of its schema, `db.schema` where it has both. */
  readonly schema: string;
  readonly name: string;
}

/** SCRIPT_PATH and SCRIPT_NAME lead to files, QUALIFIED_NAME and TABLE_NAME to tables. */
export type LinkRule = 'SCRIPT_PATH' | 'SCRIPT_NAME' | 'QUALIFIED_NAME' | 'TABLE_NAME';

export interface JobLink {
  readonly job: string;
  readonly target: string;
  readonly rule: LinkRule;
  /** The path or word that matched, its variables replaced. */
  readonly matched: string;
  readonly confidence: number;
}

/** SQL that a job holds itself: what it reads and writes is certain once it is parsed. */
export interface EmbeddedSql {
  readonly job: string;
  readonly text: string;
  readonly confidence: 1;
}

export interface JobLinks {
  /** By job, the surest first, then by target; each target once for a job, by its surest rule. */
  readonly links: readonly JobLink[];
  readonly embedded: readonly EmbeddedSql[];
}

const SCRIPT_PATH = 0.95;
const SCRIPT_NAME = 0.8;
const QUALIFIED_NAME = 0.7;
const TABLE_NAME = 0.5;

/** Longer words name no table. */
const LONGEST_NAME = 512;

/** Letters below which a word is never taken for a table. */
const FEWEST_LETTERS = 4;

/**
 * Variables are replaced first. A script's whole path: 0.95; its file name: 0.80, shared by the files that have
 * it; a table's qualified name as a whole word: 0.70, shared by the tables that have it; the plain name of one
 * table alone: 0.50, and not as the name of a program. What stands where in a list is no evidence. Linear in
 * the files, tables and texts.
 */
export function jobLinks(
  jobs: readonly LinkableJob[],
  files: readonly LinkableFile[],
  tables: readonly LinkableTable[],
): JobLinks {
  const index = new Index(files, tables);
  const links: JobLink[] = [];
  const embedded: EmbeddedSql[] = [];
  for (const job of jobs) {
    const { paths, words, sql } = evidence(job);
    const found = [
      ...paths.flatMap((path) => index.files(path)),
      ...words.flatMap((word) => index.tables(word)),
    ];
    const best = new Map<string, Omit<JobLink, 'job'>>();
    for (const link of found)
      if ((best.get(link.target)?.confidence ?? 0) < link.confidence) best.set(link.target, link);
    links.push(...[...best.values()].map((link) => ({ job: job.id, ...link })));
    embedded.push(...sql.map((text) => ({ job: job.id, text, confidence: 1 as const })));
  }
  links.sort(
    (left, right) =>
      byText(left.job, right.job) || right.confidence - left.confidence || byText(left.target, right.target),
  );
  return { links, embedded };
}

interface JobEvidence {
  readonly paths: readonly string[];
  readonly words: readonly MentionedWord[];
  readonly sql: readonly string[];
}

function evidence(job: LinkableJob): JobEvidence {
  const variables = [...job.folderVariables, ...job.variables];
  const text = (value: string): string => substituted(value, variables);
  const commands = [job.command, job.preCommand, job.postCommand].filter((command) => command !== null);
  const mentions = commands.map((command) => mentionsOf(text(command)));
  const scripts = job.script === null ? [] : [job.script.path, job.script.overridePath];
  const paths = [
    ...scripts.filter((path) => path !== null).map(text),
    ...mentions.flatMap(({ files }) => files),
  ];
  const sql = mentions.flatMap((one) => one.sql);
  if (job.embedded?.language === 'SQL') sql.push(text(job.embedded.text));
  const values = job.variables.flatMap(({ value }) => wordsOf(text(value), false));
  return { paths, words: [...mentions.flatMap(({ words }) => words), ...values], sql };
}

class Index {
  private readonly byPath: ReadonlyMap<string, readonly LinkableFile[]>;
  private readonly byBaseName: ReadonlyMap<string, readonly LinkableFile[]>;
  private readonly byQualifiedName: ReadonlyMap<string, readonly LinkableTable[]>;
  private readonly byName: ReadonlyMap<string, readonly LinkableTable[]>;

  constructor(files: readonly LinkableFile[], tables: readonly LinkableTable[]) {
    this.byPath = groupedBy(files, ({ path }) => normalised(path));
    this.byBaseName = groupedBy(files, ({ path }) => baseName(normalised(path)));
    // A table in `db.schema` is also written without its database.
    const names = tables.flatMap((table) =>
      qualifiedNames(table).map((name): readonly [string, LinkableTable] => [name, table]),
    );
    const grouped = groupedBy(names, ([name]) => name);
    this.byQualifiedName = new Map(
      [...grouped].map(([name, pairs]) => [name, pairs.map(([, table]) => table)]),
    );
    this.byName = groupedBy(tables, ({ name }) => name.toLowerCase());
  }

  files(path: string): readonly Omit<JobLink, 'job'>[] {
    const whole = normalised(path);
    const same = this.byPath.get(whole) ?? [];
    if (same.length > 0)
      return same.map(({ id }) => link(id, 'SCRIPT_PATH', path, SCRIPT_PATH / same.length));
    const named = this.byBaseName.get(baseName(whole)) ?? [];
    return named.map(({ id }) => link(id, 'SCRIPT_NAME', path, SCRIPT_NAME / named.length));
  }

  tables({ text, isProgram }: MentionedWord): readonly Omit<JobLink, 'job'>[] {
    if (text.length > LONGEST_NAME) return [];
    const word = text.replace(/^\.+|\.+$/g, '').toLowerCase();
    if ((word.match(/\p{L}/gu)?.length ?? 0) < FEWEST_LETTERS) return [];
    const qualified = this.byQualifiedName.get(word) ?? [];
    if (qualified.length > 0)
      return qualified.map(({ id }) => link(id, 'QUALIFIED_NAME', text, QUALIFIED_NAME / qualified.length));
    const plain = isProgram ? [] : (this.byName.get(word) ?? []);
    return plain.length === 1 ? plain.map(({ id }) => link(id, 'TABLE_NAME', text, TABLE_NAME)) : [];
  }
}

function link(target: string, rule: LinkRule, matched: string, confidence: number): Omit<JobLink, 'job'> {
  return { target, rule, matched, confidence };
}

function qualifiedNames({ schema, name }: LinkableTable): readonly string[] {
  if (schema === '') return [];
  const whole = `${schema}.${name}`.toLowerCase();
  const short = `${schema.slice(schema.lastIndexOf('.') + 1)}.${name}`.toLowerCase();
  return whole === short ? [whole] : [whole, short];
}

/** With `/` for `\`, without what says "here" or "from the root". */
function normalised(path: string): string {
  return path
    .replaceAll('\\', '/')
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/');
}
