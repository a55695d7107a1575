import { isLight, wordsOf } from '@attesta/core/authoring';
import { isVerdict, isVerdictHint, occurrences, type Span } from './hint.js';
import { isNegation } from './negation.js';
import { type Reading, readAnswer } from './reading.js';

/** What decides whether an answer is right. */
export interface AnswerKey {
  /** The question as the person read it. */
  readonly question: string;
  readonly answerHints: readonly string[];
  readonly rejectHints?: readonly string[] | undefined;
}

/**
 * Whether an answer is right: it says one of the hints, in whole words, and neither denies it nor takes it from the
 * question, says no rejected hint, and is no mere list of catchwords.
 *
 * A guard against guessing and reflexes, not a judge of language. Linear in the answer.
 *
 * @example isRightAnswer('You would lose data.', { question: 'What can go wrong?', answerHints: ['lose data'] }) // true
 */
export function isRightAnswer(answer: string, { question, answerHints, rejectHints = [] }: AnswerKey): boolean {
  if (answer.length > LONGEST_ANSWER) return false;
  const reading = readAnswer(answer);
  if (answerHints.some((hint) => isVerdictHint(hint) && isVerdict(hint, reading))) return true;
  const hints = answerHints.filter((hint) => !isVerdictHint(hint)).map((hint) => wordsOf(hint));
  const found = hints.map((hint) => occurrences(reading.words, hint));
  if (isUnsure(reading) || isCatchwords(reading, hints) || isDump(reading, found)) return false;
  if (rejectHints.some((hint) => occurrences(reading.words, wordsOf(hint)).some((span) => isSaid(reading, span))))
    return false;
  const asked = wordsOf(question);
  return hints.some((hint, index) => {
    const spans = found[index] ?? [];
    // Said once and denied once is not said.
    return spans.length > 0 && spans.every((span) => isSaid(reading, span)) && occurrences(asked, hint).length === 0;
  });
}

function isSaid(reading: Reading, { start, stop }: Span): boolean {
  return !reading.isNegated(start, stop);
}

function isUnsure({ words }: Reading): boolean {
  return UNSURE.some((phrase) => occurrences(words, phrase).length > 0);
}

/** Whether an answer is a heap of words, or a list of short items of which most miss: thrown in the hope that one fits. */
function isCatchwords({ words, pieces }: Reading, hints: readonly (readonly string[])[]): boolean {
  if (words.length >= 8 && !words.some((word) => isLight(word) || isNegation(word))) return true;
  if (pieces.length < 5 || pieces.some((piece) => piece.length > 4)) return false;
  const fitting = pieces.filter((piece) => hints.some((hint) => occurrences(piece, hint).length > 0));
  return fitting.length * 2 < pieces.length;
}

/** Whether an answer says all the hints, or most of them, instead of one thing in a person's own words. */
function isDump({ words }: Reading, found: readonly (readonly Span[])[]): boolean {
  const spans = apart(found.flat());
  if (spans.length > Math.min(Math.max(3, found.length / 2), MOST_HINTS)) return true;
  if (spans.length < 2 || found.some((each) => each.length === 0)) return false;
  const covered = spans.reduce((sum, { start, stop }) => sum + stop - start, 0);
  return spans.length >= 3 || covered + 1 >= words.length;
}

/** The spans that do not overlap, the first ones first. */
function apart(spans: readonly Span[]): readonly Span[] {
  let end = 0;
  return [...spans]
    .sort((a, b) => a.start - b.start || b.stop - a.stop)
    .filter(({ start, stop }) => {
      if (start < end) return false;
      end = stop;
      return true;
    });
}

/** More than a person says in one answer. */
const MOST_HINTS = 6;

/** Characters. More than anybody types, and than anybody should have to read. */
const LONGEST_ANSWER = 1000;

const UNSURE: readonly (readonly string[])[] = [
  'i dont know',
  'i do not know',
  'not sure',
  'no idea',
  'no clue',
  'idk',
  'dunno',
  'unsure',
].map((phrase) => wordsOf(phrase));
