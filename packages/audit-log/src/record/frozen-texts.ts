/** Remembers the texts of frozen objects, as the same ones come with one call after the other. */
export class FrozenTexts<T extends object> {
  readonly #write: (object: T) => string;
  readonly #known = new Map<T, string>();

  constructor(write: (object: T) => string) {
    this.#write = write;
  }

  of(object: T): string {
    const known = this.#known.get(object);
    if (known !== undefined) return known;
    const text = this.#write(object);
    if (!Object.isFrozen(object)) return text;
    if (this.#known.size >= MOST_KNOWN) this.#known.clear();
    // Copied into one piece: what was put together of many is put together again each time that it is written.
    this.#known.set(object, Buffer.from(text).toString());
    return text;
  }
}

const MOST_KNOWN = 1000;
