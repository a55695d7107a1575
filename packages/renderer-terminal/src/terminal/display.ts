import type { Writable } from 'node:stream';
import { cells, windowOf } from '../layout/line-window.js';
import type { Page, Tone } from '../layout/page.js';

/** Where the terminal's screen is written to; `process.stdout` is one. */
export interface TerminalOutput extends Writable {
  readonly isTTY?: boolean;
  readonly columns?: number;
  /** Whether it takes colour. Node's own follows NO_COLOR, FORCE_COLOR and TERM. */
  hasColors?(): boolean;
}

const displays = new WeakMap<TerminalOutput, Display>();

/** The display on an output. One output has one, so that what two renderers print does not mix. */
export function displayOn(output: TerminalOutput): Display {
  const display = displays.get(output) ?? new Display(output);
  displays.set(output, display);
  return display;
}

/**
 * Prints lines, and keeps one line at the bottom alive while somebody types on it: what is printed meanwhile waits, so that
 * the question stays where it is. Its control sequences are SGR, where there is colour, "erase line" and bracketed paste, and none with TERM=dumb.
 */
export class Display {
  readonly #output: TerminalOutput;
  #isBroken = false;
  #pending = 0;
  #isAsking = false;
  #hasLine = false;
  #undrawn: (() => readonly [string, string]) | undefined;
  #drawn = 0;
  #held: string[] = [];
  #dropped = 0;

  constructor(output: TerminalOutput) {
    this.#output = output;
  }

  /** Whether what is printed can reach somebody. */
  get isOpen(): boolean {
    return !this.#isBroken && this.#output.writable;
  }

  get isTerminal(): boolean {
    return this.#output.isTTY === true && this.isOpen;
  }

  get page(): Page {
    // One column less than there are: some terminals break the line after the last one by themselves.
    const columns = this.#output.columns || 80;
    const paint = this.#hasColors ? painted : plain;
    return { width: Math.min(Math.max(columns - 1, 20), 100), paint };
  }

  /** Prints lines, or keeps them until the question is over. Never throws, never waits. False: nobody will see them. */
  print(lines: readonly string[]): boolean {
    const text = lines.map((line) => `${line}\n`).join('');
    if (!this.#isAsking) this.#write(text);
    else if (this.#held.length < MOST_HELD) this.#held.push(text);
    else this.#dropped += 1;
    return this.isOpen && this.#dropped === 0;
  }

  /** A question stands on the screen: nothing is printed below it. */
  beginQuestion(): void {
    this.#isAsking = true;
    if (this.#takesControls) this.#write(PASTE_MARKS_ON);
  }

  endQuestion(): void {
    if (this.#takesControls) this.#write(PASTE_MARKS_OFF);
    this.nextLine();
    this.#isAsking = false;
    if (this.#dropped > 0) this.#held.push(`(${this.#dropped} more messages came while you were asked)\n`);
    this.#write(this.#held.join(''));
    this.#held = [];
    this.#dropped = 0;
  }

  /**
   * Draws the line where the person types, with the cursor between the two texts. `line` is asked for them once all keys
   * that came together are dealt with.
   */
  drawLine(line: () => readonly [string, string]): void {
    if (this.#undrawn === undefined) queueMicrotask(() => this.#draw());
    this.#undrawn = line;
    this.#hasLine = true;
  }

  /** Leaves the line as it stands. */
  nextLine(): void {
    this.#draw();
    if (this.#hasLine) this.#write('\n');
    this.#hasLine = false;
    this.#drawn = 0;
  }

  #draw(): void {
    if (this.#undrawn === undefined) return;
    const [before, after] = this.#undrawn();
    this.#undrawn = undefined;
    const [start, right] = windowOf(before, after, (this.#output.columns || 80) - 1 - PROMPT.length);
    const left = `${PROMPT}${start}`;
    const erase = this.#takesControls ? '\r\x1b[K' : `\r${' '.repeat(this.#drawn)}\r`;
    this.#drawn = cells(left) + cells(right);
    // The second drawing of the left part puts the cursor behind it, however wide its letters are.
    this.#write(`${erase}${left}${right}${right === '' ? '' : `\r${left}`}`);
  }

  get #takesControls(): boolean {
    return this.#output.isTTY === true && process.env.TERM !== 'dumb';
  }

  get #hasColors(): boolean {
    return this.#takesControls && this.#output.hasColors?.() === true;
  }

  #write(text: string): void {
    if (!this.isOpen || text === '') return;
    try {
      if (this.#pending === 0) this.#output.on('error', this.#break);
      this.#pending += 1;
      this.#output.write(text, this.#written);
    } catch {
      this.#isBroken = true;
    }
  }

  readonly #written = (error: Error | null | undefined): void => {
    this.#pending -= 1;
    // After a failure the listener stays: the stream emits its error later, and nobody else may be there to hear it.
    if (error) this.#isBroken = true;
    else if (this.#pending === 0 && !this.#isBroken) this.#output.off('error', this.#break);
  };

  readonly #break = (): void => {
    this.#isBroken = true;
  };
}

const plain = (_tone: Tone, text: string): string => text;
const painted = (tone: Tone, text: string): string => `\x1b[${SGR[tone]}m${text}\x1b[0m`;

const SGR: Readonly<Record<Tone, string>> = { strong: '1', quiet: '2', good: '32', bad: '1;31', alarm: '1;7;31' };
const PASTE_MARKS_ON = '\x1b[?2004h';
const PASTE_MARKS_OFF = '\x1b[?2004l';
const PROMPT = '> ';
const MOST_HELD = 1_000;
