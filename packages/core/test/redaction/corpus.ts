import { readFileSync } from 'node:fs';
import type { ArgumentValue } from '../../src/index.js';

/** One value of the corpus, and how it must be shown: `MASK` is in the place of each secret. */
export interface CorpusCase {
  readonly kind: string;
  /** As it is in the file. */
  readonly written: string;
  readonly value: ArgumentValue;
  readonly shown: ArgumentValue;
}

/** What a mask is compared as. */
const MASK = '<mask>';

/**
 * The values of a file. `{A:36}` is 36 characters of an alphabet, the same ones in each run; what is between « and » is secret.
 * So no credential is written anywhere.
 */
export function corpusOf(file: string): readonly CorpusCase[] {
  const kinds: Record<string, readonly ArgumentValue[]> = JSON.parse(
    readFileSync(new URL(`corpus/${file}.json`, import.meta.url), 'utf8'),
  );
  return Object.entries(kinds).flatMap(([kind, values]) =>
    values.map((value) => {
      const written = JSON.stringify(value);
      const filled = withStrings(value, (text) =>
        text.replace(PLACE, (_place, alphabet, length) => drawn(alphabet, length)),
      );
      return {
        kind,
        written,
        value: withStrings(filled, (text) => text.replace(/[«»]/g, '')),
        shown: withStrings(filled, (text) => text.replace(/«[^»]*»/g, MASK)),
      };
    }),
  );
}

/** A value with `MASK` in the place of each mask in it. */
export function unmasked(value: ArgumentValue): ArgumentValue {
  return withStrings(value, (text) => text.replace(/<redacted \w+, \d+ long, [0-9a-f]{12}>/g, MASK));
}

function withStrings(value: ArgumentValue, change: (text: string) => string): ArgumentValue {
  return JSON.parse(JSON.stringify(value), (_key, item: unknown) => (typeof item === 'string' ? change(item) : item));
}

/** Characters of an alphabet, each kind of character among the first ones. */
function drawn(name: string, length: string): string {
  const alphabet = ALPHABETS[name] ?? '';
  let text = '';
  for (; text.length < Number(length); state = (state * 48_271) % 2_147_483_647)
    text += alphabet[state % alphabet.length];
  return text;
}

let state = 42;
const PLACE = /\{([A-Za-z]):(\d+)\}/g;
const DIGITS = '0123456789';
const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const UPPER = LOWER.toUpperCase();
const ALPHABETS: Readonly<Record<string, string>> = {
  A: `${DIGITS}${UPPER}${LOWER}`,
  a: `${DIGITS}${LOWER}`,
  U: `${DIGITS}${UPPER}`,
  D: DIGITS,
  H: `${DIGITS}abcdef`,
  B: `${DIGITS}${UPPER}${LOWER}+/`,
  W: `${DIGITS}${UPPER}${LOWER}-_`,
};
