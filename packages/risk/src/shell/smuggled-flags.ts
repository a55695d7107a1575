import type { ShellCommand, ShellWord } from './command.js';

/**
 * Whether a script holds a flag as data: `X=-delete; find . $X`, `echo -delete | xargs find .`. What the shell works out may then
 * be that flag. The words of a decoder may be any.
 */
export function holdsFlagsAsData(commands: readonly ShellCommand[]): boolean {
  return commands.some(({ words, input }) => {
    const [first = '', ...rest] = words.map(({ text }) => text);
    if (input !== undefined && FLAG_IN_TEXT.test(input)) return true;
    if (DECODERS.has(first)) return true;
    if (PRINTERS.has(first))
      return rest.some((word) => (FLAG_IN_TEXT.test(word) && !/^-[neE]+$/.test(word)) || CODED.test(word));
    if (LISTS.has(first) && rest.some((word) => FLAG_IN_TEXT.test(word))) return true;
    return words.some(({ text }) => ASSIGNED_FLAG.test(text));
  });
}

/** Whether the shell makes a flag of a pattern of braces: `-{delete,print}`. */
export function makesFlags({ text, isDynamic }: ShellWord): boolean {
  return isDynamic && text.includes('{') && !text.includes('${') && (text.startsWith('-') || /[{,]-/.test(text));
}

/** Whether the shell, or a program that reads words, works a word out. */
export function isWorkedOut(word: string): boolean {
  return /[$`]/.test(word) || word === INPUT_WORD;
}

/** Stands for the words that `xargs` reads from its input. */
export const INPUT_WORD = '{}';

const FLAG_IN_TEXT = /(?:^|\s)--?[a-zA-Z]/;
const ASSIGNED_FLAG = /^\w+\+?=(?:\S*\s)?--?[a-zA-Z]/;
const CODED = /\\(?:[0-7]|x|u)/i;
const PRINTERS: ReadonlySet<string> = new Set(['echo', 'printf']);
const LISTS: ReadonlySet<string> = new Set(['for', 'set', 'read', 'mapfile', 'select']);
const DECODERS: ReadonlySet<string> = new Set(['base64', 'base32', 'xxd', 'rev', 'uudecode', 'openssl']);
