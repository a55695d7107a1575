import { RE2JS, RE2Set } from 're2js';

/** A pattern that searches text in linear time. */
export interface Pattern {
  /** How many characters it searches: what is longer counts as found. */
  readonly reach: number;
  /** Whether it is found in the text, without case; `^` and `$` stand at the ends of lines. */
  isIn(text: string): boolean;
  /** Whether it is the whole text. */
  isWhole(text: string): boolean;
}

/**
 * Compiles a pattern for RE2, which never backtracks: time is bounded by its size times the length of the text, and both are
 * bounded here.
 *
 * @throws SyntaxError that says why the pattern is refused.
 */
export function compilePattern(source: string): Pattern {
  if (source.length > LONGEST) throw new SyntaxError(`must have at most ${LONGEST} characters`);
  const compiled = compiledBy(source);
  const size = compiled.programSize();
  if (size > LARGEST) throw new SyntaxError(`is too large (${size} steps, of ${LARGEST}): count less, or split it`);
  if (compiled.test('')) throw new SyntaxError('is found in the empty text, and so in every action');
  const set = new RE2Set(RE2Set.UNANCHORED, FLAGS, CACHE_BYTES);
  set.add(source);
  set.compile();
  return Object.freeze({
    reach: Math.floor(STEPS / size),
    isIn: (text) => set.match(text).length > 0,
    isWhole: (text) => compiled.testExact(text),
  } satisfies Pattern);
}

function compiledBy(source: string): RE2JS {
  try {
    return RE2JS.compile(source, FLAGS);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new SyntaxError(`must be an RE2 pattern, which has no lookaround and no backreference (${why})`);
  }
}

const FLAGS = RE2JS.CASE_INSENSITIVE | RE2JS.MULTILINE;
const LONGEST = 500;
const LARGEST = 250;
/** Steps of one search, of 30 ns each at most: up to 30 ms, whatever the pattern and the text. */
const STEPS = 1_000_000;
// A pattern that makes a state with each step, such as `[ab]*a[ab]{200}c`, makes them until the cache is full. Only then does the
// search go on without states. Filling the default of 8 MB takes 120 ms of a first search, filling this takes 2 ms.
const CACHE_BYTES = 100_000;
