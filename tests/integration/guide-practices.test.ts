import { InteractionRenderer } from '@attesta/challenges';
import { Attesta, AttestaDenied, type Decision, type Interaction, MemoryStateStore } from '@attesta/core';
import {
  createSession,
  fakeClock,
  faults,
  faultyStateStore,
  sampleContext,
  sampleRisk,
  scriptedInteraction,
} from '@attesta/testing';
import { describe, expect, it } from 'vitest';
import { type Conduct, SUBJECTS, type Subject } from './guide-subjects.js';

const operator = { id: 'ada' };
const BROKEN: Interaction = { show: faults.throws(), ask: faults.rejects() };

interface CallOptions {
  readonly timeoutSeconds?: number | undefined;
  readonly interaction?: Interaction;
  readonly operatorId?: string;
  readonly agentId?: string;
  readonly requesterId?: string;
}

/** Calls a gated function at the level critical. */
function call(subject: Subject, conduct: Conduct, options: CallOptions = {}) {
  const { timeoutSeconds, operatorId = 'ada', agentId = 'agent-1', requesterId = 'lin' } = options;
  const clock = fakeClock();
  const { challenge, script } = subject.play(conduct, clock, timeoutSeconds);
  const decisions: Decision[] = [];
  const attesta = new Attesta({
    clock,
    renderer: new InteractionRenderer(options.interaction ?? scriptedInteraction(script), {
      operator: { id: operatorId },
    }),
    challengeMap: { critical: challenge },
    agentId,
    onDecision: (decision) => decisions.push(decision),
  });
  const ran: string[] = [];
  const ended = attesta
    .gate({ risk: 'critical', name: 'drop' }, (table: string) => ran.push(table))
    .with({ requesterId })('orders')
    .catch((error: unknown) => error);
  return { clock, decisions, ended, ran };
}

describe.each(SUBJECTS)('the best practices of the guide, kept by $name', (subject) => {
  const { name, decider, passed, failed } = subject;

  it('"Never raise exceptions from present()": whatever fails, there is a result, which names a reason', async () => {
    const { challenge, script } = subject.play('right', fakeClock());
    const interaction = scriptedInteraction(script);
    const state = faultyStateStore(new MemoryStateStore(), () => 'rejects');
    const sessions = {
      'no session': undefined,
      'no screen': createSession({ operator }),
      'broken screen': createSession({ operator, interaction: BROKEN }),
      'broken store': createSession({ operator, interaction, state }),
    };
    const failing = [
      ...subject.dependsOn.map((what) => ({ what, challenge, session: sessions[what] })),
      ...(subject.broken ?? []).map((each) => ({
        what: 'broken',
        challenge: each,
        session: createSession({ operator, interaction }),
      })),
    ];
    for (const { what, challenge, session } of failing) {
      const presenting = Reflect.apply(challenge.present, challenge, [sampleContext(), sampleRisk(), session]);
      await expect(presenting, what).resolves.toMatchObject({
        passed: false,
        challengeType: challenge.challengeType,
        approvers: [],
        details: { reason: expect.stringMatching(/\w+/) },
      });
    }
  });

  it('"Never raise exceptions from present()": through the gate, a screen that throws is nobody who says yes', async () => {
    const { decisions, ended, ran } = call(subject, 'right', { interaction: BROKEN });
    const caught = await ended;
    if (subject.isEscalation) {
      // The manager decides elsewhere, and no screen is needed for it.
      expect(decisions).toMatchObject([{ verdict: 'approved', approvers: [decider] }]);
      return;
    }
    expect(caught).toBeInstanceOf(AttestaDenied);
    expect(decisions).toMatchObject([{ verdict: 'denied', approvers: [], reason: expect.stringMatching(/\w+/) }]);
    expect(ran).toEqual([]);
  });

  it('"Enforce Timeouts": after an hour, unless told otherwise, silence is a denial', async () => {
    for (const timeoutSeconds of [undefined, 7]) {
      const seconds = timeoutSeconds ?? 3600;
      const { clock, decisions, ended, ran } = call(subject, 'silent', { timeoutSeconds });
      await clock.advance(seconds * 1000 - 1);
      expect(decisions).toEqual([]);
      await clock.advance(1);
      await ended;
      expect(decisions).toMatchObject([{ verdict: 'timed_out', approvers: [], challenge: { passed: false } }]);
      expect([ran, clock.pending]).toEqual([[], 0]);
    }
  });

  it('"Record Metadata": method, attempts, responder and reason are in the record', async () => {
    const right = call(subject, 'right');
    await right.ended;
    expect(right.ran).toEqual(['orders']);
    expect(right.decisions).toMatchObject([{ presented: { name }, challenge: { responder: decider } }]);
    expect(right.decisions[0]?.challenge?.details).toEqual(passed);

    const wrong = call(subject, 'wrong');
    await wrong.ended;
    expect(wrong.ran).toEqual([]);
    expect(wrong.decisions).toMatchObject([{ presented: { name }, challenge: { responder: decider } }]);
    expect(wrong.decisions[0]?.challenge?.details).toEqual(failed);
  });

  it('"Prevent Self-Approval": who requested the action does not approve it in the place of a second person', async () => {
    for (const role of ['operatorId', 'agentId', 'requesterId'] as const) {
      const { decisions, ended, ran } = call(subject, 'right', { [role]: decider });
      await ended;
      if (subject.isEscalation) {
        expect(ran).toEqual([]);
        expect(decisions).toMatchObject([{ verdict: 'denied', approvers: [], reason: 'self-approval not allowed' }]);
      } else {
        // A second look by the same person, and recorded as theirs.
        expect(decisions).toMatchObject([{ verdict: 'approved', approvers: [decider] }]);
      }
    }
  });

  it('"Prevent Self-Approval": the approver is who decided, neither the agent nor who sent it', async () => {
    const { decisions, ended } = call(subject, 'right');
    await ended;
    expect(decisions.map(({ approvers }) => approvers)).toEqual([[decider]]);
  });
});
