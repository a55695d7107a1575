import assert from 'node:assert/strict';
import { type OptionRule, option, readOptions } from '@attesta/core/authoring';
import { type FakeClock, fakeClock } from '../fake-clock.js';
import type { Unsupported } from './conformance-case.js';
import { readUnsupported } from './description-rules.js';
import type { StoreModule } from './processes/worker.js';
import { settled } from './promises.js';

/** What a store may lack: data that outlives it, an end, a second handle on the same data, other processes. */
export type StoreCapability = 'reopening' | 'closing' | 'sharing' | 'processes';

/** A store, described so that the kit can put it through its cases. */
export interface StoreDescription<Store> {
  readonly name: string;
  /** Prepares a place with nothing in it, for one case. */
  create(setting: StoreSetting): StorePlace<Store> | Promise<StorePlace<Store>>;
  readonly unsupported?: Unsupported<StoreCapability>;
}

/** The world that a store is made for: one for each case. */
export interface StoreSetting {
  readonly clock: FakeClock;
}

/** Where the data of a store is. Everything opened on it shares this data. */
export interface StorePlace<Store> {
  /** Opens the store; again while it is open (`sharing`), or after it was closed (`reopening`). */
  open(): OpenStore<Store> | Promise<OpenStore<Store>>;
  /** For `processes`: the module that opens the store in another process. */
  readonly module?: StoreModule;
  /** Removes the data. */
  dispose?(): Promise<void>;
}

/** A store that is open. */
export interface OpenStore<Store> {
  readonly store: Store;
  close?(): Promise<void>;
}

/** One case's place, which is cleared away when the case is over. */
export class Backend<Store> {
  readonly clock: FakeClock = fakeClock();
  readonly #description: StoreDescription<Store>;
  readonly #open = new Set<OpenStore<Store>>();
  #place: StorePlace<Store> | undefined;

  constructor(description: StoreDescription<Store>) {
    this.#description = description;
  }

  /** A place of its own for `work`, and a store that is open there. */
  static case<Store>(
    work: (store: Store, backend: Backend<Store>) => Promise<void>,
  ): (subject: StoreDescription<Store>) => Promise<void> {
    return async (description) => {
      const backend = new Backend(description);
      try {
        await work((await backend.open()).store, backend);
      } finally {
        await backend.#clear();
      }
    };
  }

  async open(): Promise<OpenStore<Store>> {
    this.#place ??= await this.#description.create({ clock: this.clock });
    const opened = await this.#place.open();
    this.#open.add(opened);
    return opened;
  }

  async close(opened: OpenStore<Store> | undefined = [...this.#open].at(-1)): Promise<void> {
    assert(opened?.close !== undefined, 'The store has no close(). If it cannot be closed, declare it as unsupported.');
    this.#open.delete(opened);
    await opened.close();
  }

  get module(): StoreModule {
    const module = this.#place?.module;
    assert(module !== undefined, 'There is no module for other processes. If there can be none, declare `processes`.');
    return module;
  }

  /** Waits for what the store promised, while time passes on its clock; for real only where data is outside the process. */
  async settled<T>(promise: Promise<T>, what: string): Promise<T> {
    return await settled(this.clock, promise, what, this.#place?.module !== undefined);
  }

  async #clear(): Promise<void> {
    for (const opened of this.#open) await opened.close?.();
    await this.#place?.dispose?.();
  }
}

/** Checks a description once. */
export function readStoreDescription<Store>(owner: string, given: StoreDescription<Store>): StoreDescription<Store> {
  const { name, unsupported } = readOptions<StoreDescription<Store>>(owner, given, RULES);
  const read = readUnsupported<StoreCapability>(owner, unsupported, ['reopening', 'closing', 'sharing', 'processes']);
  return Object.freeze({ name, create: (setting: StoreSetting) => given.create(setting), unsupported: read });
}

const RULES: { readonly [K in keyof StoreDescription<unknown>]-?: OptionRule } = {
  name: option.required(option.id),
  create: option.required(option.function),
  unsupported: option.object,
};
