/** What a generated SELECT is asked to be. */
import type { Random } from '../random.js';
import type { Output, ReadableTable } from './relations.js';

export interface SelectPlan {
  /** Joins of this SELECT and everything nested in it. */
  readonly joins: number;
  readonly columns: number;
  /** Levels of subqueries in FROM. */
  readonly depth: number;
  readonly hasLateral: boolean;
  /** `t.*` before the other columns. */
  readonly hasStar: boolean;
  /** Text length to fill up to with long CASE expressions. */
  readonly leastBytes: number;
  /** Names of the output, where another branch fixes them. */
  readonly names: readonly string[] | null;
  readonly indent: number;
}

export interface SelectContext {
  readonly tables: readonly ReadableTable[];
  readonly random: Random;
  readonly isQuoted: boolean;
  /** Whether the outermost list may hold unnamed expressions. */
  readonly allowsUnnamed: boolean;
  /** A CTE to read first. */
  readonly first?: { readonly name: string; readonly outputs: readonly Output[] };
}
