import { wordSet, wordsIn } from '@attesta/core/authoring';
import type { SaysVerb } from './verbs.js';
import { isFunctionWord } from './words.js';

/** The sentences of a text that was folded, each as its clauses: cut at punctuation, and at words that begin another one. */
export function sentencesOf(folded: string): readonly (readonly string[])[] {
  return (folded.match(SENTENCE) ?? [])
    .filter((sentence) => !sentence.endsWith('?'))
    .map((sentence) => sentence.split(CUT).map((clause) => wordsIn(clause).join(' ')));
}

/**
 * Whether sentences, each as its clauses, say that a call does what its verb says: one of them does, and none denies it, calls
 * it untrue or says that nothing changes. "It cannot be undone" and "it deletes nothing else" are no denials.
 */
export function isAffirmed(sentences: readonly (readonly string[])[], isVerb: SaysVerb): boolean {
  const marked = sentences.map((clauses) =>
    clauses.map((clause) => switched(clause).replace(/[^ ]+/g, (word) => (isVerb(word) ? markOf(word) : word))),
  );
  return (
    marked.some((clauses) => isStatement(clauses) && clauses.some((clause) => AFFIRMS.test(clause))) &&
    !marked.flat().some(isDenial)
  );
}

/** "Turns it off" is "disables it off". */
function switched(clause: string): string {
  return clause
    .replace(/\b(?:turn|switch)(?=(?:e?[sd]|ing)?\b.* off\b)/g, 'disabl')
    .replace(/\b(?:turn|switch)(?=(?:e?[sd]|ing)?\b.* on\b)/g, 'enabl');
}

/** "Delete table_a 100 now" states nothing. */
function isStatement(clauses: readonly string[]): boolean {
  const words = clauses.join(' ').split(' ');
  return words.length >= LEAST_WORDS && words.some((word) => word.length > 1 && isFunctionWord(word));
}

/** The verb of the call: `Vs`, `Vd` or `Vn` by how it ends, else `V`. */
function markOf(verb: string): string {
  return /(?:ing|ion|al|ment)$/.test(verb) ? 'Vn' : verb.replace(/.*?([sd]?)$/, 'V$1');
}

function isDenial(clause: string): boolean {
  if (OTHERS.test(clause)) return false;
  return DENIALS.some((denial) => denial.test(clause)) || isAfterthought(clause);
}

/** "It does not", "which is not true": nothing but a denial of what was said before. */
function isAfterthought(clause: string): boolean {
  const words = clause.split(' ');
  return (
    NEGATED.test(clause) &&
    words.every((word) => isFunctionWord(word) || AFTERTHOUGHT.has(word)) &&
    !/there|back|(?:if|or) not/.test(clause)
  );
}

// A mark inside a word or a number (`example.com`, `1,5`) cuts nothing. Single classes, and no repetition inside another.
const SENTENCE = /(?:[^.!?\n]|[.!?](?!\s|$))+[.!?]?/gu;
const CUT =
  /[,:…](?=\s|$)|[;()[\]{}"“”]|\s[-–—]+\s|—|\b(?=(?:but|because|since|so|although|though|whereas|while|until|unless|before|after|then|if|when|once|however|yet|which)\b)|\b(?=and (?:i|you|we|they|he|she|it|this|that|these|those|there|the|its|all|every|everything|everybody|no|nothing|nobody|none|not|never)\b)/u;

const AUXILIARY = 'is|are|do|does|did|has|have|will|would|can|could|should';
const NOT = `\\b(?:not|no|never|none|nothing|nobody|nowhere|neither|nor|cannot|without|hardly|barely|unlikely|impossible|unable|(?:ca|wo|was|were|${AUXILIARY})nt|instead of|rather than|far from|short of|fails? to|anything but)\\b(?! (?:only|just|merely|simply|doubt|matter|later|but)\\b)`;
/** What somebody does who does not do something. */
const OPPOSITE =
  '\\b(?:refus|declin|avoid|prevent|refrain|doubt|undo|revers|cancel|revert|restor|recover|block|halt|abort|postpon|delay|forbid|protect|keep|preserv|spar|sav)(?:e?s?|ing|ed)\\b';
const HEARSAY =
  '(?<!\\b(?:i|we) )\\b(?:think|believe|assume|claim|say|said|told|expect|fear|seem|appear|suppose|supposed|allegedly|look|if|whether)s?\\b';
/** What can be done about it afterwards: "cannot be restored" is no denial. */
const AFTERWARDS =
  '(?:undo|recover|restor|rever|roll|retriev|return|back|recreat|replay|f[io]u?nd|read|access|log|sign|work|exist|come|get|see|look|use|connect|pay|charg|refund|acknowledg|there|able)';

/** Of a sentence that states something. */
const LEAST_WORDS = 4;
const NEGATED = new RegExp(NOT);
const LICENSE = `${AUXILIARY}|to|may|might|must|shall|i|we|you|they|be|being|gets?|got`;
/** "Delete it" is an order, "deletion of it" a heading, "it was deleted" the past; "it will delete" and "we lose" are statements. */
const STATED = [
  '(?<!\\b(?:was|were|been)(?: [^ ]+)? )V[sd](?! (?:us|me)\\b)',
  '(?:^|\\b(?:the|an?|by|is|are|be|means|of) (?:[^ ]+ )?)Vn',
  `(?<=\\b(?:${LICENSE})(?: [^ ]+){0,2} )V`,
  '(?<=[^ ]+ [^ ]+ )V(?= (?:to|from|in|on|out|with|the|our|its|all|at)\\b)',
].join('|');
const AFFIRMS = new RegExp(`^(?:(?!${NOT}|${OPPOSITE}|${HEARSAY}).)*(?:${STATED})`);
const DENIALS: readonly RegExp[] = [
  // "It does not delete", "it avoids deleting"; but "nobody gets the deleted rows back" says that they are deleted.
  new RegExp(
    `(?:${NOT}|${OPPOSITE})(?: (?!V)[^ ]+)* (?<!\\b(?:the|those|these|what|its|their|with|by|after)(?: [^ ]+)? )(?:V(?!s)|(?<!and )Vs)`,
  ),
  // "It deletes nothing", "kept from being deleted".
  /V\w? (?:(?:absolutely|exactly|at) )?(?:no|nothing|none|nobody|neither|never|zero|not(?! (?:only|just)))\b|\bfrom (?:being |getting )?V/,
  // "Deleting it is not what happens", ", is not what happens".
  new RegExp(`^(?:(?:[^ ]+ ){0,2}Vn|was|were|${AUXILIARY}) (?:.* )?${NOT}(?!(?: [^ ]+){0,3} ${AFTERWARDS})`),
  // "It is not true that it deletes".
  /^(?:(?:it|this|that) (?:(?:is|can|could|would|seems) (?:not|never|hardly|unlikely|impossible|false|wrong|untrue)|isnt|cant)|i (?:dont|do not|cannot|cant)|nobody|no one|never)\b.* (?:that|believe)\b/,
  /\b(?:untrue|incorrect|mistaken|myth|a lie|nonsense|kidding|jok(?:e|ing)|bogus|pretend\w*|simulat\w*|hypothetical|fiction\w*|imaginary|fake|opposite|contrary|dry run|untouched|intact|unchanged|unaffected|unharmed|harmless|i (?:doubt|deny)|(?:it|that|this|which|all|everything) (?:[^ ]+ )?is (?:[^ ]+ )?(?:false|wrong)|(?:changes|does|touches|affects) nothing(?! but)|no (?:effect|changes?|consequences?)|in no (?:way|case|event)|by no means|under no|out of the question|not going to happen)\b|(?<!\b(?:if|or) )(?:not(?: really| at all)?|no|never)$/,
  /\bnothing (?:[^ ]+ ){0,3}(?:happen|change|lost)|\b(?:is|are|be|stays?|remains?|keeps?|kept) safe\b|^(?:[^ ]+ )?(?:it|they|all|everything) (?:[^ ]+ ){0,5}(?:stays?|remains?|left|kept) (?:[^ ]+ ){0,3}(?:as|where|there|in place|alive)\b/,
];
const OTHERS =
  /\b(?:others?|else|elsewhere|rest|remaining|beyond|besides|outside|further|itself|structure|schema|more than)\b/;
const AFTERTHOUGHT = wordSet(
  'true so really happen happens happening case way chance actually fact though sure either ever course right',
);
