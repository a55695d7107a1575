import type { ActionContext } from '@attesta/core';
import { describeArguments, wordSet } from '@attesta/core/authoring';
import { type Amount, type CallTerms, isNamed, type Term, termsOf } from './call-terms.js';
import { isAffirmed, sentencesOf } from './denial.js';
import { foldExplanation, isFunctionWord, numbersIn, stem, stemmed, wordsOf } from './words.js';

/** What an explanation is compared with. */
export interface ExplanationInput {
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
export function faultOfExplanation(text: string, { context, prompt, minWords }: ExplanationInput): string | undefined {
  if (text.length > LONGEST) return 'too long';
  const name = foldExplanation(context.functionName);
  const folded = foldExplanation(text);
  const { documentation, agentId, environment } = context;
  const leaves = describeArguments(context).map(({ path, text: value }) => `${path} ${value}`);
  const screen = [context.functionName, documentation, agentId, environment, prompt, ...leaves].join('\n');
  const fault = faultOfStyle(folded, foldExplanation(screen), minWords);
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
function faultOfStyle(folded: string, screen: string, minWords: number): string | undefined {
  const tokens = tokensOf(folded);
  if (tokens.length < minWords) return 'too few words';
  const shown = new Set([...wordsOf(screen), ...LABELS].map(stem));
  const isOwn = (word: string): boolean => /\p{L}/u.test(word) && !shown.has(stem(word));
  const own = new Set(wordsOf(folded).filter(isOwn));
  const ownTokens = tokens.filter((token) => wordsOf(token).some(isOwn));
  const isCopied = own.size < LEAST_OWN || ownTokens.length < tokens.length * LEAST_OWN_PART;
  if (isCopied || [...own].filter((word) => !isFunctionWord(word))[0] === undefined) return 'copied from the screen';
  if (new Set(tokens).size < Math.min(tokens.length, 40) * LEAST_DIFFERENT) return 'says the same again and again';
  const light = tokens.filter(isFunctionWord);
  const isList = light.length < tokens.length * LEAST_LIGHT || new Set(light).size < 4;
  return isList || longestRunOf(tokens) > MOST_HEAVY || tokens.some(isBroken) ? 'a list of words' : undefined;
}

/** How many words follow each other without one that holds them together. */
function longestRunOf(tokens: readonly string[]): number {
  let run = 0;
  return Math.max(...tokens.map((token) => (run = isFunctionWord(token) ? 0 : run + 1)));
}

/** Whether a word is followed by one that cannot follow it in a sentence: `the of`, `be will`, `that that`. */
function isBroken(token: string, index: number, tokens: readonly string[]): boolean {
  return BROKEN.test(`${token} ${tokens[index + 1]}`);
}

/** Characters. More than anybody types, and than anybody should have to read. */
const LONGEST = 4000;
const UNSURE = /\b(?:i (?:dont|do not) (?:know|understand|care)|not sure|no (?:idea|clue)|unsure|i guess|idk|dunno)\b/;
/** Text that is meant for a model as judge. */
const TO_THE_JUDGE =
  /\b(?:explanations?|judges?|verdicts?|validators?|instructions?|ignore|overrid\w+|system prompt|(?:say|answer|output|return) true)\b/;
/** What a screen says besides. */
const LABELS = wordSet('low medium high critical risk action agent environment arguments string number');
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
