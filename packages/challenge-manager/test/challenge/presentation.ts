import type { ActionInput, ChallengeResult, NotificationService, Operator, RiskLevel, StateStore } from '@attesta/core';
import {
  createSession,
  type FakeClock,
  fakeClock,
  type ScriptedInteraction,
  sampleContext,
  sampleRisk,
  scriptedInteraction,
} from '@attesta/testing';
import { ManagerApprovalChallenge, type ManagerApprovalChallengeOptions } from '../../src/index.js';

/** What a test may set; the rest is a call by `agent-1` for which `manager-1` is asked. */
export interface PresentInput {
  readonly service: NotificationService;
  readonly clock?: FakeClock;
  readonly options?: Partial<ManagerApprovalChallengeOptions>;
  readonly action?: Partial<ActionInput>;
  readonly operator?: Operator;
  readonly state?: StateStore;
  readonly signal?: AbortSignal;
  readonly deadlineSeconds?: number;
  /** Default `critical`. */
  readonly level?: RiskLevel;
}

/** A presentation that goes on. */
export interface Presentation {
  readonly clock: FakeClock;
  readonly interaction: ScriptedInteraction;
  readonly presenting: Promise<ChallengeResult>;
  /** What came of it; undefined while it goes on. */
  readonly result: ChallengeResult | undefined;
}

/** Begins a presentation on a clock that stands still. */
export function present(input: PresentInput): Presentation {
  const { service, clock = fakeClock(), options, action, operator, state, deadlineSeconds } = input;
  const { signal = new AbortController().signal, level = 'critical' } = input;
  const interaction = scriptedInteraction();
  const challenge = new ManagerApprovalChallenge({
    notificationService: service,
    managerResolver: () => 'manager-1',
    ...options,
  });
  const deadline = deadlineSeconds === undefined ? {} : { deadline: secondsFrom(clock, deadlineSeconds) };
  const session = createSession({
    clock,
    interaction,
    signal,
    ...deadline,
    ...(operator && { operator }),
    ...(state && { state }),
  });
  let result: ChallengeResult | undefined;
  const presenting = challenge.present(sampleContext(action, clock), sampleRisk(level), session).then((value) => {
    result = value;
    return value;
  });
  return {
    clock,
    interaction,
    presenting,
    get result() {
      return result;
    },
  };
}

/** Presents until `seconds` have passed. */
export async function presentFor(seconds: number, input: PresentInput): Promise<ChallengeResult | undefined> {
  const presentation = present(input);
  await presentation.clock.advance(seconds * 1000);
  return presentation.result;
}

/** An answer as a service gives it, whatever its type. */
export function answering(answer: unknown): NotificationService & { looks: number } {
  const service = {
    looks: 0,
    async send(): Promise<void> {},
    async checkResponse() {
      service.looks += 1;
      return answer as never;
    },
  };
  return service;
}

function secondsFrom(clock: FakeClock, seconds: number) {
  return { wall: clock.wall() + seconds * 1000, monotonic: clock.monotonic() + seconds * 1000 };
}
