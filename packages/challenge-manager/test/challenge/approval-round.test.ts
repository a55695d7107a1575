import { Attesta, AttestaDenied, type AuditLog, MemoryStateStore, type StateStore } from '@attesta/core';
import {
  fakeClock,
  faultyStateStore,
  type MockNotifier,
  mockNotifier,
  type StoreFault,
  type StoreOperation,
  sampleContext,
  sampleRisk,
} from '@attesta/testing';
import { describe, expect, it } from 'vitest';
import { ManagerApprovalChallenge } from '../../src/index.js';
import { type Presentation, present, presentFor } from './presentation.js';

const HOUR = 3600;
const DAY = 24 * HOUR;
const APPROVAL = { verdict: 'approved', responderId: 'manager-1' };
const USED = 'the approval was used already, or its request was closed';
const action = { callId: 'call-1' };

const idsOf = (service: MockNotifier) => service.notified.map(({ requestId }) => requestId);

/** A service whose manager's answers, by request id, are put there by the test. It forgets none. */
function answerService() {
  const answers = new Map<string, typeof APPROVAL>();
  const sent: string[] = [];
  const withdrawn: string[] = [];
  return {
    answers,
    sent,
    withdrawn,
    async send(_manager: string, _message: string, requestId: string) {
      sent.push(requestId);
    },
    checkResponse: async (requestId: string) => answers.get(requestId) ?? null,
    async withdraw(requestId: string) {
      withdrawn.push(requestId);
    },
  };
}

/** Lets what needs no time happen. */
async function begun(presentation: Presentation): Promise<Presentation> {
  await presentation.clock.advance(0);
  return presentation;
}

describe('a round', () => {
  it('D-16 ends with its approval: the same callId asks again', async () => {
    const [state, service] = [new MemoryStateStore(), answerService()];
    const first = await begun(present({ state, service, action }));
    service.answers.set(service.sent[0] ?? '', APPROVAL);
    await first.clock.advance(5_000);
    expect(first.result).toMatchObject({ passed: true, details: { requestId: service.sent[0] } });
    expect(await presentFor(HOUR, { state, service, action })).toMatchObject({ passed: false, verdict: 'timed_out' });
    expect(new Set(service.sent).size).toBe(2);
  });

  it('D-16 D-20 an approval whose run could not be recorded is not honoured 30 days later', async () => {
    const [clock, service] = [fakeClock(), answerService()];
    let isDown = true;
    const auditLog: AuditLog = {
      record: async () => (isDown ? Promise.reject(new Error('disk full')) : 'receipt'),
    };
    const critical = new ManagerApprovalChallenge({ notificationService: service, managerResolver: () => 'manager-1' });
    const attesta = new Attesta({ clock, auditLog, agentId: 'agent-1', challengeMap: { critical } });
    let runs = 0;
    const guarded = attesta.gate({ risk: 'critical', name: 'drop' }, () => {
      runs += 1;
    });
    const call = () =>
      guarded
        .with(action)()
        .catch((error: unknown) => error);
    const first = call();
    await clock.advance(0);
    service.answers.set(service.sent[0] ?? '', APPROVAL);
    await clock.advance(30_000);
    expect(await first).toBeInstanceOf(AttestaDenied);
    isDown = false;
    await clock.advance(30 * DAY * 1000, { monotonic: false });
    const second = call();
    await clock.advance(HOUR * 1000);
    expect(await second).toMatchObject({ decision: { verdict: 'timed_out' } });
    expect(runs).toBe(0);
    const third = call();
    await clock.advance(0);
    service.answers.set(service.sent[2] ?? '', APPROVAL);
    await clock.advance(5_000);
    await third;
    expect(runs).toBe(1);
    expect(new Set(service.sent).size).toBe(3);
  });

  it('D-16 that timed out and was approved afterwards lets the next call not pass', async () => {
    const [state, service] = [new MemoryStateStore(), answerService()];
    await presentFor(HOUR, { state, service, action });
    service.answers.set(service.sent[0] ?? '', APPROVAL);
    expect(await presentFor(HOUR, { state, service, action })).toMatchObject({ passed: false, verdict: 'timed_out' });
    expect(service.withdrawn).toEqual(service.sent);
  });

  it('D-16 ends with a denial, a cancellation and a service that fails', async () => {
    const controller = new AbortController();
    for (const [service, signal] of [
      [mockNotifier('denies'), undefined],
      [mockNotifier('silent'), controller.signal],
      [mockNotifier({ faults: { send: 1000 } }), undefined],
    ] as const) {
      const state = new MemoryStateStore();
      const presentation = await begun(present({ state, service, action, ...(signal && { signal }) }));
      controller.abort();
      await presentation.clock.advance(300_000);
      expect(presentation.result?.passed).toBe(false);
      const next = mockNotifier();
      expect(await present({ state, service: next, action }).presenting).toMatchObject({ passed: true });
      expect(idsOf(next)).not.toContain(presentation.result?.details.requestId);
    }
  });

  it.each([2, 10])('D-16 one approval passes one of %d presentations that wait for it', async (count) => {
    const [clock, state, service] = [fakeClock(), new MemoryStateStore(), answerService()];
    const waiting = Array.from({ length: count }, () => present({ clock, state, service, action }));
    await clock.advance(0);
    expect(new Set(service.sent).size).toBe(1);
    service.answers.set(service.sent[0] ?? '', APPROVAL);
    await clock.advance(5_000);
    expect(waiting.filter(({ result }) => result?.passed)).toHaveLength(1);
    const reasons = waiting.filter(({ result }) => !result?.passed).map(({ result }) => result?.details.reason);
    expect(reasons).toEqual(Array.from({ length: count - 1 }, () => USED));
    expect(service.withdrawn).toEqual([]);
  });

  it('D-16 is another one where the risk has risen: who approved less has not approved this', async () => {
    const [state, service] = [new MemoryStateStore(), answerService()];
    // A process that dies while its manager is asked.
    await begun(present({ state, service, action, level: 'high' }));
    service.answers.set(service.sent[0] ?? '', APPROVAL);
    expect(await presentFor(HOUR, { state, service, action, level: 'critical' })).toMatchObject({ passed: false });
    expect(new Set(service.sent).size).toBe(2);
  });

  it('D-16 outlives a crash: the same request, the same deadline, nobody notified again', async () => {
    const [state, service] = [new MemoryStateStore(), mockNotifier('silent')];
    // Its clock stands still from now on, as that of a process that is dead.
    const dead = await begun(present({ state, service, action }));
    const clock = fakeClock();
    await clock.advance(1_000_000);
    const next = await begun(present({ clock, state, service, action }));
    expect(service.sent).toHaveLength(2);
    expect(service.notified).toHaveLength(1);
    expect(service.sent[1]).toEqual(service.sent[0]);
    await clock.advance(HOUR * 1000 - 1_000_001);
    expect(next.result).toBeUndefined();
    await clock.advance(1);
    expect(next.result).toMatchObject({ passed: false, verdict: 'timed_out' });
    expect(dead.result).toBeUndefined();
  });

  it('an approval given during the outage counts, before the deadline', async () => {
    const [state, service] = [new MemoryStateStore(), answerService()];
    await begun(present({ state, service, action }));
    service.answers.set(service.sent[0] ?? '', APPROVAL);
    const clock = fakeClock();
    await clock.advance(HOUR * 1000 - 2_000);
    expect(await present({ clock, state, service, action }).presenting).toMatchObject({ passed: true });
  });

  it('D-14 D-16 that crashed is over at its deadline: withdrawn, and asked anew', async () => {
    const [state, service] = [new MemoryStateStore(), answerService()];
    await begun(present({ state, service, action }));
    const [old = ''] = service.sent;
    service.answers.set(old, APPROVAL);
    const clock = fakeClock();
    await clock.advance(HOUR * 1000);
    const next = await begun(present({ clock, state, service, action }));
    expect(next.result).toBeUndefined();
    expect(service.withdrawn).toEqual([old]);
    expect(service.sent[1]).not.toBe(old);
    service.answers.set(service.sent[1] ?? '', APPROVAL);
    await clock.advance(5_000);
    expect(next.result).toMatchObject({ passed: true, details: { requestId: service.sent[1] } });
  });

  it('a session that ends earlier than the round ends it', async () => {
    const [state, service] = [new MemoryStateStore(), answerService()];
    await begun(present({ state, service, action }));
    expect(await presentFor(60, { state, service, action, deadlineSeconds: 60 })).toMatchObject({
      verdict: 'timed_out',
    });
    await begun(present({ state, service, action }));
    expect(new Set(service.sent).size).toBe(2);
  });

  it('D-16 another request where the store has forgotten: an old approval does not count', async () => {
    const [clock, service] = [fakeClock(), answerService()];
    const state = new MemoryStateStore();
    const first = await begun(present({ clock, state, service, action }));
    service.answers.set(service.sent[0] ?? '', APPROVAL);
    await clock.advance(5_000);
    expect(first.result?.passed).toBe(true);
    const second = await begun(present({ clock, state: new MemoryStateStore(), service, action }));
    await clock.advance(HOUR * 1000);
    expect(second.result).toMatchObject({ passed: false, verdict: 'timed_out' });
  });

  it('is kept under one key, which holds no argument', async () => {
    const state = new MemoryStateStore();
    const clock = fakeClock();
    const presentation = await begun(present({ clock, state, service: mockNotifier('silent'), action }));
    const open = await state.list('');
    expect(open).toMatchObject([{ value: { round: 0, deadlineWall: clock.wall() + HOUR * 1000 } }]);
    expect(open[0]?.key).toMatch(/^manager\/[0-9a-f]{64}$/);
    await presentation.clock.advance(HOUR * 1000);
    expect(await state.list('')).toMatchObject([{ key: open[0]?.key, value: { round: 1 } }]);
  });

  it('is not kept without a callId', async () => {
    const state = faultyStateStore(new MemoryStateStore(), () => 'rejects');
    expect(await present({ state, service: mockNotifier() }).presenting).toMatchObject({ passed: true });
  });

  it('D-16 without a session is its own: no id is derived from the callId', async () => {
    const clock = fakeClock();
    const service = mockNotifier();
    const challenge = new ManagerApprovalChallenge({
      notificationService: service,
      managerResolver: () => 'manager-1',
    });
    for (const _ of [1, 2]) await challenge.present(sampleContext(action, clock), sampleRisk('critical'));
    expect(new Set(idsOf(service)).size).toBe(2);
    for (const id of idsOf(service)) expect(id).toMatch(/^[0-9a-f]{32}$/);
  });
});

describe('a state store that fails', () => {
  const FAILED = { passed: false, verdict: 'denied', details: { reason: 'the state store failed' } };

  /** Fails at the n-th operation, counted from 0, and from then on where `isForGood`. */
  const failingAt = (n: number, fault: StoreFault, isForGood = true, store: StateStore = new MemoryStateStore()) => {
    let count = 0;
    return faultyStateStore(store, () => {
      const index = count++;
      return index === n || (isForGood && index > n) ? fault : undefined;
    });
  };

  it.each([
    [0, 'rejects'],
    [0, 'hangs'],
    [1, 'rejects'],
    [1, 'rejects_after'],
    [1, 'hangs'],
  ] as const)('N-07 D-15 at operation %d, before anything is sent: %s', async (n, fault) => {
    const service = mockNotifier();
    const presentation = present({ state: failingAt(n, fault), service, action });
    await presentation.clock.advance(fault === 'hangs' ? 9_999 : 0);
    expect(presentation.result === undefined).toBe(fault === 'hangs');
    await presentation.clock.advance(1);
    expect(presentation.result).toMatchObject(FAILED);
    expect(service.sent).toEqual([]);
    expect(presentation.clock.pending).toBe(0);
  });

  it.each(['rejects', 'rejects_after', 'hangs'] as const)('N-07 D-15 when an approval is spent: %s', async (fault) => {
    const service = mockNotifier();
    const presentation = present({ state: failingAt(2, fault), service, action });
    await presentation.clock.advance(10_500);
    expect(presentation.result).toMatchObject(FAILED);
    expect(service.withdrawn).toHaveLength(1);
    expect(presentation.clock.pending).toBe(0);
  });

  it('D-16 once, when an approval is spent: its round is closed all the same', async () => {
    const store = new MemoryStateStore();
    const first = mockNotifier();
    const denied = await present({ state: failingAt(2, 'rejects', false, store), service: first, action }).presenting;
    expect(denied).toMatchObject(FAILED);
    const next = mockNotifier('silent');
    await begun(present({ state: store, service: next, action }));
    expect(idsOf(next)).not.toEqual(idsOf(first));
  });

  it('D-14 an approval that is not spent before the deadline has come too late', async () => {
    const clock = fakeClock();
    const service = mockNotifier({ afterSeconds: HOUR - 1, clock, push: true });
    const presentation = present({ clock, state: failingAt(2, 'hangs'), service, action });
    await clock.advance(HOUR * 1000 + 500);
    expect(presentation.result).toMatchObject({ passed: false, verdict: 'timed_out' });
    expect(clock.pending).toBe(0);
  });

  it('D-15 at the deadline it holds nobody up for more than half a second', async () => {
    const service = mockNotifier({ answers: [], faults: { withdraw: 'hangs' } });
    const presentation = present({ state: failingAt(2, 'hangs'), service, action });
    await presentation.clock.advance(HOUR * 1000 + 500);
    expect(presentation.result).toMatchObject({
      verdict: 'timed_out',
      details: { reason: 'manager did not respond in time' },
    });
    expect(presentation.clock.pending).toBe(0);
  });

  const instead = (operation: StoreOperation, answer: unknown, from = 0): StateStore => {
    const store = new MemoryStateStore();
    let calls = 0;
    return {
      get: (key) => store.get(key),
      compareAndSet: (key, version, value) => store.compareAndSet(key, version, value),
      delete: (key, version) => store.delete(key, version),
      list: (prefix, options) => store.list(prefix, options),
      watch: (key, version, options) => store.watch(key, version, options),
      [operation]: (...given: [string, number, never]) =>
        calls++ < from ? store.compareAndSet(...given) : Promise.resolve(answer),
    };
  };

  it.each([
    null,
    'round',
    {},
    { value: { round: 0 } },
    { value: { round: 0 }, version: 0 },
    { value: null, version: 1 },
    { value: {}, version: 1 },
    { value: { round: -1 }, version: 1 },
    { value: { round: 0.5 }, version: 1 },
    { value: { round: '0' }, version: 1 },
    { value: { round: 0, deadlineWall: 'never' }, version: 1 },
    { value: { round: 0, deadlineWall: null }, version: 1 },
    { value: { round: 0, deadlineWall: Number.POSITIVE_INFINITY }, version: 1 },
    { value: Object.create({ round: 0 }), version: 1 },
  ])('N-07 that keeps %j denies', async (answer) => {
    const service = mockNotifier();
    expect(await present({ state: instead('get', answer), service, action }).presenting).toMatchObject(FAILED);
    expect(service.sent).toEqual([]);
  });

  it.each([undefined, null, true, 0, -1, 0.5, '1', {}])('N-07 that opens a round with %j denies', async (answer) => {
    const service = mockNotifier();
    const state = instead('compareAndSet', answer);
    expect(await present({ state, service, action }).presenting).toMatchObject(FAILED);
    expect(service.sent).toEqual([]);
  });

  it.each([null, true, 1, '2', {}])('N-07 that acknowledges the close with %j denies', async (answer) => {
    const state = instead('compareAndSet', answer, 1);
    expect(await present({ state, service: mockNotifier(), action }).presenting).toMatchObject(FAILED);
  });
});
