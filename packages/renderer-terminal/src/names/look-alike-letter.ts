import { resembles } from '@attesta/core/authoring';

/** The ASCII letter or digit that a character looks like; undefined for other characters and for everyday letters (`ø`). */
export function letterLike(character: string): string | undefined {
  if (isEveryday(character)) return undefined;
  if (!found.has(character)) {
    if (found.size >= MOST) found.clear();
    found.set(
      character,
      [...LETTERS].find((letter) => resembles(character, letter)),
    );
  }
  return found.get(character);
}

/** A character by its number, an ASCII one as it is: `U+043E`, `"1"`. */
export function codeOf(character: string): string {
  if (/^[ -~]$/.test(character)) return `"${character}"`;
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** A character, and the ASCII letter that it looks like. */
export function described(character: string): string {
  const letter = letterLike(character);
  return letter === undefined ? codeOf(character) : `${codeOf(character)} looks like "${letter}"`;
}

/** The letters of European languages in Latin-1 and Latin Extended-A; the dotless i and the long s are traps. */
function isEveryday(character: string): boolean {
  return character >= '\u00c0' && character <= '\u017e' && character !== '\u0131';
}

const found = new Map<string, string | undefined>();
const MOST = 1_000;
const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';
