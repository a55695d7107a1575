import type { StateStore } from '@attesta/core';
import { type ConformanceCase, declareCases } from '../conformance-case.js';
import type { Runner } from '../runner.js';
import { readStoreDescription, type StoreCapability, type StoreDescription } from '../store-harness.js';
import { DURABILITY_CASES } from './durability-cases.js';
import { LISTING_CASES } from './listing-cases.js';
import { VALUE_CASES } from './value-cases.js';
import { VERSION_CASES } from './version-cases.js';
import { WATCH_CASES } from './watch-cases.js';

/** A state store, as the kit is told of it. */
export type StateStoreDescription = StoreDescription<StateStore>;

/** A case of a state store. */
export type StateStoreCase = ConformanceCase<StateStoreDescription, StoreCapability>;

/** Every case that a state store must survive. */
export const STATE_STORE_CASES: readonly StateStoreCase[] = [
  ...VERSION_CASES,
  ...VALUE_CASES,
  ...LISTING_CASES,
  ...WATCH_CASES,
  ...DURABILITY_CASES,
];

/**
 * Declares the tests that a state store must pass.
 *
 * @throws AttestaError (`invalid_option`) for an unknown or wrong member of the description.
 * @example
 * stateStoreConformance({ describe, it }, {
 *   name: 'MemoryStateStore',
 *   create() {
 *     const store = new MemoryStateStore();
 *     return { open: () => ({ store }) };
 *   },
 *   unsupported: { reopening: 'it ends with the process', closing: 'it holds nothing open', processes: 'it is in one' },
 * });
 */
export function stateStoreConformance(runner: Runner, description: StateStoreDescription): void {
  const subject = readStoreDescription('stateStoreConformance', description);
  runner.describe(`${subject.name}: conformance of a state store`, () => {
    declareCases(runner, STATE_STORE_CASES, subject, subject.unsupported);
  });
}
