import assert from 'node:assert/strict';
import {
  ApprovalInbox,
  type InboxAnswer,
  type InboxRequest,
  ManagerApprovalChallenge,
} from '@attesta/challenge-manager';
import { Attesta, MemoryStateStore } from '@attesta/core';
import { fakeClock } from '@attesta/testing';
import { Invariants } from './invariants.js';
import { Mortal } from './mortal.js';
import { answerOf, officeOf } from './office.js';
import { Choices } from './random.js';

/** How much happened in a history. */
export interface Tally {
  readonly effects: number;
  readonly kills: number;
  readonly decided: number;
  readonly requests: number;
}

/** A call under way, in a process of its own. */
interface Call {
  readonly mortal: Mortal;
  readonly controller: AbortController;
  isSettled: boolean;
}

/**
 * One history, made of a seed: agents call and die, people answer, rightly and wrongly, time passes; and after each step
 * what must hold is looked at.
 */
export class History {
  readonly #choices: Choices;
  readonly #clock = fakeClock();
  readonly #store = new MemoryStateStore();
  readonly #office = officeOf(this.#store, this.#clock);
  readonly #invariants = new Invariants();
  readonly #calls: Call[] = [];
  readonly #notices: { requestId: string; token: string; by: Mortal }[] = [];
  readonly #effects: { callId: string; requestId: string }[] = [];
  readonly #decided = new Map<string, string>();
  readonly #violations: unknown[] = [];
  #manager = 'grace';
  #kills = 0;

  constructor(seed: number) {
    this.#choices = new Choices(seed);
  }

  async play(steps: number): Promise<Tally> {
    for (let step = 0; step < steps; step += 1) {
      // What happens at once meets; what is looked at stands still.
      for (let acts = this.#choices.below(3); acts >= 0; acts -= 1) await this.#act();
      await this.#clock.advance(0);
      await this.#check();
    }
    await this.#clock.advance(700_000);
    await this.#check();
    for (const { mortal, isSettled } of this.#calls)
      assert(mortal.isDead || isSettled, 'A call that lives has an end.');
    const requests = (await this.#requests()).length;
    return { effects: this.#effects.length, kills: this.#kills, decided: this.#decided.size, requests };
  }

  async #act(): Promise<void> {
    const turn = this.#choices.below(17);
    if (turn < 4) this.#call();
    else if (turn < 10) await this.#answer();
    else if (turn < 12) this.#kill();
    else if (turn < 13) this.#someCall()?.controller.abort();
    else if (turn < 16) await this.#clock.advance(this.#choices.of([1, 1000, 61_000, 299_000, 301_000, 600_000]));
    else this.#manager = this.#choices.of(['grace', 'grace', 'heidi']);
  }

  /** An agent, in a process that may die at any point, makes a call that may have been made before. */
  #call(): void {
    const callId = this.#choices.of(['call-0', 'call-1', 'call-2']);
    const mortal = new Mortal(this.#choices.chance(0.5) ? this.#choices.below(60) : undefined);
    const clock = this.#clock;
    const state = mortal.aroundStore(this.#store);
    const deliver = mortal.around('deliver', ({ requestId, token }: { requestId: string; token: string }) => {
      this.#notices.push({ requestId, token, by: mortal });
    });
    const high = new ManagerApprovalChallenge({
      notificationService: new ApprovalInbox({ state, clock, maxOpen: MOST_OPEN, deliver }),
      managerResolver: mortal.around('resolve', () => this.#manager),
      timeoutSeconds: 600,
    });
    const attesta = new Attesta({ state, clock, agentId: 'agent-1', challengeMap: { high } });
    const refund = attesta.gate({ risk: 'high', name: 'refund' }, async (order: string) => {
      if (!mortal.isDead) await this.#effect(order);
    });
    const call = { mortal, controller: new AbortController(), isSettled: false };
    this.#calls.push(call);
    const settle = (): void => {
      call.isSettled = true;
    };
    refund.with({ callId, signal: call.controller.signal })(callId).then(settle, settle);
  }

  /** A call runs: on an approval that holds now, by who is the manager still. */
  async #effect(callId: string): Promise<void> {
    const effect = { callId, requestId: `none of ${this.#effects.length}` };
    this.#effects.push(effect);
    const used = new Set(this.#effects.map(({ requestId }) => requestId));
    const now = this.#clock.wall();
    const isManager = this.#manager === 'grace';
    const approval = (await this.#requests()).find(
      ({ requestId, status, message, executeBy = 0, expiresAt }) =>
        status === 'approved' &&
        message.includes(callId) &&
        !used.has(requestId) &&
        now <= executeBy &&
        now < expiresAt,
    );
    if (approval === undefined || !isManager) this.#violations.push(new Error(`${callId} runs without an approval.`));
    else effect.requestId = approval.requestId;
  }

  /** Somebody answers something, who may die at that. */
  async #answer(): Promise<void> {
    const known = await this.#requests();
    const pending = known.filter(({ status }) => status === 'pending');
    const among = pending.length > 0 && this.#choices.chance(0.7) ? pending : known;
    if (among.length === 0) return;
    const { requestId, status } = this.#choices.of(among);
    const mortal = new Mortal(this.#choices.chance(0.2) ? this.#choices.below(16) : undefined);
    const answer = this.#someAnswer(requestId);
    officeOf(mortal.aroundStore(this.#store), this.#clock)
      .decide(requestId, answer)
      .then((outcome) => {
        if (outcome.status === 'refused') return;
        if (!this.#isProved(requestId, answer))
          this.#violations.push(new Error('Who decides has proved who they are.'));
        if (status !== 'pending') this.#violations.push(new Error('Only what is pending is decided.'));
        if (this.#decided.has(requestId)) this.#violations.push(new Error('A request is decided once.'));
        this.#decided.set(requestId, outcome.status);
      })
      .catch(() => {
        // Whose store is dead learns nothing.
      });
  }

  #someAnswer(requestId: string): InboxAnswer {
    const verdict = this.#choices.of(['approved', 'approved', 'denied'] as const);
    if (this.#choices.chance(0.6)) return answerOf(verdict, this.#choices.chance(0.8) ? 'right' : 'wrong');
    const responderId = this.#choices.of(['grace', 'grace', 'Grace', 'mallory', 'agent-1']);
    return { verdict, responderId, proof: { token: this.#choices.of([...this.#notices, { token: requestId }]).token } };
  }

  /** A code that is right, or the last token that was sent for this request. */
  #isProved(requestId: string, { responderId, proof }: InboxAnswer): boolean {
    if (responderId !== 'grace') return false;
    if ('code' in proof) return proof.code === 'right';
    return this.#notices.some((notice) => notice.requestId === requestId && notice.token === proof.token);
  }

  #kill(): void {
    const call = this.#someCall();
    if (call === undefined) return;
    call.mortal.kill();
    this.#kills += 1;
  }

  #someCall(): Call | undefined {
    return this.#calls.length === 0 ? undefined : this.#choices.of(this.#calls);
  }

  async #check(): Promise<void> {
    for (const violation of this.#violations) throw violation;
    const requests = await this.#requests();
    this.#invariants.examine(requests, { effects: this.#effects, notices: this.#notices, decided: this.#decided });
    const listings = await Promise.all(['grace', 'heidi'].map((approverId) => this.#office.list({ approverId })));
    this.#invariants.examineListings(requests, listings, MOST_OPEN);
  }

  async #requests(): Promise<readonly InboxRequest[]> {
    const entries = await this.#store.list(PREFIX, { limit: 10_000 });
    const found = await Promise.all(entries.map(({ key }) => this.#office.get(key.slice(PREFIX.length))));
    return found.filter((request) => request !== undefined);
  }
}

const MOST_OPEN = 4;
const PREFIX = 'inbox/request/';
