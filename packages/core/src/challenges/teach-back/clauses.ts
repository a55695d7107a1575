/** The clauses of a text that was folded, each as its words: cut at punctuation and at words that begin another one. */
export function clausesOf(folded: string): readonly (readonly string[])[] {
  return folded
    .split(MARK)
    .flatMap((piece) => cut(piece.match(WORD) ?? []))
    .filter((clause) => clause.length > 0);
}

function cut(words: readonly string[]): readonly (readonly string[])[] {
  const clauses: string[][] = [[]];
  words.forEach((word, index) => {
    if (BEGINS.test(word) || (word === 'and' && SUBJECT.test(words[index + 1] ?? ''))) clauses.push([]);
    clauses.at(-1)?.push(word);
  });
  return clauses;
}

// A mark inside a word or number (`example.com`, `1,5`) cuts nothing.
const MARK = /[.,:!?…;](?=\s|$)|[;()[\]{}"“”|\r\n]|\s[-–—]+\s|—/u;
const WORD = /[\p{L}\p{M}\p{N}]+/gu;
const BEGINS =
  /^(?:but|because|since|so|although|though|whereas|while|until|unless|before|after|then|if|when|once|however|yet|which)$/;
const SUBJECT =
  /^(?:i|you|we|they|he|she|it|this|that|these|those|there|the|its|all|every|everything|everybody|no|nothing|nobody|none|not|never)$/;
