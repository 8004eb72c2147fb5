/** Evidence for what a column means, and how it is combined: noisy-or (Pearl 1988, §4.3.2) with a report rule. */

export const semanticSignals = [
  'HEAD_TOKEN',
  'OTHER_TOKEN',
  'WHOLE_NAME',
  'TYPE',
  'KEY_MEMBERSHIP',
  'FIRST_COLUMN',
  'FIRST_COLUMN_ELSEWHERE',
  'TABLE_TOKEN',
  'COMMENT',
  'CONVENTION',
  'SIBLINGS',
  'TYPE_CONTRADICTION',
] as const;
export type SemanticSignal = (typeof semanticSignals)[number];

/** Weights of the signals; a convention weighs what its lower bound is. */
export const signalWeights: Readonly<Record<Exclude<SemanticSignal, 'CONVENTION'>, number>> = {
  HEAD_TOKEN: 0.6,
  OTHER_TOKEN: 0.3,
  WHOLE_NAME: 0.7,
  TYPE: 0.3,
  KEY_MEMBERSHIP: 0.7,
  FIRST_COLUMN: 0.35,
  FIRST_COLUMN_ELSEWHERE: 0.5,
  TABLE_TOKEN: 0.3,
  COMMENT: 0.3,
  SIBLINGS: 0.2,
  /** A factor on the confidence, not a term of it. */
  TYPE_CONTRADICTION: 0.3,
};

export interface SemanticEvidence {
  readonly signal: SemanticSignal;
  /** What was seen: the word, type or table. */
  readonly text: string;
  readonly weight: number;
}

export interface SemanticCandidate<T extends string> {
  readonly value: T;
  readonly confidence: number;
  readonly evidence: readonly SemanticEvidence[];
}

/** Signals of the name, beside which alone a type counts. */
const nameSignals: ReadonlySet<SemanticSignal> = new Set([
  'HEAD_TOKEN',
  'OTHER_TOKEN',
  'WHOLE_NAME',
  'TABLE_TOKEN',
]);

/** Collects evidence by value. A signal counts once per value and text. */
export class EvidenceBook<T extends string> {
  readonly #byValue = new Map<T, SemanticEvidence[]>();

  add(
    value: T,
    signal: SemanticSignal,
    text: string,
    weight = signal === 'CONVENTION' ? 0 : signalWeights[signal],
  ): void {
    const list = this.#byValue.get(value) ?? [];
    if (list.length === 0) this.#byValue.set(value, list);
    if (!list.some((each) => each.signal === signal && each.text === text))
      list.push({ signal, text, weight });
  }

  values(): readonly T[] {
    return [...this.#byValue.keys()];
  }

  hasNameSignal(value: T): boolean {
    return (this.#byValue.get(value) ?? []).some(({ signal }) => nameSignals.has(signal));
  }

  /** All values with evidence, most confident first, then in the order of their names. */
  candidates(): readonly SemanticCandidate<T>[] {
    return [...this.#byValue]
      .map(([value, evidence]) => ({ value, confidence: confidenceOf(evidence), evidence }))
      .sort((left, right) => right.confidence - left.confidence || (left.value < right.value ? -1 : 1));
  }
}

/** 1 − Π(1 − wᵢ), times 0.3 where a type contradicts. */
export function confidenceOf(evidence: readonly SemanticEvidence[]): number {
  let doubt = 1;
  let factor = 1;
  for (const { signal, weight } of evidence) {
    if (signal === 'TYPE_CONTRADICTION') factor *= weight;
    else doubt *= 1 - weight;
  }
  return (1 - doubt) * factor;
}

export const reportFrom = 0.5;
export const reportMargin = 0.1;

/** The best candidate if it reaches 0.5 and leads the second by 0.1, else null. */
export function reported<T extends string>(
  candidates: readonly SemanticCandidate<T>[],
): SemanticCandidate<T> | null {
  const [best, second] = candidates;
  if (best === undefined || best.confidence < reportFrom) return null;
  // Differences of products of decimals: a lead of 0.1 must not fail by the last bit.
  return best.confidence - (second?.confidence ?? 0) >= reportMargin - 1e-9 ? best : null;
}
