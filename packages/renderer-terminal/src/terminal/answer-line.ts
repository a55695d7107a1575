import { Writable } from 'node:stream';
import { visible } from '@attesta/core/authoring';
import { isCancel, Prompt, TextPrompt } from '@clack/core';
import { shortened } from '../layout/lines.js';
import { lineOf, typed } from '../layout/typed-line.js';
import type { Display } from './display.js';
import type { Keys } from './keyboard.js';

/** The keyboard and the screen of one open question. */
export interface QuestionIO {
  readonly keys: Keys;
  readonly display: Display;
}

/** Options of `readLine`. */
export interface LineOptions {
  /** Several lines, until an empty one. */
  readonly isMultiline?: boolean;
  readonly isPasteable: boolean;
  /** Shown in place of each character. */
  readonly mask?: string;
}

/** Reads a string; undefined if the question was canceled. */
export async function readLine(io: QuestionIO, options: LineOptions): Promise<string | undefined> {
  const prompt = new LinePrompt(io, options);
  const answer = await prompt.prompt();
  return isCancel(answer) ? undefined : prompt.answer;
}

/** Reads the index of one of `labels`; undefined if the question was canceled. */
export async function readChoice(
  { keys, display }: QuestionIO,
  labels: readonly string[],
): Promise<number | undefined> {
  const prompt: Prompt<number> = new Prompt<number>(
    {
      ...streams(keys),
      validate: (chosen) => (chosen === undefined ? 'no choice' : undefined),
      render() {
        const index = this.value;
        const line = index === undefined ? '' : `${index + 1}  ${visible(labels[index] ?? '')}`;
        display.drawRow(() => ({ mark: MARK, before: shortened(line, display.page.width - 4) }));
        return NO_FRAME;
      },
    },
    false,
  );
  const last = labels.length - 1;
  prompt.on('cursor', (action) => {
    if (action === 'up') prompt.value = Math.max((prompt.value ?? last + 1) - 1, 0);
    if (action === 'down') prompt.value = Math.min((prompt.value ?? -1) + 1, last);
  });
  prompt.on('key', (character) => {
    if (character !== undefined && DIGIT.test(character))
      prompt.value = choiceOf(prompt.value, Number(character), last);
  });
  const answer = await prompt.prompt();
  return isCancel(answer) ? undefined : answer;
}

/** The choice after one more digit: a longer number where there is such a choice, else the digit's own. */
function choiceOf(value: number | undefined, digit: number, last: number): number | undefined {
  const longer = ((value ?? -1) + 1) * 10 + digit;
  const index = (longer <= last + 1 ? longer : digit) - 1;
  return index >= 0 && index <= last ? index : value;
}

/** A line editor. Clack and readline keep the line; the display draws it. */
class LinePrompt extends TextPrompt {
  readonly #display: Display;
  readonly #options: LineOptions;
  readonly #lines: string[] = [];
  #isPasting = false;

  constructor({ keys, display }: QuestionIO, options: LineOptions) {
    const { mask } = options;
    const echo = mask === undefined ? typed : (text: string): string => mask.repeat([...text].length);
    super({
      ...streams(keys),
      render() {
        display.drawRow(() => {
          const [before, after] = lineOf(this.userInput, this.cursor);
          return { mark: MARK, before: echo(before), after: echo(after) };
        });
        return NO_FRAME;
      },
    });
    this.#display = display;
    this.#options = options;
    this.on('key', (_character, { name }) => {
      if (name === 'paste-start') this.#isPasting = true;
      if (name === 'paste-end') this.#endPaste();
    });
  }

  /** All that was typed. */
  get answer(): string {
    return [...this.#lines, ...(this.#options.isMultiline === true ? [] : [this.#line])].join('\n');
  }

  protected override _shouldSubmit(): boolean {
    if (this.#isPasting && !this.#options.isPasteable) return false;
    if (this.#options.isMultiline !== true || this.#line === '') return true;
    this.#lines.push(this.#line);
    this.#display.nextRow();
    this._clearUserInput();
    return false;
  }

  get #line(): string {
    return lineOf(this.userInput, 0).join('');
  }

  #endPaste(): void {
    this.#isPasting = false;
    if (this.#options.isPasteable) return;
    this._clearUserInput();
    this.#display.eraseRow();
    this.#display.note(NOT_PASTED);
  }
}

/**
 * A prompt's own streams. Clack draws into a stream that drops it all: its redraw moves the cursor, which TERM=dumb
 * cannot, and which other output of the process would displace.
 */
function streams({ stream, signal }: Keys): { input: Keys['stream']; output: Writable; signal: AbortSignal } {
  return { input: stream, output: new Writable({ write: (_chunk, _encoding, done) => done() }), signal };
}

/** The frame that clack is to draw: the display draws instead. */
const NO_FRAME = '';
const MARK = '> ';
const NOT_PASTED = 'Pasted input does not count here: type it.';
const DIGIT = /^[0-9]$/;
