import { ManagerApprovalChallenge } from '@attesta/challenge-manager';
import { TOTPChallenge } from '@attesta/challenge-totp';
import { InteractionRenderer } from '@attesta/challenges';
import {
  Attesta,
  AttestaDenied,
  type AttestaOptions,
  ChallengeType,
  type Decision,
  type NotificationService,
  RiskLevel,
} from '@attesta/core';
import {
  fakeClock,
  type InteractionScript,
  mockNotifier,
  type ScriptedInteraction,
  scriptedInteraction,
} from '@attesta/testing';
import { generateSecret, generateSync } from 'otplib';
import { describe, expect, it } from 'vitest';
import { CustomRenderer } from './custom-renderer.js';

interface WiringInput {
  readonly totp: TOTPChallenge;
  readonly manager: ManagerApprovalChallenge;
  readonly interaction: ScriptedInteraction;
}

interface Wiring {
  readonly name: string;
  readonly wire: (input: WiringInput) => AttestaOptions;
  /** What the map asks for at the level high, and at critical. */
  readonly required: readonly [object, object];
  /** What the record says was presented. A renderer tells the gate a type only, which is then its name too. */
  readonly presented: readonly [object, object];
}

const operator = { id: 'ada' };

// The guide: "Use TOTP for HIGH, manager approval for CRITICAL".
const WIRINGS: readonly Wiring[] = [
  {
    name: 'by a renderer',
    wire: ({ totp, manager, interaction }) => ({
      renderer: new CustomRenderer(
        { [ChallengeType.QUIZ]: totp, [ChallengeType.MULTI_PARTY]: manager },
        interaction,
        operator,
      ),
    }),
    required: [
      { type: 'quiz', name: 'quiz' },
      { type: 'multi_party', name: 'multi_party' },
    ],
    presented: [
      { type: 'confirm', name: 'confirm' },
      { type: 'multi_party', name: 'multi_party' },
    ],
  },
  {
    name: 'by the challenge map',
    wire: ({ totp, manager, interaction }) => ({
      renderer: new InteractionRenderer(interaction, { operator }),
      challengeMap: { high: totp, critical: manager },
    }),
    required: [
      { type: 'confirm', name: 'totp' },
      { type: 'multi_party', name: 'manager' },
    ],
    presented: [
      { type: 'confirm', name: 'totp' },
      { type: 'multi_party', name: 'manager' },
    ],
  },
];

/** The code that the authenticator shows, and one that it shows at no time near. */
function authenticator(epoch: number) {
  const secret = generateSecret();
  const near = [-2, -1, 0, 1, 2].map((steps) => generateSync({ secret, epoch: epoch + steps * 30 }));
  const wrong = ['000000', '111111', '222222', '333333', '444444', '555555'].find((code) => !near.includes(code));
  return { secret, right: generateSync({ secret, epoch }), wrong: wrong ?? '' };
}

function setUp({ wire }: Wiring, service: NotificationService = mockNotifier(), answers: InteractionScript = {}) {
  const clock = fakeClock();
  const { secret, right, wrong } = authenticator(clock.wall() / 1000);
  const interaction = scriptedInteraction({ code: right, confirm: true, ...answers });
  const totp = new TOTPChallenge({ secretProvider: (operatorId) => (operatorId === 'ada' ? secret : undefined) });
  const managers = new Map([['agent-1', 'grace']]);
  const manager = new ManagerApprovalChallenge({
    notificationService: service,
    managerResolver: (agentId) => managers.get(agentId),
  });
  const decisions: Decision[] = [];
  const attesta = new Attesta({
    ...wire({ totp, manager, interaction }),
    clock,
    agentId: 'agent-1',
    onDecision: (decision) => decisions.push(decision),
  });
  const ran: string[] = [];
  const call = (risk: RiskLevel): Promise<unknown> =>
    attesta
      .gate({ risk, name: 'drop' }, (table: string) => ran.push(table))('orders')
      .catch((error: unknown) => error);
  return { call, clock, decisions, interaction, ran, wrong };
}

describe.each(WIRINGS)('TOTP for high, the manager for critical, wired $name', (wiring) => {
  it('high: the right code runs the call, and the operator is recorded', async () => {
    const service = mockNotifier();
    const { call, decisions, interaction, ran } = setUp(wiring, service);
    expect(await call(RiskLevel.HIGH)).toBe(1);
    expect(ran).toEqual(['orders']);
    expect(decisions).toMatchObject([
      {
        verdict: 'approved',
        required: wiring.required[0],
        presented: wiring.presented[0],
        operator,
        approvers: ['ada'],
        challenge: { passed: true, responder: 'ada', details: { method: 'totp', attempts: 1 } },
        reason: undefined,
      },
    ]);
    expect(interaction.asked.map(({ id }) => id)).toEqual(['code']);
    expect(service.sent).toEqual([]);
  });

  it('high: wrong codes run nothing', async () => {
    const tries: string[] = [];
    const { call, decisions, ran, wrong } = setUp(wiring, mockNotifier(), {
      code: ({ id }) => {
        tries.push(id);
        return wrong;
      },
    });
    expect(await call(RiskLevel.HIGH)).toBeInstanceOf(AttestaDenied);
    expect([ran, tries]).toEqual([[], ['code', 'code', 'code']]);
    expect(decisions).toMatchObject([
      {
        verdict: 'denied',
        required: wiring.required[0],
        presented: wiring.presented[0],
        approvers: [],
        challenge: { passed: false, details: { method: 'totp', attempts: 3 } },
        reason: 'max attempts exceeded',
      },
    ]);
  });

  it('critical: the approval of the manager runs the call, and the manager is recorded', async () => {
    const service = mockNotifier();
    const { call, decisions, interaction, ran } = setUp(wiring, service);
    expect(await call(RiskLevel.CRITICAL)).toBe(1);
    expect(ran).toEqual(['orders']);
    expect(decisions).toMatchObject([
      {
        verdict: 'approved',
        required: wiring.required[1],
        presented: wiring.presented[1],
        operator,
        approvers: ['grace'],
        challenge: {
          passed: true,
          responder: 'grace',
          details: { method: 'manager', managerId: 'grace', requestId: service.sent[0]?.requestId },
        },
      },
    ]);
    expect(service.sent.map(({ managerId, message }) => [managerId, message.split('\n')[3]])).toEqual([
      ['grace', 'Call: drop("orders")'],
    ]);
    expect(interaction.asked).toEqual([]);
    expect(interaction.shown).toContainEqual(expect.objectContaining({ kind: 'waiting' }));
  });

  it.each([
    ['denies', 'denied', 'denied by the manager', 'grace'],
    ['silent', 'timed_out', 'manager did not respond in time', undefined],
    ['stranger', 'timed_out', 'manager did not respond in time', undefined],
    ['nameless', 'timed_out', 'manager did not respond in time', undefined],
    [{ answers: [{ responderId: 'agent-1' }] }, 'denied', 'self-approval not allowed', 'agent-1'],
    [{ answers: [{ responderId: 'ada' }] }, 'denied', 'self-approval not allowed', 'ada'],
    [{ faults: { send: Number.POSITIVE_INFINITY } }, 'denied', 'notifier_unavailable', undefined],
  ] as const)('critical: a service that behaves as %j runs nothing', async (behaviour, verdict, reason, responder) => {
    const { call, clock, decisions, ran } = setUp(wiring, mockNotifier(behaviour));
    const ended = call(RiskLevel.CRITICAL);
    await clock.advance(3_600_000);
    expect(await ended).toBeInstanceOf(AttestaDenied);
    expect([ran, clock.pending]).toEqual([[], 0]);
    expect(decisions).toMatchObject([
      {
        verdict,
        reason,
        required: wiring.required[1],
        presented: wiring.presented[1],
        approvers: [],
        challenge: { passed: false, responder, details: { method: 'manager', managerId: 'grace' } },
      },
    ]);
  });

  it('leaves the other levels as they were', async () => {
    const service = mockNotifier();
    const { call, decisions, interaction, ran } = setUp(wiring, service);
    await call(RiskLevel.LOW);
    await call(RiskLevel.MEDIUM);
    expect(ran).toEqual(['orders', 'orders']);
    expect(decisions).toMatchObject([
      { verdict: 'approved', presented: { type: 'auto_approve' }, approvers: [] },
      { verdict: 'approved', presented: { type: 'confirm', name: 'confirm' }, approvers: ['ada'] },
    ]);
    expect(interaction.asked.map(({ id }) => id)).toEqual(['confirm']);
    expect(service.sent).toEqual([]);
  });
});
