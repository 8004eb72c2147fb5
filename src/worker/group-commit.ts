/** Collects items that arrive while a commit is under way and writes them together in the next one. */
export class GroupCommit<Item, Result> {
  readonly #write: (items: readonly Item[]) => Promise<Result>;
  readonly #mostItems: number;
  #waiting: {
    readonly item: Item;
    readonly resolve: (r: Result) => void;
    readonly reject: (e: unknown) => void;
  }[] = [];
  #isWriting = false;

  constructor(mostItems: number, write: (items: readonly Item[]) => Promise<Result>) {
    this.#mostItems = mostItems;
    this.#write = write;
  }

  /** Resolves with the result of the commit the item went with. */
  add(item: Item): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject });
      if (!this.#isWriting) void this.#drain();
    });
  }

  async #drain(): Promise<void> {
    this.#isWriting = true;
    while (this.#waiting.length > 0) {
      const group = this.#waiting.splice(0, this.#mostItems);
      try {
        const result = await this.#write(group.map(({ item }) => item));
        for (const { resolve } of group) resolve(result);
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    this.#isWriting = false;
  }
}
