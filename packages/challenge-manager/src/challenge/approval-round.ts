import { createHash } from 'node:crypto';
import type { Clock, Deadline, JsonValue, StateStore } from '@attesta/core';
import {
  canonicalize,
  type RecordBounds,
  type Settled,
  type Update,
  updateRecord,
  type WaitBounds,
} from '@attesta/core/authoring';
import { ownValue } from '../own-value.js';
import { draw, type RandomBytes } from '../random.js';
import type { ApprovalSubject } from './approval-request.js';
import { earlier } from './deadlines.js';

/** One request to a manager, under one id. An approval in it counts for one presentation. */
export interface ApprovalRound {
  /** A name, and no credential. */
  readonly requestId: string;
  /** Until when the manager may answer: the same point in time in every process that meets the round. */
  readonly deadline: Deadline;
  /** The request of the round before, where that one was not closed before its time was over. */
  readonly expiredId: string | undefined;
  /** Ends it. False: another presentation was first. Not fulfilled: the store failed. Never rejects. */
  close(bounds: WaitBounds): Promise<Settled<boolean>>;
}

/**
 * The round in which to ask; undefined when the state store fails. A call with a `callId` meets the round that is open, so
 * that its request outlives a crash. A call without one, or without a state to keep it in, has a round of its own.
 */
export async function openRound(
  subject: ApprovalSubject,
  state: StateStore | undefined,
  random: RandomBytes,
  bounds: WaitBounds,
): Promise<ApprovalRound | undefined> {
  const { callId } = subject.context;
  if (callId === undefined || state === undefined) return ownRound(random, bounds.deadline);
  const { clock, deadline } = bounds;
  const baseId = baseIdOf(callId, subject);
  const key = `manager/${baseId}`;
  const settled = await updateRecord({ ...bounds, state }, key, (value): Update<MetRound> => {
    const last = readRound(value);
    if (isOpen(last) && last.deadlineWall > clock.wall())
      return { action: 'keep', result: { round: last, isMet: true } };
    const expired = isOpen(last) ? last : undefined;
    const round = { round: expired === undefined ? last.round : last.round + 1, deadlineWall: deadline.wall };
    return { action: 'write', value: { ...round }, result: { round, isMet: false, expired } };
  });
  if (settled.status !== 'fulfilled') return undefined;
  const { round, isMet, expired } = settled.value;
  return {
    requestId: requestIdOf(baseId, round),
    deadline: isMet ? earlier(deadline, deadlineAt(round.deadlineWall, clock)) : deadline,
    expiredId: expired && requestIdOf(baseId, expired),
    close: (until) => closeRound({ ...until, state }, key, round),
  };
}

/** No other presentation meets it, so it needs no closing. */
function ownRound(random: RandomBytes, deadline: Deadline): ApprovalRound {
  return {
    requestId: draw(random, 16).toString('hex'),
    deadline,
    expiredId: undefined,
    close: async () => ({ status: 'fulfilled', value: true }),
  };
}

/** Closes a round, if it is still the open one. A number is used for one round only. */
async function closeRound(bounds: RecordBounds, key: string, open: OpenRound): Promise<Settled<boolean>> {
  return await updateRecord(bounds, key, (value): Update<boolean> => {
    const { round, deadlineWall } = readRound(value);
    const isStillOpen = round === open.round && deadlineWall === open.deadlineWall;
    return isStillOpen
      ? { action: 'write', value: { round: round + 1 }, result: true }
      : { action: 'keep', result: false };
  });
}

/** The round of a presentation, and whether another presentation had opened it. */
interface MetRound {
  readonly round: OpenRound;
  readonly isMet: boolean;
  /** The round before, where it was never closed. */
  readonly expired?: OpenRound | undefined;
}

/** The last round of a call; with a deadline while it is open. */
interface LastRound {
  readonly round: number;
  /** Milliseconds since 1970. */
  readonly deadlineWall: number | undefined;
}

type OpenRound = LastRound & { readonly deadlineWall: number };

function isOpen(round: LastRound): round is OpenRound {
  return round.deadlineWall !== undefined;
}

/** @throws TypeError for a value that is not a round. */
function readRound(value: JsonValue | undefined): LastRound {
  if (value === undefined) return { round: 0, deadlineWall: undefined };
  const round = ownValue(value, 'round');
  const deadlineWall = ownValue(value, 'deadlineWall');
  if (!isCount(round) || !(deadlineWall === undefined || isTime(deadlineWall))) {
    throw new TypeError('The state is not a round.');
  }
  return { round, deadlineWall };
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
 * Names a call: the same action at the same level of risk, requested by the same people and agent, of the same manager. An
 * approval at a lower level of risk does not count at a higher one.
 */
function baseIdOf(callId: string, { context, risk, managerId, requesters }: ApprovalSubject): string {
  const { agentId, requesterId, operatorId } = requesters;
  return hash(['manager request', callId, context.digest, risk.level, managerId, agentId, requesterId, operatorId]);
}

/** The deadline is part of the id: a store that lost its rounds would else meet the responses to an earlier request. */
function requestIdOf(baseId: string, { round, deadlineWall }: OpenRound): string {
  return hash(['manager round', baseId, round, deadlineWall]);
}

function hash(identity: readonly (string | number | undefined)[]): string {
  return createHash('sha256').update(canonicalize(identity)).digest('hex');
}
