import type { ActionContext } from '@attesta/core';
import { describeArguments } from '@attesta/core/authoring';
import { type Amount, type CallTerms, isNamed, type Term, termsOf } from './call-terms.js';
import { sentencesOf } from './clauses.js';
import { isAffirmed } from './denial.js';
import { numbersIn } from './numbers.js';
import { faultOfStyle } from './style.js';
import { fold, stemmed, wordsOf } from './words.js';

/** What an explanation is compared with. */
export interface Told {
  readonly context: ActionContext;
  /** The question that was asked. */
  readonly prompt: string;
  readonly minWords: number;
}

/**
 * What an explanation lacks to be one of this call, in words for the record; undefined when it lacks nothing. English.
 *
 * A guard against reflexes, echoes and lists of words, not a judge of language. Linear in the explanation.
 */
export function faultOfExplanation(text: string, { context, prompt, minWords }: Told): string | undefined {
  if (text.length > LONGEST) return 'too long';
  const name = fold(context.functionName);
  const folded = fold(text);
  const { documentation, agentId, environment } = context;
  const leaves = describeArguments(context).map(({ path, text: value }) => `${path} ${value}`);
  const screen = [context.functionName, documentation, agentId, environment, prompt, ...leaves].join('\n');
  const fault = faultOfStyle(folded, fold(screen), minWords);
  if (fault !== undefined) return fault;
  if (UNSURE.test(folded)) return 'unsure';
  if (TO_THE_JUDGE.test(folded)) return 'speaks of judging it';
  const terms = termsOf(context);
  // A name that was copied is not a verb that was said.
  const own = /^\p{L}+$/u.test(name) ? folded : folded.replaceAll(name, ' ');
  return isAffirmed(sentencesOf(own), terms.isVerb)
    ? faultOfTerms(terms, wordsOf(folded))
    : 'does not say what it does';
}

function faultOfTerms({ targets, amounts, settings, nouns }: CallTerms, words: readonly string[]): string | undefined {
  const text = stemmed(words);
  const said = (terms: readonly Term[]): number => terms.filter((term) => isNamed(term, text)).length;
  const things = targets.length > 0 ? targets : nouns;
  const named = said(things);
  if (things.length > 0 && named === 0) return 'does not say to what';
  const numbers = numbersIn(words);
  const isSaid = ({ value, isMinor }: Amount): boolean =>
    (numbers.has(value) && (!isMinor || text.includes(' cent '))) || (isMinor && numbers.has(value / 100));
  if (amounts.length > 0) return amounts.some(isSaid) ? undefined : 'does not say how much';
  return named + said(settings) >= Math.min(2, targets.length) ? undefined : 'does not say how far it goes';
}

/** Characters. More than anybody types, and than anybody should have to read. */
const LONGEST = 4000;
const UNSURE = /\b(?:i (?:dont|do not) (?:know|understand|care)|not sure|no (?:idea|clue)|unsure|i guess|idk|dunno)\b/;
/** Text that is meant for a model as judge. */
const TO_THE_JUDGE =
  /\b(?:explanations?|judges?|verdicts?|validators?|instructions?|ignore|overrid\w+|system prompt|(?:say|answer|output|return) true)\b/;
