import { setMaxListeners } from 'node:events';
import { AttestaError, type NotificationService } from '@attesta/core';
import { fakeClock, mockNotifier } from '@attesta/testing';
import { describe, expect, it } from 'vitest';
import { ManagerApprovalChallenge } from '../../src/index.js';
import { type PresentInput, present, presentFor } from './presentation.js';

const HOUR = 3600;
const DAY = 24 * HOUR;
const TIMED_OUT = 'manager did not respond in time';
const HANGS = (): Promise<never> => new Promise(() => {});

/** A manager who approves so many milliseconds after they were asked, by push. */
function pushedAfter(ms: number, clock = fakeClock()): PresentInput & { clock: ReturnType<typeof fakeClock> } {
  return { clock, service: mockNotifier({ afterSeconds: ms / 1000, clock, push: true }) };
}

describe('the deadline', () => {
  it('D-14 an answer at T-1 ms approves, at T and at T+1 ms is expired', async () => {
    for (const [offset, passed] of [
      [-1, true],
      [0, false],
      [1, false],
    ] as const) {
      const result = await presentFor(HOUR + 1, pushedAfter(HOUR * 1000 + offset));
      expect(result?.passed, `T${offset}`).toBe(passed);
      if (!passed)
        expect(result).toMatchObject({ verdict: 'timed_out', responder: undefined, details: { reason: TIMED_OUT } });
    }
  });

  it('D-14 an answer that is there at T-1 ms is not taken at T', async () => {
    const clock = fakeClock();
    const service: NotificationService = {
      async send() {},
      checkResponse: async () => null,
      // Told of at T-1 ms, handed over at T.
      waitForResponse: async () => {
        await clock.sleep(HOUR * 1000 - 1);
        await clock.sleep(1);
        return { verdict: 'approved', responderId: 'manager-1' };
      },
    };
    expect(await presentFor(HOUR + 1, { clock, service })).toMatchObject({ passed: false, verdict: 'timed_out' });
  });

  it('D-14 polling looks a last time one second before the deadline, and never after', async () => {
    const clock = fakeClock();
    const start = clock.wall();
    const looks: number[] = [];
    const service: NotificationService = {
      async send() {},
      async checkResponse() {
        looks.push(clock.wall() - start);
        return null;
      },
    };
    await presentFor(60, { clock, service, options: { timeoutSeconds: 12 } });
    expect(looks).toEqual([0, 5_000, 10_000, 11_000]);
  });

  it('D-14 the last look counts if it is answered before the deadline', async () => {
    for (const [ms, passed] of [
      [999, true],
      [1000, false],
      [1001, false],
    ] as const) {
      const clock = fakeClock();
      const start = clock.wall();
      const service: NotificationService = {
        async send() {},
        async checkResponse() {
          if (clock.wall() - start < 11_000) return null;
          await clock.sleep(ms);
          return { verdict: 'approved', responderId: 'manager-1' };
        },
      };
      const result = await presentFor(60, { clock, service, options: { timeoutSeconds: 12 } });
      expect(result?.passed, `${ms} ms`).toBe(passed);
    }
  });

  it('D-14 a look that hangs gives way to the last one', async () => {
    const clock = fakeClock();
    const start = clock.wall();
    const service: NotificationService = {
      async send() {},
      async checkResponse() {
        if (clock.wall() - start < 7_000) await HANGS();
        return { verdict: 'approved', responderId: 'manager-1' };
      },
    };
    const result = await presentFor(7, { clock, service, options: { timeoutSeconds: 8 } });
    expect(result?.passed).toBe(true);
  });

  it('D-14 polling at a short interval goes on until one interval before the deadline', async () => {
    const clock = fakeClock();
    const start = clock.wall();
    let last = 0;
    const service: NotificationService = {
      async send() {},
      async checkResponse() {
        last = clock.wall() - start;
        return null;
      },
    };
    await presentFor(3, { clock, service, options: { timeoutSeconds: 2.5, pollIntervalSeconds: 0.25 } });
    expect(last).toBe(2_250);
  });

  it('looks more than once where there is little time', async () => {
    const service = mockNotifier({ answers: [{ responderId: 'mallory' }, {}] });
    expect(await presentFor(1, { service, options: { timeoutSeconds: 0.5 } })).toMatchObject({ passed: true });
  });

  it('is the earlier one of its own and of the session', async () => {
    const early = { service: mockNotifier('silent'), deadlineSeconds: 60 };
    expect(await presentFor(59.999, early)).toBeUndefined();
    expect(await presentFor(60, early)).toMatchObject({ verdict: 'timed_out' });
    const late = { service: mockNotifier('silent'), deadlineSeconds: 60, options: { timeoutSeconds: 30 } };
    expect(await presentFor(29.999, late)).toBeUndefined();
    expect(await presentFor(30, late)).toMatchObject({ verdict: 'timed_out' });
  });

  it('tells how long it took', async () => {
    const clock = fakeClock();
    const service = mockNotifier({ afterSeconds: 12, clock });
    expect(await presentFor(20, { clock, service })).toMatchObject({ passed: true, responseTimeSeconds: 15 });
    expect(await presentFor(HOUR, { service: mockNotifier('silent') })).toMatchObject({ responseTimeSeconds: HOUR });
  });

  it('N-02 of 30 days is pending at day 29 and expires at day 30, with no long timer', async () => {
    const options = { timeoutSeconds: 30 * DAY, pollIntervalSeconds: DAY };
    for (const push of [true, false]) {
      const clock = fakeClock();
      const delays: number[] = [];
      const after: typeof clock.after = (ms, run) => {
        delays.push(ms);
        return clock.after(ms, run);
      };
      const watched = { ...clock, after };
      const presentation = present({ clock: watched, service: mockNotifier({ answers: [], push }), options });
      await clock.advance(10);
      // A jump of the clock stands for 29 days: each of the steps in between would be half a minute.
      await clock.advance(29 * DAY * 1000, { monotonic: false });
      await clock.advance(60_000);
      expect(presentation.result).toBeUndefined();
      await clock.advance(DAY * 1000 - 70_000, { monotonic: false });
      await clock.advance(30_000);
      expect(presentation.result).toMatchObject({ passed: false, verdict: 'timed_out' });
      expect(Math.max(...delays)).toBeLessThanOrEqual(30_000);
      expect(clock.pending).toBe(0);
    }
  });

  it('N-03 is not put off by a wall clock that is set back', async () => {
    for (const push of [true, false]) {
      const presentation = present({ service: mockNotifier({ answers: [], push }) });
      await presentation.clock.advance(1000);
      presentation.clock.setWall(presentation.clock.wall() - 2 * HOUR * 1000);
      await presentation.clock.advance((HOUR - 1) * 1000 - 1);
      expect(presentation.result).toBeUndefined();
      await presentation.clock.advance(1);
      expect(presentation.result).toMatchObject({
        passed: false,
        verdict: 'timed_out',
        details: { reason: TIMED_OUT },
      });
    }
  });

  it('N-03 has passed when the wall clock jumps beyond it, and an answer then comes too late', async () => {
    for (const push of [true, false]) {
      const clock = fakeClock();
      const service = mockNotifier({ afterSeconds: 10, clock, push });
      const presentation = present({ clock, service });
      await clock.advance(1000);
      await clock.advance(2 * HOUR * 1000, { monotonic: false });
      await clock.advance(30_000);
      expect(presentation.result).toMatchObject({ passed: false, verdict: 'timed_out' });
    }
  });
});

describe('a service that hangs', () => {
  it.each<[string, Partial<NotificationService>]>([
    ['send', { send: HANGS }],
    ['checkResponse', { checkResponse: HANGS }],
    ['waitForResponse', { waitForResponse: HANGS }],
  ])('D-15 in %s holds nothing beyond the deadline, and leaves nothing', async (_, methods) => {
    const clock = fakeClock();
    const service = { ...mockNotifier('silent'), ...methods };
    const presentation = present({ clock, service, options: { timeoutSeconds: 30 } });
    await clock.advance(29_999);
    expect(presentation.result).toBeUndefined();
    await clock.advance(1);
    expect(presentation.result).toMatchObject({ passed: false, responder: undefined, verdict: 'timed_out' });
    expect(clock.pending).toBe(0);
  });

  it('D-15 waitForResponse is told to stop at the deadline, by an abort, and once it has answered', async () => {
    const signals: AbortSignal[] = [];
    const waits = (answer: () => Promise<never>): NotificationService => ({
      async send() {},
      checkResponse: async () => null,
      waitForResponse: async (_, { signal }) => {
        signals.push(signal);
        return await answer();
      },
    });
    await presentFor(HOUR, { service: waits(HANGS) });
    const controller = new AbortController();
    const aborted = present({ service: waits(HANGS), signal: controller.signal });
    await aborted.clock.advance(0);
    expect(signals.map((signal) => signal.aborted)).toEqual([true, false]);
    controller.abort();
    await aborted.presenting;
    await present({ service: waits(async () => ({ verdict: 'approved', responderId: 'manager-1' }) as never) })
      .presenting;
    expect(signals.map((signal) => signal.aborted)).toEqual([true, true, true]);
  });

  it('D-15 in withdraw holds nothing for more than half a second: less than the grace of the gate', async () => {
    const presentation = present({ service: mockNotifier({ answers: [], faults: { withdraw: 'hangs' } }) });
    await presentation.clock.advance(HOUR * 1000 + 499);
    expect(presentation.result).toBeUndefined();
    await presentation.clock.advance(1);
    expect(presentation.result).toMatchObject({ verdict: 'timed_out', details: { reason: TIMED_OUT } });
    expect(presentation.clock.pending).toBe(0);
  });

  it('N-01 1,000 presentations leave no timer and no listener', async () => {
    const clock = fakeClock();
    const controller = new AbortController();
    setMaxListeners(0, controller.signal);
    let listeners = 0;
    const { signal } = controller;
    const add = signal.addEventListener.bind(signal);
    const remove = signal.removeEventListener.bind(signal);
    signal.addEventListener = (...given: Parameters<typeof add>) => {
      listeners += 1;
      add(...given);
    };
    signal.removeEventListener = (...given: Parameters<typeof remove>) => {
      listeners -= 1;
      remove(...given);
    };
    const services = [mockNotifier('approves'), mockNotifier('denies'), mockNotifier({ push: true })];
    for (let round = 0; round < 10; round += 1) {
      const all = Array.from({ length: 100 }, (_, index) => {
        const service = services[index % services.length] ?? mockNotifier();
        return present({ clock, service, signal }).presenting;
      });
      const results = await Promise.all(all);
      expect(results.filter(({ passed }) => passed)).toHaveLength(67);
      expect([clock.pending, listeners]).toEqual([0, 0]);
    }
  });
});

describe('an abort', () => {
  it.each([true, false])('ends the wait at once, withdraws, and leaves nothing (push: %s)', async (push) => {
    const service = mockNotifier({ answers: [], push });
    const controller = new AbortController();
    const presentation = present({ service, signal: controller.signal });
    await presentation.clock.advance(7_000);
    expect(presentation.result).toBeUndefined();
    controller.abort();
    const result = await presentation.presenting;
    expect(result).toMatchObject({ passed: false, verdict: 'cancelled', responder: undefined });
    expect(result.details.reason).toBe('cancelled by the caller');
    expect(service.withdrawn).toEqual([{ requestId: service.sent[0]?.requestId, reason: 'cancelled by the caller' }]);
    expect(presentation.clock.pending).toBe(0);
  });

  it('before the start sends nothing', async () => {
    const service = mockNotifier();
    const result = await present({ service, signal: AbortSignal.abort() }).presenting;
    expect(result).toMatchObject({
      passed: false,
      verdict: 'cancelled',
      details: { reason: 'cancelled by the caller' },
    });
    expect(service.calls).toEqual({ send: 0, checkResponse: 0, waitForResponse: 0, withdraw: 0 });
  });

  it('while the manager is looked up sends nothing', async () => {
    const service = mockNotifier();
    const controller = new AbortController();
    const presentation = present({ service, signal: controller.signal, options: { managerResolver: HANGS } });
    await presentation.clock.advance(0);
    controller.abort();
    expect(await presentation.presenting).toMatchObject({ passed: false, verdict: 'cancelled' });
    expect(service.sent).toHaveLength(0);
  });

  it('while it is being sent ends the sending', async () => {
    const service = mockNotifier({ faults: { send: 1000 } });
    const controller = new AbortController();
    const presentation = present({ service, signal: controller.signal });
    await presentation.clock.advance(0);
    controller.abort();
    expect(await presentation.presenting).toMatchObject({ passed: false, verdict: 'cancelled' });
    await presentation.clock.advance(HOUR * 1000);
    expect(service.calls.send).toBe(1);
  });

  it('N-05 wins over an approval that comes in the same turn', async () => {
    const controller = new AbortController();
    const service: NotificationService = {
      async send() {},
      async checkResponse() {
        controller.abort();
        return { verdict: 'approved', responderId: 'manager-1' };
      },
    };
    const result = await present({ service, signal: controller.signal }).presenting;
    expect(result).toMatchObject({ passed: false, verdict: 'cancelled' });
  });
});

describe('the options', () => {
  const options = { notificationService: mockNotifier(), managerResolver: () => 'manager-1' };

  it('B-12 have a finite default timeout that denies', async () => {
    expect(new ManagerApprovalChallenge(options).timeoutSeconds).toBe(3600);
    expect(await presentFor(HOUR - 0.001, { service: mockNotifier('silent') })).toBeUndefined();
    expect(await presentFor(HOUR, { service: mockNotifier('silent') })).toMatchObject({ passed: false });
  });

  it.each(['timeoutSeconds', 'pollIntervalSeconds'])('B-12 refuse a %s that is no time', (name) => {
    for (const value of [0, -1, Number.NaN, Number.POSITIVE_INFINITY, 1e13, '60', null, [60]]) {
      expect(() => new ManagerApprovalChallenge({ ...options, [name]: value }), String(value)).toThrow(
        `ManagerApprovalChallenge: ${name} must be a number of seconds above 0, at most 3153600000`,
      );
    }
    expect(() => new ManagerApprovalChallenge({ ...options, [name]: 0.001 })).not.toThrow();
  });

  it.each<[object, string]>([
    [{ managerResolver: options.managerResolver }, 'notificationService is required'],
    [{ notificationService: options.notificationService }, 'managerResolver is required'],
    [
      { ...options, notificationService: { send: async () => {} } },
      'notificationService must be an object with send, checkResponse',
    ],
    [{ ...options, managerResolver: 'manager-1' }, 'managerResolver must be a function'],
    [{ ...options, random: 0.5 }, 'random must be a function'],
    [{ ...options, pollInterval: 5 }, 'there is no option "pollInterval"'],
  ])('refuse %j', (given, message) => {
    const construct = () => Reflect.construct(ManagerApprovalChallenge, [given]);
    expect(construct).toThrow(AttestaError);
    expect(construct).toThrow(message);
  });

  it('N-08 are own properties only', () => {
    const inherited: object = Object.create(options);
    expect(() => Reflect.construct(ManagerApprovalChallenge, [inherited])).toThrow(
      /the options must be a plain object/,
    );
  });
});
