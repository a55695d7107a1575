import type { Writable } from 'node:stream';
import type { Page, Tone } from '../layout/page.js';
import { cells, windowOf } from '../layout/typed-line.js';
import { HeldOutput } from './held-output.js';
import { Turn } from './turn.js';

/** Where the terminal's screen is written to; `process.stdout` is one. */
export interface TerminalOutput extends Writable {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
  /** Whether it takes colour. Node's own follows NO_COLOR, FORCE_COLOR and TERM. */
  hasColors?(): boolean;
}

const displays = new WeakMap<TerminalOutput, Display>();

/**
 * The display on an output; `others` are the process's other streams to the same screen. One output has one display, so that
 * what two renderers print does not mix.
 */
export function displayOn(output: TerminalOutput, others: readonly Writable[] = []): Display {
  const display = displays.get(output) ?? new Display(output, others);
  displays.set(output, display);
  return display;
}

/**
 * Prints lines, and while a question stands there keeps its last row alive: what is printed meanwhile waits. Its control
 * sequences are SGR, where there is colour, "erase line" and bracketed paste, and none with TERM=dumb.
 */
export class Display {
  /** Whose question stands there. */
  readonly turn: Turn = new Turn();
  readonly #output: TerminalOutput;
  readonly #held: HeldOutput;
  #isBroken = false;
  #pending = 0;
  /** What stands right above the last row. */
  #subject: ((page: Page) => readonly string[]) | undefined;
  #size = '';
  #row: (() => Row) | undefined;
  #drawn = 0;
  #hasRow = false;

  constructor(output: TerminalOutput, others: readonly Writable[] = []) {
    this.#output = output;
    this.#held = new HeldOutput([output, ...others]);
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
    const paint = this.#hasColors ? painted : plain;
    return { width: Math.min(Math.max(this.#columns - 1, 20), 100), paint };
  }

  get rows(): number {
    return this.#output.rows || 24;
  }

  /** Whether the last row can be drawn anew without telling it to somebody twice. */
  get isLive(): boolean {
    return this.#output.isTTY === true && process.env.TERM !== 'dumb';
  }

  /** Prints lines, behind a question that stands there. Never throws, never waits. */
  print(lines: readonly string[]): void {
    this.#write(textOf(lines));
  }

  /** From now on only `draw` and the last row reach the screen. */
  beginQuestion(): void {
    this.#lookAtSize();
    this.#held.begin();
    if (this.isLive) this.#writeNow(PASTE_MARKS_ON);
  }

  /** A part of the question. */
  draw(lines: readonly string[]): void {
    this.nextRow();
    this.#writeNow(textOf(lines));
  }

  /** Draws what must stand right above the last row; once more before that row where the window was resized meanwhile. */
  drawSubject(subject: (page: Page) => readonly string[]): void {
    this.#subject = subject;
    this.#size = this.#currentSize;
    this.draw(subject(this.page));
  }

  /** A word to the person in the midst of the question. */
  note(text: string): void {
    this.draw([text, ...(this.#subject?.(this.page) ?? [])]);
  }

  /**
   * Draws the last row, with the cursor between the two texts. `row` is asked for it once all keys that came together are
   * dealt with.
   */
  drawRow(row: () => Row): void {
    if (this.#row === undefined) queueMicrotask(() => this.#drawRow());
    this.#row = row;
    this.#hasRow = true;
  }

  /** Leaves the last row as it stands. */
  nextRow(): void {
    this.#drawRow();
    if (this.#hasRow) this.#writeNow('\n');
    this.#hasRow = false;
    this.#drawn = 0;
  }

  /** Takes the last row away. */
  eraseRow(): void {
    this.#row = undefined;
    if (this.#hasRow) this.#writeNow(this.#erasing);
    this.#hasRow = false;
    this.#drawn = 0;
  }

  endQuestion(): void {
    if (this.isLive) this.#writeNow(PASTE_MARKS_OFF);
    this.nextRow();
    this.#subject = undefined;
    const dropped = this.#held.end();
    if (dropped > 0) this.print([`(${dropped} more characters were written while you were asked; they are lost)`]);
  }

  #drawRow(): void {
    if (this.#row === undefined) return;
    this.#lookAtSize();
    const { mark, before = '', after = '' } = this.#row();
    this.#row = undefined;
    if (this.#subject !== undefined && this.#size !== this.#currentSize) {
      this.#size = this.#currentSize;
      this.#writeNow(textOf(['', ...this.#subject(this.page)]));
      this.#drawn = 0;
    }
    const [start, right] = windowOf(before, after, this.#columns - 1 - mark.length);
    const left = `${mark}${start}`;
    const erasing = this.#erasing;
    this.#drawn = cells(left) + cells(right);
    // The second drawing of the left part puts the cursor behind it, however wide its letters are.
    this.#writeNow(`${erasing}${left}${right}${right === '' ? '' : `\r${left}`}`);
  }

  /** Node looks at the size of a terminal once, but for the one of `process.stdout`. */
  #lookAtSize(): void {
    const look: unknown = Reflect.get(this.#output, '_refreshSize');
    if (typeof look === 'function') Reflect.apply(look, this.#output, []);
  }

  get #erasing(): string {
    return this.isLive ? '\r\x1b[K' : `\r${' '.repeat(this.#drawn)}\r`;
  }

  get #columns(): number {
    return this.#output.columns || 80;
  }

  get #currentSize(): string {
    return `${this.#columns} x ${this.rows}`;
  }

  get #hasColors(): boolean {
    return this.isLive && this.#output.hasColors?.() === true;
  }

  #writeNow(text: string): void {
    this.#held.atOnce(() => this.#write(text));
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

/** The last row: what it begins with, and what was typed before and behind the cursor. */
export interface Row {
  readonly mark: string;
  readonly before?: string;
  readonly after?: string;
}

const textOf = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');
const plain = (_tone: Tone, text: string): string => text;
const painted = (tone: Tone, text: string): string => `\x1b[${SGR[tone]}m${text}\x1b[0m`;

const SGR: Readonly<Record<Tone, string>> = { strong: '1', quiet: '2', good: '32', bad: '1;31', alarm: '1;7;31' };
const PASTE_MARKS_ON = '\x1b[?2004h';
const PASTE_MARKS_OFF = '\x1b[?2004l';
