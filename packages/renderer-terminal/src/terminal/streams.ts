import { closeSync, constants, openSync } from 'node:fs';
import type { Writable } from 'node:stream';
import { ReadStream, WriteStream } from 'node:tty';
import type { TerminalOutput } from './display.js';
import type { InputSource, TerminalInput } from './keyboard.js';

/** The two ends of a terminal. */
export interface Ends {
  readonly input: InputSource;
  readonly output: TerminalOutput;
  /** The process's other streams to the same screen. */
  readonly others: readonly Writable[];
}

/** What an application gives of them. */
export interface GivenEnds {
  readonly input?: TerminalInput | undefined;
  readonly output?: TerminalOutput | undefined;
}

/**
 * The ends that were given; for one that was not, the process's own where it is a terminal, else the controlling terminal
 * where there is one: a person may be there though data is piped through the process. Whoever holds all three streams of the
 * process (a test runner, an editor, another agent) holds the terminal as well: it is left alone.
 */
export function endsOf(given: GivenEnds): Ends {
  const { stdin, stdout, stderr } = process;
  const input = given.input ?? (stdin.isTTY || !hasControllingTerminal() ? stdin : openInput);
  const output = given.output ?? (stdout.isTTY ? stdout : (controllingOutput() ?? stdout));
  const own: readonly TerminalOutput[] = [stdout, stderr];
  const isOwn = given.output === undefined || own.includes(output);
  return { input, output, others: isOwn ? own.filter((stream) => stream !== output && stream.isTTY) : [] };
}

/** For one question: an input that stays open would go on reading what is meant for others, and keep the process alive. */
function openInput(): TerminalInput {
  return new ReadStream(openTerminal());
}

let output: WriteStream | undefined;

/** Opened once, when it is first needed; it keeps nothing alive. */
function controllingOutput(): TerminalOutput | undefined {
  if (output === undefined && hasControllingTerminal()) output = new WriteStream(openTerminal());
  return output;
}

function hasControllingTerminal(): boolean {
  const { stdin, stdout, stderr } = process;
  if (!stdin.isTTY && !stdout.isTTY && !stderr.isTTY) return false;
  try {
    closeSync(openTerminal());
    return true;
  } catch {
    return false;
  }
}

function openTerminal(): number {
  return openSync('/dev/tty', constants.O_RDWR | constants.O_NOCTTY);
}
