import { MemoryStateStore } from '@attesta/core';
import { fakeClock, mockNotifier, sampleContext } from '@attesta/testing';
import { describe, expect, it } from 'vitest';
import type { ManagerResolver } from '../../src/index.js';
import { present, presentFor } from './presentation.js';

const parties = { action: { requesterId: 'requester-1' }, operator: { id: 'operator-1' } };

describe('the resolver', () => {
  it.each<[string, unknown, string]>([
    ['undefined', undefined, 'no manager was named'],
    ['null', null, 'no manager was named'],
    ['an empty text', '', 'no manager was named'],
    ['a number', 5, 'no manager was named'],
    ['a list', ['manager-1'], 'no manager was named'],
    ['an object', { id: 'manager-1' }, 'no manager was named'],
    ['the agent', 'agent-1', 'self-approval not allowed'],
    ['the agent in another spelling', 'AGENT-1\u200b', 'self-approval not allowed'],
    ['the operator', 'operator-1', 'self-approval not allowed'],
    ['the operator in look-alikes', 'ореrаtоr-1', 'self-approval not allowed'],
    ['the requester', 'requester-1', 'self-approval not allowed'],
    ['blanks', '   ', "the manager's id is no text that names somebody"],
    ['too long a text', 'm'.repeat(257), "the manager's id is no text that names somebody"],
    [
      'an id with an invisible character',
      'manager\u200b-1',
      "the manager's id has control, format or invisible characters",
    ],
    ['an id in two scripts', 'mаnager-1', "the manager's id mixes scripts"],
    ['a word for nobody', 'timeout', "the manager's id stands for nobody"],
  ])('D-07 names %s: denied, nothing sent', async (_, answer, reason) => {
    for (const resolve of [() => answer, async () => answer]) {
      const service = mockNotifier('approves');
      const managerResolver = resolve as ManagerResolver;
      const result = await present({ service, options: { managerResolver }, ...parties }).presenting;
      expect(result).toMatchObject({ passed: false, responder: undefined, verdict: 'denied', details: { reason } });
      expect(service.calls).toEqual({ send: 0, checkResponse: 0, waitForResponse: 0, withdraw: 0 });
    }
  });

  it.each<[string, ManagerResolver]>([
    [
      'throws',
      () => {
        throw new Error('no directory');
      },
    ],
    ['rejects', () => Promise.reject(new Error('no directory'))],
    ['rejects with nothing', () => Promise.reject()],
  ])('D-07 %s: denied, nothing sent', async (_, managerResolver) => {
    const service = mockNotifier('approves');
    const result = await present({ service, options: { managerResolver } }).presenting;
    expect(result).toMatchObject({ passed: false, verdict: 'denied' });
    expect(result.details.reason).toBe('the manager could not be looked up');
    expect(service.sent).toHaveLength(0);
  });

  it('D-07 D-15 never settles: denied after 10 seconds, nothing sent, nothing left', async () => {
    const service = mockNotifier('approves');
    const presentation = present({ service, options: { managerResolver: () => new Promise<never>(() => {}) } });
    await presentation.clock.advance(9_999);
    expect(presentation.result).toBeUndefined();
    await presentation.clock.advance(1);
    expect(presentation.result?.details.reason).toBe('the manager could not be looked up');
    expect(service.sent).toHaveLength(0);
    expect(presentation.clock.pending).toBe(0);
  });

  it('D-07 D-15 answers after that: nothing is sent any more', async () => {
    const clock = fakeClock();
    const service = mockNotifier('approves');
    const managerResolver = () => clock.sleep(10_000).then(() => 'manager-1');
    const result = await presentFor(60, { clock, service, options: { managerResolver } });
    expect(result?.passed).toBe(false);
    expect(service.sent).toHaveLength(0);
  });

  it('D-15 never settles and the deadline is near: denied at the deadline', async () => {
    const presentation = present({
      service: mockNotifier('approves'),
      options: { managerResolver: () => new Promise<never>(() => {}), timeoutSeconds: 3 },
    });
    await presentation.clock.advance(2_999);
    expect(presentation.result).toBeUndefined();
    await presentation.clock.advance(1);
    expect(presentation.result?.verdict).toBe('timed_out');
  });

  it('is asked before anything is sent and when the approval is taken over, with the agent and the context', async () => {
    const asked: unknown[] = [];
    const managerResolver: ManagerResolver = (...given) => {
      asked.push(given);
      return Promise.resolve('manager-1');
    };
    expect((await present({ service: mockNotifier(), options: { managerResolver } }).presenting).passed).toBe(true);
    const given = ['agent-1', sampleContext()];
    expect(asked).toEqual([given, given]);
  });

  it('is asked for `unknown` where the agent has no id, as in the guide', async () => {
    const asked: string[] = [];
    const managerResolver: ManagerResolver = (agentId) => {
      asked.push(agentId);
      return 'manager-1';
    };
    const service = mockNotifier();
    const result = await present({ service, options: { managerResolver }, action: { agentId: undefined } as object })
      .presenting;
    expect(result.passed).toBe(true);
    expect(asked).toEqual(['unknown', 'unknown']);
    expect(service.sent[0]?.message).toContain('\nAgent: unknown\n');
  });

  it.each<[string, () => unknown, string]>([
    ['names somebody else', () => 'manager-2', 'approver_revoked'],
    ['names nobody', () => undefined, 'approver_revoked'],
    ['names a look-alike', () => 'Manager-1', 'approver_revoked'],
    ['names a requester', () => 'agent-1', 'approver_revoked'],
    ['rejects', () => Promise.reject(new Error('no directory')), 'the manager could not be looked up'],
    ['never settles', () => new Promise(() => {}), 'the manager could not be looked up'],
  ])('D-26 is asked again when the approval is taken over, and %s: denied', async (_, then, reason) => {
    const state = new MemoryStateStore();
    const clock = fakeClock();
    const first: unknown[] = ['manager-1'];
    const managerResolver = (() => first.pop() ?? then()) as ManagerResolver;
    const service = mockNotifier('approves');
    const presentation = present({ clock, state, service, options: { managerResolver }, action: { callId: 'call-1' } });
    await clock.advance(10_000);
    expect(presentation.result).toMatchObject({ passed: false, verdict: 'denied', approvers: [], details: { reason } });
    // Its round is over: the same call asks anew.
    expect(await present({ clock, state, service, action: { callId: 'call-1' } }).presenting).toMatchObject({
      passed: true,
    });
    expect(service.notified).toHaveLength(2);
  });
});
