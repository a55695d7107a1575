/** The first of many findings, and how many there were. */
export class Findings<T> {
  readonly #first: T[] = [];
  readonly #most: number;
  #count = 0;

  constructor(most: number) {
    this.#most = most;
  }

  add(finding: T): void {
    this.#count += 1;
    if (this.#first.length < this.#most) this.#first.push(finding);
  }

  get count(): number {
    return this.#count;
  }

  get first(): readonly T[] {
    return Object.freeze([...this.#first]);
  }
}
