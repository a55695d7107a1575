import type { Evidence } from '../evidence.js';
import { type ProgramCall, said } from './program-call.js';
import { INTERPRETERS, KNOWN_PROGRAMS, SHELLS } from './programs.js';
import { VERSION_ONLY } from './special/system-tools.js';

/** Judges a shell by `-c 'script'`, or by its input; a file is not shown. */
export function judgeShellProgram(call: ProgramCall): Evidence | undefined {
  const { program, args, command } = call;
  if (!SHELLS.has(program)) return undefined;
  const flag = args.findIndex((arg) => /^-[a-zA-Z]*c$/.test(arg));
  if (flag !== -1) return call.script(args[flag + 1] ?? '');
  if (args.length === 1 && VERSION_ONLY.test(args[0] ?? '')) return said('low', `"${program}" tells its version`);
  if (args.length > 1 && args[0] === '-n') return said('low', `"${program}" checks the syntax of a script`);
  const file = args.find((arg) => !arg.startsWith('-'));
  if (file === undefined && command.input !== undefined) return call.script(command.input);
  return fromNetwork(call) ?? said('high', `"${program}" runs a script that is not shown`);
}

/** Judges an interpreter. Modules that only print are low; its code is not read, and is high. */
export function judgeInterpreter(call: ProgramCall): Evidence | undefined {
  const { program, args } = call;
  if (READING_MODULES.test([program, ...args].join(' '))) {
    return said('low', `"${program}" runs a module that reads`);
  }
  if (!INTERPRETERS.test(program)) return undefined;
  return fromNetwork(call) ?? KNOWN_PROGRAMS.get(program) ?? said('high', 'runs code');
}

/** Modules of Python that only print. */
const READING_MODULES =
  /^python[\d.]* -m (?:json\.tool(?: --?[\w-]+){0,3}(?: [\w./-]+)?|pip (?:list|show|freeze|check)(?: [\w ./-]*)?|this|platform|sysconfig|site)$/;

/** A script that comes from the network, or is decoded. */
function fromNetwork({ command }: ProgramCall): Evidence | undefined {
  for (let from = command.source, steps = 0; from !== undefined && steps < 20; from = from.source, steps += 1) {
    const isFetched = from.words.some(({ text }) => FETCHERS.test(text));
    if (isFetched) return said('critical', 'runs what comes from the network or is encoded');
  }
  return undefined;
}

const FETCHERS =
  /^(?:\/[\w/]{1,40}\/)?(?:curl|wget|fetch|nc|aria2c|http|base64|xxd|openssl|Invoke-WebRequest|iwr)(?:\.exe)?$/i;

/**
 * Judges a block of PowerShell behind a command: `where { $_.CPU -gt 10 }` compares, any other block may run what stands in it.
 * Undefined where there is no block.
 */
export function judgeScriptBlock({ program, args }: ProgramCall): Evidence | undefined {
  if (!TAKES_BLOCKS.test(program)) return undefined;
  const start = args.findIndex((arg) => /^@?\{/.test(arg));
  if (start === -1) return undefined;
  const block = args.slice(start).join(' ');
  return COMPARES.test(block) ? undefined : said('high', 'a block that may run programs');
}

const TAKES_BLOCKS = /^(?:where|select|sort|measure|group|gci|gps|gsv|gc|[A-Za-z]+-[A-Za-z]\w*)$/i;
/** Properties of what is passed on, compared with words. The parser ends a command at a bracket: a call of a method has no end. */
const COMPARES = /^\{ ?\$_(?:\.\w{1,60})?(?: -?[\w.*:/-]{1,200}){0,12} ?\}$/;
