/** A binary heap of numbers by key, smallest first; equal keys give the smaller value first. */
export class MinHeap {
  readonly #keys: number[] = [];
  readonly #values: number[] = [];

  /** O(log n). */
  push(key: number, value: number): void {
    let at = this.#keys.length;
    this.#keys.push(key);
    this.#values.push(value);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.#isBefore(at, parent)) return;
      this.#swap(at, parent);
      at = parent;
    }
  }

  /** The value of the smallest key; null when empty. O(log n). */
  pop(): number | null {
    const top = this.#values[0];
    if (top === undefined) return null;
    const last = this.#keys.length - 1;
    this.#swap(0, last);
    this.#keys.pop();
    this.#values.pop();
    for (let at = 0; ; ) {
      let least = at;
      for (const child of [2 * at + 1, 2 * at + 2])
        if (child < last && this.#isBefore(child, least)) least = child;
      if (least === at) return top;
      this.#swap(at, least);
      at = least;
    }
  }

  #isBefore(a: number, b: number): boolean {
    const [left = 0, right = 0] = [this.#keys[a], this.#keys[b]];
    return left < right || (left === right && (this.#values[a] ?? 0) < (this.#values[b] ?? 0));
  }

  #swap(a: number, b: number): void {
    for (const list of [this.#keys, this.#values]) {
      const [left = 0, right = 0] = [list[a], list[b]];
      list[a] = right;
      list[b] = left;
    }
  }
}
