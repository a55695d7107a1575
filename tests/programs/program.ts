import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** The exit code of a program, or the signal that ended it. */
export interface ProgramEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A running program. */
export interface Program {
  readonly child: ChildProcess;
  /** The lines of its output, each once. */
  readonly lines: AsyncIterableIterator<string>;
  readonly ended: Promise<ProgramEnd>;
  /** Takes the next line; undefined after the last. */
  nextLine(): Promise<string | undefined>;
}

/** Runs a file in a Node process of its own. Its errors go to the error output of the tests. */
export function startProgram(file: string, args: readonly string[]): Program {
  const child = spawn(process.execPath, [file, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ended = new Promise<ProgramEnd>((resolve) => child.once('close', (code, signal) => resolve({ code, signal })));
  return { child, lines, ended, nextLine: async () => (await lines.next()).value };
}
