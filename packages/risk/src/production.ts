import { partsOf } from './names/split-name.js';

const WORDS = ['production', 'prod', 'prd', 'live', 'mainnet'];

/** Keys whose value says where a call acts. */
const PLACES: ReadonlySet<string> = new Set(
  `env environment stage namespace ns account host hostname cluster context server database db project instance target profile tenant
   workspace dsn connection url uri endpoint region subscription organization site app application service deployment network
   branch base ref catalog schema warehouse resource arn accountid projectid instanceid clusterid vpc stack function kubeconfig
   path destination bucket container vault zone`.match(/\w+/g),
);

/** Tells production from other places, by whole words. */
export class Production {
  readonly #words: ReadonlySet<string>;

  constructor(own: readonly string[] = []) {
    this.#words = new Set([...WORDS, ...own.map((word) => word.toLowerCase())]);
  }

  /** Whether a string has a word that means production: `eu-prod-2`, `PRODUCTION`; no `product`. */
  isIn(text: string): boolean {
    if (text.length > LONGEST) return false;
    return (
      partsOf(text).some((words) => words.some((word) => this.#words.has(word))) || this.#words.has(text.toLowerCase())
    );
  }

  /** Whether a key says where a call acts. */
  isPlace(words: readonly string[]): boolean {
    const last = words.at(-1) ?? '';
    return PLACES.has(last) || ((last === 'id' || last === 'name') && PLACES.has(words.at(-2) ?? ''));
  }
}

/** Characters: names of places are no longer. */
const LONGEST = 2000;
