/**
 * The words of a command behind those that the shell itself reads: `then rm x`, `function f { rm x`. What is left of a loop's
 * list is data.
 */
export function withoutKeywords(words: readonly string[]): readonly string[] {
  let at = 0;
  while (KEYWORDS.has(words[at] ?? '')) at += words[at] === 'function' ? 2 : 1;
  return LISTS.has(words[at] ?? '') ? [] : words.slice(at);
}

const KEYWORDS: ReadonlySet<string> = new Set(
  'if then else elif fi while until do done { } ! time esac coproc function'.split(' '),
);
/** A loop's list and what a `case` compares are data. */
const LISTS: ReadonlySet<string> = new Set('for case select'.split(' '));
