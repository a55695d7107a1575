import type { Interaction } from '@attesta/core';
import type { Answer, Notice, Question } from '@attesta/core/authoring';
import { type Script, scriptedInteraction } from '../../scripted-interaction.js';

/** Gives what takes the place of the answer to a question, made of the right one; undefined leaves it to the script. */
export type Interference = (question: Question, index: number, signal: AbortSignal) => Fault | undefined;

/** What a faulty interaction answers where the script has this. */
export type Fault = (scripted: Promise<Answer>) => Promise<Answer>;

/** The person in a case: follows the script, keeps the port's promises on abort, and remembers what came to the screen. */
export class OperatorAtScreen implements Interaction {
  /** Answers to `secret` questions. */
  readonly typedSecrets: string[] = [];
  /** How many questions were answered. */
  answered = 0;
  readonly #script: Interaction & { readonly shown: readonly Notice[]; readonly asked: readonly Question[] };
  readonly #interfere: Interference | undefined;
  readonly #isOverdue: () => boolean;
  #questions = 0;

  constructor(script: Script, isOverdue: () => boolean, interfere?: Interference) {
    this.#script = scriptedInteraction(script);
    this.#isOverdue = isOverdue;
    this.#interfere = interfere;
  }

  show(notice: Notice): void {
    this.#script.show(notice);
  }

  async ask(question: Question, { signal }: { readonly signal: AbortSignal }): Promise<Answer> {
    const index = this.#questions;
    this.#questions += 1;
    const scripted = this.#script.ask(question, { signal });
    const standIn = this.#interfere?.(question, index, signal);
    const answer = await (standIn === undefined ? scripted : standIn(scripted));
    if (signal.aborted) return { status: this.#isOverdue() ? 'timed_out' : 'cancelled' };
    if (answer?.status === 'answered') this.answered += 1;
    if (question.kind === 'secret' && answer?.status === 'answered') this.#remember(String(answer.value));
    return answer;
  }

  /** What is shorter would be found everywhere by chance. */
  #remember(secret: string): void {
    if (secret.length >= 4) this.typedSecrets.push(secret);
  }

  get asked(): readonly Question[] {
    return this.#script.asked;
  }

  /** Every text of the challenge that a person could read. The action is the renderer's to show. */
  get texts(): readonly string[] {
    const told = this.#script.shown.flatMap((notice) => (notice.kind === 'action' ? [] : [notice.text]));
    const asked = this.#script.asked.flatMap((question) => [
      question.prompt,
      ...(question.kind === 'select' ? question.choices.map(({ label }) => label) : []),
    ]);
    return [...told, ...asked];
  }
}

/** Does nothing until `signal` aborts. */
export function silence(signal: AbortSignal): Promise<Answer> {
  return new Promise((resolve) => {
    const end = (): void => resolve({ status: 'cancelled' });
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
}
