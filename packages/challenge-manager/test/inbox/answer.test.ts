import { fakeClock } from '@attesta/testing';
import { describe, expect, it } from 'vitest';
import { campaignSize } from '../../../../tests/campaigns/campaign.js';
import type { InboxAnswer } from '../../src/index.js';
import { HOUR, inboxFixture } from './inbox-fixture.js';

const REQUESTS = campaignSize({ normal: 5, long: 100 });

const refused = (reason: string) => ({ status: 'refused', reason });

describe('an answer', () => {
  it('D-08 approves with the token that only the approver was sent', async () => {
    const { send, inbox, answer, token } = inboxFixture();
    await send('r1');
    const outcome = await answer('r1', { proof: { token: token() }, comment: 'fine' });
    expect(outcome).toMatchObject({ status: 'approved', request: { status: 'approved', responderId: 'grace' } });
    expect(await inbox.checkResponse('r1')).toEqual({ verdict: 'approved', responderId: 'grace', comment: 'fine' });
  });

  it('approves with a code that the application vouches for', async () => {
    const asked: unknown[] = [];
    const { send, inbox, answer } = inboxFixture({ authenticate: (given) => asked.push(given) > 0 });
    await send('r1');
    expect(await answer('r1')).toMatchObject({ status: 'approved' });
    const request = expect.objectContaining({ requestId: 'r1', status: 'pending', message: 'Approve r1?' });
    expect(asked).toEqual([{ responderId: 'grace', code: 'right', request }]);
    expect(await inbox.checkResponse('r1')).toEqual({ verdict: 'approved', responderId: 'grace' });
  });

  it('denies, and says why', async () => {
    const { send, inbox, answer } = inboxFixture();
    await send('r1');
    expect(await answer('r1', { verdict: 'denied', comment: 'not on a Friday' })).toMatchObject({ status: 'denied' });
    expect(await inbox.checkResponse('r1')).toEqual({
      verdict: 'denied',
      responderId: 'grace',
      comment: 'not on a Friday',
    });
  });

  it.each(['mallory', 'Grace', 'GRACE', 'grace ', 'grace\u200b', 'grаce', 'gracе', 'ｇrace', 'grace1', 'grac'])(
    'D-03 D-06 is refused to %j, who was not asked, whatever they prove',
    async (responderId) => {
      const { send, inbox, answer, token, auditLog } = inboxFixture({ authenticate: () => true });
      await send('r1');
      for (const proof of [{ code: 'right' }, { token: token() }]) {
        expect(await answer('r1', { responderId, proof })).toMatchObject(refused('not_asked'));
      }
      expect(await inbox.checkResponse('r1')).toBeNull();
      expect(auditLog.events.at(-1)).toMatchObject({ event: 'answer_refused', details: { responderId } });
    },
  );

  it.each<[string, unknown]>([
    ['missing', undefined],
    ['null', null],
    ['empty', ''],
    ['a number', 1],
    ['a list', ['grace']],
    ['an object', { toString: () => 'grace' }],
    ['a String', new String('grace')],
    ['too long', 'grace'.repeat(100)],
  ])('D-04 is refused where the responder is %s', async (_, responderId) => {
    const { send, inbox, answer, token } = inboxFixture({ authenticate: () => true });
    await send('r1');
    const proof = { token: token() };
    expect(await answer('r1', { responderId, proof })).toMatchObject(refused('malformed'));
    expect(await inbox.checkResponse('r1')).toBeNull();
  });

  it.each(['agent-1', 'ada', 'linus', 'Agent-1', 'аgent-1', 'agent-l', 'ADA ', 'Linus'])(
    'D-05 D-06 denies at once what %j, a requester, proves to have answered',
    async (responderId) => {
      const { send, inbox, answer } = inboxFixture();
      await send('r1');
      expect(await answer('r1', { responderId })).toMatchObject({
        ...refused('self_approval'),
        request: { status: 'denied' },
      });
      expect((await inbox.checkResponse('r1'))?.verdict).not.toBe('approved');
      expect(await answer('r1')).toMatchObject(refused('already_decided'));
    },
  );

  it.each(['agent-1', 'ada', 'linus'])('D-05 is refused to %j without proof, and stays open', async (responderId) => {
    const { send, inbox, answer, token } = inboxFixture();
    await send('r1');
    for (const proof of [{ code: 'wrong' }, { token: token() }]) {
      expect(await answer('r1', { responderId, proof })).toMatchObject(refused('not_proved'));
    }
    expect(await inbox.get('r1')).toMatchObject({ status: 'pending' });
  });

  it('D-05 is not even opened where the approver is a requester', async () => {
    for (const managerId of ['ada', 'Ada', 'agent-1', 'linus']) {
      const { send, inbox, notices, state } = inboxFixture();
      expect(await send('r1', { managerId })).toEqual({ refused: 'self-approval not allowed' });
      expect(await inbox.get('r1')).toBeUndefined();
      expect(notices).toEqual([]);
      expect(await state.list('')).toEqual([]);
    }
  });

  it.each<[string, unknown]>([
    ['the id of the request as the token', { token: 'r1' }],
    ['the id of the request as the code', { code: 'r1' }],
    ['an empty token', { token: '' }],
    ['another code', { code: 'wrong' }],
  ])('D-09 is refused with %s', async (_, proof) => {
    const { send, inbox, answer } = inboxFixture();
    await send('r1');
    expect(await answer('r1', { proof })).toMatchObject(refused('not_proved'));
    expect(await inbox.checkResponse('r1')).toBeNull();
  });

  it('D-08 is refused with the token of another request, and the hash of its own', async () => {
    const { send, state, answer, notices } = inboxFixture();
    await send('r1');
    await send('r2');
    expect(await answer('r2', { proof: { token: notices[0]?.token } })).toMatchObject(refused('not_proved'));
    const hash = JSON.stringify((await state.get('inbox/request/r2'))?.value).match(/"tokenHash":"([0-9a-f]+)"/)?.[1];
    expect(hash).toHaveLength(64);
    expect(await answer('r2', { proof: { token: hash } })).toMatchObject(refused('not_proved'));
    expect(await answer('r2', { proof: { token: notices[1]?.token } })).toMatchObject({ status: 'approved' });
  });

  it.each<[string, unknown]>([
    ['no proof', undefined],
    ['an empty one', {}],
    ['true', true],
    ['a text', 'right'],
    ['two of them', { token: 'a', code: 'right' }],
    ['one that is no text', { code: 1 }],
    ['an inherited one', Object.create({ code: 'right' })],
  ])('is malformed with %s', async (_, proof) => {
    const { send, inbox, answer } = inboxFixture({ authenticate: () => true });
    await send('r1');
    expect(await answer('r1', { proof })).toMatchObject(refused('malformed'));
    expect(await inbox.checkResponse('r1')).toBeNull();
  });

  it.each([undefined, null, true, 1, '', 'approve', 'APPROVED', 'Approved', 'yes', 'pending', 'expired', {}])(
    'D-03 is malformed with the verdict %j',
    async (verdict) => {
      const { send, inbox, answer } = inboxFixture();
      await send('r1');
      expect(await answer('r1', { verdict })).toMatchObject(refused('malformed'));
      expect(await inbox.get('r1')).toMatchObject({ status: 'pending' });
    },
  );

  it.each([undefined, null, 'approved', [], new Proxy({}, {})])('is malformed where it is %j', async (given) => {
    const { send, inbox } = inboxFixture();
    await send('r1');
    expect(await inbox.decide('r1', given as unknown as InboxAnswer)).toMatchObject(refused('malformed'));
  });

  it('is refused where nothing was asked', async () => {
    expect(await inboxFixture().answer('r1')).toEqual({ ...refused('unknown_request'), request: undefined });
  });

  const never = () => new Promise<never>(() => {});
  it.each<[string, () => unknown]>([
    ['throws', () => JSON.parse('{')],
    ['rejects', () => Promise.reject(new Error('no directory'))],
    ['never settles', never],
    ['says "true"', () => 'true'],
    ['says 1', () => 1],
    ['says nothing', () => undefined],
    ['gives an object', () => ({ ok: true })],
  ])('D-15 B-10 proves nothing where whoever vouches %s', async (_, authenticate) => {
    const { send, inbox, answer, clock } = inboxFixture({ authenticate: authenticate as () => boolean });
    await send('r1');
    const answering = answer('r1');
    await clock.advance(10_000);
    expect(await answering).toMatchObject(refused('not_proved'));
    expect(await inbox.checkResponse('r1')).toBeNull();
    expect(clock.pending).toBe(0);
  });

  it('a code proves nothing where nobody vouches', async () => {
    const { send, answer } = inboxFixture({ authenticate: undefined });
    await send('r1');
    expect(await answer('r1')).toMatchObject(refused('not_proved'));
  });

  it('D-13 stands: of two the first decides, also for who comes later from elsewhere', async () => {
    const first = inboxFixture();
    await first.send('r1');
    const second = inboxFixture({ clock: first.clock, state: first.state });
    expect(await first.answer('r1', { verdict: 'denied' })).toMatchObject({ status: 'denied' });
    expect(await second.answer('r1')).toMatchObject({ ...refused('already_decided'), request: { status: 'denied' } });
    expect(await second.inbox.checkResponse('r1')).toMatchObject({ verdict: 'denied' });
    await first.inbox.withdraw('r1', 'too late');
    expect(await second.inbox.get('r1')).toMatchObject({ status: 'denied' });
  });

  it('D-13 of 100 at once, from four sides, exactly one decides', async () => {
    const { state, clock, send, inbox } = inboxFixture();
    const sides = Array.from({ length: 4 }, () => inboxFixture({ state, clock }));
    for (let request = 0; request < REQUESTS; request += 1) {
      const id = `r${request}`;
      await send(id);
      const outcomes = await Promise.all(
        sides.flatMap(({ answer }, side) =>
          Array.from({ length: 25 }, (_, index) =>
            answer(id, { verdict: (side + index) % 2 === 0 ? 'approved' : 'denied', comment: `${side} ${index}` }),
          ),
        ),
      );
      const decided = outcomes.filter(({ status }) => status !== 'refused');
      expect(decided).toHaveLength(1);
      const response = await inbox.checkResponse(id);
      expect(response?.verdict).toBe(decided[0]?.status);
      expect(response?.comment).toBe(decided[0]?.request?.comment);
    }
  });

  it.each([
    [-1, 'approved'],
    [0, 'refused'],
    [1, 'refused'],
  ])('D-14 %d ms after the deadline it is %s', async (late, status) => {
    const { send, answer, clock } = inboxFixture();
    await send('r1');
    await clock.advance(HOUR + late);
    expect(await answer('r1')).toMatchObject({ status });
  });

  it('D-14 counts as of when it was proved', async () => {
    const clock = fakeClock();
    const { send, answer } = inboxFixture({ clock, authenticate: () => clock.sleep(5_000).then(() => true) });
    await send('r1');
    await clock.advance(HOUR - 5_000);
    const answering = answer('r1');
    await clock.advance(5_000);
    expect(await answering).toMatchObject(refused('expired'));
  });

  it('keeps 1000 characters of a comment', async () => {
    const { send, inbox, answer } = inboxFixture();
    await send('r1');
    await answer('r1', { comment: `${'x'.repeat(999)}\u{1f600}` });
    expect((await inbox.checkResponse('r1'))?.comment).toHaveLength(1000);
    expect((await inbox.checkResponse('r1'))?.comment?.isWellFormed()).toBe(true);
  });
});
