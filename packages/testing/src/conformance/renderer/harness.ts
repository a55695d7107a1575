import assert from 'node:assert/strict';
import type { ActionContext, ChallengeSession, Renderer } from '@attesta/core';
import { type Answer, deadlineIn, type Question, type Screen } from '@attesta/core/authoring';
import { createSession } from '../../create-session.js';
import { type FakeClock, fakeClock } from '../../fake-clock.js';
import { sampleRisk } from '../../sample-risk.js';
import { sampleContext } from '../../samples.js';
import type { Act } from '../interaction/description.js';
import { type Started, settled, started } from '../promises.js';
import type { RendererCase } from './index.js';

/** One case's renderer. */
export class Stand {
  readonly clock: FakeClock;
  readonly renderer: Renderer;

  constructor(clock: FakeClock, renderer: Renderer) {
    this.clock = clock;
    this.renderer = renderer;
  }

  /** A renderer of its own for `work`. */
  static case(acts: readonly Act[], work: (stand: Stand) => Promise<void>): RendererCase['run'] {
    return async ({ create }) => {
      const clock = fakeClock();
      const place = await create({ clock, acts });
      try {
        await work(new Stand(clock, place.renderer));
      } finally {
        await place.dispose?.();
      }
    };
  }

  async open(name = 'delete_records'): Promise<Opened> {
    const opened = new Opened(this, sampleContext({ functionName: name }, this.clock));
    await opened.open();
    return opened;
  }
}

/** A screen for one action, as the gate opens it. */
export class Opened {
  readonly context: ActionContext;
  readonly controller: AbortController = new AbortController();
  /** How often the renderer said that the whole action stands on the screen. */
  shown = 0;
  readonly #stand: Stand;
  #screen: Screen | undefined;

  constructor(stand: Stand, context: ActionContext) {
    this.#stand = stand;
    this.context = context;
  }

  async open(): Promise<void> {
    const { renderer, clock } = this.#stand;
    const options = {
      signal: this.controller.signal,
      deadline: deadlineIn(clock, 3600),
      onShown: () => {
        this.shown += 1;
      },
    };
    this.#screen = await settled(
      clock,
      renderer.open(this.context, sampleRisk('critical'), options),
      'Opening a screen',
    );
  }

  get screen(): Screen {
    assert(this.#screen !== undefined, 'open must resolve to a screen.');
    return this.#screen;
  }

  get session(): ChallengeSession {
    const { operator, interaction } = this.screen;
    const { clock } = this.#stand;
    return createSession({
      interaction,
      clock,
      signal: this.controller.signal,
      deadline: deadlineIn(clock, 3600),
      ...(operator !== undefined && { operator }),
    });
  }

  /** Puts a question on it, without waiting for the answer. */
  ask(question: Question = CONFIRM): Started<Answer> {
    return started(this.screen.interaction.ask(question, this.controller));
  }

  /** The answer to a question on it. */
  async answer(question: Question = CONFIRM): Promise<Answer> {
    return await settled(this.#stand.clock, this.ask(question).promise, 'An answer');
  }
}

const CONFIRM: Question = { kind: 'confirm', id: 'confirm', prompt: 'Proceed?' };
