/** Shapes of the API that stored properties are folded into: types, storage, constraints and their evidence. */
import type { Dialect, EvidenceState, TypeInput } from '../../generated/graphql.js';
import type { CatalogIssue, ColumnProfile } from '../declarations.js';
import * as queries from '../queries.js';
import type { ColumnType } from '../types/column-type.js';
import { parseType, type TypeIssue } from '../types/parse-type.js';
import { crossesFamily, join, relation, type TypeRelation } from '../types/relation.js';
import { parseTypeKey } from '../types/type-key.js';
import type { ConstraintKind } from '../vocabulary.js';
import { loadNode, nodeAsOf } from './nodes.js';
import type { Reader } from './reader.js';
import type { CatalogRecord } from './record.js';

export interface ShownIssue {
  readonly severity: 'INFO' | 'WARNING' | 'ERROR';
  readonly code: string;
  readonly message: string;
  readonly file: string;
  readonly line: number | null;
  readonly column: number | null;
  readonly charStart: number | null;
  readonly charEnd: number | null;
  readonly statement: string | null;
  readonly hint: string | null;
}

/** A type with the problems of the text it was read from. */
export interface ShownType extends ColumnType {
  readonly issues: readonly ShownIssue[] | null;
}

/** `parseType` of the API. */
export function shownType(text: string, dialect: Dialect): ShownType {
  const { type, issues } = parseType(text, dialect);
  return { ...type, issues: issues.map((issue) => typeIssue(issue, text)) };
}

function typeIssue(issue: TypeIssue, text: string): ShownIssue {
  const before = text.slice(0, issue.offset);
  return {
    severity: 'WARNING',
    code: issue.code,
    message: issue.message,
    file: 'text',
    line: before.split('\n').length,
    column: issue.offset - (before.lastIndexOf('\n') + 1) + 1,
    charStart: issue.offset,
    charEnd: text.length,
    statement: null,
    hint: null,
  };
}

export interface TypeComparison {
  readonly left: ShownType;
  readonly right: ShownType;
  readonly relation: TypeRelation;
  readonly crossesFamily: boolean;
  readonly join: ColumnType | null;
}

/** `compareTypes` of the API. */
export function compareTypes(left: TypeInput, right: TypeInput): TypeComparison {
  const [from, to] = [shownType(left.text, left.dialect), shownType(right.text, right.dialect)];
  return {
    left: from,
    right: to,
    relation: relation(from, to),
    crossesFamily: crossesFamily(from, to),
    join: join(from, to),
  };
}

/** Types are few and columns many: equal keys share one value. */
const typesByKey = new Map<string, ColumnType>();
const maxTypes = 5_000;

/** What the values of a column showed; null when no values were read. */
export function profileOf(column: CatalogRecord): ColumnProfile | null {
  const { rowsSeen, presenceRatio, nullRatio, distinctEstimate, jsonTypes } = column;
  if (typeof rowsSeen !== 'number') return null;
  return {
    rowsSeen,
    presenceRatio: Number(presenceRatio),
    nullRatio: Number(nullRatio),
    distinctEstimate: Number(distinctEstimate),
    jsonTypes: jsonTypes as readonly string[],
  };
}

/** The canonical type of a column; null when nothing tells it. */
export function typeOf(column: CatalogRecord): ColumnType | null {
  const key = column.typeKey;
  if (typeof key !== 'string') return null;
  let type = typesByKey.get(key);
  if (type === undefined) {
    type = parseTypeKey(key);
    if (typesByKey.size >= maxTypes) typesByKey.clear();
    typesByKey.set(key, type);
  }
  return type;
}

export interface StorageFacts {
  readonly format: string | null;
  readonly location: string | null;
  readonly partitionedBy: readonly string[];
  readonly clusteredBy: readonly string[];
  readonly properties: readonly { readonly key: string; readonly value: string }[];
  readonly partitions: readonly string[];
}

/** How a table is stored; null when no source says anything of it. */
export function storageOf(table: CatalogRecord): StorageFacts | null {
  const values = strings(table.storageValues);
  const facts: StorageFacts = {
    format: textOrNull(table.storageFormat),
    location: textOrNull(table.storageLocation),
    partitionedBy: strings(table.partitionedBy),
    clusteredBy: strings(table.clusteredBy),
    properties: strings(table.storageKeys).map((key, i) => ({ key, value: values[i] ?? '' })),
    partitions: strings(table.partitions),
  };
  const isSaid = Object.values(facts).some((fact) => (Array.isArray(fact) ? fact.length > 0 : fact !== null));
  return isSaid ? facts : null;
}

/** Columns of a constraint, in its order; those that are gone are left out. */
export async function constrainedColumns(
  reader: Reader,
  constraint: CatalogRecord,
  member: 'columnIds' | 'referencedColumnIds',
): Promise<readonly CatalogRecord[]> {
  const seq = constraint.asOfSeq;
  const columns = await Promise.all(
    strings(constraint[member]).map((id) =>
      seq === undefined ? loadNode(reader, id) : nodeAsOf(reader, id, seq),
    ),
  );
  return columns.filter((column) => column !== null);
}

export function constraintKindOf(constraint: CatalogRecord): ConstraintKind {
  return constraint.constraintKind as ConstraintKind;
}

export interface ShownEvidence {
  readonly sourceFile: string | null;
  readonly charStart: number | null;
  readonly charEnd: number | null;
  readonly line: number | null;
  readonly column: number | null;
  readonly rule: string | null;
  readonly modelVersion: string | null;
  readonly confidence: number;
  readonly state: EvidenceState;
}

/** Evidence of a constraint with its place in the file: stored relative to its statement, shown with the statement's added. */
export async function evidenceOfConstraint(
  reader: Reader,
  constraint: CatalogRecord,
): Promise<ShownEvidence> {
  const { statement, charStart, charEnd, line, column } = constraint;
  const place = typeof statement === 'string' ? await placeOf(reader, statement) : null;
  const isPlaced = place !== null && typeof charStart === 'number' && typeof charEnd === 'number';
  const isFirstLine = line === 1;
  return {
    sourceFile: place?.file ?? null,
    charStart: isPlaced ? place.charStart + charStart : null,
    charEnd: isPlaced ? place.charStart + charEnd : null,
    line: isPlaced && typeof line === 'number' ? place.line + line - 1 : null,
    column:
      isPlaced && typeof column === 'number' ? (isFirstLine ? place.column + column - 1 : column) : null,
    rule: textOrNull(constraint.rule),
    modelVersion: null,
    confidence: typeof constraint.confidence === 'number' ? constraint.confidence : 1,
    state: constraint.state as EvidenceState,
  };
}

function placeOf(reader: Reader, statement: string): Promise<queries.PlaceRow | null> {
  return reader
    .loader<string, queries.PlaceRow | null>('catalog.place', async (ids) => {
      const rows = await reader.graph.read(
        queries.statementPlaces,
        { ids, projects: reader.projects },
        reader.readOptions(),
      );
      const places = new Map(rows.map((row) => [row.id, row]));
      return ids.map((id) => places.get(id) ?? null);
    })
    .load(statement);
}

/** An issue of an import as the API shows it. */
export function shownIssue({ severity, code, message, origin, position, hint }: CatalogIssue): ShownIssue {
  return {
    severity,
    code,
    message,
    file: origin.file ?? 'input',
    line: position?.line ?? null,
    column: position?.column ?? null,
    charStart: position?.charStart ?? null,
    charEnd: position?.charEnd ?? null,
    statement: origin.statement,
    hint,
  };
}

/** Fields a search's candidate answers without another read. */
export const candidateFields: ReadonlySet<string> = new Set([
  'id',
  '__typename',
  'kind',
  'name',
  'qualifiedName',
]);

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? (value as readonly string[]) : [];
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
