/**
 * What a run was asked to do: the input of `extract`, checked and with its paths resolved. Problems of
 * the request as a whole are errors of the mutation; problems of one source show up when it is read.
 */
import type { CaseRule, Dialect } from '../catalog/vocabulary.js';
import { badUserInput, limitExceeded } from '../errors.js';
import type { ExtractInput, SourceInput, SourceKind, WriteMode } from '../generated/graphql.js';
import { filesOf, maximumFiles, Walk } from './sources/expand.js';
import { allowedPath, type PathRules } from './sources/path-rules.js';

export const maximumSourceBytes = 16 * 1024 * 1024;
export const maximumRunBytes = 256 * 1024 * 1024;
const maximumNameLength = 1024;

export interface SystemRecord {
  /** `system:<project>/<name>`. */
  readonly id: string;
  readonly project: string;
  readonly name: string;
  readonly dialect: Dialect;
  readonly caseRule: CaseRule;
}

export interface RequestedSource {
  readonly name: string;
  readonly kind: SourceKind | null;
  readonly dialect: Dialect | null;
  readonly encoding: string;
  /** Pasted text; spooled before the request is. */
  readonly text: string | null;
  readonly path: string | null;
  readonly bytes: number;
}

export interface ExtractionRequest {
  readonly system: SystemRecord;
  readonly sources: readonly RequestedSource[];
  readonly defaultSchema: string | null;
  readonly dialect: Dialect | null;
  readonly variables: readonly { readonly name: string; readonly value: string }[];
  readonly mode: WriteMode;
  readonly isDryRun: boolean;
  /** Files of folders left aside because of their suffix, by source. */
  readonly skipped: readonly { readonly name: string; readonly files: number }[];
}

/**
 * Checks an input and lists the files of its folders. Throws BAD_USER_INPUT, FORBIDDEN for a path outside
 * the rules, NOT_FOUND for a path that is not there, LIMIT_EXCEEDED. Reads no file.
 */
export async function extractionRequest(
  input: ExtractInput,
  system: SystemRecord,
  rules: PathRules,
  signal?: AbortSignal,
): Promise<ExtractionRequest> {
  if (input.sources.length === 0) throw badUserInput('input.sources', 'at least one source', 0);
  if (input.sources.length > maximumFiles) {
    throw limitExceeded('sources of a run', input.sources.length, maximumFiles);
  }
  if (input.keepSamples === true)
    throw badUserInput('input.keepSamples', 'false, for no kind of source that is read has values', true);
  const steps = new Walk(signal);
  const sources: RequestedSource[] = [];
  const skipped: { name: string; files: number }[] = [];
  for (const [index, source] of input.sources.entries()) {
    const found = await requestedSources(source, `input.sources.${index}`, rules, steps);
    sources.push(...found.sources);
    if (found.skipped > 0) skipped.push({ name: source.name, files: found.skipped });
  }
  checkNames(sources);
  checkSize(sources);
  return {
    system,
    sources,
    skipped,
    defaultSchema: defaultSchemaOf(input),
    dialect: input.dialect ?? null,
    variables: variablesOf(input),
    mode: input.mode ?? 'MERGE',
    isDryRun: input.dryRun ?? false,
  };
}

async function requestedSources(
  source: SourceInput,
  field: string,
  rules: PathRules,
  steps: Walk,
): Promise<{ readonly sources: readonly RequestedSource[]; readonly skipped: number }> {
  const { name, text, path } = source;
  if (name.length === 0 || name.length > maximumNameLength || hasControl(name)) {
    throw badUserInput(`${field}.name`, `1 to ${maximumNameLength} characters, no control characters`, name);
  }
  if ((text ?? null) === null ? (path ?? null) === null : (path ?? null) !== null) {
    throw badUserInput(field, 'exactly one of text and path', { text: text != null, path: path != null });
  }
  const encoding = source.encoding ?? 'utf-8';
  if (!isEncoding(encoding))
    throw badUserInput(`${field}.encoding`, 'a label of the Encoding Standard', encoding);
  const common = { kind: source.kind ?? null, dialect: source.dialect ?? null, encoding };
  if (text != null) {
    const bytes = Buffer.byteLength(text);
    if (bytes > maximumSourceBytes) throw limitExceeded(`bytes of ${field}.text`, bytes, maximumSourceBytes);
    return { sources: [{ ...common, name, text, path: null, bytes }], skipped: 0 };
  }
  const found = await allowedPath(path ?? '', rules, name);
  if (!found.isFolder) {
    return { sources: [{ ...common, name, text: null, path: found.real, bytes: found.bytes }], skipped: 0 };
  }
  steps.enter();
  const folder = await filesOf(found, name, rules, steps);
  return {
    sources: folder.files.map((file) => ({
      ...common,
      name: file.name,
      text: null,
      path: file.real,
      bytes: file.bytes,
    })),
    skipped: folder.skipped,
  };
}

function checkNames(sources: readonly RequestedSource[]): void {
  const names = new Set<string>();
  for (const { name } of sources) {
    if (names.has(name)) throw badUserInput('input.sources', 'names that differ', name);
    names.add(name);
  }
  if (names.size > maximumFiles) throw limitExceeded('files of a run', names.size, maximumFiles);
}

function checkSize(sources: readonly RequestedSource[]): void {
  const bytes = sources.reduce((sum, source) => sum + source.bytes, 0);
  if (bytes > maximumRunBytes) throw limitExceeded('bytes of a run', bytes, maximumRunBytes);
}

function defaultSchemaOf(input: ExtractInput): string | null {
  const schema = input.defaultSchema ?? null;
  if (schema === null) return null;
  if (schema.length > 512 || schema.split('.').some((part) => part.trim() === '')) {
    throw badUserInput('input.defaultSchema', 'a schema, or db.schema', schema);
  }
  return schema;
}

function variablesOf(input: ExtractInput): ExtractionRequest['variables'] {
  const variables = input.variables ?? [];
  if (variables.length > 1000) throw limitExceeded('variables', variables.length, 1000);
  const names = new Set<string>();
  for (const [index, { name }] of variables.entries()) {
    if (name === '' || names.has(name)) {
      throw badUserInput(`input.variables.${index}.name`, 'a name given once', name);
    }
    names.add(name);
  }
  return variables.map(({ name, value }) => ({ name, value }));
}

function isEncoding(label: string): boolean {
  try {
    new TextDecoder(label);
    return true;
  } catch {
    return false;
  }
}

function hasControl(text: string): boolean {
  return [...text].some((character) => character < ' ' || character === '\x7f');
}
