import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { type InputSource, type TerminalInput, Turn } from './streams.js';

/** The reason why a question ended without an answer. */
export type StopReason = 'aborted' | 'cancelled' | 'ended' | 'refused';

const keyboards = new WeakMap<InputSource, Keyboard>();

/** The keyboard of an input. One input has one keyboard, so that a key never answers the questions of two renderers. */
export function keyboardAt(input: InputSource): Keyboard {
  const keyboard = keyboards.get(input) ?? new Keyboard(input);
  keyboards.set(input, keyboard);
  return keyboard;
}

/** A terminal's input, lent to one question at a time. */
export class Keyboard {
  /** Gives the keys to one question at a time. */
  readonly turn: Turn = new Turn();
  readonly #input: InputSource;

  constructor(input: InputSource) {
    this.#input = input;
  }

  get isTerminal(): boolean {
    if (typeof this.#input === 'function') return true;
    const { isTTY, readable, setRawMode } = this.#input;
    return isTTY === true && readable && typeof setRawMode === 'function';
  }

  listen(signal: AbortSignal): Keys {
    if (typeof this.#input !== 'function') return new Keys(this.#input, signal);
    const input = this.#input();
    return new Keys(input, signal, () => input.destroy());
  }
}

/**
 * The keys pressed during one question, in raw mode. They reach the prompt through a stream of its own, so that a prompt leaves
 * no listener on the input. They count only from `take` on, so that earlier keys never answer. Ctrl-C, Ctrl-D and Escape count at
 * any time, and before the keys of the same chunk. `close` restores the input.
 */
export class Keys {
  /** The keys for the prompt. */
  readonly stream: Readable = new Readable({ read: () => {} });
  readonly #input: TerminalInput;
  readonly #signal: AbortSignal;
  readonly #wasRaw: boolean;
  readonly #wasFlowing: boolean;
  readonly #stop: AbortController = new AbortController();
  #stopped: StopReason | undefined;
  /** Takes the keys; drops them at first. */
  #hear: (keys: string) => void = () => {};
  #bytes = 0;

  readonly #closed: () => void;

  constructor(input: TerminalInput, signal: AbortSignal, closed: () => void = () => {}) {
    this.#closed = closed;
    this.#input = input;
    this.#signal = signal;
    this.#wasRaw = input.isRaw === true;
    this.#wasFlowing = input.readableFlowing === true;
    signal.addEventListener('abort', this.#abort, { once: true });
    for (const event of ENDS) input.on(event, this.#end);
    input.on('data', this.#receive);
    try {
      input.setRawMode?.(true);
    } catch {
      this.#end();
    }
    input.resume();
  }

  /** Aborts when the question ends without an answer; `stopped` is then the reason. */
  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  get stopped(): StopReason | undefined {
    return this.#stopped;
  }

  /** Drops all keys typed up to now: they arrive with the first read of the terminal, within two turns of the event loop. */
  async settle(): Promise<void> {
    this.#hear = () => {};
    await setImmediate();
    await setImmediate();
  }

  /** The next chunk of keys; undefined if the question ends first. */
  next(): Promise<string | undefined> {
    this.#bytes = 0;
    return new Promise((resolve) => {
      const stopped = (): void => resolve(undefined);
      this.#hear = (keys) => {
        this.signal.removeEventListener('abort', stopped);
        this.#hear = () => {};
        resolve(keys);
      };
      if (this.signal.aborted) stopped();
      else this.signal.addEventListener('abort', stopped, { once: true });
    });
  }

  /** From now on only a no counts: `no` and Enter, or Escape. */
  takeNo(): void {
    let line = '';
    this.#bytes = 0;
    this.#hear = (keys) => {
      if (keys === ESCAPE) this.stopFor('cancelled');
      for (const key of keys.replace(LINE_END, ENTER)) {
        if (key !== ENTER) line = key === BACKSPACE ? line.slice(0, -1) : `${line}${key}`;
        else if (NO.test(line)) this.stopFor('refused');
        else line = '';
      }
    };
  }

  /** From now on all keys count. */
  take(): void {
    this.#bytes = 0;
    // One by one: readline appends a chunk to the line instead of inserting it at the cursor.
    this.#hear = (keys) => {
      for (const key of accepted(keys)) this.stream.push(Buffer.from(key, 'latin1'));
    };
  }

  /** Ends the question without an answer. The first reason is kept. */
  stopFor(reason: StopReason): void {
    this.#stopped ??= reason;
    this.#stop.abort();
  }

  close(): void {
    this.#signal.removeEventListener('abort', this.#abort);
    this.#input.off('data', this.#receive);
    if (!this.#wasFlowing) this.#input.pause();
    try {
      this.#input.setRawMode?.(this.#wasRaw);
    } catch {
      // A terminal that is gone needs no mode.
    }
    for (const event of ENDS) this.#input.off(event, this.#end);
    this.stream.destroy();
    this.#closed();
  }

  readonly #abort = (): void => this.stopFor('aborted');
  readonly #end = (): void => this.stopFor('ended');

  readonly #receive = (chunk: Buffer | string): void => {
    const keys = Buffer.from(chunk).toString('latin1');
    this.#bytes += keys.length;
    if (this.#bytes > MOST_BYTES || keys.includes(CTRL_C) || keys.includes(CTRL_D)) this.stopFor('cancelled');
    else if (this.#stopped === undefined) this.#hear(keys);
  };
}

/** Without Ctrl-Z, on which readline would stop the process, and with one kind of Enter. */
function accepted(keys: string): string {
  return keys.replaceAll(CTRL_Z, '').replace(LINE_END, ENTER);
}

const ENDS = ['end', 'close', 'error'] as const;
const CTRL_C = '\x03';
const CTRL_D = '\x04';
const CTRL_Z = '\x1a';
const ESCAPE = '\x1b';
const ENTER = '\r';
const BACKSPACE = '\x7f';
const LINE_END = /\r?\n/g;
const NO = /^ *no? *$/i;
/** In one answer. Readline's cost for each key grows with the line. */
const MOST_BYTES = 4_096;
