import type { Writable } from 'node:stream';
import type { Page, Tone } from '../layout/page.js';
import { cells, windowOf } from '../layout/typed-line.js';
import { HeldOutput } from './held-output.js';
import { type TerminalOutput, Turn } from './streams.js';

const displays = new WeakMap<TerminalOutput, Display>();

/** The display of an output. One output has one display, so that two renderers never mix their lines. */
export function displayOn(output: TerminalOutput): Display {
  const display = displays.get(output) ?? new Display(output);
  displays.set(output, display);
  return display;
}

/**
 * Prints lines. During a question it redraws the last row, and other lines wait. Its control sequences are SGR (in color),
 * "erase line" and bracketed paste; with TERM=dumb it writes none.
 */
export class Display {
  /** Gives the screen to one question at a time. */
  readonly turn: Turn = new Turn();
  readonly #output: TerminalOutput;
  readonly #held: HeldOutput = new HeldOutput();
  #isBroken = false;
  #pending = 0;
  /** The lines right above the last row. */
  #subject: ((page: Page) => readonly string[]) | undefined;
  #size = '';
  #row: (() => Row) | undefined;
  #drawn = 0;
  #hasRow = false;

  constructor(output: TerminalOutput) {
    this.#output = output;
  }

  /** Whether printed lines can reach the screen. */
  get isOpen(): boolean {
    return !this.#isBroken && this.#output.writable;
  }

  get isTerminal(): boolean {
    return this.#output.isTTY === true && this.isOpen;
  }

  get page(): Page {
    // One column is left free: some terminals break the line after the last column by themselves.
    const paint = this.#hasColors ? painted : plain;
    return { width: Math.min(Math.max(this.#columns - 1, 20), 100), paint };
  }

  get rows(): number {
    return this.#output.rows || 24;
  }

  /** Whether the last row can be redrawn in place. */
  get isLive(): boolean {
    return this.#output.isTTY === true && process.env.TERM !== 'dumb';
  }

  /** Prints lines; during a question, after it. Never throws, never waits. */
  print(lines: readonly string[]): void {
    this.#write(textOf(lines));
  }

  /** From now on only `draw` and the last row reach the screen; other writes to the `held` streams wait until `endQuestion`. */
  beginQuestion(held: readonly Writable[]): void {
    this.#refreshSize();
    this.#held.begin(held);
    if (this.isLive) this.#writeNow(PASTE_MARKS_ON);
  }

  /** Draws a part of the question. */
  draw(lines: readonly string[]): void {
    this.nextRow();
    this.#writeNow(textOf(lines));
  }

  /** Draws the lines right above the last row; again before that row if the window was resized. */
  drawSubject(subject: (page: Page) => readonly string[]): void {
    this.#subject = subject;
    this.#size = this.#currentSize;
    this.draw(subject(this.page));
  }

  /** Draws a message to the person during the question. */
  note(text: string): void {
    this.draw([text, ...(this.#subject?.(this.page) ?? [])]);
  }

  /**
   * Draws the last row, with the cursor between its two strings. `row` is called once, after all keys of a chunk are
   * handled.
   */
  drawRow(row: () => Row): void {
    if (this.#row === undefined) queueMicrotask(() => this.#drawRow());
    this.#row = row;
    this.#hasRow = true;
  }

  /** Leaves the last row as it is, and begins a new one. */
  nextRow(): void {
    this.#drawRow();
    if (this.#hasRow) this.#writeNow('\n');
    this.#hasRow = false;
    this.#drawn = 0;
  }

  /** Erases the last row. */
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
    if (dropped > 0) this.print([`(${dropped} more characters were written during the question and are lost)`]);
  }

  #drawRow(): void {
    if (this.#row === undefined) return;
    this.#refreshSize();
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
    // The left part is drawn twice to put the cursor after it, however wide its letters are.
    this.#writeNow(`${erasing}${left}${right}${right === '' ? '' : `\r${left}`}`);
  }

  /**
   * Reads the size of the window again. Node does so for `process.stdout` and `process.stderr` only, at SIGWINCH, for which a library
   * must not listen. A stream opened on the controlling terminal keeps its first size, and public API has no way to refresh it:
   * `getWindowSize()` returns the kept size. Without the private method, that first size is used.
   */
  #refreshSize(): void {
    const refresh: unknown = Reflect.get(this.#output, '_refreshSize');
    if (typeof refresh === 'function') Reflect.apply(refresh, this.#output, []);
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
      this.#held.write(this.#output, text, this.#written);
    } catch {
      this.#isBroken = true;
    }
  }

  readonly #written = (error: Error | null | undefined): void => {
    this.#pending -= 1;
    // After a failure the listener stays: the stream emits its error later, and an unheard error ends the process.
    if (error) this.#isBroken = true;
    else if (this.#pending === 0 && !this.#isBroken) this.#output.off('error', this.#break);
  };

  readonly #break = (): void => {
    this.#isBroken = true;
  };
}

/** The last row: its mark, and the input before and after the cursor. */
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
