/**
 * What a value is made of: the base columns that flow into it and how. A flow is immutable and shared, so
 * a column that is only passed on costs nothing; a new one is made where values meet or change.
 */
import type { LineageSubtype, TransformationKind, UnresolvedReason } from '../facts.js';
import type { BaseColumn } from './columns.js';

/** DIRECT kinds in order of strength, then the INDIRECT ones. */
export const inputKinds = [
  'IDENTITY',
  'TRANSFORMATION',
  'AGGREGATION',
  'JOIN',
  'GROUP_BY',
  'FILTER',
  'SORT',
  'WINDOW',
  'CONDITIONAL',
] as const satisfies readonly LineageSubtype[];

export const IDENTITY = 0;
export const TRANSFORMATION = 1;
export const AGGREGATION = 2;
export const JOIN = 3;
export const GROUP_BY = 4;
export const FILTER = 5;
export const SORT = 6;
export const WINDOW = 7;
export const CONDITIONAL = 8;
export type InputKind = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;
export type IndirectKind = 3 | 4 | 5 | 6 | 7 | 8;
export type StatementKind = 3 | 4 | 5 | 6;

/** What was done to the content, weakest first: of several on one way the strongest names it. */
export const transformations = [
  'COPY',
  'SUBQUERY',
  'SET_OPERATION',
  'UNNEST',
  'CAST',
  'CONCAT',
  'ARITHMETIC',
  'FUNCTION',
  'CONDITIONAL',
  'WINDOW',
  'AGGREGATION',
] as const satisfies readonly TransformationKind[];
export const rankOf = Object.fromEntries(transformations.map((name, rank) => [name, rank])) as Readonly<
  Record<(typeof transformations)[number], number>
>;

export interface Input {
  readonly column: BaseColumn;
  readonly kind: InputKind;
  readonly transformation: number;
  readonly isMasking: boolean;
  readonly confidence: number;
  /** Where the reference stands; −1 when nothing in the text names it. */
  readonly start: number;
  readonly end: number;
  /** It came round through a recursive CTE: a place that names the column anew proves more. */
  readonly isRepeated: boolean;
}

/** A reference that could not be resolved; `outputs` is filled when the statement is finished. */
export interface Problem {
  readonly text: string;
  readonly reason: UnresolvedReason;
  readonly start: number;
  readonly end: number;
  readonly candidates: readonly string[];
  readonly outputs: Set<number>;
}

export interface Flow {
  readonly inputs: readonly Input[];
  readonly problems: readonly Problem[];
}

export const noFlow: Flow = { inputs: [], problems: [] };

/** What an expression does to what flows through it. */
export interface Effect {
  readonly direct: 0 | 1 | 2;
  readonly transformation: number;
  readonly isMasking: boolean;
}

export const effects = {
  cast: { direct: TRANSFORMATION, transformation: rankOf.CAST, isMasking: false },
  arithmetic: { direct: TRANSFORMATION, transformation: rankOf.ARITHMETIC, isMasking: false },
  concat: { direct: TRANSFORMATION, transformation: rankOf.CONCAT, isMasking: false },
  call: { direct: TRANSFORMATION, transformation: rankOf.FUNCTION, isMasking: false },
  masking: { direct: TRANSFORMATION, transformation: rankOf.FUNCTION, isMasking: true },
  choice: { direct: TRANSFORMATION, transformation: rankOf.CONDITIONAL, isMasking: false },
  window: { direct: TRANSFORMATION, transformation: rankOf.WINDOW, isMasking: false },
  aggregate: { direct: AGGREGATION, transformation: rankOf.AGGREGATION, isMasking: false },
  count: { direct: AGGREGATION, transformation: rankOf.AGGREGATION, isMasking: true },
  unnest: { direct: TRANSFORMATION, transformation: rankOf.UNNEST, isMasking: false },
  set: { direct: IDENTITY, transformation: rankOf.SET_OPERATION, isMasking: false },
  subquery: { direct: IDENTITY, transformation: rankOf.SUBQUERY, isMasking: false },
} as const satisfies Record<string, Effect>;

/** The same for the same column and kind. */
export const inputKey = (input: Input): number => input.column.index * 16 + input.kind;

/** The same (column, kind) on two ways: the stronger transformation, the better confidence, masked only if both are. */
function merge(left: Input, right: Input): Input {
  if (
    left.transformation >= right.transformation &&
    left.confidence >= right.confidence &&
    (!left.isMasking || right.isMasking) &&
    (!left.isRepeated || right.isRepeated)
  )
    return left;
  return {
    ...(left.isRepeated && !right.isRepeated ? right : left),
    transformation: Math.max(left.transformation, right.transformation),
    confidence: Math.max(left.confidence, right.confidence),
    isMasking: left.isMasking && right.isMasking,
  };
}

export function distinctInputs(inputs: readonly Input[]): readonly Input[] {
  if (inputs.length < 2) return inputs;
  const byKey = new Map<number, Input>();
  for (const input of inputs) {
    const key = inputKey(input);
    const present = byKey.get(key);
    byKey.set(key, present === undefined ? input : merge(present, input));
  }
  return byKey.size === inputs.length ? inputs : [...byKey.values()];
}

/** All that flows into a value made of several; the one flow itself where only one is not empty. */
export function union(flows: readonly Flow[]): Flow {
  let only: Flow = noFlow;
  let count = 0;
  for (const flow of flows)
    if (flow !== only && (flow.inputs.length > 0 || flow.problems.length > 0)) {
      only = flow;
      count++;
    }
  if (count < 2) return only;
  const inputs: Input[] = [];
  const problems = new Set<Problem>();
  for (const flow of flows) {
    for (const input of flow.inputs) inputs.push(input);
    for (const problem of flow.problems) problems.add(problem);
  }
  return { inputs: distinctInputs(inputs), problems: problems.size === 0 ? noFlow.problems : [...problems] };
}

/** The flow after an effect: DIRECT inputs become at least as strong, INDIRECT ones stay what they are. */
export function through(effect: Effect, flow: Flow): Flow {
  const { inputs, problems } = flow;
  const [only] = inputs;
  if (only === undefined) return flow;
  if (inputs.length === 1) {
    const changed = affected(effect, only);
    return changed === only ? flow : { inputs: [changed], problems };
  }
  return { inputs: distinctInputs(inputs.map((input) => affected(effect, input))), problems };
}

function affected(effect: Effect, input: Input): Input {
  if (input.kind > AGGREGATION) return input;
  const kind = Math.max(input.kind, effect.direct) as InputKind;
  const transformation = Math.max(input.transformation, effect.transformation);
  const isMasking = input.isMasking || effect.isMasking;
  if (kind === input.kind && transformation === input.transformation && isMasking === input.isMasking)
    return input;
  const { column, confidence, start, end, isRepeated } = input;
  return { column, kind, transformation, isMasking, confidence, start, end, isRepeated };
}

/** What the flow is to a value it only steers: its DIRECT inputs become INDIRECT ones of this kind. */
export function steering(kind: IndirectKind, flow: Flow): Flow {
  if (flow.inputs.length === 0) return flow;
  const inputs = flow.inputs.map((input) => (input.kind > AGGREGATION ? input : { ...input, kind }));
  return { inputs: distinctInputs(inputs), problems: flow.problems };
}

/** The flow as seen by a reference at this place, less certain by `confidence`. */
export function referredAt(flow: Flow, start: number, end: number, confidence: number): Flow {
  const { inputs, problems } = flow;
  const [only] = inputs;
  if (inputs.length === 1 && only !== undefined)
    return { inputs: [placed(only, start, end, confidence)], problems };
  return { inputs: inputs.map((input) => placed(input, start, end, confidence)), problems };
}

function placed(input: Input, start: number, end: number, confidence: number): Input {
  return {
    column: input.column,
    kind: input.kind,
    transformation: input.transformation,
    isMasking: input.isMasking,
    confidence: input.confidence * confidence,
    start: input.start < 0 ? start : input.start,
    end: input.start < 0 ? end : input.end,
    isRepeated: input.isRepeated,
  };
}

export function isDirect(input: Input): boolean {
  return input.kind <= AGGREGATION;
}
