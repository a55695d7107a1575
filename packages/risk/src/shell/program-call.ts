import { type Evidence, evidence } from '../evidence.js';
import type { Verbs } from '../verbs/verbs.js';
import type { ShellCommand } from './command.js';

/** A program that is started, with what stands behind it and around it. */
export interface ProgramCall {
  /** As it is written, with its folder. */
  readonly written: string;
  /** Its name, without its usual folder. */
  readonly program: string;
  readonly args: readonly string[];
  /** Where its input comes from. */
  readonly command: ShellCommand;
  readonly verbs: Verbs;
  /** Judges a command inside of the arguments: `find -exec rm`. */
  readonly inner: (words: readonly string[]) => Evidence;
  /** Judges a script inside of the arguments: `sh -c 'rm x'`. */
  readonly script: (text: string) => Evidence;
}

/** Judges a call of a program, or leaves it to the next judge. */
export type ProgramJudge = (call: ProgramCall) => Evidence | undefined;

/** Whether something is given to the program to read: by a pipe, a here-document or a file. */
export function hasInput({ command: { source, input, redirects } }: ProgramCall): boolean {
  return source !== undefined || input !== undefined || redirects.some(({ operator }) => operator.startsWith('<'));
}

/** What a command shows, at a level. */
export function said(level: Evidence['level'], what: string): Evidence {
  return evidence('command', level, what);
}

/** A command that only reads. */
export function reads(program: string): Evidence {
  return said('low', `"${program}" reads`);
}

/** A command that shows what is secret. */
export function showsSecrets(what: string): Evidence {
  return evidence('secrets', 'medium', what);
}

/** What cannot be taken apart. */
export const UNCLEAR: Evidence = said('high', 'a command that cannot be told apart');
