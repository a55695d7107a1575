import { resembles } from '@attesta/core/authoring';

/** A known name that another one could be mistaken for. */
export interface Resembled {
  readonly name: string;
  readonly isGiven: boolean;
}

/** The given names, and the last names that were on the screen. */
export class KnownNames {
  readonly #given: ReadonlySet<string>;
  /** ASCII names by their skeleton. Most names are ASCII; the few others are compared one by one. */
  readonly #ascii = new Map<string, Set<string>>();
  readonly #others = new Set<string>();
  readonly #seen = new Set<string>();

  constructor(given: readonly string[] = []) {
    this.#given = new Set(given);
    for (const name of given) this.#file(name);
  }

  /** Remembers `name` as seen, and forgets the oldest one beyond the limit. */
  see(name: string): void {
    if (name.length < LEAST || this.#given.has(name)) return;
    this.#seen.delete(name);
    this.#seen.add(name);
    this.#file(name);
    const [first] = this.#seen;
    if (this.#seen.size > MOST && first !== undefined) this.#forget(first);
  }

  /** The known name that `name` could be mistaken for. */
  resembling(name: string): Resembled | undefined {
    if (name.length < LEAST || this.#given.has(name)) return undefined;
    const candidates = ASCII.test(name)
      ? [...(this.#ascii.get(skeletonOf(name)) ?? []), ...this.#others]
      : [...this.#given, ...this.#seen];
    const found = candidates.filter((known) => isAnother(name, known) && resembles(name, known));
    const best = found.find((known) => this.#given.has(known)) ?? found[0];
    return best === undefined ? undefined : { name: best, isGiven: this.#given.has(best) };
  }

  #file(name: string): void {
    if (!ASCII.test(name)) {
      this.#others.add(name);
      return;
    }
    const key = skeletonOf(name);
    this.#ascii.set(key, (this.#ascii.get(key) ?? new Set()).add(name));
  }

  #forget(name: string): void {
    this.#seen.delete(name);
    this.#others.delete(name);
    const key = skeletonOf(name);
    const alike = this.#ascii.get(key);
    alike?.delete(name);
    if (alike?.size === 0) this.#ascii.delete(key);
  }
}

/** Names that differ in case only are the same name. */
function isAnother(name: string, known: string): boolean {
  return name.toLowerCase() !== known.toLowerCase();
}

/** The skeleton of an ASCII name: look-alikes have the same one. At least as coarse as `resembles`. */
function skeletonOf(name: string): string {
  return name.toLowerCase().replace(/\s/g, '').replaceAll('0', 'o').replace(/[1i|]/g, 'l').replaceAll('m', 'rn');
}

const ASCII = /^[ -~]*$/;
/** Shorter ones are too often like each other by chance. */
const LEAST = 3;
const MOST = 500;
