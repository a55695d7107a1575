import type { SaysVerb } from './verbs.js';
import { isLight, setOf } from './words.js';

/**
 * Whether clauses say that a call does what its verb says: one of them does, and none denies it, calls it untrue or says that
 * nothing changes. "It cannot be undone" and "it deletes nothing else" are no denials.
 */
export function isAffirmed(clauses: readonly (readonly string[])[], isVerb: SaysVerb): boolean {
  const claims = clauses.map((clause) => claimOf(clause, isVerb));
  return claims.includes('affirms') && !claims.includes('denies');
}

type Claim = 'affirms' | 'denies' | 'neither';

function claimOf(clause: readonly string[], isVerb: SaysVerb): Claim {
  const text = clause.join(' ');
  const claims = clause.flatMap((word, at) => (isVerb(word) ? [claimOfVerb(clause, at, isVerb)] : []));
  const isDenied = claims.includes('denies') || UNTRUE.test(text) || isAfterthought(clause) || isLateDenial(clause);
  if (isDenied) return OTHERS.test(text) ? 'neither' : 'denies';
  return claims.includes('affirms') ? 'affirms' : 'neither';
}

function claimOfVerb(clause: readonly string[], at: number, isVerb: SaysVerb): Claim {
  const before = clause.slice(0, at);
  if (NEGATED_OBJECT.test(clause.slice(at + 1, at + 3).join(' ')) || KEPT_FROM.test(before.join(' '))) return 'denies';
  const isNegated = before.some((word, index) => negates(clause, index) || (OPPOSITE.test(word) && !isVerb(word)));
  if (isNegated && !startsAnew(clause, at)) {
    // "Nobody gets the deleted rows back" says that they are deleted.
    return before.slice(-2).some((word) => DETERMINERS.has(word)) ? 'neither' : 'denies';
  }
  const isSubject = at <= 2 && NOUN.test(clause[at] ?? '');
  if (isSubject && clause.some((_, index) => index > at && denies(clause, index))) return 'denies';
  return HEARSAY.test(before.join(' ')) ? 'neither' : 'affirms';
}

/** "It does not ask and deletes": the second verb has no part in the negation. */
function startsAnew(clause: readonly string[], at: number): boolean {
  return clause[at - 1] === 'and' && /s$/.test(clause[at] ?? '');
}

/** "It does not", "which is not true": nothing but a denial of what was said before. */
function isAfterthought(clause: readonly string[]): boolean {
  return (
    clause.some((_, index) => negates(clause, index)) &&
    clause.every((word) => isLight(word) || NEGATION.test(word) || AFTERTHOUGHT.has(word)) &&
    !clause.some((word) => word === 'there' || word === 'back')
  );
}

/** ", is not what it does": the denial of a subject that an aside has cut off. */
function isLateDenial(clause: readonly string[]): boolean {
  return AUXILIARY.test(clause[0] ?? '') && clause.some((_, index) => denies(clause, index));
}

/** Whether the word negates what is done, and not what can be done about it afterwards. */
function denies(clause: readonly string[], index: number): boolean {
  return negates(clause, index) && !AFTERWARDS.test(clause.slice(index + 1, index + 5).join(' '));
}

/** Whether the word at `index` negates what follows it. */
function negates(clause: readonly string[], index: number): boolean {
  const pair = `${clause[index]} ${clause[index + 1] ?? ''}`;
  return NEGATING_PAIR.test(pair) || (NEGATION.test(clause[index] ?? '') && !AFFIRMING_PAIR.test(pair));
}

const NEGATION =
  /^(?:not|no|never|none|nothing|nobody|nowhere|neither|nor|nope|cannot|(?:ca|wo|do|does|did|is|are|was|were|would|should|could|has|have|ai)nt|without|hardly|barely|scarcely|unlikely|impossible|unable)$/;
/** What somebody does who does not do something. */
const OPPOSITE =
  /^(?:refus|declin|avoid|prevent|refrain|doubt|lack|undo|revers|cancel|revert|restor|recover|block|halt|abort|postpon|delay|forbid|protect|keep|preserv|spar|sav)(?:e?s?|ing|ed)$/;
const NEGATING_PAIR = /^(?:instead of|rather than|far from|short of|fails? to|anything but|except)$/;
const AFFIRMING_PAIR = /^(?:not (?:only|just|merely|simply)|no (?:doubt|matter|later))$/;
const NEGATED_OBJECT =
  /^(?:(?:absolutely|exactly|at)? ?(?:no|nothing|none|nobody|neither|never)|zero|not(?! (?:only|just)))\b/;
const KEPT_FROM = /\bfrom(?: being| getting)?$/;
const HEARSAY =
  /^(?!(?:.* )?(?:i|we) ).*\b(?:think|believe|assume|claim|say|said|told|expect|fear|seem|appear|suppose|supposed|supposedly|allegedly|look|pretend|if|whether)s?\b/;
const NOUN = /(?:ing|ions?|als?|ments?)$/;
const AUXILIARY = /^(?:is|are|was|were|will|would|does|do|did|has|have|can|could|should)$/;
const AFTERWARDS =
  /\b(?:undo|undone|recover|restor|revers|revert|roll|retriev|return|back|recreat|replay|found|find|read|access|log|sign|work|exist|come|get|see|look|use|connect|pay|charge|refund|acknowledge|there|able)/;
const OTHERS =
  /\b(?:others?|else|elsewhere|rest|remaining|beyond|besides|outside|further|itself|structure|schema|more than)\b/;
const UNTRUE =
  /^(?:(?:it|this|that) (?:is|can|could|would|seems) (?:not|never|hardly|unlikely|impossible)|(?:it|this|that) (?:isnt|cant)|i (?:doubt|deny|dont|do not|cannot|cant)|nobody|no one|never)\b.* (?:that|believe)\b|\bi (?:doubt|deny)\b|\b(?:false|untrue|incorrect|mistaken|myth|lie|nonsense|kidding|jok(?:e|ing)|bogus|pretend\w*|simulat\w*|hypothetical|fiction\w*|imaginary|fake|opposite|contrary|dry run|untouched|intact|unchanged|unaffected|unharmed|harmless|(?:is|are|be|stays?|remains?|keeps?|kept) safe|(?:it|that|this) is wrong|nothing (?:\w+ ){0,3}(?:happens?|changes?|lost|changed)|(?:changes|does|touches|affects) nothing|no (?:effect|changes?|consequences?)|by no means|in no (?:way|case|event)|under no|no way|out of the question|not going to happen|(?:stays?|remains?|left|leaves?|kept|keeps?) (?:\w+ ){0,6}(?:as (?:it|they) (?:is|are|was|were)|where (?:it|they) (?:is|are)|in place|alive))\b/;
const DETERMINERS = setOf('the those these what its their whatever');
const AFTERTHOUGHT = setOf(
  'true so really happen happens happening case way chance actually fact though sure either ever course right of',
);
