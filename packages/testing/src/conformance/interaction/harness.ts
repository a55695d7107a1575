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
import { settled, track } from '../promises.js';
import type { InteractionCase, InteractionFixture, OperatorReaction } from './description.js';

/** Asks the questions of one case, whose operator reacts as told. */
export class InteractionHarness {
  readonly clock: FakeClock;
  readonly interaction: Interaction;
  readonly #fixture: InteractionFixture;

  constructor(clock: FakeClock, fixture: InteractionFixture) {
    this.clock = clock;
    this.#fixture = fixture;
    this.interaction = fixture.interaction;
  }

  /** Runs `work` on a fixture of its own. */
  static case(
    reactions: readonly OperatorReaction[],
    work: (harness: InteractionHarness) => Promise<void>,
  ): InteractionCase['run'] {
    return async ({ create }) => {
      const clock = fakeClock();
      const fixture = await create({ clock, reactions });
      try {
        await work(new InteractionHarness(clock, fixture));
      } finally {
        await fixture.dispose?.();
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
    const asking = track(this.interaction.ask(question, controller));
    await this.clock.advance(1000);
    assert(!asking.isSettled, 'The person has said nothing yet.');
    controller.abort();
    const answer = await settled(this.clock, asking.promise, 'The end of an aborted question');
    const listeners = getEventListeners(controller.signal, 'abort').length;
    return { answer, listeners, timers: this.clock.pending - pending };
  }

  get screen(): string {
    assert(
      this.#fixture.screen !== undefined,
      'There is no screen(). If it cannot be read, declare `reading` as unsupported.',
    );
    return this.#fixture.screen();
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
