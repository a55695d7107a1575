import type { Clock } from '@attesta/core';
import type { ChallengeDescription } from '@attesta/testing/conformance';
import type { Mutant } from '../mutant.js';
import { ColleagueChallenge, colleagueDescription, type Decide } from './colleague-challenge.js';
import { PIN, PinChallenge, type PinOf, pinDescription } from './pin-challenge.js';
import { type Present, replacing, withMembers } from './variations.js';

/** The sound challenge that a colleague decides, with something done to the answer. */
function deciding(change: (given: Awaited<ReturnType<Decide>>) => Awaited<ReturnType<Decide>>): ChallengeDescription {
  return colleagueDescription((decide) => new ColleagueChallenge(async (action) => change(await decide(action))));
}

/** The sound challenge, with its dependency called in another way. */
function calling(change: (pinOf: PinOf) => PinOf): ChallengeDescription {
  return pinDescription((pinOf) => new PinChallenge(change(pinOf)));
}

export const FAULT_MUTANTS: readonly Mutant<ChallengeDescription>[] = [
  {
    name: 'never asks its dependency',
    killedBy: 'uses the dependencies that it declares',
    description: calling(() => async () => PIN),
  },
  {
    name: 'passes when its dependency throws',
    killedBy: 'denies when a dependency throws',
    description: calling((pinOf) => async (operatorId) => {
      let found: Promise<string>;
      try {
        found = pinOf(operatorId);
      } catch {
        return PIN;
      }
      return await found;
    }),
  },
  {
    name: 'passes when its dependency rejects',
    killedBy: 'denies when a dependency rejects',
    description: calling((pinOf) => (operatorId) => pinOf(operatorId).catch(() => PIN)),
  },
  {
    name: 'waits for its dependency for ever',
    killedBy: 'denies when a dependency hangs',
    description: replacing(() => ({
      bounded: (_session, work) =>
        work().then(
          (value) => ({ status: 'fulfilled', value }),
          (reason: unknown) => ({ status: 'rejected', reason }),
        ),
    })),
  },
  {
    name: 'takes anything but a text for the right PIN',
    killedBy: 'denies when a dependency answers garbage',
    description: calling((pinOf) => async (operatorId) => {
      const found: unknown = await pinOf(operatorId);
      return typeof found === 'string' ? found : PIN;
    }),
  },
  {
    name: 'takes the colleague that it expects for one who gives no name',
    killedBy: 'denies when a dependency answers in part',
    description: deciding((given) => ({ by: 'colleague-1', ...Object(given) })),
  },
  {
    name: 'takes whatever is true-like for an approval',
    killedBy: 'denies when a dependency answers something malformed',
    description: deciding((given) => ({ ...Object(given), approved: Boolean(Object(given).approved) })),
  },
  {
    name: 'lets a dependency take its failure back',
    killedBy: 'denies when a dependency settles twice',
    description: calling(
      (pinOf) => (operatorId) => new Promise((resolve) => pinOf(operatorId).then(resolve, () => {})),
    ),
  },
  {
    name: 'takes an answer after the deadline',
    killedBy: 'denies when a dependency answers too late',
    description: replacing(() => ({
      bounded: (_session, work) =>
        work().then(
          (value) => ({ status: 'fulfilled', value }),
          (reason: unknown) => ({ status: 'rejected', reason }),
        ),
    })),
  },
  {
    name: 'goes on when its count cannot be written',
    killedBy: 'denies when the state store fails',
    description: replacing((sound) => ({
      count: (session, operatorId) => sound.count(session, operatorId).catch(() => {}),
    })),
  },
  {
    name: 'counts on from whatever the store answers',
    killedBy: 'denies when the state store answers garbage',
    description: replacing(() => ({
      async count({ state }, operatorId) {
        const entry = await state.get(`pin/${operatorId}`);
        await state.compareAndSet(`pin/${operatorId}`, entry?.version ?? 0, Number(entry?.value ?? 0) + 1);
      },
    })),
  },
  {
    name: 'takes the last time that it knew for the present one',
    killedBy: 'denies when the clock fails',
    description: pinDescription((pinOf) => {
      const sound = new PinChallenge(pinOf);
      const present: Present = (context, risk, session) =>
        sound.present(context, risk, withMembers(session, { clock: patient(session.clock) }));
      return { challengeType: sound.challengeType, present };
    }),
  },
];

/** A clock that makes up for one that fails. */
function patient(clock: Clock): Clock {
  const reading = (read: () => number): (() => number) => {
    let last = read();
    return () => {
      try {
        last = read() || last;
      } catch {}
      return last;
    };
  };
  return { ...clock, wall: reading(clock.wall), monotonic: reading(clock.monotonic) };
}
