/** The sentences of a text that was folded, each as its clauses: cut at punctuation, and at words that begin another one. */
export function sentencesOf(folded: string): readonly (readonly string[])[] {
  return (folded.match(SENTENCE) ?? [])
    .filter((sentence) => !sentence.endsWith('?'))
    .map((sentence) => sentence.split(CUT).map((clause) => (clause.match(WORD) ?? []).join(' ')));
}

// A mark inside a word or a number (`example.com`, `1,5`) cuts nothing. Single classes, and no repetition inside another.
const SENTENCE = /(?:[^.!?\n]|[.!?](?!\s|$))+[.!?]?/gu;
const CUT =
  /[,:…](?=\s|$)|[;()[\]{}"“”]|\s[-–—]+\s|—|\b(?=(?:but|because|since|so|although|though|whereas|while|until|unless|before|after|then|if|when|once|however|yet|which)\b)|\b(?=and (?:i|you|we|they|he|she|it|this|that|these|those|there|the|its|all|every|everything|everybody|no|nothing|nobody|none|not|never)\b)/u;
const WORD = /[\p{L}\p{M}\p{N}]+/gu;
