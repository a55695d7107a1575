import { type Evidence, graver, gravest } from '../evidence.js';
import { secretPlaceIn } from '../secrets/secret-places.js';
import type { Verbs } from '../verbs/verbs.js';
import { HIDDEN_CODE, hidesCode, isAssignment, judgeAssignment } from './assignments.js';
import { commandOf, type ShellCommand } from './command.js';
import { judgeProgram } from './judge-program.js';
import { parseShell } from './parse-shell.js';
import { said, showsSecrets, UNCLEAR } from './program-call.js';
import { ALWAYS_READING } from './programs.js';
import { secretArgument } from './secret-arguments.js';
import { holdsFlagsAsData, isWorkedOut, makesFlags } from './smuggled-flags.js';
import { HARMLESS_FILES } from './special/system-tools.js';

/** Judges a shell script by its gravest command; one that cannot be told apart is high. Linear in the script. */
export function judgeShell(script: string, verbs: Verbs): Evidence {
  return judgeScript(script, { verbs, depth: 0, holdsFlags: false });
}

/** Judges a command that is given as a list of words: no shell reads them. */
export function judgeArgv(words: readonly string[], verbs: Verbs): Evidence {
  return judgeCommand(commandOf(words), { verbs, depth: 0, holdsFlags: false });
}

/** What the judges of one script share. */
interface Scope {
  readonly verbs: Verbs;
  /** How many scripts and commands are around it. */
  readonly depth: number;
  /** Whether the script holds flags as data. */
  readonly holdsFlags: boolean;
}

const DEEPEST = 4;
const FORK_BOMB = /\(\)\s*\{[^{}|]*\|[^{}&]*&/;
const NO_COMMAND: Evidence = said('low', 'no command');

function judgeScript(script: string, scope: Scope): Evidence {
  if (FORK_BOMB.test(script)) return said('critical', 'a fork bomb');
  const commands = scope.depth > DEEPEST ? undefined : parseShell(script);
  if (commands === undefined) return UNCLEAR;
  const inside = { ...scope, holdsFlags: scope.holdsFlags || holdsFlagsAsData(commands) };
  const judged = gravest(commands.map((command) => judgeCommand(command, inside))) ?? NO_COMMAND;
  return FOREIGN_QUOTES.test(script) ? graver(judged, FOREIGN_QUOTED) : judged;
}

/** PowerShell takes these for quotes. */
const FOREIGN_QUOTES = /[\u2018-\u201e]/;
const FOREIGN_QUOTED: Evidence = said('medium', 'quotes that some shells read');

function judgeCommand(command: ShellCommand, scope: Scope): Evidence {
  const words = withoutKeywords(command.words.map(({ text }) => text));
  const skipped = command.words.length - words.length;
  const start = words.findIndex((word) => !isAssignment(word));
  const before = start === -1 ? words : words.slice(0, start);
  const beside = gravest([redirected(command), ...before.map(judgeAssignment)]);
  if (start === -1) return beside ?? NO_COMMAND;
  if (command.words[skipped + start]?.isDynamic === true) {
    return said('high', 'a program whose name is worked out by the shell');
  }
  const [written = '', ...args] = words.slice(start);
  const program = programOf(written);
  const found = judgeProgram({
    written,
    program,
    args,
    command,
    verbs: scope.verbs,
    inner: (line) => judgeInner(line, command, scope),
    script: (text) => judgeScript(text, { ...scope, depth: scope.depth + 1 }),
  });
  const isPiped = command.source !== undefined;
  return (
    gravest([beside, secretArgument(program, args, isPiped), hidden(program, args, command, scope), found]) ?? UNCLEAR
  );
}

/** A command inside of another has its pipes and files. */
function judgeInner(words: readonly string[], around: ShellCommand, scope: Scope): Evidence {
  if (scope.depth > DEEPEST) return UNCLEAR;
  if (words.length === 0) return NO_COMMAND;
  return judgeCommand(
    { ...around, words: commandOf(words).words, redirects: [] },
    { ...scope, depth: scope.depth + 1 },
  );
}

/** What quotes, braces and variables may hide from the judge of the program. */
function hidden(program: string, args: readonly string[], { words }: ShellCommand, scope: Scope): Evidence | undefined {
  if (NAMING.has(program) && args.some(hidesCode)) return HIDDEN_CODE;
  if (ALWAYS_READING.has(program)) return undefined;
  const isHidden = words.some(makesFlags) || (scope.holdsFlags && args.some(isWorkedOut));
  return isHidden ? said('high', 'flags that are not known before it runs') : undefined;
}

/** Programs of bash that take a word for arithmetic, or for the name of a variable. */
const NAMING: ReadonlySet<string> = new Set(
  'test [ [[ let declare typeset local readonly export unset printf read mapfile readarray wait'.split(' '),
);

/** The name of a program without its usual folder; in another folder it is another program. */
function programOf(word: string): string {
  return word.replace(/^\/(?:usr\/(?:local\/)?|opt\/homebrew\/)?s?bin\//, '').replace(/\.exe$/i, '');
}

function redirected({ redirects }: ShellCommand): Evidence | undefined {
  return gravest(
    redirects.map(({ operator, target: { text } }) => {
      if (secretPlaceIn(text) !== undefined) return showsSecrets('names a place of secrets');
      if (text.startsWith('/dev/tcp/') || text.startsWith('/dev/udp/')) return said('high', 'opens a connection');
      if (!operator.includes('>') || HARMLESS_FILES.test(text)) return undefined;
      if (/^\/dev\/(?:sd|nvme|hd|vd|xvd|mmcblk|disk|mem)/.test(text)) return said('critical', 'overwrites a device');
      return said('high', operator === '>>' ? 'appends to a file' : 'overwrites a file');
    }),
  );
}

/**
 * The words of a command after the keywords of the shell: `then rm x`, `function f { rm x`. What is left of a loop's
 * list is data.
 */
function withoutKeywords(words: readonly string[]): readonly string[] {
  let at = 0;
  while (KEYWORDS.has(words[at] ?? '')) at += words[at] === 'function' ? 2 : 1;
  return LISTS.has(words[at] ?? '') ? [] : words.slice(at);
}

const KEYWORDS: ReadonlySet<string> = new Set(
  'if then else elif fi while until do done { } ! time esac coproc function'.split(' '),
);
/** A loop's list and what a `case` compares are data. */
const LISTS: ReadonlySet<string> = new Set('for case select'.split(' '));
