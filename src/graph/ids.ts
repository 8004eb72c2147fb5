/**
 * URNs: readable ids derived from what a thing is, so that reading it again gives the same id.
 * `<kind>:<project>/<system>/<qualified name>`; parts are percent-encoded, names arrive folded by the
 * system's case rule. Builders never fail on odd names; parsers answer null for what is no URN.
 */
import { createHash } from 'node:crypto';
import type { EdgeKey } from './types.js';

/** Percent-encodes all but letters, digits, `_`, `-` and `.`; lone surrogates become U+FFFD. */
function encodePart(part: string): string {
  const wellFormed = part.replace(
    /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g,
    '\uFFFD',
  );
  return encodeURIComponent(wellFormed).replace(
    /[!~*'()]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** A part of a dotted name: as `encodePart`, and a dot inside it becomes %2E. */
function encodeName(part: string): string {
  // Most names are plain words: millions of ids are made of them.
  if (/^[A-Za-z0-9_-]+$/.test(part)) return part;
  return encodePart(part).replaceAll('.', '%2E');
}

/** A URN without its kind. */
export function afterKind(urn: string): string {
  return urn.slice(urn.indexOf(':') + 1);
}

/** Bare name of a project given as `acme` or `project:acme`. */
export function projectName(project: string): string {
  return project.startsWith('project:') ? project.slice('project:'.length) : project;
}

const PROJECT_NAME = /^[a-z0-9][a-z0-9_-]{0,62}$/;

export function isProjectName(text: string): boolean {
  return PROJECT_NAME.test(text);
}

export function projectId(project: string): string {
  return `project:${projectName(project)}`;
}

export function systemId(project: string, system: string): string {
  return `system:${encodePart(projectName(project))}/${encodePart(system)}`;
}

/** A schema given as parts (`['db', 'dbo']`) joins them with a dot; one string is one part. */
function schemaPath(schema: string | readonly string[]): string {
  return typeof schema === 'string' ? encodeName(schema) : schema.map(encodeName).join('.');
}

export function schemaId(project: string, system: string, schema: string | readonly string[]): string {
  return `schema:${afterKind(systemId(project, system))}/${schemaPath(schema)}`;
}

/** Views and materialised views are `view:`, every other table kind is `table:`. */
export function tableId(
  project: string,
  system: string,
  schema: string | readonly string[],
  table: string,
  kind: 'table' | 'view',
): string {
  return `${kind}:${afterKind(schemaId(project, system, schema))}.${encodeName(table)}`;
}

/** The same table under the other prefix: what a mention of `table:` may turn out to be. */
export function otherTableId(tableUrn: string): string {
  return `${tableUrn.startsWith('view:') ? 'table' : 'view'}:${afterKind(tableUrn)}`;
}

export function columnId(tableUrn: string, column: string): string {
  return `column:${afterKind(tableUrn)}.${encodeName(column)}`;
}

/** A named constraint; `occurrence` ≥ 2 marks a further equal one with `~n`. */
export function constraintId(tableUrn: string, name: string, occurrence = 1): string {
  return `constraint:${afterKind(tableUrn)}/${encodeName(name)}${repeated(occurrence)}`;
}

/** An unnamed key: `fk(cols)-<target table>(cols)` for foreign keys, else `kind(cols)`, kind in lower case. */
export function unnamedConstraintId(
  tableUrn: string,
  kind: string,
  columns: readonly string[],
  reference: { readonly table: string; readonly columns: readonly string[] } | null,
  occurrence = 1,
): string {
  const list = (names: readonly string[]) => `(${names.map(encodeName).join(',')})`;
  const label =
    reference === null
      ? `${kind.toLowerCase()}${list(columns)}`
      : `fk${list(columns)}-${reference.table.slice(reference.table.lastIndexOf('/') + 1)}${list(reference.columns)}`;
  return `constraint:${afterKind(tableUrn)}/${label}${repeated(occurrence)}`;
}

export function checkConstraintId(tableUrn: string, checkSql: string, occurrence = 1): string {
  return `constraint:${afterKind(tableUrn)}/check-${sha256(checkSql).slice(0, 12)}${repeated(occurrence)}`;
}

/** `name` is the source's name, `/` between folders; dots stay as they are. */
export function fileId(project: string, system: string, name: string): string {
  return `file:${afterKind(systemId(project, system))}/${name.split('/').map(encodePart).join('/')}`;
}

/** `n` counts statements of equal text within the file, from 1. */
export function statementId(fileUrn: string, textSha256: string, n: number): string {
  return `statement:${afterKind(fileUrn)}/${textSha256.slice(0, 12)}.${n}`;
}

export function unresolvedId(statementUrn: string, n: number): string {
  return `unresolved:${afterKind(statementUrn)}/${n}`;
}

export function joinId(statementUrn: string, n: number): string {
  return `join:${afterKind(statementUrn)}/${n}`;
}

export function runId(project: string, uuid: string): string {
  return `run:${encodePart(projectName(project))}/${uuid}`;
}

export function taskId(project: string | null, uuid: string): string {
  return `task:${project === null ? '-' : encodePart(projectName(project))}/${uuid}`;
}

export function tagId(project: string, name: string): string {
  return `tag:${encodePart(projectName(project))}/${encodePart(name)}`;
}

/** Identity of an edge: two relations between one pair differ in type or discriminator. */
export function edgeId(key: EdgeKey): string {
  return `edge:${sha256(JSON.stringify([key.source, key.type, key.target, key.discriminator])).slice(0, 32)}`;
}

const kindOfPrefix: Readonly<Record<string, string>> = {
  project: 'Project',
  system: 'System',
  schema: 'Schema',
  table: 'Table',
  view: 'View',
  column: 'Column',
  constraint: 'Constraint',
  tag: 'Tag',
  run: 'ExtractionRun',
  file: 'SourceFile',
  statement: 'Statement',
  unresolved: 'UnresolvedRef',
  join: 'Join',
  task: 'Task',
};

/** Kind (label) that the URN's prefix stands for; null for edges and for what is no URN. */
export function kindOf(urn: string): string | null {
  const colon = urn.indexOf(':');
  return colon < 0 ? null : (kindOfPrefix[urn.slice(0, colon)] ?? null);
}

/** Project the URN lies in, as `project:<name>`; null for edges, tasks of no project and non-URNs. */
export function projectOf(urn: string): string | null {
  if (kindOf(urn) === null) return null;
  const rest = afterKind(urn);
  const slash = rest.indexOf('/');
  const name = slash < 0 ? rest : rest.slice(0, slash);
  return name === '' || name === '-' ? null : `project:${name}`;
}

/** Whether one who reads these projects (ids; null = all) reads what lies in this one. */
export function isReadable(projects: readonly string[] | null, project: string): boolean {
  return projects === null || projects.includes(project);
}

function repeated(occurrence: number): string {
  return occurrence > 1 ? `~${occurrence}` : '';
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
