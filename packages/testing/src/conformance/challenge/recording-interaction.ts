import type { Interaction } from '@attesta/core';
import type { Answer, Notice, Question } from '@attesta/core/authoring';
import { type InteractionScript, type ScriptedInteraction, scriptedInteraction } from '../../scripted-interaction.js';

/** Called with each question; gives what overrides its answer, or undefined to leave it to the script. */
export type AskInterceptor = (question: Question, index: number, signal: AbortSignal) => AnswerOverride | undefined;

/** What a faulty interaction answers, made from the answer of the script. */
export type AnswerOverride = (scripted: Promise<Answer>) => Promise<Answer>;

/** The interaction of a case: follows the script, keeps the port's promises on abort, and records what came to the screen. */
export class RecordingInteraction implements Interaction {
  /** Answers to `secret` questions. */
  readonly typedSecrets: string[] = [];
  /** How many questions were answered. */
  answered = 0;
  readonly #script: ScriptedInteraction;
  readonly #intercept: AskInterceptor;
  readonly #isOverdue: () => boolean;
  #questions = 0;

  constructor(script: InteractionScript, isOverdue: () => boolean, intercept: AskInterceptor) {
    this.#script = scriptedInteraction(script);
    this.#isOverdue = isOverdue;
    this.#intercept = intercept;
  }

  show(notice: Notice): void {
    this.#script.show(notice);
  }

  async ask(question: Question, { signal }: { readonly signal: AbortSignal }): Promise<Answer> {
    const index = this.#questions;
    this.#questions += 1;
    const scripted = this.#script.ask(question, { signal });
    const override = this.#intercept(question, index, signal);
    const answer = await (override === undefined ? scripted : override(scripted));
    if (signal.aborted) return { status: this.#isOverdue() ? 'timed_out' : 'cancelled' };
    if (answer?.status === 'answered') this.answered += 1;
    if (question.kind === 'secret' && answer?.status === 'answered') this.#recordSecret(String(answer.value));
    return answer;
  }

  /** A shorter one would be found everywhere by chance. */
  #recordSecret(secret: string): void {
    if (secret.length >= 4) this.typedSecrets.push(secret);
  }

  get asked(): readonly Question[] {
    return this.#script.asked;
  }

  /** Every string of the challenge that a person could read. The action is the renderer's to show. */
  get strings(): readonly string[] {
    const shown = this.#script.shown.flatMap((notice) => (notice.kind === 'action' ? [] : [notice.text]));
    const asked = this.#script.asked.flatMap((question) => [
      question.prompt,
      ...(question.kind === 'select' ? question.choices.map(({ label }) => label) : []),
    ]);
    return [...shown, ...asked];
  }
}

/** Stays pending until `signal` aborts. */
export function silence(signal: AbortSignal): Promise<Answer> {
  return new Promise((resolve) => {
    const end = (): void => resolve({ status: 'cancelled' });
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
}
