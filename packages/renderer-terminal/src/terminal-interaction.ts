import { setImmediate } from 'node:timers/promises';
import {
  type ActionNotice,
  type Answer,
  type ApprovalResult,
  type Clock,
  type Interaction,
  type Notice,
  type Operator,
  type Question,
  remaining,
} from '@attesta/core';
import { actionPage } from './layout/action-page.js';
import { decisionLines, messageLines, waitingLines } from './layout/notice-lines.js';
import type { Page } from './layout/page.js';
import { questionLines } from './layout/question-lines.js';
import { type Desk, readChoice, readText } from './terminal/answer-line.js';
import { type Display, displayOn, type TerminalOutput } from './terminal/display.js';
import { type Keyboard, type Keys, keyboardAt, type Stop, type TerminalInput } from './terminal/keyboard.js';

/** What a `TerminalInteraction` is made of. */
export interface TerminalParts {
  readonly input: TerminalInput;
  readonly output: TerminalOutput;
  readonly operator: Operator | undefined;
  readonly clock: Clock;
}

/** A person at a terminal. */
export class TerminalInteraction implements Interaction {
  readonly #display: Display;
  readonly #keyboard: Keyboard;
  readonly #parts: TerminalParts;
  /** The action that questions are about, and whether all of it was shown. */
  #subject: ActionNotice | undefined;
  #isShown = false;

  constructor(parts: TerminalParts) {
    this.#parts = parts;
    this.#display = displayOn(parts.output);
    this.#keyboard = keyboardAt(parts.input);
  }

  show(notice: Notice): void {
    if (notice.kind === 'action') {
      this.#subject = notice;
      this.#isShown = false;
    }
    try {
      const isShown = this.#display.print(this.#lines(this.#display.page, notice));
      if (notice.kind === 'action') this.#isShown = isShown;
    } catch {
      // An action that cannot be shown is not asked about.
    }
  }

  async ask(question: Question, { signal }: { readonly signal: AbortSignal }): Promise<Answer> {
    try {
      return await this.#keyboard.inTurn(() => this.#ask(question, signal));
    } catch {
      return { status: 'unavailable' };
    }
  }

  /** Reports a decision; later questions are not about its action any more. */
  decided(approval: ApprovalResult): void {
    if (this.#subject?.context === approval.context) this.#subject = undefined;
    this.#display.print(decisionLines(this.#display.page, approval));
  }

  #lines(page: Page, notice: Notice): readonly string[] {
    const { operator, clock } = this.#parts;
    switch (notice.kind) {
      case 'action':
        return actionPage(page, notice, { operator, clock });
      case 'message':
        return messageLines(page, notice);
      case 'waiting':
        return waitingLines(page, notice, clock);
    }
  }

  async #ask(question: Question, signal: AbortSignal): Promise<Answer> {
    const display = this.#display;
    const subject = this.#subject;
    if (signal.aborted) return this.#unanswered('aborted');
    if (subject !== undefined && !this.#isShown) return UNAVAILABLE;
    if (!this.#keyboard.isTerminal || !display.isTerminal) {
      display.print([display.page.paint('quiet', NO_TERMINAL)]);
      return UNAVAILABLE;
    }
    const keys = this.#keyboard.listen(signal);
    try {
      display.print(questionLines(display.page, question, subject));
      display.beginQuestion();
      await this.#untilRead(question, keys);
      const value = await read(question, { keys, display });
      if (value === undefined || keys.stopped !== undefined) return this.#unanswered(keys.stopped ?? 'cancelled');
      return display.isOpen ? { status: 'answered', value } : UNAVAILABLE;
    } finally {
      keys.close();
      display.endQuestion();
    }
  }

  /** Lets the time to read pass, and drops all that was typed before the question stood there. */
  async #untilRead({ reviewSeconds = 0 }: Question, keys: Keys): Promise<void> {
    if (reviewSeconds > 0) await this.#parts.clock.sleep(reviewSeconds * 1000, keys.signal);
    // What waited in the terminal arrives with the first look at it, in the turn of the event loop that ends here.
    await setImmediate();
    await setImmediate();
    keys.take();
  }

  #unanswered(stop: Stop): Answer {
    if (stop === 'ended') return UNAVAILABLE;
    const deadline = stop === 'aborted' ? this.#subject?.deadline : undefined;
    const isLate = deadline !== undefined && remaining(this.#parts.clock, deadline) <= 0;
    return { status: isLate ? 'timed_out' : 'cancelled' };
  }
}

/** The answer that was typed; undefined when there is none. */
async function read(question: Question, desk: Desk): Promise<string | boolean | undefined> {
  switch (question.kind) {
    case 'confirm': {
      const text = await readText(desk, { isPasteable: false });
      return text === undefined ? undefined : YES.test(text);
    }
    case 'select': {
      const index = await readChoice(
        desk,
        question.choices.map(({ label }) => label),
      );
      return index === undefined ? undefined : question.choices[index]?.value;
    }
    case 'secret':
      return await readText(desk, { mask: '*', isPasteable: question.pasteable !== false });
    case 'text':
      return await readText(desk, {
        isMultiline: question.multiline === true,
        isPasteable: question.pasteable !== false,
      });
  }
}

const UNAVAILABLE: Answer = Object.freeze({ status: 'unavailable' });
const YES = /^ *(?:y|yes) *$/i;
const NO_TERMINAL = 'Nobody can answer here, so the answer is no. Run this in a terminal to be asked.';
