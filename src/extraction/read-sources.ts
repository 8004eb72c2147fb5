/** READ: the sources of a run one after the other, each loaded and recognised, or refused with its reason. */
import type { Dialect } from '../catalog/index.js';
import type { SourceKind } from '../generated/graphql.js';
import { fileId } from '../graph/index.js';
import { detectSource } from './detect.js';
import type { ExtractionRequest, RequestedSource } from './request.js';
import { type NewIssue, sourceIssue } from './run/issues.js';
import { loadSource } from './sources/load.js';
import type { PathRules } from './sources/path-rules.js';
import { structureProblem } from './sources/structure.js';

export interface SourceFile {
  /** URN. */
  readonly id: string;
  readonly name: string;
  readonly kind: SourceKind;
  readonly kindEvidence: string;
  readonly dialect: Dialect | null;
  readonly bytes: number;
  readonly sha256: string;
  readonly encoding: string;
}

export interface ReadInput {
  readonly request: ExtractionRequest;
  readonly rules: PathRules;
  /** Bytes of a pasted text by its hash. */
  pasted(sha256: string): Promise<Buffer>;
}

export type SourceOfRun =
  | { readonly bytes: number; readonly refused: NewIssue }
  | { readonly bytes: number; readonly file: SourceFile; readonly dialect: Dialect; readonly text: string };

export async function* readSources(input: ReadInput): AsyncGenerator<SourceOfRun> {
  for (const source of input.request.sources) yield await readOne(source, input);
}

async function readOne(source: RequestedSource, { request, rules, pasted }: ReadInput): Promise<SourceOfRun> {
  const refuse = (code: string, message: string, hint: string | null): SourceOfRun => ({
    bytes: source.bytes,
    refused: sourceIssue(source.name, { severity: 'ERROR', code, message, hint }),
  });
  const loaded = await loadSource(source, rules, () => pasted(source.text ?? ''));
  if ('refusal' in loaded) return refuse(loaded.refusal.code, loaded.refusal.message, loaded.refusal.hint);
  const detected =
    source.kind === null
      ? detectSource(loaded.text)
      : { kind: source.kind, evidence: ['given with the source'] };
  const { kind } = detected;
  const isSql = kind === 'SQL_DDL' || kind === 'SQL_SCRIPT';
  const problem = isSql ? null : structureProblem(kind, loaded.text);
  if (problem !== null) return refuse('BAD_USER_INPUT', problem, null);
  if (!isSql && kind !== 'JSON_TABLE')
    return refuse(
      'SOURCE_KIND_UNSUPPORTED',
      `sources of kind ${kind} cannot be read yet`,
      'name the kind if it was recognised wrongly',
    );
  const { system } = request;
  const dialect = source.dialect ?? request.dialect ?? system.dialect;
  const file: SourceFile = {
    id: fileId(system.project, system.name, source.name),
    name: source.name,
    kind,
    kindEvidence: detected.evidence.join('; '),
    dialect: isSql ? dialect : null,
    bytes: loaded.bytes,
    sha256: loaded.sha256,
    encoding: loaded.encoding,
  };
  return { bytes: source.bytes, file, dialect, text: loaded.text };
}
