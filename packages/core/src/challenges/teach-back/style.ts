import { isLight } from './words.js';

/**
 * What makes a text no explanation in a person's own words, whatever it is about; undefined when nothing does: too few words,
 * too many of them copied from the screen, one and the same again and again, or a list of words in place of sentences.
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
  return isList || longestRun(tokens, (token) => !isLight(token)) > MOST_HEAVY || broken(tokens) > 1
    ? 'a list of words'
    : undefined;
}

/** The tokens that do not stand in a run that is on the screen, too. */
function notCopied(tokens: readonly string[], screen: readonly string[]): readonly string[] {
  const runs = new Set(screen.slice(RUN - 1).map((_, start) => screen.slice(start, start + RUN).join(' ')));
  const starts = tokens.map((_, start) => runs.has(tokens.slice(start, start + RUN).join(' ')));
  return tokens.filter((_, index) => !starts.slice(Math.max(0, index - RUN + 1), index + 1).includes(true));
}

function longestRun(tokens: readonly string[], isPart: (token: string) => boolean): number {
  let run = 0;
  return tokens.reduce((longest, token) => {
    run = isPart(token) ? run + 1 : 0;
    return Math.max(longest, run);
  }, 0);
}

/** How often two words follow each other that cannot in a sentence: `the of`, `a in`. */
function broken(tokens: readonly string[]): number {
  return tokens.filter((token, index) => BROKEN.test(`${token} ${tokens[index + 1] ?? ''}`)).length;
}

/** So many tokens in the order of the screen are copied. */
const RUN = 4;
/** The least part of `minWords` that is the person's own. */
const LEAST_OWN = 0.7;
const LEAST_DIFFERENT = 0.6;
const LEAST_LIGHT = 0.2;
/** More words in a row without a light one are a list. */
const MOST_HEAVY = 7;
const BROKEN =
  /^(?:(?:the|a|an) (?:of|to|in|and|or|is|are|was|for|from|by|on|it|will|be|that|this|the|a|an|with|at)|(?:of|with|from|for|by) (?:of|to|and|or|is|are|will|be|with|by|for|in))$/;
