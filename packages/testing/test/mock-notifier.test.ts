import { getEventListeners } from 'node:events';
import type { ApprovalRequest, NotificationService } from '@attesta/core';
import { fakeClock, type MockNotifier, type MockNotifierBehavior, mockNotifier } from '@attesta/testing';
import { describe, expect, it } from 'vitest';

const { signal: never } = new AbortController();

async function sentTo(behavior?: MockNotifierBehavior): Promise<MockNotifier> {
  const notifier = mockNotifier(behavior);
  await notifier.send('manager-1', 'please', 'r1');
  return notifier;
}

/** What `looks` looks at one request find. */
async function looks(behavior: MockNotifierBehavior, count: number): Promise<unknown[]> {
  const notifier = await sentTo(behavior);
  const found: unknown[] = [];
  for (let look = 0; look < count; look += 1) found.push(await notifier.checkResponse('r1'));
  return found;
}

describe('mockNotifier', () => {
  it('approves as the manager who was asked, each request by itself', async () => {
    const notifier = mockNotifier();
    await notifier.send('manager-1', 'please', 'r1');
    await notifier.send('manager-2', 'please', 'r2');
    expect(await notifier.checkResponse('r1')).toEqual({ verdict: 'approved', responderId: 'manager-1' });
    expect(await notifier.checkResponse('r2')).toEqual({ verdict: 'approved', responderId: 'manager-2' });
  });

  it('knows no answer to what was not sent', async () => {
    expect(await mockNotifier('approves').checkResponse('r1')).toBeNull();
  });

  it('follows the behaviors that have a name', async () => {
    const approved = { verdict: 'approved', responderId: 'manager-1' };
    const denied = { verdict: 'denied', responderId: 'manager-1' };
    expect(await looks('approves', 2)).toEqual([approved, approved]);
    expect(await looks('denies', 1)).toEqual([denied]);
    expect(await looks('silent', 2)).toEqual([null, null]);
    expect(await looks('stranger', 1)).toEqual([{ verdict: 'approved', responderId: 'stranger' }]);
    expect(await looks('nameless', 1)).toStrictEqual([{ verdict: 'approved' }]);
    expect(await looks('twice', 3)).toEqual([approved, denied, denied]);
  });

  it.each([null, '', 0, true, ['manager-1'], { id: 'manager-1' }])(
    'D-04 answers under the name %j',
    async (responderId) => {
      expect(await looks({ answers: [{ responderId }] }, 1)).toEqual([{ verdict: 'approved', responderId }]);
    },
  );

  it('D-14 answers late, and not a millisecond early', async () => {
    const clock = fakeClock();
    const notifier = await sentTo({ afterSeconds: 60, clock });
    await clock.advance(59_999);
    expect(await notifier.checkResponse('r1')).toBeNull();
    await clock.advance(1);
    expect(await notifier.checkResponse('r1')).toMatchObject({ verdict: 'approved' });
  });

  it('D-18 fails as often as told, and notifies once for each request', async () => {
    const notifier = mockNotifier({ faults: { send: 2, checkResponse: 1 } });
    const send = () => notifier.send('manager-1', 'please', 'r1');
    await expect(send()).rejects.toThrow('send fails');
    await expect(send()).rejects.toThrow('send fails');
    expect(notifier.notified).toEqual([]);
    await send();
    await send();
    expect(notifier.sent).toHaveLength(4);
    expect(notifier.notified).toHaveLength(1);
    await expect(notifier.checkResponse('r1')).rejects.toThrow('checkResponse fails');
    expect(await notifier.checkResponse('r1')).toMatchObject({ verdict: 'approved' });
    expect(notifier.calls).toEqual({ send: 4, checkResponse: 2, waitForResponse: 0, withdraw: 0 });
  });

  it('does not begin anew when a request is sent again', async () => {
    const clock = fakeClock();
    const notifier = await sentTo({ afterSeconds: 60, clock });
    await clock.advance(59_000);
    await notifier.send('manager-2', 'again', 'r1');
    await clock.advance(1_000);
    expect(await notifier.checkResponse('r1')).toEqual({ verdict: 'approved', responderId: 'manager-1' });
  });

  it('fails for ever', async () => {
    const notifier = mockNotifier({ faults: { send: Number.POSITIVE_INFINITY } });
    for (let call = 0; call < 50; call += 1) await expect(notifier.send('m', 'please', 'r1')).rejects.toThrow();
  });

  it('D-15 hangs', async () => {
    const settled: string[] = [];
    const clock = fakeClock();
    const hanging = mockNotifier('hangs');
    const deaf = mockNotifier({ push: true, faults: { waitForResponse: 'hangs', withdraw: 'hangs' } });
    const note = (name: string) => () => settled.push(name);
    hanging.send('manager-1', 'please', 'r1').then(note('send'), note('send'));
    hanging.checkResponse('r1').then(note('check'), note('check'));
    deaf.withdraw('r1', 'late').then(note('withdraw'), note('withdraw'));
    deaf.waitForResponse?.('r1', { signal: AbortSignal.abort() }).then(note('wait'), note('wait'));
    await clock.advance(3_600_000);
    expect(settled).toEqual([]);
    expect(hanging.sent).toHaveLength(1);
  });

  it('records what was sent and withdrawn', async () => {
    const notifier = mockNotifier('silent');
    await notifier.send('manager-1', 'please', 'r1');
    await notifier.send('manager-2', 'please', 'r2', REQUEST);
    await notifier.withdraw('r2', 'timed out');
    expect(notifier.sent).toEqual([
      { managerId: 'manager-1', message: 'please', requestId: 'r1', request: undefined },
      { managerId: 'manager-2', message: 'please', requestId: 'r2', request: REQUEST },
    ]);
    expect(notifier.withdrawn).toEqual([{ requestId: 'r2', reason: 'timed out' }]);
  });

  it('is a service of two methods when they are taken off it', async () => {
    const { send, checkResponse } = mockNotifier('approves');
    const service: NotificationService = { send, checkResponse };
    await service.send('manager-1', 'please', 'r1');
    expect(await service.checkResponse('r1')).toMatchObject({ responderId: 'manager-1' });
  });

  it('has no waitForResponse unless it pushes', () => {
    expect(mockNotifier('approves').waitForResponse).toBeUndefined();
    expect('waitForResponse' in mockNotifier('approves')).toBe(false);
  });

  it('pushes its answers, one a call, at their time', async () => {
    const clock = fakeClock();
    const notifier = await sentTo({ push: true, afterSeconds: 60, clock, answers: [{ responderId: 'mallory' }, {}] });
    const answers: unknown[] = [];
    notifier.waitForResponse?.('r1', { signal: never }).then((answer) => answers.push(answer), expect.fail);
    await clock.advance(59_999);
    expect(answers).toEqual([]);
    await clock.advance(1);
    expect(answers).toEqual([{ verdict: 'approved', responderId: 'mallory' }]);
    expect(await notifier.waitForResponse?.('r1', { signal: never })).toMatchObject({ responderId: 'manager-1' });
    expect(clock.pending).toBe(0);
  });

  it.each([{ answers: [] }, { afterSeconds: 60 }])(
    'stops pushing at an abort, and leaves nothing: %j',
    async (late) => {
      const clock = fakeClock();
      const controller = new AbortController();
      const { signal } = controller;
      const notifier = await sentTo({ push: true, clock, ...late });
      let isSettled = false;
      const waiting = notifier.waitForResponse?.('r1', { signal }).finally(() => {
        isSettled = true;
      });
      await clock.advance(0);
      expect(isSettled).toBe(false);
      controller.abort();
      expect(await waiting).toBeNull();
      expect([getEventListeners(signal, 'abort'), clock.pending]).toEqual([[], 0]);
    },
  );

  it('refuses what it does not know', () => {
    // @ts-expect-error: no behavior of that name.
    expect(() => mockNotifier('shrugs')).toThrow('there is no behavior "shrugs"; there are approves, denies,');
    // @ts-expect-error: an inherited name is none either.
    expect(() => mockNotifier('constructor')).toThrow('there is no behavior');
    expect(() => mockNotifier({ afterSeconds: 1 })).toThrow('afterSeconds needs a clock');
    expect(() => mockNotifier({ afterSeconds: -1 })).toThrow('afterSeconds must be a number of seconds from 0 up');
    expect(() => mockNotifier({ faults: { send: -1 } })).toThrow('send must be a number of calls from 0 up, or hangs');
    // @ts-expect-error: no such method.
    expect(() => mockNotifier({ faults: { sned: 1 } })).toThrow('there is no option "sned"');
    // @ts-expect-error: no such option.
    expect(() => mockNotifier({ answer: {} })).toThrow('there is no option "answer"');
  });
});

const REQUEST: ApprovalRequest = {
  requestId: 'r2',
  managerId: 'manager-2',
  functionName: 'deploy',
  description: 'deploy("v2")',
  arguments: [{ path: '0', type: 'string', text: '"v2"' }],
  agentId: 'agent-1',
  requesterId: undefined,
  environment: 'production',
  riskLevel: 'critical',
  riskScore: 0.9,
  digest: '00',
  expiresAt: 0,
};
