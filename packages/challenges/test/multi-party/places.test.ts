import { InteractionRenderer, MultiPartyChallenge } from '@attesta/challenges';
import { Attesta, type ChallengeProtocol, type Interaction, type PartialChallengeResult } from '@attesta/core';
import { createSession, fakeClock, faults, sampleContext, sampleRisk, scriptedInteraction } from '@attesta/testing';
import { challengeConformance } from '@attesta/testing/conformance';
import { describe, expect, it } from 'vitest';
import { approversOf, code, codeOf, elsewhere, present, turnOf, yes } from './people.js';

const UNAVAILABLE: Interaction = { show() {}, ask: async () => ({ status: 'unavailable' }) };
const HANGING: Interaction = { show() {}, ask: () => new Promise(() => {}) };

describe('approvers elsewhere', () => {
  it('passes when enough answer at interactions of their own, each with the whole action first', async () => {
    const approvers = [elsewhere('grace'), elsewhere('lin')];
    const interaction = scriptedInteraction();
    const result = await present({ approvers }, { interaction });
    expect(result).toMatchObject({ passed: true, approvers: ['grace', 'lin'] });
    for (const { interaction: own } of approvers) {
      expect(own.transcript.map((event) => ('shown' in event ? event.shown.kind : event.asked.id))).toEqual([
        'action',
        'code',
        'yes',
      ]);
    }
    expect(interaction.shown).toMatchObject([{ kind: 'waiting', text: 'Waiting for approvers elsewhere: grace, lin' }]);
    expect(interaction.asked).toEqual([]);
  });

  it('passes with one at the keyboard and one elsewhere', async () => {
    const interaction = scriptedInteraction(turnOf('lin'));
    const approvers = [elsewhere('grace'), ...approversOf('lin')];
    const { passed, approvers: named } = await present({ approvers }, { interaction });
    expect(passed).toBe(true);
    expect([...named].sort()).toEqual(['grace', 'lin']);
  });

  it('does without one who cannot be reached, and denies when too few can', async () => {
    const absent = { id: 'mo', prove: code, interaction: UNAVAILABLE };
    expect(await present({ approvers: [absent, elsewhere('grace'), elsewhere('lin')] })).toMatchObject({
      passed: true,
      approvers: ['grace', 'lin'],
    });
    expect(await present({ approvers: [absent, elsewhere('grace')] })).toMatchObject({
      passed: false,
      verdict: 'denied',
      details: { reason: 'too few approvers could be asked', approvals: [{ approver: 'grace' }] },
    });
  });

  it('asks one action after the other at an interaction that two actions share', async () => {
    const clock = fakeClock();
    const answers: ((value: string | boolean) => void)[] = [];
    const events: string[] = [];
    const shared: Interaction = {
      show: (notice) => events.push(notice.kind === 'action' ? notice.context.description : notice.kind),
      ask: ({ id }) => {
        events.push(id);
        return new Promise((resolve) => answers.push((value) => resolve({ status: 'answered', value })));
      },
    };
    const grace = { id: 'grace', prove: code, interaction: shared };
    const challenge = new MultiPartyChallenge({ approvers: [grace, elsewhere('lin')], rotation: [yes] });
    const both = [1, 2].map((args) =>
      challenge.present(sampleContext({ args: [args] }), sampleRisk('critical'), createSession({ clock })),
    );
    for (const answer of [codeOf('grace'), true, codeOf('grace'), true]) {
      await clock.advance(0);
      answers.shift()?.(answer);
    }
    await clock.advance(0);
    expect(events).toEqual(['delete_records(1)', 'code', 'yes', 'delete_records(2)', 'code', 'yes']);
    expect((await Promise.all(both)).map(({ passed }) => passed)).toEqual([true, true]);
  });
});

describe('time', () => {
  it('D-01 denies at the deadline when one approver hangs', async () => {
    const clock = fakeClock();
    const interaction = scriptedInteraction(turnOf('lin'));
    const approvers = [...approversOf('lin'), { id: 'grace', prove: code, interaction: HANGING }];
    const deadline = { wall: clock.wall() + 60_000, monotonic: clock.monotonic() + 60_000 };
    const result = present({ approvers }, { interaction, clock, deadline });
    await clock.advance(60_000);
    expect(await result).toMatchObject({
      passed: false,
      verdict: 'timed_out',
      responder: undefined,
      responseTimeSeconds: 60,
      details: { reason: 'nobody answered in time', approvals: [{ approver: 'lin' }] },
    });
  });

  it('gives a proof no more time than it says it needs', async () => {
    const clock = fakeClock();
    const quick = { ...code, timeoutSeconds: 30, present: code.present };
    const approvers = [{ id: 'grace', prove: quick, interaction: HANGING }, elsewhere('lin')];
    const result = present({ approvers }, { clock });
    await clock.advance(31_000);
    expect(await result).toMatchObject({ verdict: 'timed_out', details: { approver: 'grace', challenge: 'code' } });
  });

  it('is cancelled by the caller, and leaves nobody being asked', async () => {
    const clock = fakeClock();
    const controller = new AbortController();
    const seen: AbortSignal[] = [];
    const interaction: Interaction = {
      show() {},
      ask: (_, { signal }) => {
        seen.push(signal);
        return new Promise(() => {});
      },
    };
    const approvers = [{ id: 'grace', prove: code, interaction }, ...approversOf('lin')];
    const result = present({ approvers }, { clock, interaction, signal: controller.signal });
    await clock.advance(0);
    controller.abort();
    expect(await result).toMatchObject({ verdict: 'cancelled', details: { reason: 'cancelled by the caller' } });
    expect(seen.map(({ aborted }) => aborted)).toEqual([true, true]);
  });

  it('counts no approval that comes after it was decided', async () => {
    const clock = fakeClock();
    let answer = (_: string): void => {};
    const late: Interaction = {
      show() {},
      ask: () => new Promise((resolve) => (answer = (value) => resolve({ status: 'answered', value }))),
    };
    const approvers = [{ id: 'grace', prove: code, interaction: late }, elsewhere('lin', false)];
    const result = await present({ approvers }, { clock });
    answer(codeOf('grace'));
    await clock.advance(2000);
    expect(result).toMatchObject({ passed: false, details: { approvals: [] } });
  });
});

describe('what an approver is asked', () => {
  const misbehaving = (present: ChallengeProtocol['present']): ChallengeProtocol => ({ ...code, present });
  const claims = (more: Partial<PartialChallengeResult>) =>
    misbehaving(async () => ({ passed: true, challengeType: 'confirm', ...more }));

  it.each([
    [
      'throws',
      misbehaving(() => {
        throw new Error('no');
      }),
    ],
    ['rejects', misbehaving(() => Promise.reject(new Error('no')))],
    ['passes as auto_approve', claims({ challengeType: 'auto_approve' })],
    ['is answered by somebody else', claims({ responder: 'mallory' })],
    ['is answered by another approver', claims({ responder: 'lin' })],
    ['is approved by somebody else as well', claims({ responder: 'grace', approvers: ['grace', 'mallory'] })],
    ['is answered by nobody at all', claims({ responder: 'timeout' })],
  ])('D-01 denies when a proof %s', async (_, prove) => {
    const approvers = [{ id: 'grace', prove, interaction: scriptedInteraction([true]) }, elsewhere('lin')];
    expect(await present({ approvers })).toMatchObject({ passed: false, verdict: 'denied', approvers: [] });
  });

  it('D-01 denies when a proof answers garbage', async () => {
    for (const garbage of faults.garbage) {
      const prove = misbehaving(async () => garbage as never);
      const approvers = [{ id: 'grace', prove, interaction: scriptedInteraction([true]) }, elsewhere('lin')];
      expect((await present({ approvers })).passed).toBe(false);
    }
  });

  it('takes an alias of the approver as theirs', async () => {
    const grace = {
      id: 'grace',
      aliases: ['u-17'],
      prove: claims({ responder: 'u-17' }),
      interaction: scriptedInteraction([true]),
    };
    expect(await present({ approvers: [grace, elsewhere('lin')] })).toMatchObject({
      passed: true,
      approvers: ['grace', 'lin'],
    });
  });

  it('is asked as the operator of a session of their own, which is over when they are done', async () => {
    const sessions: Parameters<ChallengeProtocol['present']>[2][] = [];
    const prove = misbehaving(async (_context, _risk, session) => {
      sessions.push(session);
      return { passed: true, challengeType: 'confirm' };
    });
    const interaction = scriptedInteraction(['grace', true, 'lin', true]);
    const approvers = ['grace', 'lin'].map((id) => ({ id, prove }));
    expect(await present({ approvers }, { interaction, operator: { id: 'ada' } })).toMatchObject({ passed: true });
    expect(sessions.map(({ operator }) => operator)).toEqual([{ id: 'grace' }, { id: 'lin' }]);
    for (const { signal, interaction: closed } of sessions) {
      expect(signal.aborted).toBe(true);
      const question = { kind: 'confirm', id: 'more', prompt: 'More?' } as const;
      expect(await closed.ask(question, { signal })).toEqual({ status: 'cancelled' });
    }
  });

  it('never rejects, whatever the session does', async () => {
    const challenge = new MultiPartyChallenge({ approvers: approversOf('grace', 'lin'), rotation: [yes] });
    const broken = new Proxy(createSession(), {
      get() {
        throw new Error('broken');
      },
    });
    expect(await challenge.present(sampleContext(), sampleRisk('critical'), broken)).toMatchObject({
      passed: false,
      details: { reason: 'the challenge failed' },
    });
    expect(await challenge.present(sampleContext(), sampleRisk('critical'))).toMatchObject({
      details: { reason: 'no session: hand on the one that renderChallenge was given' },
    });
  });

  it("goes on nobody else's word when the agent is one of the approvers", async () => {
    const renderer = new InteractionRenderer(scriptedInteraction([...turnOf('bot'), ...turnOf('lin')]));
    const approvers = approversOf('bot', 'lin', 'mo');
    const critical = new MultiPartyChallenge({ approvers, rotation: [yes] });
    const { gate } = new Attesta({ renderer, agentId: 'bot', challengeMap: { critical } });
    await expect(gate({ name: 'drop', risk: 'critical' }, () => 'dropped')()).rejects.toThrow();
  });
});

challengeConformance(
  { describe, it },
  {
    name: 'MultiPartyChallenge, in turns',
    create: ({ dependency }) =>
      new MultiPartyChallenge({
        rotation: [yes],
        approvers: ['grace', 'lin'].map((id) => ({
          id,
          prove: { ...code, present: dependency('prove', code.present) },
        })),
      }),
    passes: { 'two people': () => [...turnOf('grace'), ...turnOf('lin')] },
    fails: {
      'one person': () => turnOf('grace'),
      'the wrong code': () => [...turnOf('grace'), 'lin', codeOf('grace'), true],
      'a no': () => [...turnOf('grace'), ...turnOf('lin', false)],
    },
    dependencies: { prove: {} },
    approvers: ['grace', 'lin'],
  },
);

challengeConformance(
  { describe, it },
  {
    name: 'MultiPartyChallenge, elsewhere',
    create: ({ dependency, scenario }) =>
      new MultiPartyChallenge({
        rotation: [yes],
        approvers: ['grace', 'lin'].map((id) => {
          const { ask, show } = scriptedInteraction({ code: codeOf(id), yes: scenario !== 'a no' || id === 'lin' });
          return { id, prove: code, interaction: { show, ask: dependency('ask', ask) } };
        }),
      }),
    passes: { 'two people': () => [] },
    fails: { 'a no': () => [] },
    dependencies: { ask: {} },
    approvers: ['grace', 'lin'],
    unsupported: { asking: 'they are asked elsewhere' },
  },
);
