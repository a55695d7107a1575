import { faults } from '../../faults.js';
import { expectRefused } from './expectations.js';
import type { Fixture } from './fixture.js';
import type { Harness } from './harness.js';

/** What a dependency does instead of its work. */
export type Stub = (sound: () => unknown, fixture: Fixture) => unknown;

/** The first passing scenario must not pass with this in place of a dependency, or of an operation of the store. */
export async function expectRefusedWith(harness: Harness, name: string, stub: Stub, fault: string): Promise<void> {
  const presentation = await harness.run(
    undefined,
    {},
    {
      dependency: (called, sound, fixture) => (called === name ? () => stub(sound, fixture) : undefined),
    },
  );
  expectRefused(presentation, `when ${name} ${fault}`);
}

/** The sound answer, half a second after the deadline. */
export async function late(sound: () => unknown, { clock, challenge }: Fixture): Promise<unknown> {
  await clock.sleep(((challenge.timeoutSeconds ?? 3600) + 0.5) * 1000);
  return await sound();
}

/** Fails, and then answers what it should. */
export function failureFirst(sound: () => unknown): unknown {
  return faults.returns({
    // biome-ignore lint/suspicious/noThenProperty: a thenable that breaks its word is what this is.
    then(resolve: (value: unknown) => void, reject: (reason: unknown) => void): void {
      reject(new Error('It settles twice, as it was told to.'));
      resolve(sound());
    },
  })();
}

/** Does its work, and fails then, as when an answer gets lost. */
export async function rejectsAfterwards(sound: () => unknown): Promise<never> {
  await sound();
  throw new Error('It works, and rejects, as it was told to.');
}
