import { inspect } from 'node:util';
import { faults } from '@attesta/testing';
import { type Fixture, isSynchronous, never } from './fixture.js';

/** What goes wrong with a dependency. */
export interface Fault {
  readonly name: string;
  /** In place of the work, which it may do or not. */
  play<R>(work: () => R, fixture: Fixture): R;
}

/** How long a presentation lasts at most, and the gate's grace. */
export const SECONDS = 60;

const THROWS: Fault = fault('throws', () => {
  throw new Error('broken');
});

/** What goes wrong with what is waited for. */
const FAULTS: readonly Fault[] = [
  THROWS,
  fault('rejects', () => Promise.reject(new Error('broken'))),
  fault('never settles', () => never()),
  fault('late', async (work, { clock }) => {
    await clock.sleep((SECONDS + 2) * 1000);
    return await work();
  }),
  fault('twice', (work) => faults.settlesTwice(undefined, work())()),
  fault('wrong type', () => Promise.resolve(true)),
  fault('malformed', async (work) => malformed(await work())),
  fault('partial', async (work) => partial(await work())),
  fault('EIO', () => Promise.reject(errno('EIO'))),
  fault('ENOSPC', async (work) => {
    // Done, and yet not: the answer is lost.
    await work();
    throw errno('ENOSPC');
  }),
  fault('kill', (work, fixture) => {
    Promise.resolve(work()).catch(() => {});
    fixture.isDead = true;
    return never();
  }),
];

/** What goes wrong with what answers at once. */
const SYNCHRONOUS_FAULTS: readonly Fault[] = [
  THROWS,
  ...[undefined, null, Number.NaN, '0', true, {}, [], new Uint8Array(0)].map((value) =>
    fault(`wrong type: ${inspect(value)}`, () => value),
  ),
  fault('rejects', () => {
    const rejected = Promise.reject(new Error('broken'));
    rejected.catch(() => {});
    return rejected;
  }),
];

/** What can go wrong with a dependency. */
export function faultsOf(use: string): readonly Fault[] {
  return isSynchronous(use) ? SYNCHRONOUS_FAULTS : FAULTS;
}

function fault(name: string, play: (work: () => unknown, fixture: Fixture) => unknown): Fault {
  return { name, play: <R>(work: () => R, fixture: Fixture): R => play(work, fixture) as R };
}

function errno(code: string): Error {
  return Object.assign(new Error(code), { code });
}

/** Of the right shape, with something in each place that cannot be there. */
function malformed(answer: unknown): unknown {
  if (typeof answer === 'string') return `${answer}\u0000`;
  if (typeof answer !== 'object' || answer === null) return { answer };
  return Object.fromEntries(Object.entries(answer).map(([name, value]) => [name, [value]]));
}

/** Half of it. */
function partial(answer: unknown): unknown {
  if (typeof answer === 'string') return answer.slice(0, answer.length / 2);
  if (typeof answer !== 'object' || answer === null) return undefined;
  return Object.fromEntries(Object.entries(answer).slice(0, -1));
}
