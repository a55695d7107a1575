import { factor, type WeightedFactor } from './factor.js';

/** A word that makes an argument risky. */
export interface RiskyWord {
  /** In lower case. */
  readonly text: string;
  /**
   * Where in the word the five letters begin that the search looks out for; -1 is whatever stands before the word. Chosen to
   * be rare in English, code and JSON.
   */
  readonly anchor: number;
  /** Matches the word where it counts; sticky. */
  readonly pattern: RegExp;
  readonly factor: WeightedFactor;
}

export const SENSITIVE_SCORE = 0.9;
export const NETWORK_SCORE = 0.5;

const SENSITIVE = 'sensitive word';
const SQL = 'SQL word';
const SHELL = 'shell command';
const ADDRESS = 'web address';

// What is not ASCII counts as blank here: no exotic space may take a command apart unseen. Each run of blanks is next to one
// word, so that walking over it keeps the search linear.

/** The words of the published scale, and where each counts. */
export const RISKY_WORDS: readonly RiskyWord[] = [
  word('prod', 0, SENSITIVE),
  word('secret', 0, SENSITIVE),
  word('password', 1, SENSITIVE),
  word('token', 0, SENSITIVE),
  word('credential', 5, SENSITIVE),
  word('.env', 0, SENSITIVE, /\.env(?!\w)/iy),
  word('key', -1, SENSITIVE, /(?<!\w)key(?!\w)/iy),
  word('drop', 0, SQL, /(?<!\w)drop(?!\w)/iy),
  word('delete', 1, SQL, /(?<!\w)delete(?!\w)/iy),
  word('truncate', 1, SQL, /(?<!\w)truncate(?!\w)/iy),
  word('alter', 0, SQL, /(?<!\w)alter(?!\w)/iy),
  word('sudo', 0, SHELL),
  word('-rf', -1, SHELL, /(?<=rm[\s\x80-\uffff]+)-rf/iy),
  word('chmod', 0, SHELL, /chmod[\s\x80-\uffff]+777/iy),
  word('http://', 2, ADDRESS),
  word('https://', 3, ADDRESS),
];

function word(text: string, anchor: number, kind: string, pattern: RegExp = new RegExp(text, 'iy')): RiskyWord {
  const score = kind === ADDRESS ? NETWORK_SCORE : SENSITIVE_SCORE;
  return { text, anchor, pattern, factor: factor('arguments', score, `${kind} "${text}"`) };
}
