import type { SendReceipt } from '@attesta/core';
import { fakeClock, mockNotifier } from '@attesta/testing';
import { describe, expect, it } from 'vitest';
import { answering, present, presentFor } from './presentation.js';

const HOUR = 3600;
const shownBy = ({ interaction }: ReturnType<typeof present>) =>
  interaction.shown.flatMap((notice) => (notice.kind === 'message' ? [notice.text] : []));

describe('what a service hands back', () => {
  it('D-24 a refusal denies at once, with the reason, and nothing is waited for', async () => {
    const service = { ...answering(null), send: async (): Promise<SendReceipt> => ({ refused: 'too_many_requests' }) };
    const presentation = present({ service });
    await presentation.clock.advance(0);
    expect(presentation.result).toMatchObject({ verdict: 'denied', details: { reason: 'too_many_requests' } });
    expect(presentation.interaction.shown).toEqual([]);
    expect(service.looks).toBe(0);
  });

  it.each([undefined, null, 0, true, {}, []])('is no refusal where it is %j', async (refused) => {
    const service = { ...answering(null), send: async () => ({ refused }) as SendReceipt };
    const presentation = present({ service });
    await presentation.clock.advance(0);
    expect(presentation.result).toBeUndefined();
    expect(presentation.interaction.shown).toMatchObject([{ kind: 'waiting' }]);
  });

  it.each([false, true])(
    'D-23 what holds for a while is shown anew when it holds no longer (pushed: %s)',
    async (push) => {
      const clock = fakeClock();
      const mock = mockNotifier({ push, clock, afterSeconds: 25 });
      let sends = 0;
      const service = {
        ...mock,
        async send(managerId: string, message: string, requestId: string): Promise<SendReceipt> {
          await mock.send(managerId, message, requestId);
          sends += 1;
          return { showToRequester: `number ${sends}`, validSeconds: 10 };
        },
      };
      const presentation = present({ clock, service });
      await clock.advance(9_999);
      expect(shownBy(presentation)).toEqual(['number 1']);
      await clock.advance(15_001);
      expect(shownBy(presentation)).toEqual(['number 1', 'number 2', 'number 3']);
      await clock.advance(5_000);
      expect(presentation.result).toMatchObject({ passed: true });
      expect(mock.notified).toHaveLength(1);
      expect(presentation.interaction.shown.filter(({ kind }) => kind === 'waiting')).toHaveLength(1);
      expect(clock.pending).toBe(0);
    },
  );

  it.each([0, -1, 9.9, Number.NaN, '60', Number.POSITIVE_INFINITY])(
    'D-18 no service is asked without end: validSeconds %s',
    async (validSeconds) => {
      let sends = 0;
      const service = {
        ...answering(null),
        async send() {
          sends += 1;
          return { validSeconds } as SendReceipt;
        },
      };
      expect(await presentFor(HOUR, { service })).toMatchObject({ verdict: 'timed_out' });
      expect(sends).toBe(1);
    },
  );

  it('D-15 ends at the deadline, whatever still holds', async () => {
    const service = { ...answering(null), send: async () => ({ validSeconds: 600 }) };
    const presentation = present({ service });
    await presentation.clock.advance(HOUR * 1000 - 1);
    expect(presentation.result).toBeUndefined();
    await presentation.clock.advance(1);
    expect(presentation.result).toMatchObject({ verdict: 'timed_out' });
  });

  it.each([
    ['approval_expired', 'approval_expired'],
    ['wrong_number', 'wrong_number'],
    ['denied', 'denied by the manager'],
  ])('D-20 D-23 the verdict %s denies at once', async (verdict, reason) => {
    const result = await present({ service: answering({ verdict, responderId: 'manager-1' }) }).presenting;
    expect(result).toMatchObject({ passed: false, verdict: 'denied', responder: 'manager-1', details: { reason } });
  });
});
