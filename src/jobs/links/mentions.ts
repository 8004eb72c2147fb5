/** What a command mentions: script files, SQL text, and words that may be names of tables. */

import { type Command, commandsOf } from './command-words.js';

export interface CommandMentions {
  /** Paths of files that are run, by `-f x`, `@x`, or as the program of spark-submit. */
  readonly files: readonly string[];
  /** SQL given on the command line. */
  readonly sql: readonly string[];
  /** Whole words that may name tables; the names of programs are not among the plain ones. */
  readonly words: readonly MentionedWord[];
}

export interface MentionedWord {
  readonly text: string;
  readonly isProgram: boolean;
}

export function mentionsOf(line: string): CommandMentions {
  const mentions = { files: [] as string[], sql: [] as string[], words: [] as MentionedWord[] };
  for (const command of commandsOf(line)) {
    const program = baseName(command[0] ?? '');
    const scripted = program === 'spark-submit' ? sparkProgram(command) : null;
    if (scripted !== null) mentions.files.push(scripted);
    for (const [index, word] of command.entries()) {
      const before = command[index - 1] ?? '';
      const file = fileOption(program, before, word);
      if (file !== null) mentions.files.push(file);
      else if (queryOptions.has(before) && looksLikeSql(word)) mentions.sql.push(word);
      else mentions.words.push(...wordsOf(word, index === 0));
    }
  }
  return mentions;
}

/** Programs whose `-f` names no script. */
const forcing: ReadonlySet<string> = new Set(['rm', 'cp', 'mv', 'ln', 'tail', 'cut', 'test', '[']);

/** The file that a word names after `-f`, in `--file=x`, or after `@`. */
function fileOption(program: string, before: string, word: string): string | null {
  const assigned = /^--file=(.+)$/.exec(word)?.[1];
  if (assigned !== undefined) return assigned;
  const isFile = before === '--file' || (before === '-f' && !forcing.has(program));
  if (isFile && !word.startsWith('-')) return word;
  const included = /^@{1,2}([^@\s]+)$/.exec(word)?.[1];
  if (included === undefined) return null;
  // SQL*Plus takes .sql where a script is named without an extension.
  return /\.[^./\\]+$/.test(included) ? included : `${included}.sql`;
}

const queryOptions: ReadonlySet<string> = new Set([
  '-e',
  '-q',
  '-Q',
  '-c',
  '--execute',
  '--query',
  '--command',
]);

function looksLikeSql(text: string): boolean {
  return /^\s*(?:--[^\n]*\n\s*)*(?:select|insert|update|delete|merge|with|create|alter|drop|truncate|call|exec|set|use|msck|analyze)\b/i.test(
    text,
  );
}

/** Options of spark-submit that stand alone; all others take a value. */
const sparkFlags: ReadonlySet<string> = new Set(['--verbose', '-v', '--supervise', '--help', '--version']);

/** The first argument that is neither an option nor the value of one. */
function sparkProgram(command: Command): string | null {
  for (let at = 1; at < command.length; at++) {
    const word = command[at] ?? '';
    if (!word.startsWith('-')) return word;
    if (!sparkFlags.has(word) && !word.includes('=')) at++;
  }
  return null;
}

/** Parts between marks that no name holds; a path stays whole. */
export function wordsOf(text: string, isProgram: boolean): readonly MentionedWord[] {
  return text
    .split(/[\s"'`()[\]{}<>,;=|&:!]+/)
    .filter((part) => part !== '')
    .map((part) => ({ text: part, isProgram }));
}

export function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}
