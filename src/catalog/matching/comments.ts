/** How alike two comments are: BM25 (Robertson and Zaragoza 2009), as a share of what a comment scores itself. */
import { tokensOf } from '../tokens.js';

const k1 = 1.2;
const b = 0.75;

export class CommentScores {
  readonly #documents = new Map<string, number>();
  #count = 0;
  #length = 0;

  /** The comments of both sides: what is rare among them weighs most. */
  constructor(comments: Iterable<string>) {
    for (const comment of comments) {
      const tokens = tokensOf(comment);
      this.#count += 1;
      this.#length += tokens.length;
      for (const token of new Set(tokens)) this.#documents.set(token, (this.#documents.get(token) ?? 0) + 1);
    }
  }

  /** In [0, 1], 1 for equal comments. Symmetric: the mean of both directions. */
  score(left: string, right: string): number {
    const [l, r] = [tokensOf(left), tokensOf(right)];
    const [ownLeft, ownRight] = [this.#bm25(l, l), this.#bm25(r, r)];
    if (ownLeft === 0 || ownRight === 0) return 0;
    return (Math.min(1, this.#bm25(l, r) / ownLeft) + Math.min(1, this.#bm25(r, l) / ownRight)) / 2;
  }

  #bm25(query: readonly string[], document: readonly string[]): number {
    const length = k1 * (1 - b + (b * document.length) / (this.#length / this.#count || 1)) || k1;
    let score = 0;
    for (const token of new Set(query)) {
      const frequency = document.filter((each) => each === token).length;
      const known = this.#documents.get(token) ?? 0;
      const idf = Math.log(1 + (this.#count - known + 0.5) / (known + 0.5));
      score += (idf * frequency * (k1 + 1)) / (frequency + length);
    }
    return score;
  }
}
