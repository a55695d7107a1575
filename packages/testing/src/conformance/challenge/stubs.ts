import { answers } from '../../faults.js';
import { expectRefused } from './expectations.js';
import type { Stage, World } from './fixture.js';

/** What a dependency does in the place of its work. */
export type StandIn = (sound: () => unknown, world: World) => unknown;

/** The first passing scenario must not pass with this in the place of a dependency, or of an operation of the store. */
export async function expectRefusedWith(stage: Stage, name: string, standIn: StandIn, fault: string): Promise<void> {
  const presentation = await stage.play(
    undefined,
    {},
    {
      dependency: (called, sound, world) => (called === name ? () => standIn(sound, world) : undefined),
    },
  );
  expectRefused(presentation, `when ${name} ${fault}`);
}

/** The sound answer, half a second after the deadline. */
export async function late(sound: () => unknown, { clock, challenge }: World): Promise<unknown> {
  await clock.sleep(((challenge.timeoutSeconds ?? 3600) + 0.5) * 1000);
  return await sound();
}

/** Fails, and then answers what it should. */
export function failureFirst(sound: () => unknown): unknown {
  return answers({
    // biome-ignore lint/suspicious/noThenProperty: a thenable that breaks its word is what this is.
    then(resolve: (value: unknown) => void, reject: (reason: unknown) => void): void {
      reject(new Error('It settles twice, as it was told to.'));
      resolve(sound());
    },
  })();
}

/** Does its work, and fails then, as when an answer gets lost. */
export async function losesItsAnswer(sound: () => unknown): Promise<never> {
  await sound();
  throw new Error('It loses its answer, as it was told to.');
}
