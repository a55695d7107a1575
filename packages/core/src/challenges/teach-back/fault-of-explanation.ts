import type { ActionContext } from '../../action-context.js';
import { describeAction, describeArguments } from '../../describe-action.js';
import { type CallTerms, type Term, termsOf } from './call-terms.js';
import { clausesOf } from './clauses.js';
import { isAffirmed } from './denial.js';
import { numbersIn } from './numbers.js';
import { faultOfStyle } from './style.js';
import { fold, tokensOf, wordsOf } from './words.js';

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
  // A name that was copied is not a verb that was said.
  const own = /^\p{L}+$/u.test(name) ? folded : folded.replaceAll(name, ' ');
  const screen = [name, context.documentation ?? '', prompt, describeAction(context), context.agentId ?? ''];
  const leaves = describeArguments(context).map((leaf) => leaf.text);
  const style = faultOfStyle(tokensOf(folded), tokensOf(fold([...screen, ...leaves].join('\n'))), minWords);
  if (style !== undefined) return style;
  if (UNSURE.test(folded)) return 'unsure';
  const terms = termsOf(context);
  if (!isAffirmed(clausesOf(own.replace(QUESTION, ' ')), terms.isVerb)) return 'does not say what it does';
  return faultOfTerms(terms, wordsOf(folded));
}

function faultOfTerms({ targets, amounts, switches, around }: CallTerms, words: readonly string[]): string | undefined {
  const said = (terms: readonly Term[]): number => terms.filter((term) => isNamed(term, words)).length;
  const counts = targets.map(said);
  const named = counts.length === 1 ? (counts[0] ?? 0) : counts.filter((count) => count > 0).length;
  if (targets.length > 0 && named === 0) return 'does not say to what';
  if (amounts.length > 0) {
    const numbers = numbersIn(words);
    return amounts.some((forms) => forms.some((form) => numbers.has(form))) ? undefined : 'does not say how much';
  }
  const more = [...switches, ...(targets.flat().length > 1 ? [] : around)];
  const least = Math.min(2, targets.flat().length + more.length);
  return named + said(more) >= least ? undefined : 'does not say how far it goes';
}

/** Whether the words have one of the term's runs in them, the last word of it in any number. */
function isNamed(term: Term, words: readonly string[]): boolean {
  return term.some((run) =>
    words.some((_, start) => run.every((word, index) => isSame(words[start + index] ?? '', word))),
  );
}

function isSame(said: string, word: string): boolean {
  return (
    said === word ||
    (said.startsWith(word) && /^(?:s|es|ly|d|ed|ing)$/.test(said.slice(word.length))) ||
    `${said}s` === word
  );
}

/** Characters. More than anybody types, and than anybody should have to read. */
const LONGEST = 4000;
const QUESTION = /[^.!?\n]*\?/gu;
const UNSURE = /\b(?:i (?:dont|do not) (?:know|understand|care)|not sure|no idea|no clue|unsure|i guess|idk|dunno)\b/;
