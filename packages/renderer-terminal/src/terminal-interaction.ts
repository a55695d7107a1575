import {
  type ActionContext,
  type Answer,
  type ApprovalResult,
  type Clock,
  type Interaction,
  type MessageNotice,
  type Notice,
  type Operator,
  type Question,
  remaining,
  type WaitingNotice,
} from '@attesta/core';
import { heading } from './layout/action-page.js';
import { decisionLines, messageLines, queueLines, waitingLines } from './layout/notice-lines.js';
import type { Page } from './layout/page.js';
import { questionLines } from './layout/question-lines.js';
import { KnownNames } from './names/known-names.js';
import { ShownAction } from './shown-action.js';
import { type Desk, readChoice, readText } from './terminal/answer-line.js';
import { type Display, displayOn } from './terminal/display.js';
import { type Keyboard, keyboardAt, type Stop } from './terminal/keyboard.js';
import { letRead, showAll } from './terminal/paging.js';
import type { Ends } from './terminal/streams.js';

/** What a `TerminalInteraction` is made of. */
export interface TerminalParts {
  /** Called once, when something is to be shown or asked for the first time. */
  readonly ends: () => Ends;
  readonly operator: Operator | undefined;
  readonly clock: Clock;
  readonly knownNames: readonly string[];
}

/** A person at a terminal. */
export class TerminalInteraction implements Interaction {
  readonly #parts: TerminalParts;
  readonly #names: KnownNames;
  /** The actions that wait for their turn. */
  readonly #queue: Set<{ readonly context: ActionContext }> = new Set();
  #place: { readonly display: Display; readonly keyboard: Keyboard } | undefined;
  /** The action that questions are about. */
  #action: ShownAction | undefined;

  constructor(parts: TerminalParts) {
    this.#parts = parts;
    this.#names = new KnownNames(parts.knownNames);
  }

  show(notice: Notice): void {
    this.#printAction(this.#action);
    if (notice.kind !== 'action') {
      this.#print((page) => this.#noticeLines(page, notice));
      return;
    }
    this.#leaveQueue(notice.context);
    const { operator, clock } = this.#parts;
    const action = new ShownAction(notice, { operator, clock, names: this.#names });
    this.#action = action;
    // A question that comes with it shows it a screenful at a time; where none does, it is printed as it is.
    queueMicrotask(() => {
      if (!action.isClaimed) this.#printAction(action);
    });
  }

  async ask(question: Question, { signal }: { readonly signal: AbortSignal }): Promise<Answer> {
    const action = this.#action;
    if (action !== undefined) action.isClaimed = true;
    try {
      const { keyboard, display } = this.#at;
      return await keyboard.turn.take(() => display.turn.take(() => this.#ask(question, action, signal)));
    } catch {
      return UNAVAILABLE;
    }
  }

  /** Asks about `context` once it is its turn; until then it counts among those that wait. */
  async askInQueue(context: ActionContext, ask: () => Promise<Answer>): Promise<Answer> {
    const place = { context };
    if (this.#action?.notice.context !== context) this.#queue.add(place);
    try {
      return await ask();
    } finally {
      this.#queue.delete(place);
    }
  }

  /** Reports a decision; later questions are not about its action any more. */
  decided(approval: ApprovalResult): void {
    this.#printAction(this.#action);
    if (this.#action?.notice.context === approval.context) this.#action = undefined;
    this.#print((page) => decisionLines(page, approval));
  }

  get #at(): { readonly display: Display; readonly keyboard: Keyboard } {
    if (this.#place === undefined) {
      const { input, output, others } = this.#parts.ends();
      this.#place = { display: displayOn(output, others), keyboard: keyboardAt(input) };
    }
    return this.#place;
  }

  #leaveQueue(context: ActionContext): void {
    for (const place of this.#queue) if (place.context === context) this.#queue.delete(place);
  }

  #printAction(action: ShownAction | undefined): void {
    if (action === undefined || action.isPrinted) return;
    action.isPrinted = true;
    this.#print((page) => action.page(page));
  }

  #print(lines: (page: Page) => readonly string[]): void {
    try {
      const { display } = this.#at;
      display.print(lines(display.page));
    } catch {
      // Nobody is held up by what cannot be shown; an action that cannot is not asked about.
    }
  }

  #noticeLines(page: Page, notice: MessageNotice | WaitingNotice): readonly string[] {
    return notice.kind === 'message' ? messageLines(page, notice) : waitingLines(page, notice, this.#parts.clock);
  }

  async #ask(question: Question, action: ShownAction | undefined, signal: AbortSignal): Promise<Answer> {
    const { keyboard, display } = this.#at;
    if (signal.aborted) return this.#unanswered(question, action, 'aborted');
    if (!keyboard.isTerminal || !display.isTerminal) {
      this.#printAction(action);
      this.#print((page) => [page.paint('quiet', NO_TERMINAL)]);
      return UNAVAILABLE;
    }
    // What cannot be laid out is not asked about: this throws before anything stands on the screen.
    const isFirst = action !== undefined && !action.isRead;
    const page = isFirst ? action.page(display.page) : [''];
    const lines = [...page, ...questionLines(display.page, question), ...queueLines(display.page, this.#queue.size)];
    const shown = { lines, heading: isFirst ? heading(display.page).length : 1 };
    const keys = keyboard.listen(signal);
    display.beginQuestion();
    try {
      const value = await this.#answerTo(question, { ...shown, action }, { keys, display });
      if (value === undefined || keys.stopped !== undefined)
        return this.#unanswered(question, action, keys.stopped ?? 'cancelled');
      return display.isOpen ? { status: 'answered', value } : UNAVAILABLE;
    } finally {
      keys.close();
      display.endQuestion();
    }
  }

  /** Everything first, then the question, then the time to read it; only after that the answer. */
  async #answerTo(
    question: Question,
    { lines, heading, action }: { lines: readonly string[]; heading: number; action: ShownAction | undefined },
    desk: Desk,
  ): Promise<string | boolean | undefined> {
    const { keys, display } = desk;
    const subject = (page: Page): readonly string[] => action?.subject(page) ?? [];
    const below = subject(display.page).length + 1;
    if (display.rows <= below) {
      display.draw([TOO_SMALL]);
      keys.stopFor('ended');
      return undefined;
    }
    await showAll(desk, lines, { rows: display.rows, below, heading });
    if (keys.stopped !== undefined) return undefined;
    if (action !== undefined) action.isPrinted = action.isRead = true;
    display.drawSubject(subject);
    await letRead(desk, question.reviewSeconds ?? 0, this.#parts.clock);
    if (keys.stopped !== undefined) return undefined;
    keys.take();
    return await read(question, desk);
  }

  #unanswered(question: Question, action: ShownAction | undefined, stop: Stop): Answer {
    if (stop === 'ended') return UNAVAILABLE;
    if (stop === 'refused' && question.kind === 'confirm') return { status: 'answered', value: false };
    const deadline = stop === 'aborted' ? action?.notice.deadline : undefined;
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
const TOO_SMALL = 'Window too small to show what is asked: so the answer is no.';
