import type { Writable } from 'node:stream';
import type { ActionContext, Clock, Decision, Interaction, Operator } from '@attesta/core';
import {
  type Answer,
  type MessageNotice,
  type Notice,
  type Question,
  remaining,
  type WaitingNotice,
} from '@attesta/core/authoring';
import { heading } from './layout/action-page.js';
import { decisionLines, messageLines, queueLines, waitingLines } from './layout/notice-lines.js';
import type { Page } from './layout/page.js';
import { questionLines } from './layout/question-lines.js';
import { KnownNames } from './names/known-names.js';
import { ShownAction } from './shown-action.js';
import { type QuestionIO, readChoice, readLine } from './terminal/answer-line.js';
import { type Display, displayOn } from './terminal/display.js';
import { type Keyboard, keyboardAt, type StopReason } from './terminal/keyboard.js';
import { awaitReading, showAll } from './terminal/paging.js';
import type { TerminalStreams } from './terminal/streams.js';

/** Options of `TerminalInteraction`. */
export interface TerminalInteractionOptions {
  /** Called once, at the first notice or question. */
  readonly streams: () => TerminalStreams;
  /** Whether other writes of the process to these streams wait during a question. */
  readonly holdOutput: boolean;
  readonly operator: Operator | undefined;
  readonly clock: Clock;
  readonly knownNames: readonly string[];
}

interface OpenTerminal {
  readonly display: Display;
  readonly keyboard: Keyboard;
  /** The streams whose writes wait during a question. */
  readonly held: readonly Writable[];
}

/** A person at a terminal. */
export class TerminalInteraction implements Interaction {
  readonly #options: TerminalInteractionOptions;
  readonly #names: KnownNames;
  /** The actions that wait for the question of another one. */
  readonly #queue: Set<{ readonly context: ActionContext }> = new Set();
  #terminal: OpenTerminal | undefined;
  /** The action of the next questions. */
  #action: ShownAction | undefined;

  constructor(options: TerminalInteractionOptions) {
    this.#options = options;
    this.#names = new KnownNames(options.knownNames);
  }

  show(notice: Notice): void {
    this.#printAction(this.#action);
    if (notice.kind !== 'action') {
      this.#print((page) => this.#noticeLines(page, notice));
      return;
    }
    this.#leaveQueue(notice.context);
    const { operator, clock } = this.#options;
    const action = new ShownAction(notice, { operator, clock, names: this.#names });
    this.#action = action;
    // A question in the same turn shows the action a screenful at a time. Without one, the action is printed at once.
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

  /** Asks about `context`, which counts as waiting until its question is shown. */
  async askInQueue(context: ActionContext, ask: () => Promise<Answer>): Promise<Answer> {
    const place = { context };
    if (this.#action?.notice.context !== context) this.#queue.add(place);
    try {
      return await ask();
    } finally {
      this.#queue.delete(place);
    }
  }

  /** Reports a decision, which ends the questions about its action. */
  decided(decision: Decision): void {
    this.#printAction(this.#action);
    if (this.#action?.notice.context === decision.context) this.#action = undefined;
    this.#print((page) => decisionLines(page, decision));
  }

  get #at(): OpenTerminal {
    if (this.#terminal === undefined) {
      const { input, output, others } = this.#options.streams();
      const held = this.#options.holdOutput ? [output, ...others] : [];
      this.#terminal = { display: displayOn(output), keyboard: keyboardAt(input), held };
    }
    return this.#terminal;
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
      // A notice that cannot be shown stops no call. An action that cannot be shown is never asked about.
    }
  }

  #noticeLines(page: Page, notice: MessageNotice | WaitingNotice): readonly string[] {
    return notice.kind === 'message' ? messageLines(page, notice) : waitingLines(page, notice, this.#options.clock);
  }

  async #ask(question: Question, action: ShownAction | undefined, signal: AbortSignal): Promise<Answer> {
    const { keyboard, display, held } = this.#at;
    if (signal.aborted) return this.#unanswered(question, action, 'aborted');
    if (!keyboard.isTerminal || !display.isTerminal) {
      this.#printAction(action);
      this.#print((page) => [page.paint('quiet', NO_TERMINAL)]);
      return UNAVAILABLE;
    }
    // An action without a layout is not asked about: this throws before the first line is shown.
    const isFirst = action !== undefined && !action.isRead;
    const page = isFirst ? action.page(display.page) : [''];
    const lines = [...page, ...questionLines(display.page, question), ...queueLines(display.page, this.#queue.size)];
    const shown = { lines, heading: isFirst ? heading(display.page).length : 1 };
    const keys = keyboard.listen(signal);
    display.beginQuestion(held);
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

  /** Shows the whole action and the question, waits for the time to read, and only then takes the answer. */
  async #answerTo(
    question: Question,
    { lines, heading, action }: { lines: readonly string[]; heading: number; action: ShownAction | undefined },
    io: QuestionIO,
  ): Promise<string | boolean | undefined> {
    const { keys, display } = io;
    const subject = (page: Page): readonly string[] => action?.subject(page) ?? [];
    const below = subject(display.page).length + 1;
    if (display.rows <= below) {
      display.draw([TOO_SMALL]);
      keys.stopFor('ended');
      return undefined;
    }
    await showAll(io, lines, { rows: display.rows, below, heading });
    if (keys.stopped !== undefined) return undefined;
    if (action !== undefined) action.isPrinted = action.isRead = true;
    display.drawSubject(subject);
    await awaitReading(io, question.reviewSeconds ?? 0, this.#options.clock);
    if (keys.stopped !== undefined) return undefined;
    keys.take();
    return await read(question, io);
  }

  #unanswered(question: Question, action: ShownAction | undefined, stop: StopReason): Answer {
    if (stop === 'ended') return UNAVAILABLE;
    if (stop === 'refused' && question.kind === 'confirm') return { status: 'answered', value: false };
    const deadline = stop === 'aborted' ? action?.notice.deadline : undefined;
    const isLate = deadline !== undefined && remaining(this.#options.clock, deadline) <= 0;
    return { status: isLate ? 'timed_out' : 'cancelled' };
  }
}

/** Reads the answer; undefined if the question was canceled. */
async function read(question: Question, io: QuestionIO): Promise<string | boolean | undefined> {
  switch (question.kind) {
    case 'confirm': {
      const text = await readLine(io, { isPasteable: false });
      return text === undefined ? undefined : YES.test(text);
    }
    case 'select': {
      const index = await readChoice(
        io,
        question.choices.map(({ label }) => label),
      );
      return index === undefined ? undefined : question.choices[index]?.value;
    }
    case 'secret':
      return await readLine(io, { mask: '*', isPasteable: question.pasteable !== false });
    case 'text':
      return await readLine(io, {
        isMultiline: question.multiline === true,
        isPasteable: question.pasteable !== false,
      });
  }
}

const UNAVAILABLE: Answer = Object.freeze({ status: 'unavailable' });
const YES = /^ *(?:y|yes) *$/i;
const NO_TERMINAL = 'No terminal: the request was denied. Run this in a terminal to be asked.';
const TOO_SMALL = 'The window is too small for the question: the request was denied.';
