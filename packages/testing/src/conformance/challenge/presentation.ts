import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import type { ActionInput, ChallengeResult, Operator } from '@attesta/core';
import { createChallengeResult } from '@attesta/core/authoring';
import type { ScenarioScript } from './description.js';
import type { Fixture } from './fixture.js';
import { type AskInterceptor, RecordingInteraction, silence } from './recording-interaction.js';
import type { PresentationOutcome, Variant } from './variants.js';

/** The call that is decided on, unless a case changes it. It has one argument of each kind that could be written to. */
export const ACTION: ActionInput = Object.freeze({
  functionName: 'delete_records',
  args: Object.freeze(['table_a', 100, new Map([['scope', 'all']]), new Date(0), new Uint8Array([1, 2, 3])]),
  agentId: 'agent-1',
  requesterId: 'requester-1',
  sessionId: 'session-1',
  environment: 'production',
});

/** What is different about one presentation. */
export interface PresentationOptions {
  /** Default: the script of the scenario. */
  readonly script?: ScenarioScript;
  readonly interceptAsk?: AskInterceptor;
  readonly action?: Partial<ActionInput>;
  /** `none`: the renderer vouches for no operator. */
  readonly operator?: Operator | 'none';
  readonly hasSession?: boolean;
}

/** One presentation, from its beginning to its outcome. */
export class Presentation {
  readonly interaction: RecordingInteraction;
  readonly fixture: Fixture;
  readonly seconds: number;
  readonly #variant: Variant;
  readonly #controller = new AbortController();
  readonly #begun: number;
  #ended: number | undefined;
  #outcome: PresentationOutcome | undefined;
  #rejection: unknown;

  /** Begins a presentation. */
  static begin(variant: Variant, fixture: Fixture, options: PresentationOptions = {}): Presentation {
    const presentation = new Presentation(variant, fixture, options);
    presentation.#begin(options);
    return presentation;
  }

  private constructor(variant: Variant, fixture: Fixture, { script, interceptAsk }: PresentationOptions) {
    const { passes, fails } = fixture.description;
    const answers = script ?? passes[fixture.scenario] ?? fails[fixture.scenario];
    const intercept: AskInterceptor = (question, index, signal) =>
      fixture.note(`ask ${question.id}`) ? () => silence(signal) : interceptAsk?.(question, index, signal);
    this.#variant = variant;
    this.fixture = fixture;
    this.interaction = new RecordingInteraction(answers?.(fixture.setup) ?? [], () => this.isOverdue, intercept);
    this.seconds = fixture.challenge.timeoutSeconds ?? 3600;
    this.#begun = fixture.clock.monotonic();
  }

  #begin(options: PresentationOptions): void {
    const { challenge, sessionClock, state, description } = this.fixture;
    const { operator = description.operator, action, hasSession = true } = options;
    const presenting = this.#variant.present({
      challenge,
      action: { ...ACTION, ...action },
      operator: operator === 'none' ? undefined : operator,
      interaction: this.interaction,
      state,
      clock: sessionClock,
      controller: this.#controller,
      seconds: this.seconds,
      hasSession,
    });
    presenting.then(
      (outcome) => this.#end(outcome, undefined),
      (rejection: unknown) => this.#end(undefined, rejection),
    );
  }

  #end(outcome: PresentationOutcome | undefined, rejection: unknown): void {
    this.#ended = this.fixture.clock.monotonic();
    this.#outcome = outcome;
    this.#rejection = rejection;
  }

  abort(): void {
    this.#controller.abort(new Error('The caller gave up.'));
  }

  get isOver(): boolean {
    return this.#ended !== undefined;
  }

  /** Whether the time for it has passed. */
  get isOverdue(): boolean {
    return this.fixture.clock.monotonic() >= this.#begun + this.seconds * 1000;
  }

  /** Lets everything happen that needs no time. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < TURNS && !this.isOver; turn += 1) await this.fixture.clock.advance(0);
  }

  /** Lets time pass until it is over, for at most `seconds`; by default until a second after the deadline. */
  async end(seconds: number = this.seconds + 1): Promise<this> {
    await this.settle();
    let passed = 0;
    for (const step of [1, 9, 50, seconds]) {
      if (this.isOver || passed >= seconds) break;
      const most = Math.min(step, seconds - passed);
      await this.fixture.clock.advance(most * 1000);
      await this.settle();
      passed += most;
    }
    assert(this.isOver, `It did not end within ${seconds} s, though its time was up or the caller had given up.`);
    return this;
  }

  get outcome(): PresentationOutcome {
    assert(
      this.#outcome !== undefined,
      `present rejected (${messageOf(this.#rejection)}); a fault is a result, not an exception.`,
    );
    return this.#outcome;
  }

  /** What the challenge returned, checked as the gate checks it. */
  get result(): ChallengeResult {
    const { returned } = this.outcome;
    try {
      return createChallengeResult(Object({ returned }).returned);
    } catch (error) {
      throw new assert.AssertionError({ message: `It returned no valid result: ${messageOf(error)}` });
    }
  }

  /** Whether it lets the action run. A rejection does not, nor does what is no result. */
  get passed(): boolean {
    if (this.#outcome === undefined) return false;
    const { decision, runs, returned } = this.#outcome;
    if (this.#variant.isGated) return runs > 0 || decision?.verdict === 'approved';
    try {
      return createChallengeResult(Object({ returned }).returned).passed;
    } catch {
      return false;
    }
  }

  get elapsedSeconds(): number {
    return ((this.#ended ?? this.#begun) - this.#begun) / 1000;
  }

  /** Listeners that are left on the signal. */
  get listeners(): number {
    return getEventListeners(this.#controller.signal, 'abort').length;
  }
}

/** Settling needs several, where a challenge computes outside of the thread (WebCrypto). */
const TURNS = 10;

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
