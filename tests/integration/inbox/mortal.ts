import type { StateStore } from '@attesta/core';

/** Something that can die at any of the points that it passes: nothing that it does or waits for comes back to the dead. */
export class Mortal {
  readonly #passed: string[] = [];
  readonly #lastPoint: number | undefined;
  readonly #die: (passed: readonly string[]) => void;
  #isDead = false;

  /**
   * @param lastPoint The number of the point at which it dies; undefined: at none.
   * @param die Called at that point with what it has passed, that point included. A real process ends itself here.
   */
  constructor(lastPoint?: number, die: (passed: readonly string[]) => void = () => {}) {
    this.#lastPoint = lastPoint;
    this.#die = die;
  }

  get passed(): readonly string[] {
    return this.#passed;
  }

  get isDead(): boolean {
    return this.#isDead;
  }

  kill(): void {
    this.#isDead = true;
  }

  /** A point at which it may die. */
  async pass(name: string): Promise<void> {
    if (!this.#isDead) {
      this.#passed.push(name);
      this.#isDead = this.#passed.length - 1 === this.#lastPoint;
      if (this.#isDead) this.#die(this.#passed);
    }
    if (this.#isDead) await new Promise<never>(() => {});
  }

  /** The function, with a point before and one after it. */
  around<A extends readonly unknown[], R>(
    name: string,
    work: (...args: A) => R | Promise<R>,
  ): (...args: A) => Promise<R> {
    return async (...args) => {
      await this.pass(`before ${name}`);
      const result = await work(...args);
      await this.pass(`after ${name}`);
      return result;
    };
  }

  /** Each operation with a point before and one after it, named after the operation and what kind of key it is for. */
  aroundStore(store: StateStore): StateStore {
    const at = <R>(operation: string, key: string, work: () => Promise<R>): Promise<R> =>
      this.around(`${operation} ${key.split('/').slice(0, -1).join('/')}`, work)();
    return {
      get: (key) => at('get', key, () => store.get(key)),
      compareAndSet: (key, version, value) => at('set', key, () => store.compareAndSet(key, version, value)),
      delete: (key, version) => at('delete', key, () => store.delete(key, version)),
      list: (prefix, options) => at('list', prefix, () => store.list(prefix, options)),
      watch: (key, version, options) => at('watch', key, () => store.watch(key, version, options)),
    };
  }
}
