import { CLIS } from './judge-subcommand.js';
import { INTERPRETERS, KNOWN_PROGRAMS, READING_PROGRAMS, SHELLS } from './programs.js';
import { SPECIAL } from './special/index.js';
import { SQL_CLIENTS } from './sql-client.js';
import { WRAPPERS } from './wrappers.js';

/** Whether a word is a program that is known here. */
export function isProgram(word: string): boolean {
  const name = word.replace(/^.*\//, '');
  return (
    READING_PROGRAMS.has(name) ||
    KNOWN_PROGRAMS.has(name) ||
    SPECIAL.has(name) ||
    CLIS.has(name) ||
    WRAPPERS.has(name) ||
    SHELLS.has(name) ||
    SQL_CLIENTS.has(name) ||
    INTERPRETERS.test(name)
  );
}

/** Whether a string is a line for a shell: a known program first, or an operator of the shell between words. */
export function isCommandLine(text: string): boolean {
  const first = FIRST.exec(text)?.[1];
  if (first !== undefined && !ADDRESS.test(text) && (!first.includes('/') || BINARY.test(first)) && isProgram(first))
    return true;
  return /[|;&`]|\$\(/.test(text) && isDangerousCommand(text);
}

/** `https://a` is no call of `https`, `/v1/users` none of `users`. */
const ADDRESS = /^\s*https?:/i;
const BINARY = /(?:^|\/)s?bin\//;
const FIRST = /^\s*(?:[A-Za-z_]\w*=\S*\s+)*([\w./-]+)/;

/** Whether a string holds what is hardly anything but a dangerous command. Linear. */
export function isDangerousCommand(text: string): boolean {
  // Signs that prose seldom has; to look for each of them costs less than the pattern.
  return SIGNS.some((sign) => text.includes(sign))
    ? DANGEROUS.some((pattern) => pattern.test(text))
    : DANGEROUS_LINE.test(text.slice(0, LINE));
}

const SIGNS = ['|', '-', '`', '$', '>', '=', '\n'];
const LINE = 80;
const DANGEROUS_LINE =
  /^\s*(?:sudo|mkfs|ch(?:mod|own)|git\s+push|kubectl\s+(?:delete|drain|scale|apply)|terraform\s+(?:apply|destroy)|aws\s+s3\s+r[bm])\b/;

const DANGEROUS: readonly RegExp[] = [
  /\b(?:rm|rmdir)\s+-\w*[rRf]/,
  /\bdd\s+(?:if|of)=|\bmkfs[.\s]/,
  /\bch(?:mod|own)\s+(?:-\w+\s+)?[\w+:]/,
  /\|\s*(?:sudo\s+)?(?:ba|z|da|k)?sh\b|\bsudo\s+\w/,
  />\s*\/dev\/[shvn]|:\(\)\s*\{/,
  /\b(?:git\s+push|terraform\s+(?:apply|destroy)|aws\s+s3\s+r[bm])\b/,
  /\bkubectl\s+(?:delete|drain|scale|apply)\b/,
  /\b(?:curl|wget|shutdown|kill|shred)\s+-/,
  /\$\((?:rm|curl|wget|cat)\b/,
];
