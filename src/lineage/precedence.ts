/**
 * Topological order with a fixed choice: of all that may come next the lowest number does (Kahn 1962 with a
 * heap). A cycle is broken at its lowest member and reported.
 */
export class Precedence {
  private readonly size: number;
  private readonly followers: Map<number, Set<number>> = new Map();
  private readonly waiting: Int32Array;

  constructor(size: number) {
    this.size = size;
    this.waiting = new Int32Array(size);
  }

  add(before: number, after: number): void {
    if (before === after) return;
    let set = this.followers.get(before);
    if (set === undefined) {
      set = new Set();
      this.followers.set(before, set);
    }
    if (set.has(after)) return;
    set.add(after);
    this.waiting[after] = (this.waiting[after] ?? 0) + 1;
  }

  /** Uses the instance up. */
  sort(): { readonly order: readonly number[]; readonly cycles: readonly (readonly number[])[] } {
    const order: number[] = [];
    const cycles: (readonly number[])[] = [];
    const done = new Uint8Array(this.size);
    const ready = new Heap();
    for (let place = 0; place < this.size; place++) if (this.waiting[place] === 0) ready.push(place);
    let lowest = 0;
    while (order.length < this.size) {
      let next = ready.pop();
      if (next === undefined) {
        while (done[lowest] === 1) lowest++;
        const cycle = this.cycleFrom(lowest, done);
        cycles.push(cycle);
        next = Math.min(...cycle);
      }
      if (done[next] === 1) continue;
      done[next] = 1;
      order.push(next);
      for (const follower of this.followers.get(next) ?? []) {
        const left = (this.waiting[follower] ?? 0) - 1;
        this.waiting[follower] = left;
        if (left === 0 && done[follower] === 0) ready.push(follower);
      }
    }
    return { order, cycles };
  }

  /** When nothing is ready, walking back from any waiting place to what it waits for meets a cycle. */
  private cycleFrom(start: number, done: Uint8Array): readonly number[] {
    const waitsFor = new Map<number, number>();
    for (const [before, afters] of this.followers) {
      if (done[before] === 1) continue;
      for (const after of afters)
        if (done[after] === 0 && before < (waitsFor.get(after) ?? this.size)) waitsFor.set(after, before);
    }
    const seen = new Map<number, number>();
    const path: number[] = [];
    let place = start;
    while (!seen.has(place)) {
      seen.set(place, path.length);
      path.push(place);
      place = waitsFor.get(place) ?? place;
    }
    return path.slice(seen.get(place)).toSorted((a, b) => a - b);
  }
}

/** A binary heap of numbers, lowest first. */
class Heap {
  private readonly items: number[] = [];

  push(item: number): void {
    const { items } = this;
    let at = items.length;
    items.push(item);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = items[parent] ?? 0;
      if (above <= item) break;
      items[at] = above;
      at = parent;
    }
    items[at] = item;
  }

  pop(): number | undefined {
    const { items } = this;
    const [top] = items;
    const last = items.pop();
    if (last === undefined || items.length === 0) return top;
    let at = 0;
    for (;;) {
      let child = at * 2 + 1;
      if (child >= items.length) break;
      if (child + 1 < items.length && (items[child + 1] ?? 0) < (items[child] ?? 0)) child++;
      const below = items[child] ?? 0;
      if (below >= last) break;
      items[at] = below;
      at = child;
    }
    items[at] = last;
    return top;
  }
}
