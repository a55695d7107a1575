import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import type { Interaction } from '@attesta/core';
import type {
  Answer,
  ConfirmQuestion,
  Question,
  SecretQuestion,
  SelectQuestion,
  TextQuestion,
} from '@attesta/core/authoring';
import { type FakeClock, fakeClock } from '../../fake-clock.js';
import { settled, started } from '../promises.js';
import type { Act } from './description.js';
import type { InteractionCase, InteractionPlace } from './index.js';

/** One case's interaction, with a person who acts as told. */
export class AtScreen {
  readonly clock: FakeClock;
  readonly interaction: Interaction;
  readonly #place: InteractionPlace;

  constructor(clock: FakeClock, place: InteractionPlace) {
    this.clock = clock;
    this.#place = place;
    this.interaction = place.interaction;
  }

  /** A place of its own for `work`. */
  static case(acts: readonly Act[], work: (at: AtScreen) => Promise<void>): InteractionCase['run'] {
    return async ({ create }) => {
      const clock = fakeClock();
      const place = await create({ clock, acts });
      try {
        await work(new AtScreen(clock, place));
      } finally {
        await place.dispose?.();
      }
    };
  }

  /** Puts a question, and waits for the answer. */
  async ask(question: Question, signal: AbortSignal = new AbortController().signal): Promise<Answer> {
    const asking = this.interaction.ask(question, { signal });
    return await settled(this.clock, asking, `An answer to ${question.id}`).catch((error: unknown) => {
      if (error instanceof assert.AssertionError) throw error;
      return assert.fail(`ask rejected (${String(error)}); a fault is the answer \`unavailable\`.`);
    });
  }

  /** Puts a question that is aborted once it stands, and tells what is left behind. */
  async askAborted(
    question: Question,
  ): Promise<{ readonly answer: Answer; readonly listeners: number; readonly timers: number }> {
    const { pending } = this.clock;
    const controller = new AbortController();
    const asking = started(this.interaction.ask(question, controller));
    await this.clock.advance(1000);
    assert(!asking.isOver, 'The person has said nothing yet.');
    controller.abort();
    const answer = await settled(this.clock, asking.promise, 'The end of an aborted question');
    const listeners = getEventListeners(controller.signal, 'abort').length;
    return { answer, listeners, timers: this.clock.pending - pending };
  }

  get screen(): string {
    assert(
      this.#place.screen !== undefined,
      'There is no screen(). If it cannot be read, declare `reading` as unsupported.',
    );
    return this.#place.screen();
  }
}

/** A question of each kind. */
export const QUESTIONS: {
  readonly text: TextQuestion;
  readonly secret: SecretQuestion;
  readonly confirm: ConfirmQuestion;
  readonly select: SelectQuestion;
} = {
  text: { kind: 'text', id: 'why', prompt: 'Why must it run?' },
  secret: { kind: 'secret', id: 'code', prompt: 'Code from your authenticator?' },
  confirm: { kind: 'confirm', id: 'confirm', prompt: 'Proceed with it?' },
  select: {
    kind: 'select',
    id: 'which',
    prompt: 'Which table is meant?',
    choices: [
      { value: 'a', label: 'Table of orders' },
      { value: 'b', label: 'Table of customers' },
    ],
  },
};
