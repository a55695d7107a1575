import { resembles } from '@attesta/core/challenges';

/** A name that another one could be taken for, and how it is known. */
export interface Resembled {
  readonly name: string;
  readonly isGiven: boolean;
}

/** The names that were given as known, and the last ones that were on the screen. */
export class KnownNames {
  readonly #given: ReadonlySet<string>;
  /** By what they look like where they are ASCII, in which most names are; the others are few, and compared one by one. */
  readonly #ascii = new Map<string, Set<string>>();
  readonly #others = new Set<string>();
  readonly #seen = new Set<string>();

  constructor(given: readonly string[] = []) {
    this.#given = new Set(given);
    for (const name of given) this.#file(name);
  }

  /** From now on `name` was seen. The one that was seen first is forgotten where there are too many. */
  see(name: string): void {
    if (name.length < LEAST || this.#given.has(name)) return;
    this.#seen.delete(name);
    this.#seen.add(name);
    this.#file(name);
    const [first] = this.#seen;
    if (this.#seen.size > MOST && first !== undefined) this.#forget(first);
  }

  /** A known name that `name` is not, but could be taken for. */
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

/** Case alone makes no other name. */
function isAnother(name: string, known: string): boolean {
  return name.toLowerCase() !== known.toLowerCase();
}

/** What an ASCII name looks like; at least as coarse as `resembles`. */
function skeletonOf(name: string): string {
  return name.toLowerCase().replace(/\s/g, '').replaceAll('0', 'o').replace(/[1i|]/g, 'l').replaceAll('m', 'rn');
}

const ASCII = /^[ -~]*$/;
/** Shorter ones are too often like each other by chance. */
const LEAST = 3;
const MOST = 500;
