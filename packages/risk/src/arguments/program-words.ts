import type { NameJudgement } from '../names/judge-name.js';
import { isProgram } from '../shell/recognize.js';
import type { Beside } from './walk.js';

/** `kubectl({ args: 'get pods' })`: the program that the tool is named by comes first. */
export function withProgram(name: NameJudgement, words: readonly string[]): readonly string[] {
  const named = name.words.find((word) => NAMING.has(word));
  const program = named === 'redis' ? 'redis-cli' : named;
  return program === undefined || words[0] === program || isProgram(words[0] ?? '') ? words : [program, ...words];
}

/** The program that stands beside its arguments: `{ command: 'git', args: [...] }`. */
export function programBeside(beside: Beside): string | undefined {
  for (const name of ['command', 'cmd', 'program', 'executable', 'binary']) {
    const value = beside.get(name);
    if (typeof value === 'string') return value;
  }
  return undefined;
}

/** `{ method: 'eth_getBalance', params: [...] }`: the words belong to an operation. */
export function hasOperation(beside: Beside): boolean {
  return ['method', 'operation', 'action', 'function', 'tool'].some((name) => typeof beside.get(name) === 'string');
}

/** Whether a line begins with a program that is known. */
export function startsProgram(value: string): boolean {
  return isProgram(/^\s*[\w./-]+/.exec(value)?.[0].trim() ?? '');
}

/** Programs whose arguments alone are given to tools named by them. */
const NAMING = new Set(
  'kubectl git docker aws gcloud az helm terraform gh npm podman redis vercel heroku flyctl curl'.split(' '),
);
