/**
 * Whether a script of `sed` only prints, deletes or substitutes in what it passes on: it writes no file and runs no program.
 * What it does not tell apart for certain is no such script. Linear.
 */
export function sedReads(script: string): boolean {
  let at = 0;
  while (at < script.length) {
    at = end(BETWEEN, script, at);
    if (at === script.length) return true;
    const command = end(ADDRESSES, script, at);
    const after = isSubstitution(script, command) ? substitutionEnd(script, command) : end(READS, script, command);
    if (after === -1 || after === command) return false;
    at = end(ENDS, script, after);
    if (at === -1) return false;
  }
  return true;
}

const BETWEEN = /[\s;]*/y;
/** Lines, the last line, lines that match; one or two of them, or all others. */
const ADDRESSES = /(?:(?:\d+|\$|\/(?:[^/\\[]|\\.)*\/)(?:,(?:[+~]?\d+|\$|\/(?:[^/\\[]|\\.)*\/))?)?\s*(?:!\s*)?/y;
const READS = /[pdqPDNnGgHhxlQ=]|\{[pdqPDNnGgHhx;=\s]*\}/y;
const ENDS = /[ \t]*(?:[;\n}]|$)/y;
/** Flags of a substitution; `w` writes a file, `e` runs what was substituted. */
const FLAGS = /[gpiIm\d]*/y;

function end(pattern: RegExp, script: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(script) ? pattern.lastIndex : -1;
}

/** `s/old/new/`, with one of the signs that are used for it. */
function isSubstitution(script: string, at: number): boolean {
  return (script[at] === 's' || script[at] === 'y') && '/|#,:@!'.includes(script[at + 1] ?? ' ');
}

function substitutionEnd(script: string, at: number): number {
  const sign = script[at + 1] ?? '';
  const middle = partEnd(script, at + 2, sign);
  const last = middle === -1 ? -1 : partEnd(script, middle, sign);
  if (last === -1) return -1;
  return script[at] === 's' ? end(FLAGS, script, last) : last;
}

/** Behind the next sign that is not escaped. One in brackets, `s/[/]/x/`, is read in more than one way: no end. */
function partEnd(script: string, from: number, sign: string): number {
  let isInBrackets = false;
  for (let at = from; at < script.length; at += 1) {
    const character = script[at];
    if (character === '\\') at += 1;
    else if (character === sign) return isInBrackets ? -1 : at + 1;
    else if (character === '[' || character === ']') isInBrackets = character === '[';
  }
  return -1;
}
