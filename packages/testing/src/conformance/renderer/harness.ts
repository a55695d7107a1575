import assert from 'node:assert/strict';
import type { ActionContext, ChallengeSession, Renderer } from '@attesta/core';
import { type Answer, deadlineIn, type Question, type Screen } from '@attesta/core/authoring';
import { createSession } from '../../create-session.js';
import { type FakeClock, fakeClock } from '../../fake-clock.js';
import { sampleContext, sampleRisk } from '../../samples.js';
import type { OperatorReaction } from '../interaction/description.js';
import { settled, type TrackedPromise, track } from '../promises.js';
import type { RendererCase } from './description.js';

/** Opens the screens of one case's renderer. */
export class RendererHarness {
  readonly clock: FakeClock;
  readonly renderer: Renderer;

  constructor(clock: FakeClock, renderer: Renderer) {
    this.clock = clock;
    this.renderer = renderer;
  }

  /** Runs `work` on a fixture of its own. */
  static case(
    reactions: readonly OperatorReaction[],
    work: (harness: RendererHarness) => Promise<void>,
  ): RendererCase['run'] {
    return async ({ create }) => {
      const clock = fakeClock();
      const fixture = await create({ clock, reactions });
      try {
        await work(new RendererHarness(clock, fixture.renderer));
      } finally {
        await fixture.dispose?.();
      }
    };
  }

  async open(name = 'delete_records'): Promise<OpenScreen> {
    const opened = new OpenScreen(this, sampleContext({ functionName: name }, this.clock));
    await opened.open();
    return opened;
  }
}

/** A screen for one action, as the gate opens it. */
export class OpenScreen {
  readonly context: ActionContext;
  readonly controller: AbortController = new AbortController();
  /** How often the renderer said that the whole action stands on the screen. */
  shown = 0;
  readonly #harness: RendererHarness;
  #screen: Screen | undefined;

  constructor(harness: RendererHarness, context: ActionContext) {
    this.#harness = harness;
    this.context = context;
  }

  async open(): Promise<void> {
    const { renderer, clock } = this.#harness;
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
    const { clock } = this.#harness;
    return createSession({
      interaction,
      clock,
      signal: this.controller.signal,
      deadline: deadlineIn(clock, 3600),
      ...(operator !== undefined && { operator }),
    });
  }

  /** Puts a question on it, without waiting for the answer. */
  ask(question: Question = CONFIRM): TrackedPromise<Answer> {
    return track(this.screen.interaction.ask(question, this.controller));
  }

  /** The answer to a question on it. */
  async answer(question: Question = CONFIRM): Promise<Answer> {
    return await settled(this.#harness.clock, this.ask(question).promise, 'An answer');
  }
}

const CONFIRM: Question = { kind: 'confirm', id: 'confirm', prompt: 'Proceed?' };
