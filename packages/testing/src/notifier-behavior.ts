import { AttestaError, type Clock } from '@attesta/core';
import { option, readOptions } from '@attesta/core/authoring';

/** A method of a notification service. */
export type MockNotifierMethod = 'send' | 'checkResponse' | 'waitForResponse' | 'withdraw';

/** What goes wrong, per method. */
export type MockNotifierFaults = { readonly [Method in MockNotifierMethod]?: number | 'hangs' };

/** Options of `mockNotifier`. Without any, the manager who was asked approves at once. */
export interface MockNotifierOptions {
  /**
   * What comes back, one answer a look, the last again and again: each is the manager's approval with these fields in place
   * of its own, and with none whose value is undefined. `[]` stays silent. Default `[{}]`.
   */
  readonly answers?: readonly Readonly<Record<string, unknown>>[];
  /** Seconds from the notification to the first answer. Above 0 it needs `clock`. Default 0. */
  readonly afterSeconds?: number;
  readonly clock?: Clock;
  /** Per method: how many calls reject before it works, or `hangs` for one that never settles. Default: none. */
  readonly faults?: MockNotifierFaults;
  /** Whether there is a `waitForResponse`. Default false. */
  readonly push?: boolean;
}

/** A behavior by name, or in detail. `twice` approves and then denies. */
export type MockNotifierBehavior =
  | 'approves'
  | 'denies'
  | 'silent'
  | 'stranger'
  | 'nameless'
  | 'twice'
  | 'hangs'
  | MockNotifierOptions;

/** Checks a behavior once, and spells out one that is given by name. */
export function readBehavior(behavior: MockNotifierBehavior): MockNotifierOptions {
  if (typeof behavior === 'string') {
    const named = NAMED.get(behavior);
    if (named !== undefined) return named;
    throw invalid(`there is no behavior ${JSON.stringify(behavior)}; there are ${[...NAMED.keys()].join(', ')}`);
  }
  const options = readOptions<MockNotifierOptions>('mockNotifier', behavior, RULES);
  if ((options.afterSeconds ?? 0) > 0 && options.clock === undefined) throw invalid('afterSeconds needs a clock');
  return { ...options, faults: readOptions<MockNotifierFaults>('mockNotifier: faults', options.faults, FAULT_RULES) };
}

function invalid(message: string): AttestaError {
  return new AttestaError('invalid_option', `mockNotifier: ${message}.`);
}

const NAMED: ReadonlyMap<string, MockNotifierOptions> = new Map<
  Exclude<MockNotifierBehavior, object>,
  MockNotifierOptions
>([
  ['approves', {}],
  ['denies', { answers: [{ verdict: 'denied' }] }],
  ['silent', { answers: [] }],
  ['stranger', { answers: [{ responderId: 'stranger' }] }],
  ['nameless', { answers: [{ responderId: undefined }] }],
  ['twice', { answers: [{}, { verdict: 'denied' }] }],
  ['hangs', { faults: { send: 'hangs', checkResponse: 'hangs' } }],
]);

const RULES = {
  answers: {
    allowed: 'a list of objects',
    accepts: (value: unknown) => Array.isArray(value) && value.every((answer) => option.object.accepts(answer)),
  },
  afterSeconds: {
    allowed: 'a number of seconds from 0 up',
    accepts: (value: unknown) => Number.isFinite(value) && Number(value) >= 0,
  },
  clock: option.with('wall', 'monotonic', 'after', 'sleep'),
  faults: option.object,
  push: option.boolean,
};

const FAULT = {
  allowed: 'a number of calls from 0 up, or hangs',
  accepts: (value: unknown) => value === 'hangs' || (typeof value === 'number' && value >= 0),
};

const FAULT_RULES = { send: FAULT, checkResponse: FAULT, waitForResponse: FAULT, withdraw: FAULT };
