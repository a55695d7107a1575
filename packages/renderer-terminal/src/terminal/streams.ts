import { closeSync, constants, openSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { ReadStream, WriteStream } from 'node:tty';

/** The stream of keys, such as `process.stdin`. It counts as a terminal only with `isTTY` and `setRawMode`. */
export interface TerminalInput extends Readable {
  readonly isTTY?: boolean;
  readonly isRaw?: boolean;
  setRawMode?(mode: boolean): unknown;
}

/** The stream to the screen, such as `process.stdout`. */
export interface TerminalOutput extends Writable {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
  /** Whether it takes color. Node's own streams follow NO_COLOR, FORCE_COLOR and TERM. */
  hasColors?(): boolean;
}

/** An input, or a function that opens one for each question. */
export type InputSource = TerminalInput | (() => TerminalInput);

/** The streams of one terminal. */
export interface TerminalStreams {
  readonly input: InputSource;
  readonly output: TerminalOutput;
  /** The process's other streams to the same screen. */
  readonly others: readonly Writable[];
}

/** The streams that an application gives. */
export interface GivenStreams {
  readonly input?: TerminalInput | undefined;
  readonly output?: TerminalOutput | undefined;
}

/**
 * The given streams. The default is the process's own stream if it is a terminal, else the controlling terminal if there is one:
 * a person may be there although data is piped through the process. A parent that holds all three streams of the process (a test
 * runner, an editor, another agent) also owns the terminal: it is left alone.
 */
export function streamsOf(given: GivenStreams): TerminalStreams {
  const { stdin, stdout, stderr } = process;
  const input = given.input ?? (stdin.isTTY || !hasControllingTerminal() ? stdin : openInput);
  const output = given.output ?? (stdout.isTTY ? stdout : (controllingOutput() ?? stdout));
  const own: readonly TerminalOutput[] = [stdout, stderr];
  const isOwn = given.output === undefined || own.includes(output);
  return { input, output, others: isOwn ? own.filter((stream) => stream !== output && stream.isTTY) : [] };
}

/** For one question: an open input would keep the process alive, and read keys that are meant for other programs. */
function openInput(): TerminalInput {
  return new ReadStream(openTerminal());
}

let output: WriteStream | undefined;

/** Opened once, at the first use. It does not keep the process alive. */
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

/** Runs pieces of work one at a time, in the order of their calls: a key or a screen belongs to one question. */
export class Turn {
  #last: Promise<unknown> = Promise.resolve();

  /** Runs `work` after every earlier piece has ended. */
  take<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => {});
    return turn;
  }
}
