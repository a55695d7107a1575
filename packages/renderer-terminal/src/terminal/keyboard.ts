import { Readable } from 'node:stream';

/** Where keys come from; `process.stdin` is one. It counts as a terminal only with `isTTY` and `setRawMode`. */
export interface TerminalInput extends Readable {
  readonly isTTY?: boolean;
  readonly isRaw?: boolean;
  setRawMode?(mode: boolean): unknown;
}

/** Why listening ended without an answer. */
export type Stop = 'aborted' | 'cancelled' | 'ended';

const keyboards = new WeakMap<TerminalInput, Keyboard>();

/** The keyboard at an input. One input has one, so that a key never answers the questions of two renderers. */
export function keyboardAt(input: TerminalInput): Keyboard {
  const keyboard = keyboards.get(input) ?? new Keyboard(input);
  keyboards.set(input, keyboard);
  return keyboard;
}

/** A terminal's input, lent to one question at a time. */
export class Keyboard {
  readonly #input: TerminalInput;
  #last: Promise<unknown> = Promise.resolve();

  constructor(input: TerminalInput) {
    this.#input = input;
  }

  get isTerminal(): boolean {
    const { isTTY, readable, setRawMode } = this.#input;
    return isTTY === true && readable && typeof setRawMode === 'function';
  }

  /** Runs `work` once every earlier one is done. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => {});
    return turn;
  }

  listen(signal: AbortSignal): Keys {
    return new Keys(this.#input, signal);
  }
}

/**
 * The keys pressed during one question, in raw mode. They reach the prompt through a stream of its own, so that nothing of
 * a prompt stays behind on the input, and only from `take` on, so that nothing typed before counts. `close` leaves the
 * input as it was found.
 */
export class Keys {
  /** What the prompt reads. */
  readonly stream: Readable = new Readable({ read: () => {} });
  readonly #input: TerminalInput;
  readonly #signal: AbortSignal;
  readonly #wasRaw: boolean;
  readonly #wasFlowing: boolean;
  readonly #stop: AbortController = new AbortController();
  #stopped: Stop | undefined;
  #isTaking = false;
  #bytes = 0;

  constructor(input: TerminalInput, signal: AbortSignal) {
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

  /** Aborts when there will be no answer; `stopped` then tells why. */
  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  get stopped(): Stop | undefined {
    return this.#stopped;
  }

  /** From now on keys count. */
  take(): void {
    this.#isTaking = true;
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
  }

  readonly #abort = (): void => this.#stopFor('aborted');
  readonly #end = (): void => this.#stopFor('ended');

  readonly #receive = (chunk: Buffer | string): void => {
    const keys = Buffer.from(chunk).toString('latin1');
    this.#bytes += keys.length;
    if (this.#bytes > MOST_BYTES) this.#stopFor('cancelled');
    else if (this.#isTaking) this.#press(accepted(keys));
    else if (keys.includes(CTRL_C) || keys.includes(CTRL_D)) this.#stopFor('cancelled');
  };

  /** One by one: readline puts what comes together behind the line instead of at the cursor. */
  #press(keys: string): void {
    for (const key of keys) this.stream.push(Buffer.from(key, 'latin1'));
  }

  #stopFor(reason: Stop): void {
    this.#stopped ??= reason;
    this.#stop.abort();
  }
}

/** Without Ctrl-Z, on which readline would stop the process, and with one kind of Enter. */
function accepted(keys: string): string {
  return keys.replaceAll(CTRL_Z, '').replace(LINE_END, '\r');
}

const ENDS = ['end', 'close', 'error'] as const;
const CTRL_C = '\x03';
const CTRL_D = '\x04';
const CTRL_Z = '\x1a';
const LINE_END = /\r?\n/g;
/** In one answer. Readline's cost for each key grows with the line. */
const MOST_BYTES = 4_096;
