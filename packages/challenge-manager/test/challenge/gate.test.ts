import { InteractionRenderer } from '@attesta/challenges';
import {
  type ActionContext,
  Attesta,
  AttestaDenied,
  type ChallengeSession,
  ChallengeType,
  type NotificationService,
  type PartialChallengeResult,
  type RiskAssessment,
} from '@attesta/core';
import { type FakeClock, fakeClock, mockNotifier, scriptedInteraction, scriptedRenderer } from '@attesta/testing';
import { describe, expect, it } from 'vitest';
import { ManagerApprovalChallenge, type ManagerApprovalChallengeOptions } from '../../src/index.js';

interface Call {
  readonly clock: FakeClock;
  readonly ended: Promise<unknown>;
  readonly runs: () => number;
}

/** Calls a gated function that the manager has to approve. */
function call(service: NotificationService, clock: FakeClock = fakeClock(), signal?: AbortSignal): Call {
  let runs = 0;
  const critical = challenge(service);
  const attesta = new Attesta({ clock, agentId: 'agent-1', challengeMap: { critical } });
  const guarded = attesta.gate({ risk: 'critical', name: 'drop' }, (table: string) => {
    runs += 1;
    return `dropped ${table}`;
  });
  const ended = guarded
    .with(signal ? { signal } : {})('orders')
    .catch((error: unknown) => error);
  return { clock, ended, runs: () => runs };
}

function challenge(
  notificationService: NotificationService,
  options: Partial<ManagerApprovalChallengeOptions> = {},
): ManagerApprovalChallenge {
  return new ManagerApprovalChallenge({ notificationService, managerResolver: () => 'manager-1', ...options });
}

function reasonOf(denied: unknown): unknown {
  return denied instanceof AttestaDenied ? [denied.decision.verdict, denied.decision.reason] : denied;
}

describe('through the gate, without a renderer', () => {
  it('an approval runs the call once', async () => {
    const { ended, runs } = call(mockNotifier());
    expect(await ended).toBe('dropped orders');
    expect(runs()).toBe(1);
  });

  it.each([
    ['denies', 0, ['denied', 'denied by the manager']],
    ['silent', 3600, ['timed_out', 'manager did not respond in time']],
    ['stranger', 3600, ['timed_out', 'manager did not respond in time']],
    ['nameless', 3600, ['timed_out', 'manager did not respond in time']],
    ['hangs', 3600, ['denied', 'notifier_unavailable']],
  ] as const)('a notifier that %s lets nothing run', async (behaviour, seconds, expected) => {
    const { clock, ended, runs } = call(mockNotifier(behaviour));
    await clock.advance(seconds * 1000);
    expect(reasonOf(await ended)).toEqual(expected);
    expect(runs()).toBe(0);
    expect(clock.pending).toBe(0);
  });

  it('D-15 its own reason is heard at the deadline, although withdraw hangs', async () => {
    const { clock, ended, runs } = call(mockNotifier({ answers: [], faults: { withdraw: 'hangs' } }));
    await clock.advance(3_600_999);
    expect(reasonOf(await ended)).toEqual(['timed_out', 'manager did not respond in time']);
    expect([runs(), clock.pending]).toEqual([0, 0]);
  });

  it.each([true, false])('an abort of the call ends it and withdraws the request (push: %s)', async (push) => {
    const controller = new AbortController();
    const service = mockNotifier({ answers: [], push });
    const { clock, ended, runs } = call(service, fakeClock(), controller.signal);
    await clock.advance(60_000);
    controller.abort();
    expect(reasonOf(await ended)).toEqual(['cancelled', 'cancelled by the caller']);
    expect(service.withdrawn.map(({ reason }) => reason)).toEqual(['cancelled by the caller']);
    expect([runs(), clock.pending]).toEqual([0, 0]);
  });

  it('D-14 an answer at the deadline lets nothing run', async () => {
    for (const [ms, expected] of [
      [3_599_999, 1],
      [3_600_000, 0],
      [3_600_001, 0],
    ] as const) {
      const clock = fakeClock();
      const { runs } = call(mockNotifier({ afterSeconds: ms / 1000, clock, push: true }), clock);
      await clock.advance(3_602_000);
      expect(runs(), `${ms} ms`).toBe(expected);
    }
  });

  it('the record names the manager as the approver', async () => {
    const approvals: unknown[] = [];
    const attesta = new Attesta({
      clock: fakeClock(),
      challengeMap: { critical: challenge(mockNotifier()) },
      onDecision: ({ approvers, presented }) => approvals.push([approvers, presented]),
    });
    await attesta.gate({ risk: 'critical', name: 'drop' }, () => 1)();
    expect(approvals).toEqual([[['manager-1'], { type: 'multi_party', name: 'manager' }]]);
  });
});

describe('through the gate, with a renderer', () => {
  it('the operator at the screen cannot be the manager', async () => {
    for (const [id, passes] of [
      ['manager-1', false],
      ['ada', true],
    ] as const) {
      const clock = fakeClock();
      const renderer = scriptedRenderer([], { operator: { id } });
      const service = mockNotifier();
      const attesta = new Attesta({ clock, renderer, challengeMap: { critical: challenge(service) } });
      const ended = await attesta
        .gate({ risk: 'critical', name: 'drop' }, () => 'ran')()
        .catch(reasonOf);
      expect(ended).toEqual(passes ? 'ran' : ['denied', 'self-approval not allowed']);
      expect(service.sent).toHaveLength(passes ? 1 : 0);
      expect(renderer.interaction.shown.some(({ kind }) => kind === 'waiting')).toBe(passes);
    }
  });

  it("the guide's wiring: a renderer that presents it for multi_party", async () => {
    const clock = fakeClock();
    const managed = challenge(mockNotifier({ answers: [{ responderId: 'ada' }] }));
    class ManagerRenderer extends InteractionRenderer {
      override async renderChallenge(
        context: ActionContext,
        risk: RiskAssessment,
        type: ChallengeType,
        session: ChallengeSession,
      ): Promise<PartialChallengeResult> {
        if (type === ChallengeType.MULTI_PARTY) return await managed.present(context, risk, session);
        return await super.renderChallenge(context, risk, type, session);
      }
    }
    const renderer = new ManagerRenderer(scriptedInteraction(), { operator: { id: 'ada' } });
    const attesta = new Attesta({ clock, renderer });
    const ended = await attesta
      .gate({ risk: 'critical', name: 'drop' }, () => 'ran')()
      .catch(reasonOf);
    expect(ended).toEqual(['denied', 'self-approval not allowed']);
  });
});
