import type { Command } from 'commander';
import type { ProgramIO } from './io/program-io.js';

/** The result of a command. */
export interface Report {
  /** For programs: the object that `--json` prints. */
  readonly data: unknown;
  /** For people. Foreign strings in them are escaped by `visible()`. */
  readonly lines: readonly string[];
}

/** The input of a group of commands. */
export interface CommandContext {
  readonly io: ProgramIO;
  /** Takes the result of a command. The program prints it once the command has ended without an error. */
  readonly finish: (report: Report) => void;
}

/** Adds a group of commands, such as `attesta totp ...`, to the program. */
export type CommandGroup = (program: Command, context: CommandContext) => void;

/** Options of every command. */
export interface GlobalOptions {
  readonly store?: string;
  readonly json?: boolean;
}
