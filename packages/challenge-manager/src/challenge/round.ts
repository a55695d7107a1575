import { createHash } from 'node:crypto';
import type { ActionContext, ChallengeSession, Clock, Deadline, RiskAssessment, StateStore } from '@attesta/core';
import type { Requesters } from '@attesta/core/authoring';
import { canonicalize, type WaitBounds, within } from '@attesta/core/authoring';
import { ownValue } from '../own-value.js';
import { draw, type RandomBytes } from '../random.js';
import { earlier, forService } from './deadlines.js';

/** One asking of a manager, under one request id. What is approved in it is approved for one presentation. */
export interface Round {
  /** A name, and no credential. */
  readonly requestId: string;
  /** Until when the manager may answer: the same point in time for all who meet the round. */
  readonly deadline: Deadline;
  /** The request of the round before, where nobody closed that one before its time was over. */
  readonly expiredId: string | undefined;
  /** Ends it. False: somebody else was first. Rejects when the store fails. */
  close(): Promise<boolean>;
}

/** What is asked, of whom, and by whom. */
export interface Asking {
  readonly context: ActionContext;
  readonly risk: RiskAssessment;
  readonly managerId: string;
  readonly requesters: Requesters;
}

/**
 * The round in which to ask; undefined when the state store fails. A call with a `callId` meets the round that is open, so
 * that its request outlives a crash. A call without one, or without a session to keep it in, has a round of its own.
 */
export async function roundOf(
  asking: Asking,
  session: ChallengeSession | undefined,
  random: RandomBytes,
  bounds: WaitBounds,
): Promise<Round | undefined> {
  const { callId } = asking.context;
  if (callId === undefined || session === undefined) return ownRound(random, bounds.deadline);
  const baseId = baseIdOf(callId, asking);
  const opened = await within(() => openRound(session.state, baseId, bounds), forService(bounds));
  return opened.status === 'fulfilled' ? opened.value : undefined;
}

/** Nobody else meets it, so that there is nothing to close. */
function ownRound(random: RandomBytes, deadline: Deadline): Round {
  return { requestId: draw(random, 16).toString('hex'), deadline, expiredId: undefined, close: async () => true };
}

/** Meets the round that is open, or opens the next one. */
async function openRound(state: StateStore, baseId: string, { clock, deadline }: WaitBounds): Promise<Round> {
  const key = `manager/${baseId}`;
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const { round: last, deadlineWall, version } = await read(state, key);
    const isOpen = deadlineWall !== undefined;
    const isExpired = isOpen && deadlineWall <= clock.wall();
    const round = isExpired ? last + 1 : last;
    const isMet = isOpen && !isExpired;
    const asked = isMet ? version : await set(state, key, version, { round, deadlineWall: deadline.wall });
    if (asked === undefined) continue;
    return {
      requestId: requestIdOf(baseId, round, isMet ? deadlineWall : deadline.wall),
      deadline: isMet ? earlier(deadline, deadlineAt(deadlineWall, clock)) : deadline,
      expiredId: isExpired ? requestIdOf(baseId, last, deadlineWall) : undefined,
      close: async () => (await set(state, key, asked, { round: round + 1 })) !== undefined,
    };
  }
  throw new Error('The state never stands still.');
}

/** The last round of a call; with a deadline while it is open. */
interface LastRound {
  readonly round: number;
  /** Milliseconds since 1970. */
  readonly deadlineWall: number | undefined;
  readonly version: number;
}

async function read(state: StateStore, key: string): Promise<LastRound> {
  const found = await state.get(key);
  if (found === undefined) return { round: 0, deadlineWall: undefined, version: 0 };
  const value = ownValue(found, 'value');
  const round = ownValue(value, 'round');
  const deadlineWall = ownValue(value, 'deadlineWall');
  const version = ownValue(found, 'version');
  if (!isCount(round) || !isCount(version) || version === 0 || !(deadlineWall === undefined || isTime(deadlineWall))) {
    throw new TypeError('The state is no round.');
  }
  return { round, deadlineWall, version };
}

/** The new version; undefined when somebody was first. */
async function set(
  state: StateStore,
  key: string,
  version: number,
  value: { readonly round: number; readonly deadlineWall?: number },
): Promise<number | undefined> {
  const next: unknown = await state.compareAndSet(key, version, { ...value });
  if (next !== undefined && !(isCount(next) && next > version)) throw new TypeError('The state store gave no version.');
  return next;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function deadlineAt(wall: number, clock: Clock): Deadline {
  return { wall, monotonic: clock.monotonic() + (wall - clock.wall()) };
}

/**
 * Names a call: the same action at the same level of risk, asked for by the same requesters, of the same manager. Who approved it
 * as less dangerous has not approved it.
 */
function baseIdOf(callId: string, { context, risk, managerId, requesters }: Asking): string {
  const { agentId, requesterId, operatorId } = requesters;
  return hash(['manager request', callId, context.digest, risk.level, managerId, agentId, requesterId, operatorId]);
}

/** Its deadline makes it another one where the store has forgotten the rounds before, whose answers may still be about. */
function requestIdOf(baseId: string, round: number, deadlineWall: number): string {
  return hash(['manager round', baseId, round, deadlineWall]);
}

function hash(identity: readonly (string | number | undefined)[]): string {
  return createHash('sha256').update(canonicalize(identity)).digest('hex');
}

/** Whoever is beaten to a round meets the winner's at the next try, unless that one is closed by then. */
const MOST_TRIES = 5;
