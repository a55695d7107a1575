import { MemoryStateStore } from '@attesta/core';
import { fakeClock } from '@attesta/testing';
import { describe, expect, it } from 'vitest';
import type { ApproverNotice } from '../../src/index.js';
import { dumpOf, HOUR, inboxFixture, requestOf } from './inbox-fixture.js';

const bitsOf = (token: string) =>
  [...Buffer.from(token, 'base64url')].map((byte) => byte.toString(2).padStart(8, '0')).join('');

describe('telling the approver', () => {
  it('D-08 carries a token of 256 random bits that nothing else holds', async () => {
    const { send, state, inbox, auditLog, notices, clock } = inboxFixture();
    await send('r1');
    const [notice] = notices;
    const expected = { requestId: 'r1', approverId: 'grace', message: 'Approve r1?', expiresAt: clock.wall() + HOUR };
    expect(notice).toMatchObject(expected);
    expect(notice?.request).toEqual(requestOf('r1', { expiresAt: clock.wall() + HOUR }));
    const token = notice?.token ?? '';
    expect(bitsOf(token)).toHaveLength(256);
    const seen = [await dumpOf(state), JSON.stringify([await inbox.get('r1'), auditLog.entries])].join('\n');
    for (const form of [
      token,
      Buffer.from(token, 'base64url').toString('hex'),
      Buffer.from(token, 'base64url').toString('base64'),
    ]) {
      expect(seen).not.toContain(form);
    }
  });

  it('D-08 two tokens differ in about half of their bits', async () => {
    const { send, notices } = inboxFixture({ maxOpen: 100 });
    for (let index = 0; index < 40; index += 1) await send(`r${index}`);
    for (let index = 1; index < notices.length; index += 1) {
      const [one, other] = [bitsOf(notices[index - 1]?.token ?? ''), bitsOf(notices[index]?.token ?? '')];
      const differing = [...one].filter((bit, place) => bit !== other[place]).length;
      // 8 standard deviations of a fair coin thrown 256 times.
      expect(Math.abs(differing - 128)).toBeLessThan(64);
    }
  });

  it('D-25 happens once, also over a crash and with many who meet', async () => {
    const first = inboxFixture();
    await first.send('r1');
    const second = inboxFixture({ clock: first.clock, state: first.state });
    await Promise.all(Array.from({ length: 5 }, () => second.send('r1', { expiresAt: first.clock.wall() + 2 * HOUR })));
    expect(first.notices).toHaveLength(1);
    expect(second.notices).toHaveLength(0);
    // The deadline is that of the first asking.
    expect(await second.inbox.get('r1')).toMatchObject({ expiresAt: first.clock.wall() + HOUR });
  });

  it('D-18 is tried again after a fault, under another token', async () => {
    const seen: ApproverNotice[] = [];
    const { send, answer } = inboxFixture({
      deliver: async (notice) => {
        if (seen.push(notice) === 1) throw new Error('The channel is broken.');
      },
    });
    await expect(send('r1')).rejects.toThrow('The channel is broken.');
    await send('r1');
    await send('r1');
    expect(seen).toHaveLength(2);
    expect(seen[0]?.token).not.toBe(seen[1]?.token);
    expect(await answer('r1', { proof: { token: seen[0]?.token } })).toMatchObject({ reason: 'not_proved' });
    expect(await answer('r1', { proof: { token: seen[1]?.token } })).toMatchObject({ status: 'approved' });
  });

  it('D-15 that hangs counts as failed after ten seconds', async () => {
    let tries = 0;
    const { send, clock, notices } = inboxFixture({
      deliver: () => {
        tries += 1;
        return tries === 1 ? new Promise(() => {}) : undefined;
      },
    });
    const sending = expect(send('r1')).rejects.toThrow('does not answer');
    await clock.advance(10_000);
    await sending;
    await send('r1');
    expect(tries).toBe(2);
    expect(notices).toEqual([]);
    expect(clock.pending).toBe(0);
  });

  it('D-25 is taken over from a process that died at it, after ten seconds', async () => {
    const state = new MemoryStateStore();
    // Its clock stands still from now on, as that of a process that is dead.
    const dead = inboxFixture({ state, deliver: () => new Promise(() => {}) });
    void dead.send('r1');
    await dead.clock.advance(0);
    const clock = fakeClock();
    const next = inboxFixture({ state, clock });
    const sending = next.send('r1');
    await clock.advance(9_999);
    expect(next.notices).toHaveLength(0);
    await clock.advance(1);
    await sending;
    expect(next.notices).toHaveLength(1);
    expect(await next.answer('r1', { proof: { token: next.token() } })).toMatchObject({ status: 'approved' });
    expect(clock.pending).toBe(0);
  });

  it('those who wait for who tells take over where that fails', async () => {
    const seen: string[] = [];
    let fail: (error: Error) => void = () => {};
    const { send } = inboxFixture({
      deliver: ({ requestId }) =>
        seen.push(requestId) === 1
          ? new Promise((_, reject) => {
              fail = reject;
            })
          : undefined,
    });
    const sends = [send('r1'), send('r1'), send('r1')];
    const settled = Promise.allSettled(sends);
    await new Promise((resolve) => setImmediate(resolve));
    fail(new Error('The channel is broken.'));
    const results = (await settled).map(({ status }) => status).sort();
    expect(results).toEqual(['fulfilled', 'fulfilled', 'rejected']);
    expect(seen).toEqual(['r1', 'r1']);
  });

  it('D-16 is not done for what is closed, or over', async () => {
    const { send, inbox, notices, clock } = inboxFixture();
    await send('r1', { expiresAt: clock.wall() });
    expect(notices).toHaveLength(0);
    await inbox.withdraw('r1', 'over');
    await send('r1', { expiresAt: clock.wall() });
    expect(notices).toHaveLength(0);
  });

  it('is not needed: whoever looks finds it', async () => {
    const { send, answer, inbox } = inboxFixture({ deliver: undefined });
    await send('r1');
    expect(await inbox.list({ approverId: 'grace' })).toMatchObject([{ requestId: 'r1' }]);
    expect(await answer('r1', { proof: { token: '' } })).toMatchObject({ reason: 'not_proved' });
    expect(await answer('r1')).toMatchObject({ status: 'approved' });
  });

  it('B-01 refuses an id that stands for another action, or another approver', async () => {
    const { send, notices } = inboxFixture();
    await send('r1');
    await expect(send('r1', { digest: 'd2'.repeat(32) })).rejects.toThrow(
      expect.objectContaining({ code: 'request_mismatch' }),
    );
    await expect(send('r1', { managerId: 'heidi' })).rejects.toThrow(
      expect.objectContaining({ code: 'request_mismatch' }),
    );
    expect(notices).toHaveLength(1);
  });
});
