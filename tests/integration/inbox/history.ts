import assert from 'node:assert/strict';
import { ApprovalInbox, type InboxAnswer, ManagerApprovalChallenge } from '@attesta/challenge-manager';
import { Attesta, MemoryStateStore } from '@attesta/core';
import { fakeClock } from '@attesta/testing';
import { Mortal } from './mortal.js';
import { answerOf, officeOf } from './office.js';
import { Choices } from './random.js';

const CALLS = ['call-0', 'call-1', 'call-2'];
const MOST_OPEN = 4;

/** What happened, as the outside world saw it. */
export interface Tally {
  readonly effects: number;
  readonly kills: number;
  readonly decided: number;
  readonly requests: number;
}

/**
 * Plays one history: agents call and die, people answer, rightly and wrongly, time passes; and looks after each step whether what
 * must hold does.
 */
export async function playHistory(seed: number, steps: number): Promise<Tally> {
  const choices = new Choices(seed);
  const clock = fakeClock();
  const whole = new MemoryStateStore();
  const office = officeOf(whole, clock);
  const living: { readonly mortal: Mortal; readonly controller: AbortController }[] = [];
  const calls: { readonly mortal: Mortal; isSettled: boolean }[] = [];
  const notices: { readonly requestId: string; readonly token: string; readonly by: Mortal }[] = [];
  const effects: { readonly callId: string; readonly requestId: string }[] = [];
  const decided = new Map<string, string>();
  const closings = new Map<string, string>();
  const violations: unknown[] = [];
  const note = (violation: unknown): void => void violations.push(violation);
  let manager = 'grace';
  let kills = 0;

  const acts: readonly (readonly [weight: number, act: () => Promise<void>])[] = [
    [4, call],
    [6, answer],
    [2, async () => kill()],
    [1, async () => choices.of([...living, { controller: new AbortController() }]).controller.abort()],
    [3, () => clock.advance(choices.of([1, 1000, 61_000, 299_000, 301_000, 600_000]))],
    [1, appoint],
  ];
  const wheel = acts.flatMap(([weight, act]) => new Array<() => Promise<void>>(weight).fill(act));
  for (let step = 0; step < steps; step += 1) {
    // What happens at once meets; what is looked at stands still.
    for (let acts = choices.below(3); acts >= 0; acts -= 1) await choices.of(wheel)();
    await clock.advance(0);
    await check();
  }
  manager = 'grace';
  await clock.advance(700_000);
  await check();
  for (const { mortal, isSettled } of calls) assert(mortal.isDead || isSettled, 'A call of a living agent has an end.');
  return { effects: effects.length, kills, decided: decided.size, requests: (await records()).length };

  async function call(): Promise<void> {
    const callId = choices.of(CALLS);
    const mortal = new Mortal(choices.chance(0.5) ? choices.below(120) : undefined);
    const controller = new AbortController();
    const state = mortal.aroundStore(whole);
    const inbox = new ApprovalInbox({
      state,
      clock,
      maxOpen: MOST_OPEN,
      deliver: mortal.around('deliver', ({ requestId, token }) => {
        notices.push({ requestId, token, by: mortal });
      }),
    });
    const high = new ManagerApprovalChallenge({
      notificationService: inbox,
      managerResolver: mortal.around('resolve', () => manager),
      timeoutSeconds: 600,
    });
    const attesta = new Attesta({ state, clock, agentId: 'agent-1', challengeMap: { high } });
    const refund = attesta.gate({ risk: 'high' }, async function refund(order: string) {
      if (mortal.isDead) return;
      effects.push({ callId: order, requestId: await justification(order).catch(unjustified) });
    });
    const made = { mortal, isSettled: false };
    calls.push(made);
    living.push({ mortal, controller });
    const settle = (): void => {
      made.isSettled = true;
    };
    refund.with({ callId, signal: controller.signal })(callId).then(settle, settle);
  }

  /** The approval that lets a call run now. */
  async function justification(callId: string): Promise<string> {
    const approved = (await records()).filter(
      ({ status, message }) => status === 'approved' && message.includes(callId),
    );
    const used = new Set(effects.map(({ requestId }) => requestId));
    const found = approved.find(({ requestId, executeBy = 0, expiresAt }) => {
      return !used.has(requestId) && clock.wall() <= executeBy && clock.wall() < expiresAt;
    });
    assert(found !== undefined, `${callId} runs on an approval of its own that holds.`);
    assert.equal(found.responderId, 'grace');
    assert.equal(manager, 'grace', 'Who approved is the manager still.');
    return found.requestId;
  }

  async function answer(): Promise<void> {
    const known = await records();
    if (known.length === 0) return;
    const pending = known.filter((request) => request.status === 'pending');
    const { requestId, status } = choices.of(pending.length > 0 && choices.chance(0.7) ? pending : known);
    const verdict = choices.of(['approved', 'approved', 'denied'] as const);
    const given: InboxAnswer = choices.chance(0.6)
      ? answerOf(verdict, choices.chance(0.8) ? 'right' : 'wrong')
      : {
          verdict,
          responderId: choices.of(['grace', 'grace', 'Grace', 'mallory', 'agent-1']),
          proof: { token: choices.of([...notices, { token: requestId }]).token },
        };
    const side = new Mortal(choices.chance(0.2) ? choices.below(8) : undefined);
    const inbox = officeOf(side.aroundStore(whole), clock);
    const deciding = inbox.decide(requestId, given).then((outcome) => {
      if (outcome.status === 'refused') return;
      assert.equal(status, 'pending', 'Only what is pending is decided.');
      assert(!decided.has(requestId), 'One decision for each request.');
      decided.set(requestId, outcome.status);
    });
    deciding.catch((error: unknown) => {
      // Who dies, or whose store is dead, learns nothing.
      if (error instanceof assert.AssertionError) note(error);
    });
  }

  async function appoint(): Promise<void> {
    manager = choices.of(['grace', 'grace', 'heidi']);
  }

  function unjustified(violation: unknown): string {
    note(violation);
    return 'none';
  }

  function kill(): void {
    if (living.length === 0) return;
    choices.of(living).mortal.kill();
    kills += 1;
  }

  async function records() {
    const entries = await whole.list('inbox/request/', { limit: 10_000 });
    const found = await Promise.all(entries.map(({ key }) => office.get(key.slice('inbox/request/'.length))));
    return found.filter((request) => request !== undefined);
  }

  async function check(): Promise<void> {
    for (const violation of violations) throw violation;
    const all = await records();
    for (const callId of CALLS) {
      const count = effects.filter((effect) => effect.callId === callId).length;
      assert(count <= 1, `${callId} runs once at most.`);
    }
    for (const { requestId, status, responderId, closedAt } of all) {
      if (status === 'pending') assert(!closings.has(requestId), 'What is closed stays closed.');
      else {
        const closing = JSON.stringify([
          status,
          responderId,
          closings.has(requestId) && status === 'expired' ? 0 : closedAt,
        ]);
        const before = closings.get(requestId) ?? closing;
        if (status !== 'expired') assert.equal(closing, before, 'A decision does not change.');
        closings.set(requestId, closing);
      }
      const told = decided.get(requestId);
      if (told !== undefined) assert.equal(status, told, 'What was told is what is kept.');
      if (status === 'approved' || status === 'denied') assert(responderId === 'grace' || status === 'denied');
      const tellers = notices.filter((notice) => notice.requestId === requestId).map(({ by }) => by);
      assert(
        tellers.slice(0, -1).every(({ isDead }) => isDead),
        'Nobody is told again but by who finds the teller dead.',
      );
    }
    const expected = new Set(all.filter(({ status }) => status === 'pending').map(({ requestId }) => requestId));
    const listed = await office.list({ approverId: 'grace' });
    const others = await office.list({ approverId: 'heidi' });
    assert.deepEqual(
      new Set([...listed, ...others].map(({ requestId }) => requestId)),
      expected,
      'All that is pending is listed.',
    );
    assert(listed.length <= MOST_OPEN && others.length <= MOST_OPEN, 'No more is open than may be.');
    for (const { requestId } of notices)
      assert(
        all.some((request) => request.requestId === requestId),
        'No record is lost.',
      );
  }
}
