import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Attesta, AttestaDenied, type AttestaOptions, type ChallengeResult } from '@attesta/core';
import { deadlineIn } from '@attesta/core/authoring';
import {
  createSession,
  fakeClock,
  faults,
  sampleContext,
  sampleRisk,
  scriptedInteraction,
  scriptedRenderer,
} from '@attesta/testing';
import { ChangeTicketChallenge, type ChangeTicketChallengeOptions, type LookUp } from '../src/index.js';
import { NOW, TICKETS, ticket } from './tickets.js';

const lookUp: LookUp = (ticketId) => TICKETS.get(ticketId);

/** What the challenge returns to an operator who gives these answers. */
async function present(
  answers: readonly string[],
  options: Partial<ChangeTicketChallengeOptions> = {},
): Promise<ChallengeResult> {
  const interaction = scriptedInteraction(answers);
  const session = createSession({ interaction, operator: { id: 'ada' } });
  return await new ChangeTicketChallenge({ lookUp, ...options }).present(
    sampleContext(),
    sampleRisk('critical'),
    session,
  );
}

describe('ChangeTicketChallenge', () => {
  it('passes with an open ticket, and records which', async () => {
    const result = await present([' CHG-1 ']);
    assert.equal(result.passed, true);
    assert.equal(result.responder, 'ada');
    assert.deepEqual(result.details, { method: 'change-ticket', attempts: 1, ticket: 'CHG-1' });
  });

  for (const [ticketId, reason] of [
    ['CHG-9', 'there is no such ticket'],
    ['no id, but text', 'there is no such ticket'],
    ['CHG-CLOSED', 'the ticket is not open'],
    ['CHG-STAGING', 'the ticket is for another environment'],
    ['CHG-EARLY', 'the window of the ticket is not open yet'],
    ['CHG-LATE', 'the window of the ticket is over'],
  ] as const) {
    it(`refuses "${ticketId}": ${reason}`, async () => {
      const result = await present([ticketId], { maxAttempts: 1 });
      assert.equal(result.passed, false);
      assert.equal(result.details.reason, reason);
    });
  }

  it('asks so many times and not once more', async () => {
    const result = await present(['CHG-2', 'CHG-3', 'CHG-1'], { maxAttempts: 2 });
    assert.equal(result.passed, false);
    assert.deepEqual(result.details, {
      method: 'change-ticket',
      attempts: 2,
      ticket: 'CHG-3',
      reason: 'there is no such ticket',
    });
  });

  it('believes only a ticket that is whole, and the one that was named', async () => {
    const broken: readonly unknown[] = [
      ticket({ id: 'CHG-2' }),
      { ...ticket(), isOpen: 'yes' },
      { ...ticket(), environments: 'production' },
      { ...ticket(), closesAt: '2027-01-01' },
      { ...ticket(), opensAt: Number.NEGATIVE_INFINITY },
    ];
    for (const answer of broken) {
      const result = await present(['CHG-1'], { lookUp: () => Object({ answer }).answer });
      assert.equal(result.passed, false);
      assert.equal(result.details.reason, 'the ticket system is not available');
    }
  });

  it('refuses a window that closes while the ticket is looked up', async () => {
    const clock = fakeClock({ now: NOW });
    const session = createSession({ interaction: scriptedInteraction(['CHG-1']), clock });
    const slow = new ChangeTicketChallenge({
      async lookUp() {
        await clock.sleep(5_000);
        return ticket({ closesAt: NOW + 5_000 });
      },
      maxAttempts: 1,
    });
    const presented = slow.present(sampleContext(), sampleRisk('critical'), session);
    await clock.advance(5_000);
    assert.equal((await presented).details.reason, 'the window of the ticket is over');
  });

  it('gives a ticket system 10 seconds, and tells it to stop', async () => {
    const clock = fakeClock();
    const session = createSession({ interaction: scriptedInteraction(['CHG-1']), clock });
    let given: AbortSignal | undefined;
    const silent = new ChangeTicketChallenge({
      lookUp(_ticketId, { signal }) {
        given = signal;
        return faults.hangs()();
      },
    });
    const presented = silent.present(sampleContext(), sampleRisk('critical'), session);
    await clock.advance(9_999);
    assert.equal(given?.aborted, false);
    await clock.advance(1);
    const { details, verdict } = await presented;
    assert.deepEqual([details.reason, verdict], ['the ticket system is not available', 'denied']);
    assert.equal(given?.aborted, true);
  });

  it('asks the ticket system for nothing that is no id, and keeps it out of the record', async () => {
    const asked: string[] = [];
    const result = await present(['CHG-1 OR 1=1', '../admin?', 'x'.repeat(65)], {
      lookUp(ticketId) {
        asked.push(ticketId);
        return ticket();
      },
    });
    assert.deepEqual(asked, []);
    assert.deepEqual(result.details, { method: 'change-ticket', attempts: 3, reason: 'there is no such ticket' });
  });

  it('says that the time was up, where it ends a search', async () => {
    const clock = fakeClock();
    const interaction = scriptedInteraction(['CHG-1']);
    const session = createSession({ interaction, clock, deadline: deadlineIn(clock, 3) });
    const silent = new ChangeTicketChallenge({ lookUp: faults.hangs() });
    const presented = silent.present(sampleContext(), sampleRisk('critical'), session);
    await clock.advance(3_000);
    const { details, verdict } = await presented;
    assert.deepEqual([details.reason, verdict], ['the ticket system did not answer in time', 'timed_out']);
  });

  it('denies where its session is missing or broken', async () => {
    const challenge = new ChangeTicketChallenge({ lookUp });
    const without = await challenge.present(sampleContext(), sampleRisk('critical'));
    assert.match(String(without.details.reason), /^no session: hand on/);
    const session = createSession({ interaction: { show() {}, ask: faults.rejects() } });
    const broken = await challenge.present(sampleContext(), sampleRisk('critical'), session);
    assert.deepEqual([broken.passed, broken.details.reason], [false, 'nobody can be asked here']);
  });

  it('refuses options that cannot be meant', () => {
    for (const [options, said] of [
      [{}, 'lookUp is required'],
      [{ lookUp, maxAttempts: 0 }, 'maxAttempts must be an integer from 1 to 10, not 0'],
      [{ lookUp, timeoutSeconds: Number.POSITIVE_INFINITY }, 'timeoutSeconds must be a number of seconds'],
      [{ lookUp, attempts: 3 }, 'there is no option "attempts"'],
    ] as const) {
      assert.throws(() => new ChangeTicketChallenge(Object(options)), {
        code: 'invalid_option',
        message: new RegExp(said),
      });
    }
  });
});

describe('behind the gate', () => {
  function deploy(answers: readonly string[], options: AttestaOptions = {}): Promise<string> {
    const renderer = scriptedRenderer(answers, { operator: { id: 'ada' } });
    const critical = new ChangeTicketChallenge({ lookUp, maxAttempts: 1 });
    const environment = 'production';
    const { gate } = new Attesta({
      renderer,
      challengeMap: { critical },
      clock: fakeClock({ now: NOW }),
      environment,
      ...options,
    });
    return gate({ name: 'deploy', risk: 'critical' }, (version: string) => `deployed ${version}`)('2.4.0');
  }

  it('runs what an open ticket allows', async () => {
    assert.equal(await deploy(['CHG-1']), 'deployed 2.4.0');
  });

  it('runs nothing else', async () => {
    await assert.rejects(deploy(['CHG-STAGING']), AttestaDenied);
    await assert.rejects(deploy(['CHG-1'], { environment: 'the moon' }), AttestaDenied);
    await assert.rejects(deploy([]), AttestaDenied);
  });
});
