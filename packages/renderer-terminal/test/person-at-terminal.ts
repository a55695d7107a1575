import { PassThrough, Writable } from 'node:stream';
import type { Interaction } from '@attesta/core';
import type { Question } from '@attesta/core/authoring';
import type { OperatorReaction } from '@attesta/testing/conformance';

/** A terminal in memory, with a person who reacts once to each question. */
export class PersonAtTerminal {
  readonly input: PassThrough = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode: (mode: boolean) => {
      this.#isAsked = mode;
    },
  });
  readonly output: Writable;
  /** Everything that stood on the screen. */
  screen = '';
  readonly #reactions: OperatorReaction[];
  #isAsked = false;
  #question: Question | undefined;

  constructor(reactions: readonly OperatorReaction[]) {
    this.#reactions = [...reactions];
    const write = (chunk: unknown, _encoding: string, done: () => void): void => {
      this.screen += String(chunk);
      if (this.screen.endsWith('> ')) this.#reaction();
      done();
    };
    this.output = Object.assign(new Writable({ write }), { isTTY: true, rows: 1_000 });
  }

  /** The same interaction, with the person looking at it. */
  watched(interaction: Interaction): Interaction {
    return {
      show: (notice) => interaction.show(notice),
      ask: (question, options) => {
        this.#question = question;
        return interaction.ask(question, options);
      },
    };
  }

  /** Does what is next, once the line for the answer is there, and once only for each question. */
  #reaction(): void {
    if (!this.#isAsked) return;
    this.#isAsked = false;
    const reaction = this.#reactions.shift() ?? 'stays silent';
    if (reaction === 'is gone') this.input.destroy();
    else if (reaction === 'cancels') this.input.write('\x03');
    else if (reaction !== 'stays silent') this.input.write(`${keysFor(this.#question, reaction.answer)}\r`);
  }
}

function keysFor(question: Question | undefined, answer: string | boolean): string {
  if (typeof answer === 'boolean') return answer ? 'yes' : 'no';
  if (question?.kind !== 'select') return answer;
  return String(question.choices.findIndex(({ value }) => value === answer) + 1);
}
