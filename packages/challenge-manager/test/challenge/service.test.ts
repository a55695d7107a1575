import type { NotificationService } from '@attesta/core';
import { fakeClock, mockNotifier } from '@attesta/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answering, present, presentFor } from './presentation.js';

const HOUR = 3600;
const APPROVAL = { verdict: 'approved', responderId: 'manager-1' };

/** A source whose every draw is this fraction of the whole range, to the next 256th. */
const drawing = (fraction: number) => (size: number) => new Uint8Array(size).fill(fraction * 256, 0, 1);

/** When each call of a method came, in milliseconds from the start. */
function timed(clock = fakeClock(), behaviour: Partial<NotificationService> = {}) {
  const start = clock.monotonic();
  const times = { send: [] as number[], checkResponse: [] as number[], waitForResponse: [] as number[] };
  const note = (name: keyof typeof times) => times[name].push(clock.monotonic() - start);
  const service: NotificationService = {
    send: (...given) => {
      note('send');
      return behaviour.send?.(...given) ?? Promise.resolve();
    },
    checkResponse: (...given) => {
      note('checkResponse');
      return behaviour.checkResponse?.(...given) ?? Promise.resolve(null);
    },
    ...(behaviour.waitForResponse && {
      waitForResponse: (...given: [string, { readonly signal: AbortSignal }]) => {
        note('waitForResponse');
        return behaviour.waitForResponse?.(...given) ?? Promise.resolve(null);
      },
    }),
  };
  return { clock, service, times };
}

const fails = (): Promise<never> => Promise.reject(new Error('503'));

describe('sending', () => {
  it('happens once where it works', async () => {
    const service = mockNotifier('silent');
    await presentFor(HOUR, { service });
    expect(service.sent).toHaveLength(1);
    expect(service.sent[0]).toMatchObject({ managerId: 'manager-1', request: { managerId: 'manager-1' } });
    expect(service.sent[0]?.requestId).toMatch(/^[0-9a-f]{32}$/);
  });

  it('D-18 fails three times and then works: one request under one id', async () => {
    const service = mockNotifier({ faults: { send: 3 } });
    const result = await presentFor(60, { service });
    expect(result?.passed).toBe(true);
    expect(service.calls.send).toBe(4);
    expect(service.notified).toHaveLength(1);
    expect(new Set(service.sent.map(({ requestId }) => requestId)).size).toBe(1);
    expect(new Set(service.sent.map(({ message }) => message)).size).toBe(1);
  });

  it('D-18 fails for ever: denied `notifier_unavailable` after eight tries, and withdrawn', async () => {
    const service = mockNotifier({ faults: { send: 1000 } });
    const result = await presentFor(120, { service });
    expect(result).toMatchObject({ passed: false, verdict: 'denied', details: { reason: 'notifier_unavailable' } });
    expect(service.calls).toMatchObject({ send: 8, checkResponse: 0, withdraw: 1 });
  });

  it('D-18 fails until the deadline: timed out, for the same reason', async () => {
    const result = await presentFor(3, {
      service: mockNotifier({ faults: { send: 1000 } }),
      options: { timeoutSeconds: 3 },
    });
    expect(result).toMatchObject({ passed: false, verdict: 'timed_out', details: { reason: 'notifier_unavailable' } });
  });

  it.each([
    [0.5, [0, 500, 1_500, 3_500, 7_500, 15_500, 30_500, 45_500]],
    [0, [0, 0, 0, 0, 0, 0, 0, 0]],
  ])('D-18 waits a random part (here %d) of 1 s, doubling up to 30 s', async (part, expected) => {
    const { clock, service, times } = timed(fakeClock(), { send: fails });
    // The source also gives the request its id.
    await presentFor(120, { clock, service, options: { random: drawing(part) } });
    expect(times.send).toEqual(expected);
  });

  it('D-18 waits as far as the ceiling, and no two alike', async () => {
    const gaps = async () => {
      const { clock, service, times } = timed(fakeClock(), { send: fails });
      await presentFor(300, { clock, service });
      return times.send.slice(1).map((time, index) => time - (times.send[index] ?? 0));
    };
    const [one, other] = [await gaps(), await gaps()];
    for (const [index, gap] of one.entries()) expect(gap).toBeLessThan(Math.min(30_000, 1000 * 2 ** index));
    expect(one).not.toEqual(other);
  });

  it('D-15 hangs: each try counts as failed after 10 seconds', async () => {
    const { clock, service, times } = timed(fakeClock(), { send: () => new Promise<never>(() => {}) });
    const result = await presentFor(81, { clock, service, options: { random: drawing(0) } });
    expect(times.send).toEqual([0, 10_000, 20_000, 30_000, 40_000, 50_000, 60_000, 70_000]);
    expect(result).toMatchObject({ passed: false, verdict: 'denied', details: { reason: 'notifier_unavailable' } });
  });

  it.each([new Uint8Array(1), 'random', undefined])('denies where the source of randomness gives %s', async (bytes) => {
    const service = mockNotifier();
    const result = await present({ service, options: { random: () => bytes as never } }).presenting;
    expect(result).toMatchObject({ passed: false, details: { reason: 'the challenge failed' } });
    expect(service.sent).toHaveLength(0);
  });

  it('shows the requester what the service hands back for them', async () => {
    const receipt = { showToRequester: 'Your number is 482913' };
    const service = { ...answering(APPROVAL), send: async () => receipt };
    const presentation = present({ service });
    await presentation.presenting;
    expect(presentation.interaction.shown.at(-1)).toEqual({ kind: 'message', text: 'Your number is 482913' });
    const long = present({
      service: { ...answering(APPROVAL), send: async () => ({ showToRequester: 'x'.repeat(5_000) }) },
    });
    await long.presenting;
    expect(long.interaction.shown.at(-1)).toEqual({ kind: 'message', text: 'x'.repeat(1000) });
    for (const odd of [{ showToRequester: 5 }, Object.create(receipt), 'Your number is 1', null]) {
      const other = present({ service: { ...mockNotifier('silent'), send: async () => odd } });
      await other.clock.advance(0);
      expect(other.interaction.shown.map(({ kind }) => kind)).toEqual(['waiting']);
    }
  });
});

describe('the id of a request', () => {
  const idOf = async (input: Partial<Parameters<typeof present>[0]> = {}): Promise<string> => {
    const service = mockNotifier();
    await present({ service, ...input }).presenting;
    return service.sent[0]?.requestId ?? '';
  };

  it('N-11 is 128 random bits without a callId', async () => {
    const sizes: number[] = [];
    const random = (size: number) => new Uint8Array(size).fill(sizes.push(size) * 17);
    expect(await idOf({ options: { random } })).toBe('11'.repeat(16));
    expect(sizes).toEqual([16]);
    const many = await Promise.all(Array.from({ length: 100 }, () => idOf()));
    expect(new Set(many).size).toBe(100);
  });

  it('is the same for the same callId, with another source, challenge and service', async () => {
    const id = await idOf({ action: { callId: 'call-1' } });
    expect(id).toMatch(/^[0-9a-f]{64}$/);
    expect(await idOf({ action: { callId: 'call-1' }, options: { random: drawing(0.5) } })).toBe(id);
  });

  it('is another one for another call, action, manager or requester', async () => {
    const action = { callId: 'call-1' };
    const ids = await Promise.all([
      idOf({ action }),
      idOf({ action: { callId: 'call-2' } }),
      idOf({ action: { ...action, args: ['table_b'] } }),
      idOf({ action: { ...action, agentId: 'agent-2' } }),
      idOf({ action: { ...action, requesterId: 'ada' } }),
      idOf({ action, operator: { id: 'ada' } }),
      idOf({ action, options: { managerResolver: () => 'manager-2' } }),
    ]);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('polling', () => {
  it('happens every five seconds, from the start', async () => {
    const { clock, service, times } = timed();
    await presentFor(21, { clock, service });
    expect(times.checkResponse).toEqual([0, 5_000, 10_000, 15_000, 20_000]);
  });

  it('happens as often as told', async () => {
    const { clock, service, times } = timed();
    await presentFor(21, { clock, service, options: { pollIntervalSeconds: 8 } });
    expect(times.checkResponse).toEqual([0, 8_000, 16_000]);
  });

  it('D-18 backs off on errors, capped and jittered, and never looks sooner than the interval', async () => {
    const { clock, service, times } = timed(fakeClock(), { checkResponse: fails });
    await presentFor(130, { clock, service, options: { random: drawing(0.5) } });
    const gaps = times.checkResponse.slice(1).map((time, index) => time - (times.checkResponse[index] ?? 0));
    expect(gaps).toEqual([7_500, 10_000, 15_000, 20_000, 20_000, 20_000, 20_000]);
    const eager = timed(fakeClock(), { checkResponse: fails });
    await presentFor(21, { clock: eager.clock, service: eager.service, options: { random: drawing(0) } });
    expect(eager.times.checkResponse).toEqual([0, 5_000, 10_000, 15_000, 20_000]);
  });

  it('D-18 starts over once it works again', async () => {
    const failing = [0, 1, 2, 4];
    const { clock, service, times } = timed(fakeClock(), {
      checkResponse: async () => (failing.includes(times.checkResponse.length - 1) ? fails() : null),
    });
    await presentFor(70, { clock, service, options: { random: drawing(0.5) } });
    const gaps = times.checkResponse.slice(1).map((time, index) => time - (times.checkResponse[index] ?? 0));
    expect(gaps.slice(0, 6)).toEqual([7_500, 10_000, 15_000, 5_000, 7_500, 5_000]);
  });

  it('finds the approval after errors', async () => {
    const result = await presentFor(120, { service: mockNotifier({ faults: { checkResponse: 4 } }) });
    expect(result).toMatchObject({ passed: true, responder: 'manager-1' });
  });

  it('D-18 a service that cannot be asked until the deadline is not taken for a silent manager', async () => {
    const result = await presentFor(HOUR, { service: mockNotifier({ faults: { checkResponse: 1e9 } }) });
    expect(result).toMatchObject({ passed: false, verdict: 'timed_out', details: { reason: 'notifier_unavailable' } });
  });

  it('D-15 a look that hangs counts as failed after 10 seconds, and its late answer does not count', async () => {
    const { clock, service, times } = timed(fakeClock(), {
      checkResponse: async () => {
        if (times.checkResponse.length > 1) return null;
        await clock.sleep(10_000);
        return APPROVAL;
      },
    });
    const result = await presentFor(HOUR, { clock, service, options: { random: drawing(0) } });
    expect(times.checkResponse.slice(0, 2)).toEqual([0, 15_000]);
    expect(result).toMatchObject({ passed: false, verdict: 'timed_out' });
  });
});

describe('push', () => {
  it('takes the place of polling', async () => {
    const clock = fakeClock();
    const service = mockNotifier({ afterSeconds: 100, clock, push: true });
    const result = await presentFor(100, { clock, service });
    expect(result).toMatchObject({ passed: true, responseTimeSeconds: 100 });
    expect(service.calls).toMatchObject({ checkResponse: 0, waitForResponse: 1 });
  });

  it.each<[string, () => Promise<unknown>, number[]]>([
    ['a stranger', async () => ({ verdict: 'approved', responderId: 'mallory' }), [0, 5_000, 10_000, 15_000, 20_000]],
    ['an answer without a name', async () => ({ verdict: 'approved' }), [0, 5_000, 10_000, 15_000, 20_000]],
    ['no answer', async () => null, [0, 5_000, 10_000, 15_000, 20_000]],
    ['an error', fails, [0, 7_500, 17_500]],
  ])('D-03 is not asked again sooner than the interval after %s', async (_, answer, expected) => {
    const { clock, service, times } = timed(fakeClock(), { waitForResponse: answer as never });
    await presentFor(24, { clock, service, options: { random: drawing(0.5) } });
    expect(times.waitForResponse).toEqual(expected);
  });

  it('hears the manager after a stranger and an error', async () => {
    const answers = [async () => ({ ...APPROVAL, responderId: 'mallory' }), fails, async () => APPROVAL];
    const { clock, service } = timed(fakeClock(), { waitForResponse: () => answers.shift()?.() ?? fails() });
    expect(await presentFor(20, { clock, service })).toMatchObject({ passed: true, details: { ignored: ['mallory'] } });
  });

  it('D-18 that fails until the deadline is not taken for a silent manager', async () => {
    const service = mockNotifier({ push: true, faults: { waitForResponse: 1e9 } });
    expect(await presentFor(HOUR, { service })).toMatchObject({
      verdict: 'timed_out',
      details: { reason: 'notifier_unavailable' },
    });
  });
});

describe('withdrawing', () => {
  it('D-16 happens on a timeout, with the reason', async () => {
    const service = mockNotifier('silent');
    await presentFor(HOUR, { service });
    const requestId = service.sent[0]?.requestId;
    expect(service.withdrawn).toEqual([{ requestId, reason: 'manager did not respond in time' }]);
  });

  it('does not happen once the manager has decided', async () => {
    for (const behaviour of ['approves', 'denies'] as const) {
      const service = mockNotifier(behaviour);
      await present({ service }).presenting;
      expect(service.withdrawn).toEqual([]);
    }
  });

  it.each([
    ['rejects', fails],
    [
      'throws',
      () => {
        throw new Error('gone');
      },
    ],
    ['returns garbage', () => 'gone' as never],
  ])('changes nothing where it %s', async (_, withdraw) => {
    const result = await presentFor(HOUR, { service: { ...mockNotifier('silent'), withdraw } });
    expect(result).toMatchObject({ verdict: 'timed_out', details: { reason: 'manager did not respond in time' } });
  });

  it('is not needed', async () => {
    const result = await presentFor(HOUR, { service: answering(null) });
    expect(result).toMatchObject({ verdict: 'timed_out', details: { reason: 'manager did not respond in time' } });
  });
});

describe('a service that fails in odd ways', () => {
  const escaped: unknown[] = [];
  const note = (reason: unknown): void => void escaped.push(reason);
  beforeEach(() => {
    escaped.length = 0;
    process.on('unhandledRejection', note);
  });
  afterEach(() => {
    process.off('unhandledRejection', note);
  });

  const throws = (): never => {
    throw new Error('trap');
  };
  const thenable = Object.defineProperty({}, 'then', { get: throws });
  const trap = new Proxy({}, { get: throws, getOwnPropertyDescriptor: throws });
  it.each<[string, () => unknown]>([
    [
      'throws',
      () => {
        throw new Error('down');
      },
    ],
    [
      'throws nothing',
      () => {
        throw undefined;
      },
    ],
    ['rejects', fails],
    ['returns no promise', () => 'approved'],
    ['returns a thenable that throws', () => thenable],
    ['returns a proxy that throws', async () => trap],
    [
      'returns a revoked proxy',
      async () => {
        const { proxy, revoke } = Proxy.revocable({}, {});
        revoke();
        return proxy;
      },
    ],
    ['never settles', () => new Promise(() => {})],
  ])('N-07 B-10 in any method: %s. It denies, and nothing escapes', async (_, fault) => {
    for (const method of ['send', 'checkResponse', 'waitForResponse', 'withdraw']) {
      const service = { ...mockNotifier('silent'), [method]: fault };
      const presentation = present({ service });
      await presentation.clock.advance(HOUR * 1000 + 500);
      expect(presentation.result, method).toMatchObject({ passed: false, responder: undefined, approvers: [] });
      expect(presentation.clock.pending).toBe(0);
    }
    expect(escaped).toEqual([]);
  });

  it('N-07 rejects after nobody waits any more: nothing escapes, and nothing runs', async () => {
    for (const method of ['send', 'checkResponse', 'waitForResponse', 'withdraw']) {
      const clock = fakeClock();
      const late = (): Promise<never> => clock.sleep(2 * HOUR * 1000).then(fails);
      const presentation = present({ clock, service: { ...mockNotifier('silent'), [method]: late } });
      await clock.advance(3 * HOUR * 1000);
      expect(presentation.result?.passed).toBe(false);
    }
    expect(escaped).toEqual([]);
  });

  it('D-15 approves after nobody waits any more: denied all the same', async () => {
    for (const method of ['checkResponse', 'waitForResponse']) {
      const clock = fakeClock();
      const late = () => clock.sleep(HOUR * 1000).then(() => APPROVAL);
      const presentation = present({ clock, service: { ...mockNotifier('silent'), [method]: late } });
      await clock.advance(2 * HOUR * 1000);
      expect(presentation.result).toMatchObject({ passed: false, verdict: 'timed_out' });
    }
  });
});
