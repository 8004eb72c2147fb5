/** How well two columns correspond: a weighted mean of the parts that both sides know. */
import type { KeyMembership } from '../semantics/described.js';
import { relation, type TypeRelation } from '../types/relation.js';
import { nameScore } from './names.js';
import type { SideColumn, Sides, SideTable } from './side.js';

export const matchParts = ['NAME', 'TYPE', 'MEANING', 'TABLE', 'POSITION', 'KEY', 'COMMENT'] as const;
export type MatchPart = (typeof matchParts)[number];

export const partWeights: Readonly<Record<MatchPart, number>> = {
  NAME: 0.35,
  TYPE: 0.2,
  MEANING: 0.15,
  TABLE: 0.15,
  POSITION: 0.1,
  KEY: 0.05,
  COMMENT: 0.15,
};

export interface MatchReason {
  readonly part: MatchPart;
  /** In [0, 1]. */
  readonly score: number;
  /** Weight among the parts that are known; those of a match sum to 1. */
  readonly weight: number;
}

const typeScores: Readonly<Record<TypeRelation, number>> = {
  IDENTICAL: 1,
  EQUIVALENT: 1,
  WIDENING: 0.8,
  NARROWING: 0.8,
  LOSSY: 0.4,
  UNKNOWN: 0.5,
  INCOMPATIBLE: 0,
};

/** Scores pairs of columns of two prepared sides. Remembers names and types it has compared. */
export class ColumnScorer {
  readonly #sides: Sides;
  readonly #names = new Map<string, number>();
  readonly #relations = new Map<string, TypeRelation>();

  readonly #knownKeys: readonly KeyMembership[];

  constructor(sides: Sides) {
    this.#sides = sides;
    this.#knownKeys = [...sides.left.knownKeys].filter((kind) => sides.right.knownKeys.has(kind));
  }

  tableName(left: SideTable, right: SideTable): number {
    return nameScore(left.name, right.name, this.#sides.tableWeights);
  }

  columnName(left: SideColumn, right: SideColumn): number {
    const key = `${left.name.text}/${right.name.text}`;
    const known = this.#names.get(key);
    if (known !== undefined) return known;
    const score = nameScore(left.name, right.name, this.#sides.columnWeights);
    this.#names.set(key, score);
    return score;
  }

  typeRelation(left: SideColumn, right: SideColumn): TypeRelation {
    const key = `${left.typeKey} → ${right.typeKey}`;
    const known = this.#relations.get(key);
    if (known !== undefined) return known;
    const found = relation(left.column.type, right.column.type);
    this.#relations.set(key, found);
    return found;
  }

  /** Parts both sides know, with their weights scaled to a sum of 1. `table` is the score of the tables' names. */
  reasons(left: SideColumn, right: SideColumn, table: number, longer: number): readonly MatchReason[] {
    const known = matchParts.flatMap((part) => {
      const score = this.#part(part, left, right, table, longer);
      return score === null ? [] : [{ part, score }];
    });
    const total = known.reduce((sum, { part }) => sum + partWeights[part], 0);
    return known.map(({ part, score }) => ({ part, score, weight: partWeights[part] / total }));
  }

  /** The weighted mean of the reasons. */
  score(left: SideColumn, right: SideColumn, table: number, longer: number): number {
    let sum = 0;
    let total = 0;
    for (const part of matchParts) {
      const score = this.#part(part, left, right, table, longer);
      if (score === null) continue;
      sum += partWeights[part] * score;
      total += partWeights[part];
    }
    return sum / total;
  }

  #part(part: MatchPart, left: SideColumn, right: SideColumn, table: number, longer: number): number | null {
    switch (part) {
      case 'NAME':
        return this.columnName(left, right);
      case 'TYPE':
        return typeScores[this.typeRelation(left, right)];
      case 'MEANING':
        return meaningScore(left, right);
      case 'TABLE':
        return table;
      case 'POSITION':
        return 1 - Math.abs(left.rank - right.rank) / Math.max(1, longer - 1);
      case 'KEY':
        return this.#keyScore(left, right);
      case 'COMMENT':
        return this.#commentScore(left, right);
    }
  }

  /** Agreement over the kinds of keys both sides declare at all; null where there is none. */
  #keyScore({ column: left }: SideColumn, { column: right }: SideColumn): number | null {
    const known = this.#knownKeys;
    if (known.length === 0) return null;
    const agrees = (kind: KeyMembership): boolean => left.keys.includes(kind) === right.keys.includes(kind);
    return known.filter(agrees).length / known.length;
  }

  #commentScore({ column: left }: SideColumn, { column: right }: SideColumn): number | null {
    if (left.comment === null || right.comment === null) return null;
    return this.#sides.comments.score(left.comment, right.comment);
  }
}

/** Agreement of role and domain, over those both columns have; null where neither can be compared. */
function meaningScore({ semantics: left }: SideColumn, { semantics: right }: SideColumn): number | null {
  if (left === null || right === null) return null;
  const compared: boolean[] = [];
  if (left.role !== null && right.role !== null) compared.push(left.role === right.role);
  if (left.domain !== null && right.domain !== null) compared.push(left.domain === right.domain);
  return compared.length === 0 ? null : compared.filter(Boolean).length / compared.length;
}
