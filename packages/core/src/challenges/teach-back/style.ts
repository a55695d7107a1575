import { isLight } from './words.js';

/** What stands between blanks, quotes and brackets in a text that was folded: `table_a` is one. */
export function tokensOf(folded: string): readonly string[] {
  return folded.match(/[\p{L}\p{N}](?:[^\s"()[\]{},;!?]*[\p{L}\p{N}])?/gu) ?? [];
}

/**
 * What makes a text no explanation in a person's own words, whatever it is about; undefined when nothing does: too few words,
 * too many of them copied from the screen, the same ones again and again, or a list of words in place of sentences.
 */
export function faultOfStyle(
  tokens: readonly string[],
  screen: readonly string[],
  minWords: number,
): string | undefined {
  if (tokens.length < minWords) return 'too few words';
  const own = notCopied(tokens, screen);
  const light = own.filter(isLight);
  if (own.length < Math.max(minWords * LEAST_OWN, tokens.length / 2)) return 'copied from the screen';
  if (new Set(tokens).size < Math.min(tokens.length, 40) * LEAST_DIFFERENT) return 'says the same again and again';
  const isList = light.length < tokens.length * LEAST_LIGHT || new Set(light).size < 4;
  return isList || longestRunOf(tokens) > MOST_HEAVY || broken(tokens) > 1 ? 'a list of words' : undefined;
}

/** The tokens that do not stand in a run that is on the screen, too. */
function notCopied(tokens: readonly string[], screen: readonly string[]): readonly string[] {
  const runs = new Set(screen.slice(RUN - 1).map((_, start) => screen.slice(start, start + RUN).join(' ')));
  const starts = tokens.map((_, start) => runs.has(tokens.slice(start, start + RUN).join(' ')));
  return tokens.filter((_, index) => !starts.slice(Math.max(0, index - RUN + 1), index + 1).includes(true));
}

/** How many words follow each other without one that holds them together. */
function longestRunOf(tokens: readonly string[]): number {
  let run = 0;
  return Math.max(...tokens.map((token) => (run = isLight(token) ? 0 : run + 1)));
}

/** How often two words follow each other that cannot in a sentence: `the of`, `a in`. */
function broken(tokens: readonly string[]): number {
  return tokens.filter((token, index) => BROKEN.test(`${token} ${tokens[index + 1]}`)).length;
}

/** So many tokens in the order of the screen are copied. */
const RUN = 4;
/** The least part of `minWords` that is the person's own. */
const LEAST_OWN = 0.7;
const LEAST_DIFFERENT = 0.6;
const LEAST_LIGHT = 0.2;
const MOST_HEAVY = 7;
const BROKEN =
  /^(?:(?:the|an?) (?:of|to|in|and|or|is|are|was|for|from|by|on|it|will|be|that|this|the|an?|with|at)|(?:of|with|from|for|by) (?:of|to|and|or|is|are|will|be|with|by|for|in))$/;
