/** The cases of a folder: every `*.jsonl` laid out like the shared ones. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../../types.js';

export interface CaseColumn {
  readonly table: string | null;
  readonly column: string;
}

export interface LineageCase {
  readonly id: string;
  /** Name of the file without its ending. */
  readonly file: string;
  readonly source: string;
  readonly dialect: string;
  readonly sql: string;
  readonly statements?: readonly string[];
  readonly schema?: Readonly<Record<string, readonly string[] | Readonly<Record<string, string>>>>;
  readonly defaultDatabase?: string;
  readonly defaultSchema?: string;
  readonly platformInstance?: string;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly expected: {
    readonly tables?: {
      readonly inputs?: readonly string[];
      readonly outputs?: readonly string[];
      readonly unqualified?: boolean;
    };
    readonly columns?: readonly { readonly from: CaseColumn | null; readonly to: CaseColumn | null }[];
    readonly failedStatements?: readonly number[];
  };
}

export function readCases(folder: string): readonly LineageCase[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.jsonl'));
  if (files.length === 0) throw new UsageError(`${folder} holds no *.jsonl`);
  return files.sort().flatMap((file) =>
    readFileSync(join(folder, file), 'utf8')
      .split('\n')
      .flatMap((line, index) => (line.trim() === '' ? [] : [parsed(line, file, index + 1)])),
  );
}

function parsed(line: string, file: string, number: number): LineageCase {
  const made: unknown = JSON.parse(line);
  if (typeof made !== 'object' || made === null || !('sql' in made) || !('expected' in made))
    throw new UsageError(`${file}:${number}: a case has at least sql and expected`);
  return { ...(made as Omit<LineageCase, 'file'>), file: file.replace(/\.jsonl$/, '') };
}
