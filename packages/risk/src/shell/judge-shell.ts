import { atLeast, atMost, type Evidence, evidence, graver, gravest } from '../evidence.js';
import { judgeName } from '../names/judge-name.js';
import { partsOf } from '../names/split-name.js';
import { secretPlaceIn } from '../secrets/secret-places.js';
import { searchesSecrets, secretIn } from '../secrets/secret-words.js';
import { judgeSql } from '../sql/judge-sql.js';
import type { Verbs } from '../verbs/verbs.js';
import { commandOf, type ShellCommand } from './command.js';
import { CLIS, judgeSubcommand } from './judge-subcommand.js';
import { parseShell } from './parse-shell.js';
import { INTERPRETERS, KNOWN_PROGRAMS, READING_PROGRAMS, SHELLS, SQL_CLIENTS, WRAPPERS } from './programs.js';
import { HARMLESS_FILES, SPECIAL, VERSION_ONLY } from './special.js';

const FACTOR = 'command';

/** Judges a shell script by its gravest command; one that cannot be told apart is high. Linear in the script. */
export function judgeShell(script: string, verbs: Verbs, depth = 0): Evidence {
  if (FORK_BOMB.test(script)) return evidence(FACTOR, 'critical', 'a fork bomb');
  const commands = depth > DEEPEST ? undefined : parseShell(script);
  if (commands === undefined) return UNCLEAR;
  return gravest(commands.map((command) => judgeCommand(command, verbs, depth))) ?? NO_COMMAND;
}

/** Judges a command that is given as a list of words: no shell reads it. */
export function judgeArgv(words: readonly string[], verbs: Verbs): Evidence {
  return judgeCommand(commandOf(words), verbs, 0);
}

const DEEPEST = 4;
const FORK_BOMB = /\(\)\s*\{[^{}|]*\|[^{}&]*&/;
const UNCLEAR: Evidence = evidence(FACTOR, 'high', 'a command that cannot be told apart');
const UNSAFE_VARIABLE: Evidence = evidence(FACTOR, 'high', 'a variable that may change what runs');
const NO_COMMAND: Evidence = evidence(FACTOR, 'low', 'no command');

function judgeCommand(command: ShellCommand, verbs: Verbs, depth: number): Evidence {
  const words = withoutKeywords(command.words.map(({ text }) => text));
  const skipped = command.words.length - words.length;
  const found = graver(redirected(command), secretArgument(words));
  const assignments = words.findIndex((word) => !ASSIGNMENT.test(word));
  if (assignments === -1) return found ?? NO_COMMAND;
  const own = gravest(words.slice(0, assignments).map(assigned));
  if (command.words[skipped + assignments]?.isDynamic === true) {
    return evidence(FACTOR, 'high', 'a program whose name is worked out by the shell');
  }
  const rest = words.slice(assignments);
  return gravest([found, own, judgeProgram({ ...command, words: [] }, rest, verbs, depth)]) ?? UNCLEAR;
}

/** `then rm x`: words that the shell itself reads. */
function withoutKeywords(words: readonly string[]): readonly string[] {
  let at = 0;
  while (KEYWORDS.has(words[at] ?? '')) at += 1;
  if (DATA_KEYWORDS.has(words[at] ?? '')) return [];
  return words.slice(at);
}

const KEYWORDS = new Set([
  'if',
  'then',
  'else',
  'elif',
  'fi',
  'while',
  'until',
  'do',
  'done',
  '{',
  '}',
  '!',
  'time',
  'esac',
  'coproc',
]);
/** A loop's list and what a `case` compares are data. */
const DATA_KEYWORDS = new Set(['for', 'case', 'select', 'function']);

const ASSIGNMENT = /^[A-Za-z_]\w*(?:\[[^\]]*\])?\+?=/;
const HARMLESS_VARIABLES: ReadonlySet<string> = new Set(
  'LANG LANGUAGE TZ NO_COLOR FORCE_COLOR CLICOLOR TERM COLUMNS LINES CI DEBUG VERBOSE NODE_ENV RUST_LOG RUST_BACKTRACE AWS_PROFILE AWS_REGION AWS_DEFAULT_REGION AWS_PAGER KUBECONFIG PGHOST PGDATABASE PGUSER'.split(
    ' ',
  ),
);

/** A variable before a program: one that is not known may change what the program does. */
function assigned(word: string): Evidence | undefined {
  const name = /^\w+/.exec(word)?.[0] ?? '';
  // A variable in lower case is the script's own.
  if (HARMLESS_VARIABLES.has(name) || /^(?:LC_|[a-z_])/.test(name)) return undefined;
  return UNSAFE_NAMES.test(name) || UNSAFE_PARTS.test(name)
    ? UNSAFE_VARIABLE
    : evidence(FACTOR, 'medium', 'a variable that is not known');
}

const UNSAFE_NAMES =
  /^(?:LD_|DYLD_|GIT_|SSH_|NODE_|PYTHON|PERL|RUBY|JAVA_|LESS|MAN|MAKE|PIP_|XDG_|RUST|GO|HOME$|PATH$|ENV$|BASH|IFS|PS4|PROMPT|SHELL|VISUAL|BROWSER|CC$|CXX$)/;
const UNSAFE_PARTS = /PAGER|EDITOR|ASKPASS|OPTIONS|OPTS|COMMAND|WRAPPER|HOOK|PROXY|FLAGS/;

function redirected({ redirects }: ShellCommand): Evidence | undefined {
  return gravest(
    redirects.map(({ operator, target: { text } }) => {
      if (secretPlaceIn(text) !== undefined) return evidence('secrets', 'medium', 'a place of secrets');
      if (text.startsWith('/dev/tcp/') || text.startsWith('/dev/udp/'))
        return evidence(FACTOR, 'high', 'opens a connection');
      if (!operator.includes('>') || HARMLESS_FILES.test(text)) return undefined;
      if (/^\/dev\/(?:sd|nvme|hd|vd|xvd|mmcblk|disk|mem)/.test(text))
        return evidence(FACTOR, 'critical', 'overwrites a device');
      return evidence(FACTOR, 'high', operator === '>>' ? 'appends to a file' : 'overwrites a file');
    }),
  );
}

function secretArgument(words: readonly string[]): Evidence | undefined {
  const isNamed = words.some((word) => secretPlaceIn(word) !== undefined);
  const isVariable = words.some((word) => /\$\{?\w/.test(word) && secretIn(partsOf(word).flat()) !== undefined);
  const isSearch = words.some((word) => searchesSecrets(word));
  return isNamed || isVariable || isSearch ? evidence('secrets', 'medium', 'names a place of secrets') : undefined;
}

/** The name of a program without its usual folder; in another folder it is another program. */
function programOf(word: string): string {
  return word.replace(/^\/(?:usr\/(?:local\/)?|opt\/homebrew\/)?s?bin\//, '').replace(/\.exe$/i, '');
}

function judgeProgram(command: ShellCommand, words: readonly string[], verbs: Verbs, depth: number): Evidence {
  const [first = '', ...args] = words;
  const program = programOf(first);
  const inner = (line: readonly string[]): Evidence =>
    depth > DEEPEST
      ? UNCLEAR
      : line.length === 0
        ? NO_COMMAND
        : judgeCommand({ ...command, words: commandOf(line).words }, verbs, depth + 1);
  if (SHELLS.has(program)) return judgeInterpreter(command, program, args, verbs, depth);
  const sqlFlag = SQL_CLIENTS.get(program);
  if (sqlFlag !== undefined) return judgeSqlClient(program, command, args, sqlFlag, verbs);
  const special = SPECIAL.get(program);
  if (special !== undefined) return special(args, inner);
  const wrapper = WRAPPERS.get(program);
  const wrapped = wrapper === undefined ? [] : wrappedIn(args, wrapper);
  if (wrapper !== undefined && wrapped.length > 0) {
    const own = args.slice(0, args.length - wrapped.length).filter((word) => ASSIGNMENT.test(word));
    const judged = gravest([inner(wrapped), ...own.map(assigned)]) ?? UNCLEAR;
    return wrapper.floor === undefined ? judged : atLeast(wrapper.floor, judged);
  }
  if (program === 'xargs') return evidence(FACTOR, 'low', '"xargs" prints');
  if (program === 'command' || program === 'time') return evidence(FACTOR, 'low', `"${program}" reads`);
  const cli = CLIS.get(program);
  if (cli !== undefined) return judgeSubcommand(program, cli, args, verbs, inner);
  if (
    args.length === 1 &&
    VERSION_ONLY.test(args[0] ?? '') &&
    (INTERPRETERS.test(program) || KNOWN_PROGRAMS.has(program))
  ) {
    return evidence(FACTOR, 'low', `"${program}" tells its version`);
  }
  const reading = READING_PROGRAMS.get(program) ?? READING_PROGRAMS.get(program.toLowerCase());
  const isDenied = reading?.denied !== undefined && args.some((arg) => reading.denied?.test(arg));
  const operands = args.filter((arg) => !/^[-+]/.test(arg)).length;
  if (reading !== undefined && !isDenied && operands <= (reading.operands ?? operands)) {
    return evidence(FACTOR, 'low', `"${program}" reads`);
  }
  if (READING_MODULES.test(words.join(' '))) return evidence(FACTOR, 'low', `"${program}" runs a module that reads`);
  const known = KNOWN_PROGRAMS.get(program) ?? KNOWN_PROGRAMS.get(program.toLowerCase());
  if (INTERPRETERS.test(program)) return piped(command) ?? known ?? evidence(FACTOR, 'high', 'runs code');
  if (known !== undefined) return known;
  if (reading !== undefined) return evidence(FACTOR, 'high', `"${program}" with a flag that acts`);
  const unknown = byCmdlet(program, verbs) ?? evidence(FACTOR, 'high', 'a program that is not known to read only');
  // Its own words say that it reads: asked about, and no more.
  return first === program && asksToRead(args, verbs) ? atMost('medium', unknown) : unknown;
}

/** `argocd app list`, `tool --version`. */
function asksToRead(args: readonly string[], verbs: Verbs): boolean {
  const operands = args.filter((arg) => !arg.startsWith('-')).slice(0, 3);
  const isRead = operands.some((word) => judgeName(word, verbs).kind === 'read');
  const acts = args.some((word) => RISKY_KINDS.has(judgeName(word, verbs).kind ?? ''));
  return !acts && (isRead || args.some((arg) => /^--?(?:version|help|list|status|show|check|dry-run|info)$/.test(arg)));
}

const RISKY_KINDS: ReadonlySet<string> = new Set(['change', 'act', 'run', 'grave']);

/** Modules of Python that only print. */
const READING_MODULES =
  /^\S*python[\d.]* -m (?:json\.tool|pip (?:list|show|freeze|check)|this|platform|sysconfig|site)(?:\s[\w./ -]*)?$/;

/** PowerShell names its commands by verb and noun: `Get-Item`, `Remove-Item`. */
function byCmdlet(program: string, verbs: Verbs): Evidence | undefined {
  if (!/^[A-Z][a-z]+-[A-Z]\w+$/.test(program)) return undefined;
  const judged = judgeName(program, verbs);
  return judged.kind === 'read' ? evidence(FACTOR, 'low', judged.found.reason) : undefined;
}

function wrappedIn(
  args: readonly string[],
  { operands, valued }: { readonly operands: number; readonly valued: RegExp },
): readonly string[] {
  let at = 0;
  while (at < args.length && (args[at]?.startsWith('-') || ASSIGNMENT.test(args[at] ?? '')))
    at += valued.test(args[at] ?? '') ? 2 : 1;
  return args.slice(at + operands);
}

/** Runs `-c 'script'`, its input, or a file. */
function judgeInterpreter(
  command: ShellCommand,
  program: string,
  args: readonly string[],
  verbs: Verbs,
  depth: number,
): Evidence {
  const flag = args.findIndex((arg) => /^-[a-z]*c$/.test(arg));
  if (flag !== -1) return judgeShell(args[flag + 1] ?? '', verbs, depth + 1);
  if (args.length === 1 && VERSION_ONLY.test(args[0] ?? ''))
    return evidence(FACTOR, 'low', `"${program}" tells its version`);
  if (args.length > 1 && args[0] === '-n') return evidence(FACTOR, 'low', `"${program}" checks the syntax of a script`);
  const file = args.find((arg) => !arg.startsWith('-'));
  if (file === undefined && command.input !== undefined) return judgeShell(command.input, verbs, depth + 1);
  return piped(command) ?? evidence(FACTOR, 'high', `"${program}" runs a script that is not shown`);
}

/** A script that comes from the network. */
function piped({ source }: ShellCommand): Evidence | undefined {
  for (let from = source, steps = 0; from !== undefined && steps < 20; from = from.source, steps += 1) {
    if (
      from.words.some(({ text }) =>
        /^(?:curl|wget|fetch|nc|aria2c|http|base64|xxd|openssl|Invoke-WebRequest|iwr)$/i.test(programOf(text)),
      )
    ) {
      return evidence(FACTOR, 'critical', 'runs what comes from the network or is encoded');
    }
  }
  return undefined;
}

function judgeSqlClient(
  program: string,
  command: ShellCommand,
  args: readonly string[],
  flag: RegExp,
  verbs: Verbs,
): Evidence {
  const asked = args.flatMap((arg, index) => (flag.test(arg) ? [args[index + 1] ?? ''] : []));
  const inFlag = args.flatMap(
    (arg) => /^(?:--(?:command|execute|query)=|-[ceq](?=\w{2}|["' ]))(.*)$/s.exec(arg)?.[1] ?? [],
  );
  const statement =
    program === 'sqlite3'
      ? args.filter((arg) => !arg.startsWith('-')).slice(1)
      : program === 'bq'
        ? args.slice(-1)
        : [];
  const dot = statement.find((each) => each.startsWith('.'));
  if (dot !== undefined)
    return evidence(
      FACTOR,
      /^\.(?:tables|schema|indexes|databases|dbinfo|help|mode|headers)/.test(dot) ? 'low' : 'high',
      `"${program}" runs a command of its own`,
    );
  const isList = args.some((arg) => /^(?:-l|--list|--version|-V)$/.test(arg));
  const sql = [...asked, ...inFlag, ...statement, ...(command.input === undefined ? [] : [command.input])];
  if (args[0] === 'ls' || args[0] === 'show' || isList) return evidence(FACTOR, 'low', `"${program}" reads`);
  if (sql.length === 0 || args.some((arg) => /^(?:-f|--file)/.test(arg)))
    return evidence(FACTOR, 'high', `"${program}" runs SQL that is not shown`);
  return gravest(sql.map((each) => judgeSql(each, verbs))) ?? UNCLEAR;
}
