import type { Clock, StateStore } from '@attesta/core';
import { deadlineIn, within } from '@attesta/core/authoring';

/** The same store, whose operations reject after ten seconds; a watch takes as long as it takes. */
export function boundedStore(store: StateStore, clock: Clock): StateStore {
  return {
    get: (key) => bounded(() => store.get(key)),
    compareAndSet: (key, version, value) => bounded(() => store.compareAndSet(key, version, value)),
    delete: (key, version) => bounded(() => store.delete(key, version)),
    list: (prefix, options) => bounded(() => store.list(prefix, options)),
    watch: (key, version, options) => store.watch(key, version, options),
  };

  async function bounded<T>(work: () => Promise<T>): Promise<T> {
    const settled = await within(work, { clock, deadline: deadlineIn(clock, STORE_SECONDS) });
    if (settled.status === 'fulfilled') return settled.value;
    throw settled.status === 'rejected' ? settled.reason : new Error('The state store does not answer.');
  }
}

/** After so long a store counts as hanging. */
const STORE_SECONDS = 10;
