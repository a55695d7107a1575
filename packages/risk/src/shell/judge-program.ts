import { atMost, type Evidence } from '../evidence.js';
import { judgeName } from '../names/judge-name.js';
import { partsOf } from '../names/split-name.js';
import { secretIn } from '../secrets/secret-words.js';
import type { Verbs } from '../verbs/verbs.js';
import { judgeInterpreter, judgeScriptBlock, judgeShellProgram } from './code.js';
import { CLIS, judgeSubcommand } from './judge-subcommand.js';
import { type ProgramCall, type ProgramJudge, reads, said, showsSecrets } from './program-call.js';
import { INTERPRETERS, KNOWN_PROGRAMS, READING_PROGRAMS } from './programs.js';
import { SPECIAL } from './special/index.js';
import { VERSION_ONLY } from './special/system-tools.js';
import { judgeSqlClient } from './sql-client.js';
import { judgeWrapper } from './wrappers.js';

/** Judges a program by its arguments; one that is not known is high. */
export function judgeProgram(call: ProgramCall): Evidence {
  for (const judge of JUDGES) {
    const found = judge(call);
    if (found !== undefined) return found;
  }
  return judgeUnknown(call);
}

/** In order: the first that knows the program decides. */
const JUDGES: readonly ProgramJudge[] = [
  judgeShellProgram,
  judgeSqlClient,
  judgeSpecial,
  judgeWrapper,
  judgeCli,
  judgeVersion,
  judgeScriptBlock,
  judgeReading,
  judgeInterpreter,
  judgeKnown,
];

function judgeSpecial(call: ProgramCall): Evidence | undefined {
  return SPECIAL.get(call.program)?.(call);
}

function judgeCli(call: ProgramCall): Evidence | undefined {
  const rule = CLIS.get(call.program);
  return rule === undefined ? undefined : judgeSubcommand(call, rule);
}

/** `node --version`. */
function judgeVersion({ program, args }: ProgramCall): Evidence | undefined {
  const isAsked = args.length === 1 && VERSION_ONLY.test(args[0] ?? '');
  const isKnown = INTERPRETERS.test(program) || KNOWN_PROGRAMS.has(program);
  return isAsked && isKnown ? said('low', `"${program}" tells its version`) : undefined;
}

/** A program of the allow-list, with arguments with which it reads. */
function judgeReading({ program, args }: ProgramCall): Evidence | undefined {
  const rule = READING_PROGRAMS.get(program) ?? READING_PROGRAMS.get(program.toLowerCase());
  if (rule === undefined) return undefined;
  const isDenied = args.some((arg) => rule.denied?.test(arg));
  const operands = args.filter((arg) => !/^[-+]/.test(arg)).length;
  if (!isDenied && operands <= (rule.operands ?? operands)) return reads(program);
  return KNOWN_PROGRAMS.has(program) ? undefined : said('high', `"${program}" with a flag that acts`);
}

function judgeKnown({ program }: ProgramCall): Evidence | undefined {
  return KNOWN_PROGRAMS.get(program) ?? KNOWN_PROGRAMS.get(program.toLowerCase());
}

/** A program that is not known: what its own words say that it reads is asked about, and no more. */
function judgeUnknown({ written, program, args, verbs }: ProgramCall): Evidence {
  const unknown = byCmdlet(program, verbs) ?? said('high', 'a program that is not known to read only');
  return written === program && asksToRead(args, verbs) ? atMost('medium', unknown) : unknown;
}

/** PowerShell names its commands by verb and noun: `Get-Item`, `Get-Secret`, `Remove-Item`. */
function byCmdlet(program: string, verbs: Verbs): Evidence | undefined {
  if (!/^[A-Z][a-z]+-[A-Z]\w+$/.test(program)) return undefined;
  const judged = judgeName(program, verbs);
  if (judged.kind !== 'read') return undefined;
  const secret = secretIn(partsOf(program).flat());
  return secret === undefined ? said('low', judged.found.reason) : showsSecrets(`"${secret}" is secret`);
}

/** `argocd app list`, `tool --version`. */
function asksToRead(args: readonly string[], verbs: Verbs): boolean {
  const operands = args.filter((arg) => !arg.startsWith('-')).slice(0, 3);
  const isRead = operands.some((word) => judgeName(word, verbs).kind === 'read');
  const acts = args.some((word) => ACTING_KINDS.has(judgeName(word, verbs).kind ?? ''));
  return !acts && (isRead || args.some((arg) => ASKS.test(arg)));
}

const ASKS = /^--?(?:version|help|list|status|show|check|dry-run|info)$/;
const ACTING_KINDS: ReadonlySet<string> = new Set(['change', 'act', 'run', 'grave']);
