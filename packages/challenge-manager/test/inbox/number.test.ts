import { describe, expect, it } from 'vitest';
import { dumpOf, HOUR, inboxFixture, numberIn, otherThan } from './inbox-fixture.js';

const critical = { riskLevel: 'critical' };
const MINUTE = 60_000;
const refused = (reason: string) => ({ status: 'refused', reason });

describe('the number of a critical request', () => {
  it('D-23 is shown to the requester, and typed by the approver', async () => {
    const { send, answer, inbox } = inboxFixture();
    const receipt = await send('r1', critical);
    expect(receipt).toEqual({ showToRequester: expect.stringMatching(/: [0-9]{3} [0-9]{3}$/), validSeconds: 600 });
    expect(await inbox.get('r1')).toMatchObject({ needsNumber: true });
    expect(await answer('r1', { number: numberIn(receipt).replace(' ', '') })).toMatchObject({ status: 'approved' });
  });

  it('D-23 without it an approval leaves the request as it is, by code and by token', async () => {
    const { send, answer, inbox, token } = inboxFixture();
    await send('r1', critical);
    for (const proof of [{ code: 'right' }, { token: token() }]) {
      for (const number of [undefined, null, 482913, {}]) {
        expect(await answer('r1', { number, proof })).toMatchObject(refused('number_needed'));
      }
    }
    expect(await inbox.get('r1')).toMatchObject({ status: 'pending' });
    expect(await inbox.checkResponse('r1')).toBeNull();
  });

  it('D-23 three wrong ones close the request as denied', async () => {
    const { send, answer, inbox, auditLog } = inboxFixture();
    const number = numberIn(await send('r1', critical));
    for (const wrong of [otherThan(number), '']) {
      expect(await answer('r1', { number: wrong })).toMatchObject({
        ...refused('wrong_number'),
        request: { status: 'pending' },
      });
    }
    expect(await answer('r1', { number: 'abcdef' })).toMatchObject({
      ...refused('wrong_number'),
      request: { status: 'denied' },
    });
    expect(await answer('r1', { number })).toMatchObject(refused('already_decided'));
    expect(await inbox.checkResponse('r1')).toEqual({ verdict: 'wrong_number', responderId: 'grace' });
    expect(auditLog.events.at(-2)).toMatchObject({
      event: 'approval_decided',
      details: { status: 'denied', reason: 'wrong_number' },
    });
  });

  it('D-23 a new one takes no miss back', async () => {
    const { send, answer } = inboxFixture();
    const first = numberIn(await send('r1', critical));
    for (let miss = 0; miss < 2; miss += 1) await answer('r1', { number: otherThan(first) });
    const second = numberIn(await send('r1', critical));
    expect(await answer('r1', { number: otherThan(second) })).toMatchObject({
      ...refused('wrong_number'),
      request: { status: 'denied' },
    });
    expect(await answer('r1', { number: second })).toMatchObject(refused('already_decided'));
  });

  it('D-23 a new one takes the place of the one before', async () => {
    const random = [1, 2, 3, 4, 5, 6];
    const { send, answer } = inboxFixture({ random: (size) => new Uint8Array(size).fill(random.shift() ?? 0) });
    const first = numberIn(await send('r1', critical));
    const second = numberIn(await send('r1', critical));
    expect(second).not.toBe(first);
    expect(await answer('r1', { number: first })).toMatchObject(refused('wrong_number'));
    expect(await answer('r1', { number: second })).toMatchObject({ status: 'approved' });
  });

  it.each([
    [10 * MINUTE - 1, { status: 'approved' }],
    [10 * MINUTE, refused('number_expired')],
  ])('D-23 holds for ten minutes: after %d ms %j', async (later, outcome) => {
    const { send, answer, clock } = inboxFixture();
    const number = numberIn(await send('r1', critical));
    await clock.advance(later);
    expect(await answer('r1', { number })).toMatchObject(outcome);
  });

  it('D-23 one that has expired counts as no miss', async () => {
    const { send, answer, clock } = inboxFixture();
    await send('r1', critical);
    await clock.advance(10 * MINUTE);
    for (let times = 0; times < 5; times += 1) {
      expect(await answer('r1', { number: '123456' })).toMatchObject(refused('number_expired'));
    }
    expect(await answer('r1', { number: numberIn(await send('r1', critical)) })).toMatchObject({ status: 'approved' });
  });

  it('D-23 who proves nothing uses up no try', async () => {
    const { send, answer } = inboxFixture();
    const number = numberIn(await send('r1', critical));
    for (let times = 0; times < 5; times += 1) {
      await answer('r1', { number: otherThan(number), proof: { code: 'wrong' } });
    }
    expect(await answer('r1', { number })).toMatchObject({ status: 'approved' });
  });

  it('D-23 a denial takes none', async () => {
    const { send, answer } = inboxFixture();
    await send('r1', critical);
    expect(await answer('r1', { verdict: 'denied' })).toMatchObject({ status: 'denied' });
  });

  it('D-23 of many misses at once three count', async () => {
    const { send, answer } = inboxFixture();
    const number = numberIn(await send('r1', critical));
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => answer('r1', { number: otherThan(number) })));
    const reasons = outcomes.map((outcome) => 'reason' in outcome && outcome.reason);
    expect(reasons.filter((reason) => reason === 'wrong_number')).toHaveLength(3);
    expect(reasons.filter((reason) => reason === 'already_decided')).toHaveLength(5);
  });

  it.each(['high', 'medium', 'low'])('is not asked for at level %s', async (riskLevel) => {
    const { send, inbox } = inboxFixture();
    expect(await send('r1', { riskLevel })).toBeUndefined();
    expect(await inbox.get('r1')).toMatchObject({ needsNumber: false });
  });

  it.each(['', 'CRITICAL', 'extreme', '__proto__'])(
    'is asked for at a level that is unknown: %j',
    async (riskLevel) => {
      const { send, answer } = inboxFixture();
      expect(await send('r1', { riskLevel })).toMatchObject({ validSeconds: 600 });
      expect(await answer('r1')).toMatchObject(refused('number_needed'));
    },
  );

  it('is asked for where nothing is known of the request', async () => {
    const { inbox, answer } = inboxFixture();
    expect(await inbox.send('grace', 'Approve?', 'r1')).toMatchObject({ validSeconds: 600 });
    expect(await answer('r1')).toMatchObject(refused('number_needed'));
  });

  it('can be done without, where that is said', async () => {
    const { send, answer, inbox } = inboxFixture({ unsafeWithoutNumber: true });
    expect(await send('r1', critical)).toBeUndefined();
    expect(await inbox.get('r1')).toMatchObject({ needsNumber: false });
    expect(await answer('r1')).toMatchObject({ status: 'approved' });
  });

  it('D-23 is for who asks to say, and not for who answers', async () => {
    const strict = inboxFixture();
    await strict.send('r1', critical);
    const lax = inboxFixture({ state: strict.state, clock: strict.clock, unsafeWithoutNumber: true });
    expect(await lax.answer('r1')).toMatchObject(refused('number_needed'));
    await lax.send('r2', critical);
    expect(await strict.answer('r2')).toMatchObject({ status: 'approved' });
  });

  it('is none once the request is closed', async () => {
    const { send, answer, clock } = inboxFixture();
    const number = numberIn(await send('r1', critical));
    await answer('r1', { number });
    expect(await send('r1', critical)).toBeUndefined();
    await send('r2', critical);
    await clock.advance(HOUR);
    expect(await send('r2', { ...critical, expiresAt: clock.wall() })).toBeUndefined();
  });

  it('D-08 is in no store, and in nothing that the approver sees', async () => {
    const { send, state, inbox, notices, auditLog } = inboxFixture();
    const number = numberIn(await send('r1', critical));
    const seen = JSON.stringify([await inbox.list({ approverId: 'grace' }), notices, auditLog.entries]);
    for (const text of [await dumpOf(state), seen]) {
      expect(text).not.toContain(number);
      expect(text).not.toContain(number.replace(' ', ''));
    }
  });

  it('D-23 every one of a million is as likely: what lies above the last whole million is drawn again', async () => {
    const draws: Uint8Array[] = [Uint8Array.of(255, 255, 255, 255), Uint8Array.of(0, 0, 0, 7)];
    const { send } = inboxFixture({
      deliver: undefined,
      random: (size) => (size === 4 ? (draws.shift() ?? new Uint8Array(4)) : new Uint8Array(size)),
    });
    expect(numberIn(await send('r1', critical))).toBe('000 007');
    await expect(
      inboxFixture({ deliver: undefined, random: (size) => new Uint8Array(size).fill(255) }).send('r1', critical),
    ).rejects.toThrow('random gives no numbers');
  });
});
