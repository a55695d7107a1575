import type { ActionContext } from '@attesta/core';
import { faultOfId, visible } from '@attesta/core/authoring';
import type { KnownNames } from './known-names.js';
import { codeOf, described, letterLike } from './look-alike-letter.js';
import { type NamedText, namesOf } from './names-of.js';

/**
 * Warnings about strings of an action that could be mistaken for others: mixed scripts, invisible characters, look-alikes of ASCII, and
 * look-alikes of known names. Afterwards the names of the action are known.
 */
export function warningsAbout(context: ActionContext, known: KnownNames): readonly string[] {
  const names = namesOf(context);
  const found = names.slice(0, MOST_NAMES).flatMap((name) => resemblance(name, known));
  const warned = new Set(found.map(({ place }) => place));
  const words = names.flatMap(({ place, text }) => (warned.has(place) || ASCII.test(text) ? [] : wordsOf(place, text)));
  const faults = words.slice(0, MOST_WORDS).filter(hasFault);
  for (const { text } of names.slice(0, MOST_NAMES)) for (const part of partsOf(text)) known.see(part);
  const warnings = [...found.map(({ warning }) => warning), ...faults.slice(0, MOST_WARNINGS).map(warningOf)];
  const more = found.length + faults.length - MOST_WARNINGS;
  return [
    ...new Set(warnings.slice(0, MOST_WARNINGS)),
    ...(more > 0 ? [`and ${more} more like these`] : []),
    ...(words.length > MOST_WORDS ? [`only the first ${MOST_WORDS} foreign words were looked at for look-alikes`] : []),
  ];
}

/** A word that is not all ASCII. */
interface Word {
  readonly place: string;
  readonly word: string;
  /** Whether it stands in a name, not in prose. */
  readonly isName: boolean;
}

function wordsOf(place: string, text: string): readonly Word[] {
  const isName = partsOf(text).length > 0;
  return (text.match(WORD) ?? []).filter((word) => !ASCII.test(word)).map((word) => ({ place, word, isName }));
}

function resemblance({ place, text }: NamedText, known: KnownNames): readonly { place: string; warning: string }[] {
  for (const part of partsOf(text)) {
    const resembled = known.resembling(part);
    if (resembled === undefined) continue;
    const source = resembled.isGiven ? 'a known name' : 'which was here before';
    const difference = differenceBetween(part, resembled.name);
    const warning = `${place}: "${visible(part)}" is not "${visible(resembled.name)}", ${source}${difference}`;
    return [{ place, warning }];
  }
  return [];
}

function hasFault({ word, isName }: Word): boolean {
  return UNSEEN.test(word) || mixesScripts(word) || (isName && latinLike(word) !== undefined);
}

function warningOf({ place, word }: Word): string {
  const foreign = [...new Set(word)].filter((character) => character > '~');
  const listed = (characters: readonly string[], say: (character: string) => string): string =>
    `${characters.slice(0, MOST_CHARACTERS).map(say).join(', ')}${characters.length > MOST_CHARACTERS ? ', ...' : ''}`;
  const unseen = foreign.filter((character) => UNSEEN.test(character));
  const name = `${place}: ${shownWord(word)}`;
  if (unseen.length > 0) return `${name} has what cannot be seen: ${listed(unseen, codeOf)}`;
  const why = mixesScripts(word) ? 'mixes scripts' : `looks like "${latinLike(word)}"`;
  return `${name} ${why}: ${listed(foreign, described)}`;
}

function mixesScripts(word: string): boolean {
  return faultOfId(word.slice(0, LONGEST_ID)) === 'mixes scripts';
}

/** The ASCII word that all its letters are taken for; undefined where one of them is not, or it is its language's own. */
function latinLike(word: string): string | undefined {
  const letters = [...word].map((character) => (character > '~' ? letterLike(character) : character));
  return letters.includes(undefined) ? undefined : letters.join('');
}

/** The first character in which two names differ. */
function differenceBetween(name: string, other: string): string {
  const [mine, theirs] = [[...name], [...other]];
  const at = mine.findIndex((character, index) => character !== theirs[index]);
  const [here, there] = [mine[at], theirs[at]];
  return here === undefined || there === undefined ? '' : `: ${codeOf(here)} in place of ${codeOf(there)}`;
}

function shownWord(word: string): string {
  const short = [...word].slice(0, LONGEST_WORD).join('');
  return `"${visible(short)}"${short.length < word.length ? '...' : ''}`;
}

/** A name and its words, as of a path or an address. Prose is no name. */
function partsOf(text: string): readonly string[] {
  if (text.length > LONGEST_NAME || BLANK.test(text)) return [];
  return [...new Set([text, ...(text.match(WORD) ?? [])])].filter((part) => LETTER.test(part));
}

const ASCII = /^[ -~]*$/;
const BLANK = /\s/;
const LETTER = /\p{L}/u;
const WORD = /[\p{L}\p{N}\p{M}\p{Default_Ignorable_Code_Point}_.-]+/gu;
const UNSEEN = /[\p{C}\p{Default_Ignorable_Code_Point}\u2800]/u;
const LONGEST_NAME = 64;
const LONGEST_WORD = 40;
const MOST_WARNINGS = 10;
const MOST_CHARACTERS = 8;
const MOST_NAMES = 200;
const MOST_WORDS = 2_000;
const LONGEST_ID = 256;
