/** Numbers in the order of their times, equal times by the smaller number: a binary heap (Williams 1964). */

export class TimeHeap {
  private readonly items: number[] = [];
  private readonly times: Float64Array;

  /** `times` is read by item, and an item's time stays while it lies in the heap. */
  constructor(times: Float64Array) {
    this.times = times;
  }

  push(item: number): void {
    const { items } = this;
    let at = items.push(item) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (!this.isBefore(item, items[above] ?? 0)) break;
      items[at] = items[above] ?? 0;
      at = above;
    }
    items[at] = item;
  }

  pop(): number | undefined {
    const { items } = this;
    const first = items[0];
    const last = items.pop();
    if (last === undefined || items.length === 0) return first;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= items.length) break;
      if (below + 1 < items.length && this.isBefore(items[below + 1] ?? 0, items[below] ?? 0)) below++;
      if (!this.isBefore(items[below] ?? 0, last)) break;
      items[at] = items[below] ?? 0;
      at = below;
    }
    items[at] = last;
    return first;
  }

  private isBefore(left: number, right: number): boolean {
    const difference = (this.times[left] ?? 0) - (this.times[right] ?? 0);
    return difference < 0 || (difference === 0 && left < right);
  }
}
