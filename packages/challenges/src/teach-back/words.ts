/** A text in the one form in which texts are compared: without case, width, apostrophes and unseen characters. */
export function fold(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/['`\u2018\u2019\p{Cf}]/gu, '')
    .toLowerCase()
    .replace(/(\d)[,_ ](?=\d{3}(?!\d))/g, '$1');
}

/** The words and numbers of a text that was folded: `table_a` is two, `2.5` is one. */
export function wordsOf(folded: string): readonly string[] {
  return folded.match(/\d+(?:\.\d+)*|[\p{L}\p{M}]+/gu) ?? [];
}

/** The words as one text, each between blanks and without its ending: in it `files` is found as `file` is. */
export function stemmed(words: readonly string[]): string {
  return ` ${words.map(stem).join(' ')} `;
}

/** A word without its ending. */
export function stem(word: string): string {
  return word.replace(/(?:e?(?:ly|s|d)?|ing)$/, '');
}

/** Whether a word only holds others together. */
export function isLight(word: string): boolean {
  return LIGHT.has(word);
}

/** A set of the words in a text. */
export function setOf(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/));
}

const LIGHT = setOf(
  `a an the this that these those it its he she they them their we us our you your i my me one ones who whose whom which
   what where when how here there then than as if so because since while although though but and or nor yet to of in on at
   for from by with without into onto out over under after before until once through about up down off is are was were be
   been being am has have had having do does did done will would can could may might must should not no never nothing
   nobody none cannot cant wont doesnt dont didnt isnt any anything some all each every everything everybody also only just
   even still already again more most very too now both get gets got`,
);
