import assert from 'node:assert/strict';
import { type FakeClock, fakeClock } from '../fake-clock.js';
import type { StoreModule } from './processes/worker.js';
import { settled } from './promises.js';
import type { OpenStore, StoreDescription, StoreFixture } from './store-description.js';

/** Opens and closes the store of one case, and disposes of its fixture when the case is over. */
export class StoreHarness<Store> {
  readonly clock: FakeClock = fakeClock();
  readonly #description: StoreDescription<Store>;
  readonly #open = new Set<OpenStore<Store>>();
  #fixture: StoreFixture<Store> | undefined;

  constructor(description: StoreDescription<Store>) {
    this.#description = description;
  }

  /** Runs `work` on a fixture of its own, with a store that is open there. */
  static case<Store>(
    work: (store: Store, harness: StoreHarness<Store>) => Promise<void>,
  ): (description: StoreDescription<Store>) => Promise<void> {
    return async (description) => {
      const harness = new StoreHarness(description);
      try {
        await work((await harness.open()).store, harness);
      } finally {
        await harness.#dispose();
      }
    };
  }

  async open(): Promise<OpenStore<Store>> {
    this.#fixture ??= await this.#description.create({ clock: this.clock });
    const opened = await this.#fixture.open();
    this.#open.add(opened);
    return opened;
  }

  async close(opened: OpenStore<Store> | undefined = [...this.#open].at(-1)): Promise<void> {
    assert(opened?.close !== undefined, 'The store has no close(). If it cannot be closed, declare it as unsupported.');
    this.#open.delete(opened);
    await opened.close();
  }

  get module(): StoreModule {
    const module = this.#fixture?.module;
    assert(module !== undefined, 'There is no module for other processes. If there can be none, declare `processes`.');
    return module;
  }

  /** Waits for a promise of the store while time passes on its clock; for real only where data is outside the process. */
  async settled<T>(promise: Promise<T>, what: string): Promise<T> {
    return await settled(this.clock, promise, what, this.#fixture?.module !== undefined);
  }

  async #dispose(): Promise<void> {
    for (const opened of this.#open) await opened.close?.();
    await this.#fixture?.dispose?.();
  }
}
