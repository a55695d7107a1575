import {
  type ChallengeSession,
  type Clock,
  type Deadline,
  type Interaction,
  MemoryStateStore,
  type Operator,
  type StateStore,
} from '@attesta/core';
import { type Answer, deadlineIn, option, readOptions, within } from '@attesta/core/authoring';
import { fakeClock } from './fake-clock.js';

/** Options of `createSession`; all have a default. */
export interface CreateSessionOptions {
  /** Default: every question is answered `unavailable`. */
  readonly interaction?: Interaction;
  /** Default: a `fakeClock` of its own. */
  readonly clock?: Clock;
  /** Default: a `MemoryStateStore` of its own. */
  readonly state?: StateStore;
  /** Default: nobody vouches for one. */
  readonly operator?: Operator;
  /** Default: aborts when `deadline` passes, where one is given. */
  readonly signal?: AbortSignal;
  /** Default: a century from now. */
  readonly deadline?: Deadline;
}

/**
 * Makes what the gate hands to a challenge, to present one without a gate.
 *
 * @throws AttestaError (`invalid_option`) for an unknown or wrong option.
 * @example
 * const session = createSession({ interaction: scriptedInteraction(['123456']), operator: { id: 'ada' } });
 * const result = await challenge.present(sampleContext(), sampleRisk('high'), session);
 */
export function createSession(options?: CreateSessionOptions): ChallengeSession {
  const given = readOptions<CreateSessionOptions>('createSession', options, RULES);
  const clock = given.clock ?? fakeClock();
  let { signal } = given;
  return Object.freeze({
    interaction: given.interaction ?? NOBODY_THERE,
    operator: given.operator,
    clock,
    state: given.state ?? new MemoryStateStore(),
    deadline: given.deadline ?? deadlineIn(clock, CENTURY),
    // Made on first use: nothing waits for the deadline of a challenge that does not.
    get signal() {
      signal ??= signalAt(clock, given.deadline);
      return signal;
    },
  });
}

function signalAt(clock: Clock, deadline: Deadline | undefined): AbortSignal {
  const controller = new AbortController();
  if (deadline !== undefined) {
    const end = (): void => controller.abort(new Error('The deadline has passed.'));
    within(() => new Promise<never>(() => {}), { clock, deadline }).then(end, end);
  }
  return controller.signal;
}

const NOBODY_THERE: Interaction = Object.freeze({
  show(): void {},
  ask: async (): Promise<Answer> => ({ status: 'unavailable' }),
});

/** Seconds. Finite, as every deadline of the gate is: it can be shown as a date. */
const CENTURY = 100 * 365 * 24 * 60 * 60;

const RULES = {
  interaction: option.with('show', 'ask'),
  clock: option.with('wall', 'monotonic', 'after', 'sleep'),
  state: option.with('get', 'compareAndSet', 'delete', 'list', 'watch'),
  operator: {
    allowed: 'an object whose id is a text of 1 to 256 characters',
    accepts: (value: unknown) =>
      typeof value === 'object' && value !== null && 'id' in value && option.id.accepts(value.id),
  },
  signal: { allowed: 'an AbortSignal', accepts: (value: unknown) => value instanceof AbortSignal },
  deadline: {
    allowed: 'an object with the numbers wall and monotonic',
    accepts: (value: unknown) => isTime(value, 'wall') && isTime(value, 'monotonic'),
  },
};

function isTime(value: unknown, name: string): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const time: unknown = Reflect.get(value, name);
  return typeof time === 'number' && !Number.isNaN(time);
}
