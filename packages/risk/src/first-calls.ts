/** Remembers which tools have run in this process: the last ones, so that invented names cannot fill the memory. */
export class FirstCalls {
  readonly #names = new Set<string>();

  isFirst(name: string): boolean {
    return !this.#names.has(name);
  }

  /** Called after a run: a denied call stays new. */
  ran(name: string): void {
    this.#names.delete(name);
    this.#names.add(name);
    if (this.#names.size <= CAPACITY) return;
    for (const oldest of this.#names) {
      this.#names.delete(oldest);
      return;
    }
  }
}

const CAPACITY = 1000;
