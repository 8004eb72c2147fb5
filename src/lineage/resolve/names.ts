/**
 * Column look-up. `q.c` asks the source named q; a bare `c` asks the sources of the innermost scope, then
 * select aliases where the clause has them, then the one source whose columns nobody knows, then the outer
 * scope. What two sources could mean is AMBIGUOUS, never the first of them.
 */
import type { Name, Span } from '../tree.js';
import type { StatementContext } from './context.js';
import { isValueWord, systemColumns } from './dialects.js';
import { effects, type Flow, type Problem, referredAt, through, union } from './flow.js';
import type { Output } from './relation.js';
import { answersTo, answersToTable, type Scope, type ScopeSource } from './scope.js';
import { fieldType } from './types.js';
import { constant, type Value, value } from './value.js';

export interface ColumnReference extends Span {
  readonly parts: readonly Name[];
}

/** Confidence of a column that is taken to belong to the only source whose columns nobody knows. */
const guessConfidence = 0.5;

type Hit =
  | { readonly kind: 'FOUND'; readonly output: Output; readonly confidence: number; readonly fields: number }
  | { readonly kind: 'AMBIGUOUS'; readonly candidates: readonly string[] }
  | { readonly kind: 'VALUE'; readonly value: Value }
  /** A variable or row of the routine: what it holds is not followed. */
  | { readonly kind: 'VARIABLE' }
  | { readonly kind: 'MISSING' }
  /** No source has the name at all. */
  | { readonly kind: 'NO_SOURCE' };

const missing: Hit = { kind: 'MISSING' };
const noSource: Hit = { kind: 'NO_SOURCE' };

export function resolveColumn(context: StatementContext, scope: Scope, reference: ColumnReference): Value {
  const { parts } = reference;
  const hit = parts.length === 1 ? bare(context, scope, parts[0] as Name) : dotted(context, scope, parts);
  switch (hit.kind) {
    case 'FOUND':
      return withFields(
        referred(context, hit.output, reference, hit.confidence),
        parts.slice(parts.length - hit.fields),
      );
    case 'VALUE':
      return hit.value;
    case 'AMBIGUOUS':
      return unresolved(context.problem('AMBIGUOUS', reference, hit.candidates));
    case 'MISSING':
      return unresolved(context.problem('UNKNOWN_COLUMN', reference));
    case 'VARIABLE':
      return unresolved(context.problem('UNSUPPORTED', reference));
    case 'NO_SOURCE':
      return unresolved(context.problem('UNKNOWN_TABLE', reference));
  }
}

export function unresolved(problem: Problem): Value {
  return value({ inputs: [], problems: [problem] }, null, `unresolved: ${problem.text}`);
}

/** The value of an output that the statement names here. */
export function referred(context: StatementContext, output: Output, span: Span, confidence = 1): Value {
  const flow = referredFlow(context, output, span, confidence);
  return { flow, typeKey: output.typeKey, typeReason: output.typeReason, output };
}

export function referredFlow(context: StatementContext, output: Output, span: Span, confidence = 1): Flow {
  if (output.bases.length === 0 && confidence === 1) return output.flow;
  for (const base of output.bases) context.reference(base);
  return referredAt(output.flow, span.start, span.end, confidence);
}

/** `column.field.field`: the column flows, the path gives the type. */
function withFields(column: Value, fields: readonly Name[]): Value {
  if (fields.length === 0) return column;
  let typeKey = column.typeKey;
  for (const field of fields) typeKey = typeKey === null ? null : fieldType(typeKey, field.text);
  return {
    flow: column.flow,
    typeKey,
    typeReason: typeKey === null ? 'field of an unknown type' : null,
    output: null,
  };
}

function bare(context: StatementContext, scope: Scope, name: Name): Hit {
  const key = context.keyOf(name);
  const routineValue = context.routineValue(key);
  if (routineValue !== null && context.rules.hasRoutineValuesFirst)
    return routineValue === 'PARAMETER' ? parameter : { kind: 'VARIABLE' };
  let ambiguous: Hit | null = null;
  for (let level: Scope | null = scope; level !== null; level = level.parent) {
    const exact = exactIn(level, key);
    if (exact !== null) return exact;
    const aliased = level === scope ? scope.aliases?.get(key) : undefined;
    if (aliased !== undefined && scope.aliasesBeforeGuess) return found(aliased);
    if (isValueWord(name, context.dialect))
      return { kind: 'VALUE', value: constant(null, 'a value of the session') };
    // What a column may be is less than what a parameter is.
    const guessed = routineValue === 'PARAMETER' ? null : guessIn(level, name, key);
    if (guessed?.kind === 'FOUND') return guessed;
    ambiguous ??= guessed;
    if (aliased !== undefined) return found(aliased);
  }
  if (routineValue === 'PARAMETER') return parameter;
  if (ambiguous !== null) return ambiguous;
  if (routineValue === 'VARIABLE') return { kind: 'VARIABLE' };
  const row = wholeRow(scope, key);
  if (row !== null) return { kind: 'VALUE', value: row };
  return systemColumns.has(name.text.toLowerCase()) ? systemValue : missing;
}

const parameter: Hit = { kind: 'VALUE', value: constant(null, 'a parameter') };
const systemValue: Hit = { kind: 'VALUE', value: constant(null, 'a system column') };

function found(output: Output, confidence = 1, fields = 0): Hit {
  return { kind: 'FOUND', output, confidence, fields };
}

/** The sources of one level whose schema has the column; a merged column counts once for its sides. */
function exactIn(level: Scope, key: string): Hit | null {
  const merged = level.merged.get(key);
  let first: Output | null = merged?.output ?? null;
  let others: Output[] | null = null;
  let hidden: Output | null = null;
  for (const source of level.sources) {
    if (merged?.sources.has(source)) continue;
    const output = source.relation.find(key);
    if (output === null) continue;
    if (output === 'SEVERAL') return { kind: 'AMBIGUOUS', candidates: candidatesIn(source, key) };
    if (source.isHidden) hidden ??= output;
    else if (first === null) first = output;
    else if (others === null) others = [output];
    else others.push(output);
  }
  if (first === null) return hidden === null ? null : found(hidden);
  return others === null
    ? found(first)
    : { kind: 'AMBIGUOUS', candidates: [first, ...others].flatMap(columnIds) };
}

function candidatesIn(source: ScopeSource, key: string): readonly string[] {
  return source.relation.outputs.filter((output) => output.key === key).flatMap(columnIds);
}

function columnIds(output: Output): readonly string[] {
  return [...new Set(output.flow.inputs.map((input) => input.column.ref.id))];
}

/** The one source of the level whose columns nobody knows; of several each is a candidate. */
function guessIn(level: Scope, name: Name, key: string): Hit | null {
  const open = level.sources.filter((source) => source.relation.isOpen && !source.isHidden);
  if (open.length === 0) return null;
  const outputs = open.map((source) => source.relation.guess(name, key));
  const [first] = outputs;
  if (outputs.length === 1 && first === 'SEVERAL') return { kind: 'AMBIGUOUS', candidates: [] };
  if (outputs.length === 1 && first !== null && first !== undefined && first !== 'SEVERAL') {
    const isCertain = level.sources.length === 1 && level.parent === null;
    return found(first, isCertain ? 1 : guessConfidence);
  }
  const candidates = outputs.flatMap((output) =>
    output === null || output === 'SEVERAL' ? [] : columnIds(output),
  );
  return { kind: 'AMBIGUOUS', candidates };
}

/** `t` as a value: the whole row. It names no single column. */
function wholeRow(scope: Scope, key: string): Value | null {
  for (let level: Scope | null = scope; level !== null; level = level.parent)
    for (const source of level.sources)
      if (answersTo(source, [key])) {
        const flow = through(effects.call, union(source.relation.outputs.map((output) => output.flow)));
        return value(flow, null, 'a whole row');
      }
  return null;
}

/** `a.b.c`: source and column at every split, longest source first; else a column and its fields. */
function dotted(context: StatementContext, scope: Scope, parts: readonly Name[]): Hit {
  const [qualifier, column] = parts;
  if (parts.length === 2 && qualifier !== undefined && column !== undefined) {
    const direct = aliasedColumn(scope, context.keyOf(qualifier), context.keyOf(column));
    if (direct !== null) return found(direct);
  }
  const keys = parts.map((part) => context.keyOf(part));
  let known: Hit = noSource;
  for (const matches of [answersTo, answersToTable]) {
    for (let split = parts.length - 1; split > 0; split--) {
      const hit = underSource(scope, parts, keys, split, matches);
      if (hit.kind === 'FOUND' || hit.kind === 'AMBIGUOUS') return hit;
      if (hit.kind === 'MISSING') known = missing;
    }
    if (known.kind === 'MISSING') break;
    const field = fieldOf(context, scope, parts, keys, false);
    if (field !== null) return field;
  }
  const field = fieldOf(context, scope, parts, keys, known.kind === 'NO_SOURCE');
  if (field !== null) return field;
  const ofRoutine = known.kind === 'NO_SOURCE' ? routineField(context, keys) : null;
  if (ofRoutine !== null) return ofRoutine;
  const last = parts.at(-1)?.text.toLowerCase() ?? '';
  return known.kind === 'MISSING' && systemColumns.has(last) ? systemValue : known;
}

/** `routine.parameter`, or a field of a parameter or variable. */
function routineField(context: StatementContext, keys: readonly string[]): Hit | null {
  const [first = '', second = ''] = keys;
  const found = context.routineValue(second, first) ?? context.routineValue(first);
  if (found === null) return null;
  return found === 'PARAMETER' ? parameter : { kind: 'VARIABLE' };
}

/** The plain case of `alias.column`, without making anything: the first source of the name has the column. */
function aliasedColumn(scope: Scope, qualifier: string, key: string): Output | null {
  for (let level: Scope | null = scope; level !== null; level = level.parent)
    for (const source of level.sources)
      if ((source.alias ?? source.path[0]) === qualifier) {
        const output = source.relation.find(key);
        return output === 'SEVERAL' ? null : output;
      }
  return null;
}

function underSource(
  scope: Scope,
  parts: readonly Name[],
  keys: readonly string[],
  split: number,
  matches: typeof answersTo,
): Hit {
  const qualifier = keys.slice(0, split);
  const name = parts[split] as Name;
  const key = keys[split] as string;
  const fields = parts.length - split - 1;
  for (let level: Scope | null = scope; level !== null; level = level.parent) {
    const sources = level.sources.filter((source) => matches(source, qualifier));
    for (const source of sources) {
      const output = source.relation.find(key);
      if (output === 'SEVERAL') return { kind: 'AMBIGUOUS', candidates: candidatesIn(source, key) };
      if (output !== null) return found(output, 1, fields);
    }
    for (const source of sources) {
      const output = source.relation.guess(name, key);
      if (output === 'SEVERAL') return { kind: 'AMBIGUOUS', candidates: [] };
      if (output !== null) return found(output, 1, fields);
    }
    if (sources.length > 0) return missing;
  }
  return noSource;
}

/** `a.b` as field b of column a; `mayGuess`: also of the one source whose columns nobody knows. */
function fieldOf(
  context: StatementContext,
  scope: Scope,
  parts: readonly Name[],
  keys: readonly string[],
  mayGuess: boolean,
): Hit | null {
  for (let level: Scope | null = scope; level !== null; level = level.parent) {
    const exact = exactIn(level, keys[0] as string);
    if (exact?.kind === 'FOUND') return { ...exact, fields: parts.length - 1 };
    if (mayGuess && context.rules.hasStructs) {
      const guessed = guessIn(level, parts[0] as Name, keys[0] as string);
      if (guessed?.kind === 'FOUND')
        return { ...guessed, confidence: guessConfidence, fields: parts.length - 1 };
    }
  }
  return null;
}
