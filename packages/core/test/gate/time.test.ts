import {
  Attesta,
  type ChallengeProtocol,
  type ChallengeSession,
  type Clock,
  MemoryStateStore,
  type PartialChallengeResult,
} from '@attesta/core';
import { deadlineIn, within } from '@attesta/core/authoring';
import { fakeClock, scriptedRenderer } from '@attesta/testing';
import { describe, expect, it } from 'vitest';
import { campaignSize } from '../../../../tests/campaigns/campaign.js';
import { typedPhrase } from '../../../challenges/test/typed-phrase.js';

const ROUNDS = campaignSize({ normal: 1000, long: 10_000 });

const pass: PartialChallengeResult = { passed: true, challengeType: 'confirm' };
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A challenge that passes once `answer` is called, whatever the signal says. */
function answerable(timeoutSeconds?: number): {
  challenge: ChallengeProtocol;
  answer: () => void;
  sessions: ChallengeSession[];
} {
  const sessions: ChallengeSession[] = [];
  let answer = (): void => {};
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const challenge: ChallengeProtocol = {
    challengeType: 'confirm',
    ...(timeoutSeconds !== undefined && { timeoutSeconds }),
    async present(_context, _risk, session) {
      sessions.push(session);
      await answered;
      return pass;
    },
  };
  return { challenge, answer, sessions };
}

function calling(
  clock: Clock,
  challenge: ChallengeProtocol,
  signal?: AbortSignal,
): { ended: () => unknown; runs: () => number; call: Promise<unknown> } {
  let ended: unknown;
  let runs = 0;
  const guarded = new Attesta({ clock, challengeMap: { critical: challenge } }).gate(
    { risk: 'critical', name: 'f' },
    () => (runs += 1),
  );
  const call = guarded
    .with(signal ? { signal } : {})()
    .then(
      (value) => (ended = value),
      (error: unknown) => (ended = error),
    );
  return { ended: () => ended, runs: () => runs, call };
}

describe('deadlines', () => {
  it('N-02 keeps a deadline of 30 days pending on day 29 and ends it on day 30', async () => {
    const clock = fakeClock({ now: 0 });
    const { challenge } = answerable(30 * 24 * 3600);
    const { ended, call } = calling(clock, challenge);
    await clock.advance(29 * DAY);
    expect(ended()).toBeUndefined();
    await clock.advance(DAY + 1000);
    await call;
    expect(ended()).toMatchObject({ code: 'denied', decision: { verdict: 'timed_out', approvers: [] } });
  });

  it('N-02 never asks the clock for a timer that a machine cannot keep', async () => {
    const clock = fakeClock({ now: 0 });
    const waits: number[] = [];
    const spying: Clock = {
      ...clock,
      after(ms, run) {
        waits.push(ms);
        return clock.after(ms, run);
      },
    };
    const { challenge, answer } = answerable(30 * 24 * 3600);
    const { call } = calling(spying, challenge);
    await clock.advance(DAY);
    answer();
    await call;
    expect(Math.max(...waits)).toBeLessThanOrEqual(30_000);
  });

  it('N-03 expires when either clock says so', async () => {
    for (const jump of ['wall forward', 'wall back'] as const) {
      const clock = fakeClock({ now: 10 * HOUR });
      const { challenge } = answerable(HOUR / 1000);
      const { ended, call } = calling(clock, challenge);
      await clock.advance(60_000);
      clock.setWall(jump === 'wall forward' ? 12 * HOUR : 8 * HOUR);
      await clock.advance(jump === 'wall forward' ? 31_000 : HOUR);
      await call;
      expect(ended(), jump).toMatchObject({ decision: { verdict: 'timed_out' } });
    }
  });

  it('does not count a pass that comes at the deadline or after it', async () => {
    const clock = fakeClock({ now: 0 });
    const { challenge, answer } = answerable(60);
    const { ended, runs, call } = calling(clock, challenge);
    await clock.advance(60_000);
    answer();
    await clock.advance(1000);
    await call;
    expect(runs()).toBe(0);
    expect(ended()).toMatchObject({ decision: { verdict: 'timed_out', reason: 'nobody answered in time' } });
  });

  it('N-03 does not count a pass once the wall clock is past the deadline, though no timer has seen it yet', async () => {
    for (const [wall, expected] of [
      [59_999, 1],
      [60_000, 0],
    ] as const) {
      const clock = fakeClock({ now: 0 });
      const { challenge, answer } = answerable(60);
      const { runs, call } = calling(clock, challenge);
      await clock.advance(0);
      await clock.advance(wall, { monotonic: false });
      answer();
      await clock.advance(1000);
      await call;
      expect(runs()).toBe(expected);
    }
  });

  it('hears the own denial of a challenge for one second, as timed out', async () => {
    const clock = fakeClock({ now: 0 });
    const challenge: ChallengeProtocol = {
      challengeType: 'confirm',
      timeoutSeconds: 60,
      present: (_context, _risk, { signal }) =>
        new Promise((resolve) => {
          const deny = (): void =>
            resolve({ passed: false, challengeType: 'confirm', details: { reason: 'the manager slept' } });
          signal.addEventListener('abort', () => clock.after(900, deny), { once: true });
        }),
    };
    const { ended, call } = calling(clock, challenge);
    await clock.advance(61_000);
    await call;
    expect(ended()).toMatchObject({ decision: { verdict: 'timed_out', reason: 'the manager slept' } });
  });

  it('does not take a question that the deadline ended for a person who gave up', async () => {
    const clock = fakeClock({ now: 0 });
    const renderer = scriptedRenderer([() => new Promise<boolean>(() => {})]);
    const attesta = new Attesta({ clock, renderer, challengeMap: { critical: 'confirm' }, timeoutSeconds: 60 });
    const denied = expect(attesta.gate({ risk: 'critical', name: 'f' }, () => {})()).rejects.toMatchObject({
      code: 'denied',
      decision: { verdict: 'timed_out', reason: 'nobody answered in time' },
    });
    await clock.advance(61_000);
    await denied;
  });

  it('takes the deadline of the challenge, else of the gate, else of the instance', async () => {
    for (const [own, gate, instance, expected] of [
      [10, 20, 30, 10],
      [undefined, 20, 30, 20],
      [undefined, undefined, 30, 30],
      [undefined, undefined, undefined, 3600],
    ] as const) {
      const clock = fakeClock({ now: 0 });
      const { challenge, answer, sessions } = answerable(own);
      const attesta = new Attesta({
        clock,
        challengeMap: { critical: challenge },
        ...(instance && { timeoutSeconds: instance }),
      });
      const call = attesta.gate({ risk: 'critical', name: 'f', ...(gate && { timeoutSeconds: gate }) }, () => {})();
      await clock.advance(0);
      expect(sessions[0]?.deadline).toEqual({ wall: expected * 1000, monotonic: clock.monotonic() + expected * 1000 });
      answer();
      await call;
    }
  });
});

describe('abort', () => {
  it('N-05 wins over an approval in the same tick, in 1,000 interleavings', async () => {
    for (let round = 0; round < 1000; round += 1) {
      const clock = fakeClock({ now: 0 });
      const controller = new AbortController();
      const { challenge, answer } = answerable();
      let abortedFirst = false;
      let runs = 0;
      const attesta = new Attesta({ clock, challengeMap: { critical: challenge } });
      const guarded = attesta.gate({ risk: 'critical', name: 'f' }, () => {
        runs += 1;
        if (controller.signal.aborted) abortedFirst = true;
      });
      const call = guarded
        .with({ signal: controller.signal })()
        .catch((error: unknown) => error);
      const hop = async (turns: number, then: () => void): Promise<void> => {
        for (let turn = 0; turn < turns; turn += 1) await undefined;
        then();
      };
      await Promise.all([hop(round % 31, answer), hop(Math.floor(round / 31), () => controller.abort())]);
      await clock.advance(1000);
      const ended = await call;
      expect(abortedFirst).toBe(false);
      if (runs === 0)
        expect(ended).toMatchObject({
          code: 'cancelled',
          decision: { verdict: 'cancelled' },
        });
    }
  });

  it("is the caller's doing, whatever the challenge made of it", async () => {
    const clock = fakeClock({ now: 0 });
    const controller = new AbortController();
    const renderer = scriptedRenderer([() => new Promise<boolean>(() => {})]);
    const attesta = new Attesta({ clock, renderer, challengeMap: { critical: 'confirm' } });
    const call = attesta.gate({ risk: 'critical', name: 'f' }, () => {}).with({ signal: controller.signal })();
    const denied = expect(call).rejects.toMatchObject({
      code: 'cancelled',
      decision: {
        verdict: 'cancelled',
        reason: 'cancelled by the caller',
        challenge: { details: { reason: 'cancelled by the caller' } },
      },
    });
    await clock.advance(5000);
    controller.abort();
    await clock.advance(1000);
    await denied;
  });

  it('ends a pending call as cancelled, and one that has not begun at once', async () => {
    const clock = fakeClock({ now: 0 });
    const controller = new AbortController();
    const { challenge, sessions } = answerable();
    const first = calling(clock, challenge, controller.signal);
    await clock.advance(0);
    const { signal } = sessions[0] ?? expect.fail('not presented');
    controller.abort();
    expect(first.ended()).toBeUndefined();
    await clock.advance(1000);
    await first.call;
    expect(signal.aborted).toBe(true);
    expect(first.ended()).toMatchObject({ decision: { verdict: 'cancelled' } });
    const second = calling(clock, challenge, controller.signal);
    await second.call;
    expect(second.ended()).toMatchObject({ code: 'cancelled', decision: { verdict: 'cancelled' } });
    expect(sessions).toHaveLength(1);
    expect(clock.pending).toBe(0);
  });
});

describe('a caller who gave up before', () => {
  it('opens no screen and leaves the call id to whoever makes it next', async () => {
    const state = new MemoryStateStore();
    const renderer = scriptedRenderer({ confirm: typedPhrase });
    let opened = 0;
    const open = renderer.open.bind(renderer);
    renderer.open = (...args) => {
      opened += 1;
      return open(...args);
    };
    const attesta = new Attesta({ renderer, state, challengeMap: { critical: 'confirm' } });
    const guarded = attesta.gate({ risk: 'critical', name: 'f' }, (text: string) => text);
    const given = guarded.with({ callId: 'a', signal: AbortSignal.abort() })('first');
    await expect(given).rejects.toMatchObject({ code: 'cancelled', decision: { reason: 'cancelled by the caller' } });
    expect([opened, await state.list('')]).toEqual([0, []]);
    expect(await guarded.with({ callId: 'a' })('second')).toBe('second');
  });
});

describe('what is left behind', () => {
  it(`N-01 leaves no timer and no listener after ${ROUNDS} challenges`, async () => {
    const clock = fakeClock({ now: 0 });
    const listeners = { added: 0, removed: 0 };
    const controller = new AbortController();
    const { signal } = controller;
    const add = signal.addEventListener.bind(signal);
    const remove = signal.removeEventListener.bind(signal);
    signal.addEventListener = (...args: Parameters<typeof add>) => {
      listeners.added += 1;
      add(...args);
    };
    signal.removeEventListener = (...args: Parameters<typeof remove>) => {
      listeners.removed += 1;
      remove(...args);
    };
    const renderer = scriptedRenderer({ confirm: typedPhrase });
    const attesta = new Attesta({ clock, renderer, challengeMap: { critical: 'confirm' } });
    const guarded = attesta.gate({ risk: 'critical', name: 'f' }, () => 1).with({ signal });
    for (let round = 0; round < ROUNDS; round += 1) {
      expect(await guarded()).toBe(1);
      // Now and then a turn of the event loop, in which a timer that is set late would be set.
      if (round % 100 === 0) await clock.advance(0);
    }
    await clock.advance(0);
    expect(clock.pending).toBe(0);
    expect(listeners.added).toBeGreaterThanOrEqual(ROUNDS);
    expect(listeners.removed).toBeGreaterThanOrEqual(listeners.added);
  });

  it('within begins nothing whose time is over, and lets nothing escape', async () => {
    const clock = fakeClock({ now: 0 });
    const past = { wall: 0, monotonic: clock.monotonic() };
    let begun = 0;
    const begin = (): number => (begun += 1);
    expect(await within(begin, { clock, deadline: past })).toEqual({ status: 'timed_out' });
    expect(await within(begin, { clock, deadline: deadlineIn(clock, 1), signal: AbortSignal.abort() })).toEqual({
      status: 'aborted',
    });
    expect(begun).toBe(0);
    const error = new Error('x');
    expect(
      await within(
        () => {
          throw error;
        },
        { clock, deadline: deadlineIn(clock, 1) },
      ),
    ).toEqual({ status: 'rejected', reason: error });
    expect(await within(() => Promise.resolve(4), { clock, deadline: deadlineIn(clock, 1) })).toEqual({
      status: 'fulfilled',
      value: 4,
    });
    expect(clock.pending).toBe(0);
    await clock.advance(0);
    expect(clock.pending).toBe(0);
  });
});
