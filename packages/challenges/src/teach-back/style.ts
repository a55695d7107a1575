import { isLight, setOf, stem, wordsOf } from './words.js';

/** What stands between blanks, quotes and brackets in a text that was folded: `table_a` is one. */
function tokensOf(folded: string): readonly string[] {
  return folded.match(/[\p{L}\p{N}](?:[^\s"()[\]{},;!?]*[\p{L}\p{N}])?/gu) ?? [];
}

/**
 * What makes a text no explanation in a person's own words, whatever it is about; undefined when nothing does: too few words,
 * too few that are not on the screen, the same ones again and again, or a list of words in place of sentences.
 *
 * @param folded The text.
 * @param screen What the person has before their eyes, likewise.
 */
export function faultOfStyle(folded: string, screen: string, minWords: number): string | undefined {
  const tokens = tokensOf(folded);
  if (tokens.length < minWords) return 'too few words';
  const shown = new Set([...wordsOf(screen), ...LABELS].map(stem));
  const isOwn = (word: string): boolean => /\p{L}/u.test(word) && !shown.has(stem(word));
  const own = new Set(wordsOf(folded).filter(isOwn));
  const ownTokens = tokens.filter((token) => wordsOf(token).some(isOwn));
  const isCopied = own.size < LEAST_OWN || ownTokens.length < tokens.length * LEAST_OWN_PART;
  if (isCopied || [...own].filter((word) => !isLight(word))[0] === undefined) return 'copied from the screen';
  if (new Set(tokens).size < Math.min(tokens.length, 40) * LEAST_DIFFERENT) return 'says the same again and again';
  const light = tokens.filter(isLight);
  const isList = light.length < tokens.length * LEAST_LIGHT || new Set(light).size < 4;
  return isList || longestRunOf(tokens) > MOST_HEAVY || tokens.some(isBroken) ? 'a list of words' : undefined;
}

/** How many words follow each other without one that holds them together. */
function longestRunOf(tokens: readonly string[]): number {
  let run = 0;
  return Math.max(...tokens.map((token) => (run = isLight(token) ? 0 : run + 1)));
}

/** Whether a word is followed by one that cannot follow it in a sentence: `the of`, `be will`, `that that`. */
function isBroken(token: string, index: number, tokens: readonly string[]): boolean {
  return BROKEN.test(`${token} ${tokens[index + 1]}`);
}

/** What a screen says besides. */
const LABELS = setOf('low medium high critical risk action agent environment arguments string number');
/** Different words that are not on the screen, and their part in all. */
const LEAST_OWN = 5;
const LEAST_OWN_PART = 0.25;
const LEAST_DIFFERENT = 0.6;
const LEAST_LIGHT = 0.2;
const MOST_HEAVY = 7;
/** Small words that none of the others in the list can follow. */
const LINKS = 'of|to|in|with|from|for|by|is|are|will|and';
const BROKEN = new RegExp(
  `^(?:(?:the|an?|your|our|its|their) (?:${LINKS}|or|was|on|it|be|that|this|the|at|what|how|do)|(?:of|with|from|for|by|at) (?:${LINKS}|or|be|do)|(?:in|on) (?:of|is|are|will|be|with|from)|to (?:${LINKS})|will (?:${LINKS}|the|this|that|an?|on|what)|(?:is|are|be) (?:be|will|is|are|of|and|do)|(?:this|it) (?:of|the|it|be|a)|and (?:of|and)|what (?:of|to|at|on|this)|(?:how|much|least|own|do) (?:is|of|and|do|how|will|your|own|least)|(.+) \\1)$`,
);
