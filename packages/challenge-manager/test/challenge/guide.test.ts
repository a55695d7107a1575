import { type ChallengeProtocol, ChallengeType, createActionContext, RiskLevel } from '@attesta/core';
import { isChallenge } from '@attesta/core/authoring';
import { createRiskAssessment } from '@attesta/core/scorers';
import { fakeClock, mockNotifier, sampleRisk } from '@attesta/testing';
import { describe, expect, it } from 'vitest';
import { ManagerApprovalChallenge } from '../../src/index.js';
import { present, presentFor } from './presentation.js';

describe("the guide's own test", () => {
  it('manager self approval blocked', async () => {
    // Mock notifier that responds with the same agent ID
    class MockNotifier {
      async send(): Promise<void> {}
      async checkResponse(_requestId: string) {
        return { verdict: 'approved', responderId: 'agent-1' };
      }
    }

    const challenge = new ManagerApprovalChallenge({
      notificationService: new MockNotifier(),
      managerResolver: () => 'manager-1',
    });

    const context = createActionContext({
      functionName: 'deploy',
      agentId: 'agent-1', // same as responder
    });
    const risk = createRiskAssessment({ score: 0.9, level: RiskLevel.CRITICAL });

    const result = await challenge.present(context, risk);
    expect(result.passed).toBe(false);
    expect(result.details.reason).toBe('self-approval not allowed');
  });
});

describe('what the guide says of the manager challenge', () => {
  it('"Every challenge must implement two members"', () => {
    const challenge: ChallengeProtocol = new ManagerApprovalChallenge({
      notificationService: mockNotifier(),
      managerResolver: () => 'manager-1',
    });
    expect(isChallenge(challenge)).toBe(true);
    expect(challenge.challengeType).toBe(ChallengeType.MULTI_PARTY);
    expect(challenge.name).toBe('manager');
  });

  it('"escalates the approval to a designated manager via an external notification system"', async () => {
    const service = mockNotifier('silent');
    const presentation = present({ service, operator: { id: 'ada' } });
    await presentation.clock.advance(0);
    expect(service.notified.map(({ managerId }) => managerId)).toEqual(['manager-1']);
    expect(presentation.interaction.asked).toEqual([]);
  });

  it('"Requires explicit approval from a designated manager"', async () => {
    expect(await presentFor(3600, { service: mockNotifier('approves') })).toMatchObject({ passed: true });
    for (const behaviour of ['denies', 'silent', 'stranger', 'nameless', 'hangs'] as const) {
      expect(await presentFor(3600, { service: mockNotifier(behaviour) })).toMatchObject({ passed: false });
    }
  });

  it('the first decision counts, whatever comes after it', async () => {
    const service = mockNotifier('twice');
    expect(await presentFor(3600, { service })).toMatchObject({ passed: true });
    expect(service.calls.checkResponse).toBe(1);
    const denied = mockNotifier({ answers: [{ verdict: 'denied' }, {}] });
    expect(await presentFor(3600, { service: denied })).toMatchObject({ passed: false, verdict: 'denied' });
  });

  it('"Sends a notification to the manager and polls for their response"', async () => {
    const clock = fakeClock();
    const service = mockNotifier({ afterSeconds: 12, clock });
    const presentation = present({ clock, service });
    await clock.advance(14_999);
    expect(presentation.result).toBeUndefined();
    expect(service.calls).toMatchObject({ send: 1, checkResponse: 3 });
    await clock.advance(1);
    expect(presentation.result).toMatchObject({ passed: true, responder: 'manager-1' });
  });

  it('"The original operator cannot approve their own action -- a different person must respond"', async () => {
    const operator = { id: 'ada' };
    const service = mockNotifier({ answers: [{ responderId: 'ada' }] });
    expect(await present({ service, operator }).presenting).toMatchObject({
      passed: false,
      responder: 'ada',
      details: { reason: 'self-approval not allowed' },
    });
    expect(await present({ service: mockNotifier(), operator }).presenting).toMatchObject({ passed: true });
  });

  it('"Object with an async `send(manager_id, message, request_id)` method"', async () => {
    const given: unknown[][] = [];
    const service = {
      async send(...args: unknown[]): Promise<void> {
        given.push(args);
      },
      checkResponse: async () => ({ verdict: 'approved', responderId: 'manager-1' }),
    };
    const result = await present({ service }).presenting;
    expect(given).toEqual([['manager-1', expect.any(String), result.details.requestId, expect.any(Object)]]);
  });

  it('"Callable that takes an agent_id and returns the manager\'s ID"', async () => {
    const managers = new Map([['agent-1', 'grace']]);
    const service = mockNotifier();
    const options = { managerResolver: (agentId: string) => managers.get(agentId) };
    expect(await present({ service, options }).presenting).toMatchObject({ passed: true, responder: 'grace' });
    const action = { agentId: 'agent-2' };
    expect(await present({ service, options, action }).presenting).toMatchObject({ passed: false });
  });

  it('"How long to wait for manager response before denying"', async () => {
    const options = { timeoutSeconds: 90 };
    expect(await presentFor(89.999, { service: mockNotifier('silent'), options })).toBeUndefined();
    expect(await presentFor(90, { service: mockNotifier('silent'), options })).toMatchObject({
      passed: false,
      responder: undefined,
      responseTimeSeconds: 90,
      details: { reason: 'manager did not respond in time' },
    });
  });

  it('"How often to check for a response (seconds)"', async () => {
    const service = mockNotifier('silent');
    await presentFor(100, { service, options: { pollIntervalSeconds: 30 } });
    expect(service.calls.checkResponse).toBe(4);
  });

  it('has the five lines of the message, in its wording', async () => {
    const service = mockNotifier();
    await present({ service }).presenting;
    expect(service.sent[0]?.message.split('\n').slice(0, 5)).toEqual([
      'Approval required for: delete_records',
      'Agent: agent-1',
      'Risk: CRITICAL (0.90)',
      'Call: delete_records("table_a", 100)',
      'Environment: production',
    ]);
  });

  it('shows "Waiting for manager (...) approval..." and the request id', async () => {
    const presentation = present({ service: mockNotifier() });
    const { details } = await presentation.presenting;
    expect(presentation.interaction.shown).toEqual([
      expect.objectContaining({
        kind: 'waiting',
        text: `Waiting for manager (manager-1) approval... Request ID: ${details.requestId}`,
      }),
    ]);
  });

  it('differs: who does not say who they are is not taken for the manager, and nobody is named on a timeout', async () => {
    expect(await presentFor(3600, { service: mockNotifier('nameless') })).toMatchObject({
      passed: false,
      responder: undefined,
      details: { reason: 'manager did not respond in time', ignored: ['(no responder)'] },
    });
  });
});

describe("the guide's best practices", () => {
  const risk = sampleRisk('critical');

  it('"Never raise exceptions from present()": a failure is a result with descriptive details', async () => {
    const failing = () => {
      throw new Error('down');
    };
    const service = { send: failing, checkResponse: failing, waitForResponse: failing, withdraw: failing };
    const result = await presentFor(3600, { service });
    expect(result).toMatchObject({ passed: false, challengeType: 'multi_party' });
    expect(result?.details.reason).toBe('notifier_unavailable');
    const challenge = new ManagerApprovalChallenge({ notificationService: service, managerResolver: failing });
    await expect(Reflect.apply(challenge.present, challenge, [])).resolves.toMatchObject({ passed: false });
    await expect(challenge.present(createActionContext({ functionName: 'f' }), risk)).resolves.toMatchObject({
      details: { reason: 'the manager could not be looked up' },
    });
  });

  it('"should have a configurable timeout that defaults to denial"', async () => {
    const options = { notificationService: mockNotifier(), managerResolver: () => 'manager-1' };
    expect(new ManagerApprovalChallenge(options).timeoutSeconds).toBe(3600);
    expect(new ManagerApprovalChallenge({ ...options, timeoutSeconds: 7 }).timeoutSeconds).toBe(7);
    const input = { service: mockNotifier('silent'), options: { timeoutSeconds: 7 } };
    expect(await presentFor(7, input)).toMatchObject({ passed: false, approvers: [] });
  });

  it('"record verification method, attempt counts, responder identity, and failure reasons"', async () => {
    const approved = await present({ service: mockNotifier() }).presenting;
    expect(approved).toMatchObject({ responder: 'manager-1', details: { method: 'manager', managerId: 'manager-1' } });
    const denied = await present({ service: mockNotifier('denies') }).presenting;
    expect(denied).toMatchObject({
      responder: 'manager-1',
      details: { method: 'manager', reason: 'denied by the manager' },
    });
  });

  it('"verify that the responder is not the same entity that initiated the action"', async () => {
    const parties = { action: { agentId: 'bot', requesterId: 'ada' }, operator: { id: 'grace' } };
    for (const responderId of ['bot', 'ada', 'grace', 'BOT', 'Ada ', 'grаce']) {
      const result = await present({ service: mockNotifier({ answers: [{ responderId }] }), ...parties }).presenting;
      expect(result.details.reason).toBe('self-approval not allowed');
    }
  });
});
