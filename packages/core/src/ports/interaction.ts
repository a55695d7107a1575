import type { ActionContext } from '../action/action-context.js';
import type { RiskAssessment } from '../risk/risk-assessment.js';
import type { Deadline } from './clock.js';

/**
 * One human at one place: a terminal, a web page, a chat, a script in a test. Written by renderer packages, called by
 * challenges. What is shown and asked is data, so that any renderer carries any challenge.
 */
export interface Interaction {
  /**
   * Shows something and returns at once: it cannot fail the caller or hold anybody up. Text in a notice may come from
   * the agent; the implementation passes it through `visible()`.
   */
  show(notice: Notice): void;
  /**
   * Asks one question and resolves to its answer. It resolves rather than rejects: no terminal, a closed input or
   * any fault is `unavailable`; a person who walks away on purpose is `cancelled`. When `signal` aborts it stops
   * asking, drops what was typed, and resolves to `timed_out` or `cancelled`.
   */
  ask(question: Question, options: { readonly signal: AbortSignal }): Promise<Answer>;
}

/** Something to show. */
export type Notice = ActionNotice | MessageNotice | WaitingNotice;

/** The whole action, shown before the first question about it. */
export interface ActionNotice {
  readonly kind: 'action';
  readonly context: ActionContext;
  readonly risk: RiskAssessment;
  readonly deadline: Deadline;
  /** What the person must know of what is shown, such as `2 values are hidden: ...`: shown with the action. Printable ASCII. */
  readonly warnings?: readonly string[];
}

/** A line or a paragraph for the person. */
export interface MessageNotice {
  readonly kind: 'message';
  readonly text: string;
}

/** Something is waited for elsewhere (a manager, say); `text` tells what for, `deadline` until when. */
export interface WaitingNotice {
  readonly kind: 'waiting';
  readonly text: string;
  readonly deadline: Deadline;
}

/**
 * A question. `id` names it within its challenge; `prompt` is what the person reads, as plain text: whoever shows it passes it
 * through `visible()`, so it holds nothing that was escaped before.
 */
export type Question = TextQuestion | SecretQuestion | ConfirmQuestion | SelectQuestion;

/** What every question has. */
export interface QuestionBase {
  readonly id: string;
  readonly prompt: string;
  /** Seconds for which no answer is taken, so that the person reads first. Default 0. */
  readonly reviewSeconds?: number;
}

/** Free text. */
export interface TextQuestion extends QuestionBase {
  readonly kind: 'text';
  /** Whether the answer may have several lines. Default false. */
  readonly multiline?: boolean;
  /** False refuses a pasted answer. Default true. */
  readonly pasteable?: boolean;
}

/** A code or password: masked as typed, never shown, stored or logged. */
export interface SecretQuestion extends QuestionBase {
  readonly kind: 'secret';
  /** False refuses a pasted answer. Default true. */
  readonly pasteable?: boolean;
}

/** Yes or no. Anything that is not a clear yes is no. */
export interface ConfirmQuestion extends QuestionBase {
  readonly kind: 'confirm';
}

/** One of several choices; the answer is the choice's `value`. */
export interface SelectQuestion extends QuestionBase {
  readonly kind: 'select';
  readonly choices: readonly Choice[];
}

/** A choice of a `select` question: what is answered and what the person reads. */
export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** An answer: a boolean for `confirm`, else text; or why there is none. */
export type Answer =
  | { readonly status: 'answered'; readonly value: string | boolean }
  | { readonly status: 'cancelled' | 'timed_out' | 'unavailable' };
