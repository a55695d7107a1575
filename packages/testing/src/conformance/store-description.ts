import type { LogStore, StateStore } from '@attesta/core';
import type { FakeClock } from '../fake-clock.js';
import type { ConformanceCase, UnsupportedReasons } from './conformance-case.js';
import type { StoreModule } from './processes/worker.js';

/** What a store may lack: data that outlives it, an end, a second handle on the same data, other processes. */
export type StoreCapability = 'reopening' | 'closing' | 'sharing' | 'processes';

/** All of them, for a description to be checked against. */
export const STORE_CAPABILITIES: readonly StoreCapability[] = ['reopening', 'closing', 'sharing', 'processes'];

/** A store, described so that the kit can put it through its cases. */
export interface StoreDescription<Store> {
  /** Names the part in the report. */
  readonly name: string;
  /** Prepares a fixture without data, for one case. */
  create(setup: StoreSetup): StoreFixture<Store> | Promise<StoreFixture<Store>>;
  /** The capabilities that it lacks, each with the reason. Default: none. */
  readonly unsupported?: UnsupportedReasons<StoreCapability>;
}

/** A state store, described for `stateStoreConformance`. */
export type StateStoreDescription = StoreDescription<StateStore>;

/** A log store, described for `logStoreConformance`. */
export type LogStoreDescription = StoreDescription<LogStore>;

/** What `create` is given: one for each case. */
export interface StoreSetup {
  readonly clock: FakeClock;
}

/** The place where the data of a store is. Everything opened on it shares this data. */
export interface StoreFixture<Store> {
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

/** A case of a state store. */
export type StateStoreCase = ConformanceCase<StateStoreDescription, StoreCapability>;

/** A case of a log store. */
export type LogStoreCase = ConformanceCase<LogStoreDescription, StoreCapability>;
