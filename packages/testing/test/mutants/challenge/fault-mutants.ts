import type { ChallengeDescription } from '@attesta/testing/conformance';
import type { Mutant } from '../mutant.js';
import { PIN, PinChallenge, type PinOf, pinDescription } from './pin-challenge.js';
import { replacing } from './variations.js';

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
];
