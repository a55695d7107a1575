import { Writable } from 'node:stream';
import { visible } from '@attesta/core';
import { isCancel, Prompt, TextPrompt } from '@clack/core';
import { shortened } from '../layout/page.js';
import { typed } from '../layout/typed.js';
import type { Display } from './display.js';
import type { Keys } from './keyboard.js';

/** What a prompt works on. */
export interface Desk {
  readonly keys: Keys;
  readonly display: Display;
}

/** How a text is read. */
export interface TextMode {
  /** Several lines, until an empty one. */
  readonly isMultiline?: boolean;
  readonly isPasteable: boolean;
  /** Stands on the screen for each character. */
  readonly mask?: string;
}

/** Reads a text; undefined when there is none. */
export async function readText(desk: Desk, mode: TextMode): Promise<string | undefined> {
  const prompt = new LinePrompt(desk, mode);
  const answer = await prompt.prompt();
  return isCancel(answer) ? undefined : prompt.text;
}

/** Reads one of `labels` and gives its index; undefined when there is none. */
export async function readChoice({ keys, display }: Desk, labels: readonly string[]): Promise<number | undefined> {
  const prompt: Prompt<number> = new Prompt<number>(
    {
      ...streams(keys),
      validate: (chosen) => (chosen === undefined ? 'nothing is chosen' : undefined),
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
  readonly #mode: TextMode;
  readonly #lines: string[] = [];
  #isPasting = false;

  constructor({ keys, display }: Desk, mode: TextMode) {
    const { mask } = mode;
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
    this.#mode = mode;
    this.on('key', (_character, { name }) => {
      if (name === 'paste-start') this.#isPasting = true;
      if (name === 'paste-end') this.#endPaste();
    });
  }

  /** All that was typed. */
  get text(): string {
    return [...this.#lines, ...(this.#mode.isMultiline === true ? [] : [this.#line])].join('\n');
  }

  protected override _shouldSubmit(): boolean {
    if (this.#isPasting && !this.#mode.isPasteable) return false;
    if (this.#mode.isMultiline !== true || this.#line === '') return true;
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
    if (this.#mode.isPasteable) return;
    this._clearUserInput();
    this.#display.eraseRow();
    this.#display.note(NOT_PASTED);
  }
}

/** The line before and after the cursor. With TERM=dumb readline takes editing keys for text: they are applied here. */
function lineOf(input: string, cursor: number): readonly [string, string] {
  if (![...input].some(isControl)) return [input.slice(0, cursor), input.slice(cursor)];
  const line: string[] = [];
  for (const character of input) {
    if (character === '\x7f' || character === '\b') line.pop();
    else if (character === CTRL_U) line.length = 0;
    else if (!isControl(character)) line.push(character);
  }
  return [line.join(''), ''];
}

function isControl(character: string): boolean {
  return character < ' ' || character === '\x7f';
}

/**
 * A prompt's own streams. Clack draws on nothing: its redraw needs cursor movement, which TERM=dumb does not have and
 * which other output of the process would put in the wrong place.
 */
function streams({ stream, signal }: Keys): { input: Keys['stream']; output: Writable; signal: AbortSignal } {
  return { input: stream, output: new Writable({ write: (_chunk, _encoding, done) => done() }), signal };
}

/** What clack draws. */
const NO_FRAME = '';
const MARK = '> ';
const NOT_PASTED = 'What is pasted does not count here: type it.';
const CTRL_U = '\x15';
const DIGIT = /^[0-9]$/;
