import { PassThrough, Writable } from 'node:stream';
import type { Interaction } from '@attesta/core';
import type { Question } from '@attesta/core/authoring';
import type { Act } from '@attesta/testing/conformance';

/** A terminal in memory, with a person who does one act for each question that is put to them. */
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
  readonly #acts: Act[];
  #isAsked = false;
  #question: Question | undefined;

  constructor(acts: readonly Act[]) {
    this.#acts = [...acts];
    const write = (chunk: unknown, _encoding: string, done: () => void): void => {
      this.screen += String(chunk);
      if (this.screen.endsWith('> ')) this.#act();
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
  #act(): void {
    if (!this.#isAsked) return;
    this.#isAsked = false;
    const act = this.#acts.shift() ?? 'stays silent';
    if (act === 'is gone') this.input.destroy();
    else if (act === 'cancels') this.input.write('\x03');
    else if (act !== 'stays silent') this.input.write(`${keysFor(this.#question, act.answer)}\r`);
  }
}

function keysFor(question: Question | undefined, answer: string | boolean): string {
  if (typeof answer === 'boolean') return answer ? 'yes' : 'no';
  if (question?.kind !== 'select') return answer;
  return String(question.choices.findIndex(({ value }) => value === answer) + 1);
}
