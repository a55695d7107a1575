import { InteractionRenderer } from '@attesta/challenges';
import { Attesta, AttestaDenied, type Clock, MemoryStateStore, type StateStore } from '@attesta/core';
import { fakeClock, scriptedInteraction, scriptedRenderer } from '@attesta/testing';
import { describe, expect, it } from 'vitest';
import { ManagerApprovalChallenge, type ManagerApprovalChallengeOptions } from '../../src/index.js';
import { crashingStore } from './crashing-store.js';
import { HOUR, type InboxFixture, inboxFixture } from './inbox-fixture.js';

/** An agent, whose refunds are counted. Its own process, as it were: what it shares is in `state`. */
function agent(options: Partial<ManagerApprovalChallengeOptions> & { state?: StateStore; clock?: Clock } = {}) {
  const { state = new MemoryStateStore(), clock: given, ...rest } = options;
  const fixture: InboxFixture = inboxFixture({
    state,
    unsafeWithoutNumber: true,
    ...(given && { clock: given as InboxFixture['clock'] }),
  });
  const { clock } = fixture;
  const critical = new ManagerApprovalChallenge({
    notificationService: fixture.inbox,
    managerResolver: () => 'grace',
    ...rest,
  });
  const attesta = new Attesta({ clock, state, agentId: 'agent-1', challengeMap: { critical } });
  const runs: string[] = [];
  const refund = attesta.gate({ risk: 'critical' }, async function refund(order: string) {
    runs.push(order);
    return `refunded ${order}`;
  });
  return {
    ...fixture,
    runs,
    call: (callId: string) =>
      refund
        .with({ callId })('A-17')
        .catch((error: unknown) => error),
  };
}

/** An agent that died as it waited for `grace`. */
async function diedWaiting(state: StateStore) {
  const { store, kill } = crashingStore(state);
  const dead = agent({ state: store });
  void dead.call('call-1');
  await dead.clock.advance(0);
  kill();
  return dead;
}

const idIn = ({ notices }: InboxFixture) => notices.at(-1)?.requestId ?? '';

describe('a call that a manager decides on in the inbox', () => {
  it('runs once when they approve, without looking again and again', async () => {
    const first = agent();
    const calling = first.call('call-1');
    await first.clock.advance(0);
    await first.answer(idIn(first));
    expect(await calling).toBe('refunded A-17');
    expect(first.runs).toEqual(['A-17']);
    expect(first.clock.pending).toBe(0);
  });

  it.each(['denied', 'silent', 'stranger', 'self'])('does not run otherwise: %s', async (how) => {
    const first = agent();
    const calling = first.call('call-1');
    await first.clock.advance(0);
    if (how === 'denied') await first.answer(idIn(first), { verdict: 'denied' });
    if (how === 'stranger') await first.answer(idIn(first), { responderId: 'mallory' });
    if (how === 'self') await first.answer(idIn(first), { responderId: 'agent-1' });
    await first.clock.advance(how === 'self' ? 0 : HOUR + 1000);
    const reasons = {
      denied: 'denied by the manager',
      silent: 'manager did not respond in time',
      stranger: 'manager did not respond in time',
      self: 'self-approval not allowed',
    };
    expect(await calling).toMatchObject({ code: 'denied', decision: { reason: reasons[how as 'denied'] } });
    expect(first.runs).toEqual([]);
    expect(await first.inbox.list({ approverId: 'grace' })).toEqual([]);
  });

  it('D-25 survives its process: the same request, deadline and decision, and nobody told again', async () => {
    const state = new MemoryStateStore();
    const dead = await diedWaiting(state);
    const asked = await inboxFixture({ state }).inbox.get(idIn(dead));
    const clock = fakeClock();
    await clock.advance(HOUR / 2);
    const next = agent({ state, clock });
    const calling = next.call('call-1');
    await clock.advance(0);
    expect(next.notices).toEqual([]);
    const [met] = await next.inbox.list({ approverId: 'grace' });
    expect(met).toEqual(asked);
    await next.answer(idIn(dead));
    expect(await calling).toBe('refunded A-17');
    expect([...dead.runs, ...next.runs]).toHaveLength(1);
  });

  it('D-25 keeps a decision that came while nobody was there', async () => {
    for (const verdict of ['approved', 'denied']) {
      const state = new MemoryStateStore();
      const dead = await diedWaiting(state);
      await inboxFixture({ state }).answer(idIn(dead), { verdict });
      const next = agent({ state });
      const outcome = await next.call('call-1');
      expect(next.runs).toHaveLength(verdict === 'approved' ? 1 : 0);
      if (verdict === 'denied') expect(outcome).toMatchObject({ decision: { reason: 'denied by the manager' } });
      expect(next.notices).toEqual([]);
    }
  });

  it('D-20 an approval that lay about for more than five minutes denies, and the next call asks anew', async () => {
    const state = new MemoryStateStore();
    const dead = await diedWaiting(state);
    await inboxFixture({ state }).answer(idIn(dead));
    const clock = fakeClock();
    await clock.advance(300_001);
    const next = agent({ state, clock });
    expect(await next.call('call-1')).toMatchObject({ decision: { reason: 'approval_expired' } });
    expect(next.runs).toEqual([]);
    const again = next.call('call-1');
    await clock.advance(0);
    expect(next.notices).toHaveLength(1);
    await next.answer(idIn(next));
    expect(await again).toBe('refunded A-17');
  });

  it('D-21 one approval is one run, also from two processes and again later', async () => {
    const [state, clock] = [new MemoryStateStore(), fakeClock()];
    const agents = [agent({ state, clock }), agent({ state, clock })] as const;
    const calls = agents.map(({ call }) => call('call-1'));
    await clock.advance(0);
    const notices = agents.flatMap((one) => one.notices);
    expect(notices).toHaveLength(1);
    await agents[0].answer(notices[0]?.requestId ?? '');
    const outcomes = await Promise.all(calls);
    expect(outcomes.filter((outcome) => outcome === 'refunded A-17')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome instanceof AttestaDenied)).toHaveLength(1);
    expect(await agents[1].call('call-1')).toMatchObject({ code: 'already_run' });
    expect(agents.flatMap(({ runs }) => runs)).toHaveLength(1);
  });

  it('D-24 is denied at once where too many others await the manager', async () => {
    const first = agent();
    for (let index = 0; index < 20; index += 1) void first.call(`call-${index}`);
    await first.clock.advance(0);
    expect(await first.call('call-20')).toMatchObject({ decision: { reason: 'too_many_requests' } });
    expect(first.notices).toHaveLength(20);
  });

  it('D-26 is denied where the manager is another one by the time of the approval', async () => {
    let manager = 'grace';
    const first = agent({ managerResolver: () => manager });
    const calling = first.call('call-1');
    await first.clock.advance(0);
    manager = 'heidi';
    await first.answer(idIn(first));
    expect(await calling).toMatchObject({ decision: { reason: 'approver_revoked' } });
    expect(first.runs).toEqual([]);
  });
});

it('D-23 a critical call shows the number, and a new one every ten minutes', async () => {
  const fixture = inboxFixture();
  const renderer = scriptedRenderer([], { operator: { id: 'linus' } });
  const critical = new ManagerApprovalChallenge({ notificationService: fixture.inbox, managerResolver: () => 'grace' });
  const { clock, state } = fixture;
  const attesta = new Attesta({ clock, state, renderer, challengeMap: { critical } });
  const calling = attesta.gate({ risk: 'critical', name: 'drop' }, () => 'dropped')();
  await clock.advance(600_000);
  const numbers = renderer.interaction.shown.flatMap((notice) =>
    notice.kind === 'message' ? [notice.text.slice(-7)] : [],
  );
  expect(numbers).toHaveLength(2);
  const [first, second] = numbers;
  const answered = await fixture.answer(idIn(fixture), { number: first });
  expect(answered).toMatchObject(first === second ? { status: 'approved' } : { reason: 'wrong_number' });
  if (first !== second) await fixture.answer(idIn(fixture), { number: second });
  expect(await calling).toBe('dropped');
  expect(fixture.notices).toHaveLength(1);
  expect(fixture.notices[0]?.request).toMatchObject({ operatorId: 'linus' });
});

it("R-16 who waits for a manager does not hold the agent's terminal against other prompts", async () => {
  const fixture = inboxFixture({ unsafeWithoutNumber: true });
  const { clock, state } = fixture;
  const interaction = scriptedInteraction([true, true]);
  const renderer = new InteractionRenderer(interaction);
  const critical = new ManagerApprovalChallenge({ notificationService: fixture.inbox, managerResolver: () => 'grace' });
  const attesta = new Attesta({ clock, state, renderer, challengeMap: { critical, medium: 'confirm' } });
  const waiting = attesta.gate({ risk: 'critical', name: 'drop' }, () => 'dropped')();
  await clock.advance(0);
  for (let others = 0; others < 2; others += 1) {
    expect(await attesta.gate({ risk: 'medium', name: 'move' }, () => 'moved')()).toBe('moved');
  }
  await fixture.answer(idIn(fixture));
  expect(await waiting).toBe('dropped');
});
