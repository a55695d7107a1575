import { setMaxListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { dumpOf, HOUR, inboxFixture } from './inbox-fixture.js';

const MINUTE = 60_000;

describe('a request that nobody waits for', () => {
  it('D-16 is closed: an answer has no effect, who gave it is told, and the record has both', async () => {
    const { send, answer, inbox, clock, auditLog } = inboxFixture();
    await send('r1');
    await clock.advance(HOUR);
    await inbox.withdraw('r1', 'manager did not respond in time');
    expect(await answer('r1')).toMatchObject({
      status: 'refused',
      reason: 'expired',
      request: { status: 'expired', reason: 'manager did not respond in time' },
    });
    expect(await inbox.checkResponse('r1')).toBeNull();
    expect(auditLog.events).toMatchObject([
      { event: 'approval_requested', details: { requestId: 'r1', approverId: 'grace' } },
      { event: 'approval_closed', details: { requestId: 'r1', status: 'expired' } },
      {
        event: 'late_answer',
        details: { requestId: 'r1', responderId: 'grace', verdict: 'approved', reason: 'expired' },
      },
    ]);
  });

  it('D-16 is closed at its deadline where everybody who waited is dead; the record has both', async () => {
    const { send, answer, inbox, clock, auditLog } = inboxFixture();
    await send('r1');
    await clock.advance(HOUR);
    expect(await inbox.get('r1')).toMatchObject({ status: 'expired', closedAt: clock.wall() });
    expect(await answer('r1')).toMatchObject({ status: 'refused', reason: 'expired' });
    expect(auditLog.events.map(({ event }) => event)).toEqual(['approval_requested', 'approval_closed', 'late_answer']);
    clock.setWall(clock.wall() - HOUR / 2);
    expect(await answer('r1')).toMatchObject({ status: 'refused', reason: 'expired' });
  });

  it('D-16 is withdrawn on a cancellation, once', async () => {
    const { send, answer, inbox, auditLog } = inboxFixture();
    await send('r1');
    await inbox.withdraw('r1', 'cancelled by the caller');
    await inbox.withdraw('r1', 'again');
    expect(await inbox.get('r1')).toMatchObject({ status: 'withdrawn', reason: 'cancelled by the caller' });
    expect(await answer('r1')).toMatchObject({ status: 'refused', reason: 'withdrawn' });
    expect(auditLog.events.filter(({ event }) => event === 'approval_closed')).toHaveLength(1);
  });

  it('D-16 has no token and no number any more', async () => {
    for (const close of ['withdraw', 'approve', 'expire'] as const) {
      const { send, answer, inbox, clock, state, token } = inboxFixture({ unsafeWithoutNumber: close === 'approve' });
      await send('r1', { riskLevel: 'critical' });
      expect(await dumpOf(state)).toMatch(/"tokenHash":"[0-9a-f]{64}"/);
      if (close === 'withdraw') await inbox.withdraw('r1', 'over');
      if (close === 'approve') await answer('r1');
      if (close === 'expire') await clock.advance(HOUR).then(() => answer('r1'));
      expect(await dumpOf(state)).not.toMatch(/tokenHash|"number"/);
      expect(await answer('r1', { proof: { token: token() } })).toMatchObject({ status: 'refused' });
    }
  });

  it('leaves what was decided as it is', async () => {
    const { send, answer, inbox, auditLog } = inboxFixture();
    await send('r1');
    await answer('r1');
    await inbox.withdraw('r1', 'over');
    expect(await inbox.get('r1')).toMatchObject({ status: 'approved', reason: undefined });
    expect(auditLog.events.map(({ event }) => event)).toEqual(['approval_requested', 'approval_decided']);
    // By it a short secret could be found by trying.
    expect(JSON.stringify(auditLog.events)).not.toContain('d1'.repeat(32));
  });
});

describe('an approval', () => {
  it.each([
    [0, 'approved'],
    [5 * MINUTE, 'approved'],
    [5 * MINUTE + 1, 'approval_expired'],
    [HOUR, 'approval_expired'],
  ])('D-20 may be carried out for five minutes: %d ms later it is %s', async (later, verdict) => {
    const { send, answer, inbox, clock } = inboxFixture();
    await send('r1');
    const outcome = await answer('r1');
    expect(outcome.request?.executeBy).toBe(clock.wall() + 5 * MINUTE);
    await clock.advance(later);
    expect(await inbox.checkResponse('r1')).toEqual({ verdict, responderId: 'grace' });
    expect(await inbox.waitForResponse('r1', new AbortController())).toMatchObject({ verdict });
  });

  it('D-20 or for as long as told', async () => {
    const { send, answer, inbox, clock } = inboxFixture({ executeBySeconds: 10 });
    await send('r1');
    await answer('r1');
    await clock.advance(10_000);
    expect(await inbox.checkResponse('r1')).toMatchObject({ verdict: 'approved' });
    await clock.advance(1);
    expect(await inbox.checkResponse('r1')).toMatchObject({ verdict: 'approval_expired' });
  });

  it('D-20 gains no time by a clock that is set back', async () => {
    const { send, answer, inbox, clock } = inboxFixture();
    await send('r1');
    await clock.advance(HOUR / 2);
    await answer('r1');
    clock.setWall(clock.wall() - 5 * MINUTE - 1);
    expect(await inbox.checkResponse('r1')).toMatchObject({ verdict: 'approval_expired' });
  });

  it('D-20 a denial stays one', async () => {
    const { send, answer, inbox, clock } = inboxFixture();
    await send('r1');
    await answer('r1', { verdict: 'denied' });
    await clock.advance(10 * HOUR);
    expect(await inbox.checkResponse('r1')).toMatchObject({ verdict: 'denied' });
  });
});

describe('waiting', () => {
  it('ends with the answer, without a timer and without looking again', async () => {
    const { send, answer, inbox, clock } = inboxFixture();
    await send('r1');
    const waiting = inbox.waitForResponse('r1', new AbortController());
    await clock.advance(HOUR / 2);
    expect(clock.pending).toBe(0);
    await answer('r1');
    expect(await waiting).toMatchObject({ verdict: 'approved' });
  });

  it('P-08 costs no timer, however many wait', async () => {
    const { send, inbox, clock } = inboxFixture({ maxOpen: 1000 });
    const controller = new AbortController();
    setMaxListeners(0, controller.signal);
    const waiting = [];
    for (let index = 0; index < 200; index += 1) {
      await send(`r${index}`);
      waiting.push(inbox.waitForResponse(`r${index}`, controller));
    }
    await clock.advance(0);
    expect(clock.pending).toBe(0);
    controller.abort();
    expect(new Set(await Promise.all(waiting))).toEqual(new Set([null]));
  });

  it('D-16 goes on after a withdrawal until who waits gives up: nobody answers any more', async () => {
    const { send, inbox, clock } = inboxFixture();
    await send('r1');
    const controller = new AbortController();
    let isOver = false;
    const waiting = inbox.waitForResponse('r1', controller).finally(() => {
      isOver = true;
    });
    await inbox.withdraw('r1', 'over');
    await clock.advance(HOUR);
    expect(isOver).toBe(false);
    controller.abort();
    expect(await waiting).toBeNull();
  });
});
