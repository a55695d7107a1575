import type { Settled } from '../clock/within.js';
import { AttestaError } from '../decision/errors.js';
import type { JsonValue, StateStore, Versioned } from '../ports/state-store.js';
import { callDependency, type DependencyBounds } from '../presentation/call-dependency.js';

/** What is done with a record (it stays, its new value is written, or it is removed), and what came of it. */
export type Update<T> =
  | { readonly action: 'keep' | 'remove'; readonly result: T }
  | { readonly action: 'write'; readonly value: JsonValue; readonly result: T };

/** Where a record is, and how long its store may take. A session does for the store and the bounds. */
export interface RecordBounds extends DependencyBounds {
  readonly state: StateStore;
}

/**
 * Changes one record in the shared state by compare-and-set: reads it, decides, writes, and begins again while others are first.
 * Its result is given only once it is stored, so that of several at once each decides on what the one before left.
 *
 * Never rejects. Not fulfilled: the store failed, hung for 10 seconds, or `decide` threw; whether it was stored is unknown then.
 *
 * @param decide A pure function: it is called again for each try. It throws where the value is not one of its own.
 * @example
 * const spent = await updateRecord(session, `tickets/${id}`, (value) =>
 *   value === undefined
 *     ? { action: 'write', value: { usedAt: session.clock.wall() }, result: true }
 *     : { action: 'keep', result: false });
 */
export async function updateRecord<T>(
  { state, ...bounds }: RecordBounds,
  key: string,
  decide: (value: JsonValue | undefined) => Update<T>,
): Promise<Settled<T>> {
  return await callDependency(bounds, async () => {
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const { value, version } = readEntry(await state.get(key));
      const update = decide(value);
      if (await isStored(state, key, version, update)) return update.result;
    }
    throw new AttestaError('unavailable', `The state record ${key} changed ${MOST_ROUNDS} times at once: try again.`);
  });
}

/** A store that answers something else must not count as one that has no record. */
function readEntry(entry: Versioned | undefined): { readonly value: JsonValue | undefined; readonly version: number } {
  if (entry === undefined) return { value: undefined, version: 0 };
  const { value, version } = entry;
  if (value === undefined || !isVersion(version)) throw new TypeError('StateStore.get() gave no entry.');
  return { value, version };
}

async function isStored(state: StateStore, key: string, version: number, update: Update<unknown>): Promise<boolean> {
  if (update.action === 'write') {
    const next: unknown = await state.compareAndSet(key, version, update.value);
    if (next === undefined) return false;
    // A store that acknowledges with anything else may have stored it or not.
    if (isVersion(next) && next > version) return true;
    throw new TypeError('StateStore.compareAndSet() gave no newer version.');
  }
  return update.action === 'keep' || version === 0 || (await state.delete(key, version)) === true;
}

function isVersion(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) > 0;
}

/** One of those who come at once wins each round, and few can before what they do is refused. */
const MOST_ROUNDS = 100;
