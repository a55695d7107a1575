import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import type { ActionInput, ChallengeResult } from '@attesta/core';
import { createChallengeResult } from '@attesta/core/authoring';
import type { Scene, World } from './fixture.js';
import type { OperatorAtScreen } from './recording-interaction.js';
import type { Ending } from './variants.js';

/** The call that is decided on, unless a case changes it. It has one argument of each kind that could be written to. */
export const ACTION: ActionInput = Object.freeze({
  functionName: 'delete_records',
  args: Object.freeze(['table_a', 100, new Map([['scope', 'all']]), new Date(0), new Uint8Array([1, 2, 3])]),
  agentId: 'agent-1',
  requesterId: 'requester-1',
  sessionId: 'session-1',
  environment: 'production',
});

/** One presentation, from its beginning to what came of it. */
export class Presentation {
  readonly screen: OperatorAtScreen;
  readonly world: World;
  readonly seconds: number;
  readonly #scene: Scene;
  readonly #controller = new AbortController();
  readonly #begun: number;
  #ended: number | undefined;
  #ending: Ending | undefined;
  #fault: unknown;

  constructor(world: World, screen: OperatorAtScreen, scene: Scene) {
    this.world = world;
    this.screen = screen;
    this.#scene = scene;
    this.seconds = world.challenge.timeoutSeconds ?? 3600;
    this.#begun = world.clock.monotonic();
  }

  begin(): void {
    const { challenge, sessionClock, state, stage } = this.world;
    const { operator = stage.subject.operator, action, hasSession = true } = this.#scene;
    const presented = stage.way.present({
      challenge,
      action: { ...ACTION, ...action },
      operator: operator === 'nobody' ? undefined : operator,
      interaction: this.screen,
      state,
      clock: sessionClock,
      controller: this.#controller,
      seconds: this.seconds,
      hasSession,
    });
    presented.then(
      (ending) => this.#end(ending, undefined),
      (fault: unknown) => this.#end(undefined, fault),
    );
  }

  #end(ending: Ending | undefined, fault: unknown): void {
    this.#ended = this.world.clock.monotonic();
    this.#ending = ending;
    this.#fault = fault;
  }

  abort(): void {
    this.#controller.abort(new Error('The caller gave up.'));
  }

  get isOver(): boolean {
    return this.#ended !== undefined;
  }

  /** Whether the time for it has passed. */
  get isOverdue(): boolean {
    return this.world.clock.monotonic() >= this.#begun + this.seconds * 1000;
  }

  /** Lets go on what needs no time. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < TURNS && !this.isOver; turn += 1) await this.world.clock.advance(0);
  }

  /** Lets time pass until it is over, for at most `seconds`; by default until a second after the deadline. */
  async end(seconds: number = this.seconds + 1): Promise<this> {
    await this.settle();
    let passed = 0;
    for (const step of [1, 9, 50, seconds]) {
      if (this.isOver || passed >= seconds) break;
      const most = Math.min(step, seconds - passed);
      await this.world.clock.advance(most * 1000);
      await this.settle();
      passed += most;
    }
    assert(this.isOver, `It did not end within ${seconds} s, though its time was up or the caller had given up.`);
    return this;
  }

  get ending(): Ending {
    assert(
      this.#ending !== undefined,
      `present rejected (${told(this.#fault)}); a fault is a result, not an exception.`,
    );
    return this.#ending;
  }

  /** What the challenge returned, checked as the gate checks it. */
  get result(): ChallengeResult {
    const { returned } = this.ending;
    try {
      return createChallengeResult(Object({ returned }).returned);
    } catch (error) {
      throw new assert.AssertionError({ message: `It returned no valid result: ${told(error)}` });
    }
  }

  /** Whether it lets the action run. A rejection does not, nor does what is no result. */
  get passed(): boolean {
    if (this.#ending === undefined) return false;
    const { decision, runs, returned } = this.#ending;
    if (this.world.stage.way.isGated) return runs > 0 || decision?.verdict === 'approved';
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

function told(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
