import { atLeast, type Evidence, gravest } from '../evidence.js';
import { isAssignment, judgeAssignment } from './assignments.js';
import { type ProgramCall, reads, said } from './program-call.js';
import { INPUT_WORD } from './smuggled-flags.js';

interface Wrapper {
  readonly operands: number;
  readonly valued: RegExp;
  readonly floor?: 'medium' | 'high';
}

/** Programs that run what stands behind them; the number of operands of their own, and flags that take a value. */
export const WRAPPERS: ReadonlyMap<string, Wrapper> = new Map([
  ['sudo', { operands: 0, valued: /^-[ugphCDRTU]$|^--(?:user|group|host|prompt|chdir)$/ }],
  ['doas', { operands: 0, valued: /^-[uC]$/ }],
  ['env', { operands: 0, valued: /^-[uC]$|^--(?:unset|chdir)$/ }],
  ['npx', { operands: 0, valued: /^(?:-p|--package)$/ }],
  ['bunx', { operands: 0, valued: /^$/ }],
  ['nohup', { operands: 0, valued: /^$/ }],
  ['nice', { operands: 0, valued: /^-n$/ }],
  ['ionice', { operands: 0, valued: /^-[cn]$/ }],
  ['time', { operands: 0, valued: /^-[fo]$/ }],
  ['timeout', { operands: 1, valued: /^-[ks]$/ }],
  ['stdbuf', { operands: 0, valued: /^-[ioe]$/ }],
  ['setsid', { operands: 0, valued: /^$/ }],
  ['command', { operands: 0, valued: /^$/ }],
  ['builtin', { operands: 0, valued: /^$/ }],
  ['exec', { operands: 0, valued: /^-a$/ }],
  ['xargs', { operands: 0, valued: /^-[IndPLsEa]$|^--(?:max-\w+|replace|delimiter|arg-file)$/ }],
  ['watch', { operands: 0, valued: /^-n$|^--interval$/ }],
  ['busybox', { operands: 0, valued: /^$/ }],
  ['toybox', { operands: 0, valued: /^$/ }],
  ['taskset', { operands: 1, valued: /^$/ }],
  ['chroot', { operands: 1, valued: /^$/, floor: 'high' }],
  ['ssh', { operands: 1, valued: /^-[bcDEeFIiJLlmOopQRSWw]$/, floor: 'medium' }],
  ['flock', { operands: 1, valued: /^-[wE]$/, floor: 'medium' }],
  ['caffeinate', { operands: 0, valued: /^-[tw]$/ }],
  ['pnpx', { operands: 0, valued: /^$/, floor: 'high' }],
  ['parallel', { operands: 0, valued: /^-[jI]$/, floor: 'high' }],
  ['unshare', { operands: 0, valued: /^$/, floor: 'high' }],
  ['nsenter', { operands: 0, valued: /^-[tSG]$/, floor: 'high' }],
  ['runuser', { operands: 0, valued: /^-[ug]$/, floor: 'high' }],
  ['proxychains', { operands: 0, valued: /^-f$/, floor: 'medium' }],
]);

/** Judges a program that runs what stands behind it by what that does. */
export function judgeWrapper(call: ProgramCall): Evidence | undefined {
  const { program, args } = call;
  const wrapper = WRAPPERS.get(program);
  if (wrapper === undefined) return undefined;
  const start = startOf(args, wrapper);
  const own = args.slice(0, start);
  const wrapped = args.slice(start);
  const split = own.findIndex((arg) => program === 'env' && SPLITS.test(arg));
  if (split !== -1) return call.script([own[split]?.replace(SPLITS, '') ?? '', ...args.slice(split + 1)].join(' '));
  if (own.some((arg) => OWN_COMMAND.get(program)?.test(arg)))
    return said('high', `"${program}" with a command of its own`);
  if (program === 'xargs') return judgeXargs(call, own, wrapped);
  if (program === 'command' && own.some((arg) => /^-[vV]$/.test(arg))) return reads(program);
  if (wrapped.length === 0) return program === 'command' || program === 'time' ? reads(program) : undefined;
  const judged = gravest([call.inner(wrapped), ...own.filter(isAssignment).map(judgeAssignment)]);
  if (judged === undefined) return undefined;
  const floor = DOWNLOADS.has(program) && !LOCAL_TOOLS.test(wrapped[0] ?? '') ? 'high' : wrapper.floor;
  return floor === undefined ? judged : atLeast(floor, judged);
}

/** Where the wrapped command starts. */
function startOf(args: readonly string[], { operands, valued }: Wrapper): number {
  let at = 0;
  while (at < args.length && (args[at]?.startsWith('-') || isAssignment(args[at] ?? ''))) {
    at += valued.test(args[at] ?? '') ? 2 : 1;
  }
  return Math.min(args.length, at + operands);
}

/** What `xargs` reads stands behind the command, or in the place of a word: then it may be the program. */
function judgeXargs(call: ProgramCall, own: readonly string[], wrapped: readonly string[]): Evidence {
  if (wrapped.length === 0) return reads('xargs');
  const replaced = own.flatMap((arg, index) =>
    arg === '-I' || arg === '--replace'
      ? [own[index + 1] ?? INPUT_WORD]
      : (/^(?:-I|-i|--replace=)(.+)$/.exec(arg)?.[1] ?? []),
  );
  if (replaced.some((word) => wrapped[0]?.includes(word))) return said('high', 'a program whose name is read');
  return call.inner([...wrapped.map((word) => (replaced.includes(word) ? INPUT_WORD : word)), INPUT_WORD]);
}

/** `env -S 'rm x'`. */
const SPLITS = /^(?:-[a-zA-Z]*S|--s[a-z-]*=?)/;

/** Flags of a wrapper that run or write besides. */
const OWN_COMMAND: ReadonlyMap<string, RegExp> = new Map([
  ['ssh', /command|^-[FEw]/i],
  ['time', /^(?:-[a-z]*o|--o)/],
  ['npx', /^(?:-[a-z]*c$|--call|-p|--package|--registry|--prefix)/],
]);

/** Wrappers that fetch a program that is not installed. */
const DOWNLOADS: ReadonlySet<string> = new Set(['npx', 'bunx']);
/** Tools that a project has installed. */
const LOCAL_TOOLS =
  /^(?:tsc|eslint|biome|prettier|stylelint|jest|vitest|mocha|playwright|cypress|webpack|vite|rollup|esbuild|tsup|depcheck|knip|turbo|nx|tsx|ts-node|markdownlint|size-limit|lerna|changeset)$/;
