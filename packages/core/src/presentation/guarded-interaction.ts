import { quietly } from '../internal/foreign.js';
import type { AskedQuestion } from '../ports/audit-log.js';
import type { Clock } from '../ports/clock.js';
import type { Answer, Interaction, Notice, Question } from '../ports/interaction.js';
import { reportFault } from './faults.js';

const UNAVAILABLE: Answer = Object.freeze({ status: 'unavailable' });
const CANCELLED: Answer = Object.freeze({ status: 'cancelled' });
const TIMED_OUT: Answer = Object.freeze({ status: 'timed_out' });

/** Nobody is there. */
export const NO_INTERACTION: Interaction = Object.freeze({
  show(): void {},
  ask: async (): Promise<Answer> => UNAVAILABLE,
});

/** How long a presentation lives: until its signal aborts. */
export class Lifetime {
  readonly #controller = new AbortController();

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get isOver(): boolean {
    return this.signal.aborted;
  }

  /** Ends it: the signal aborts. */
  end(): void {
    // One reason for all: making the default one each time costs more than the rest of a confirmation.
    over ??= new DOMException('The presentation is over.', 'AbortError');
    this.#controller.abort(over);
  }
}

let over: DOMException | undefined;

/**
 * An interaction that keeps the port's promises whatever the one inside does: `show` and `ask` never throw, an answer is one
 * that the question can have, and once the presentation is over every question is answered `cancelled`.
 */
export class GuardedInteraction implements Interaction {
  /** When the last answer came; monotonic milliseconds. */
  answeredAt: number | undefined;
  /** What was asked so far. */
  readonly asked: AskedQuestion[] = [];
  readonly #inner: Interaction;
  readonly #clock: Clock;
  readonly #lifetime: Lifetime;
  readonly #failed = (error: unknown): void => reportFault(this.#lifetime, 'renderer', error);

  constructor(inner: Interaction, clock: Clock, lifetime: Lifetime) {
    this.#inner = inner;
    this.#clock = clock;
    this.#lifetime = lifetime;
  }

  show(notice: Notice): void {
    if (!this.#lifetime.isOver) quietly(() => this.#inner.show(notice), this.#failed);
  }

  async ask(question: Question, options: { readonly signal: AbortSignal }): Promise<Answer> {
    if (this.#lifetime.isOver) return CANCELLED;
    const index = this.asked.length;
    const { id, kind } = question;
    const open: AskedQuestion = { id, kind, askedAt: this.#clock.wall(), endedAt: undefined, status: undefined };
    this.asked.push(open);
    const answer = await this.#answerTo(question, options);
    this.asked[index] = { ...open, endedAt: this.#clock.wall(), status: answer.status };
    return answer;
  }

  async #answerTo(question: Question, options: { readonly signal: AbortSignal }): Promise<Answer> {
    try {
      const answer = checked(question, await this.#inner.ask(question, options));
      if (this.#lifetime.isOver) return CANCELLED;
      if (answer.status === 'answered') this.answeredAt = this.#clock.monotonic();
      return answer;
    } catch (error) {
      this.#failed(error);
      return UNAVAILABLE;
    }
  }
}

function checked(question: Question, answer: Answer): Answer {
  switch (answer.status) {
    case 'answered': {
      const { value } = answer;
      return canBe(question, value) ? Object.freeze({ status: 'answered', value }) : UNAVAILABLE;
    }
    case 'cancelled':
      return CANCELLED;
    case 'timed_out':
      return TIMED_OUT;
    default:
      return UNAVAILABLE;
  }
}

function canBe(question: Question, value: unknown): boolean {
  if (question.kind === 'confirm') return typeof value === 'boolean';
  if (question.kind === 'select') return question.choices.some((choice) => choice.value === value);
  return typeof value === 'string';
}
