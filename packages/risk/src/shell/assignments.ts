import { type Evidence, evidence } from '../evidence.js';

/** Whether a word sets a variable: `NAME=value`, `names[0]+=value`. */
export function isAssignment(word: string): boolean {
  return ASSIGNMENT.test(word);
}

const ASSIGNMENT = /^[A-Za-z_]\w*(?:\[[^\]]*\])?\+?=/;

/** Judges a variable before a program: one that is not known may change what the program does. */
export function judgeAssignment(word: string): Evidence | undefined {
  if (hidesCode(word)) return HIDDEN_CODE;
  const name = /^\w+/.exec(word)?.[0] ?? '';
  // A variable in lower case is the script's own.
  if (HARMLESS.has(name) || /^(?:LC_|[a-z_])/.test(name)) return undefined;
  return UNSAFE_NAMES.test(name) || UNSAFE_PARTS.test(name) ? UNSAFE : UNKNOWN;
}

/**
 * Whether a word has a substitution in an index, kept from the shell by quotes: `'a[$(rm x)]'` runs it wherever bash takes the
 * word for arithmetic or for the name of a variable.
 */
export function hidesCode(word: string): boolean {
  return word.includes('[') && HIDDEN.test(word);
}

const HIDDEN = /\$\([^()]|`[^`]/;
/** The evidence for such a word. */
export const HIDDEN_CODE: Evidence = evidence('command', 'high', 'a substitution hidden in the index of a variable');

const HARMLESS: ReadonlySet<string> = new Set(
  `LANG LANGUAGE TZ NO_COLOR FORCE_COLOR CLICOLOR TERM COLUMNS LINES CI DEBUG VERBOSE NODE_ENV RUST_LOG RUST_BACKTRACE AWS_PROFILE
   AWS_REGION AWS_DEFAULT_REGION AWS_PAGER KUBECONFIG PGHOST PGDATABASE PGUSER`.match(/\w+/g),
);
const UNSAFE_NAMES =
  /^(?:LD_|DYLD_|GIT_|SSH_|NODE_|PYTHON|PERL|RUBY|JAVA_|LESS|MAN|MAKE|PIP_|XDG_|RUST|GO|HOME$|PATH$|ENV$|BASH|IFS|PS4|PROMPT|SHELL|VISUAL|BROWSER|CC$|CXX$)/;
const UNSAFE_PARTS = /PAGER|EDITOR|ASKPASS|OPTIONS|OPTS|COMMAND|WRAPPER|HOOK|PROXY|FLAGS/;
const UNSAFE: Evidence = evidence('command', 'high', 'a variable that may change what runs');
const UNKNOWN: Evidence = evidence('command', 'medium', 'a variable that is not known');
