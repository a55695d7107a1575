import type { TestRunner } from '../conformance-case.js';
import { STORE_CAPABILITIES, type StateStoreDescription, type StoreCapability } from '../store-description.js';
import { declareSuite, type Suite } from '../suite.js';
import { DURABILITY_CASES } from './durability-cases.js';
import { LISTING_CASES } from './listing-cases.js';
import { VALUE_CASES } from './value-cases.js';
import { VERSION_CASES } from './version-cases.js';
import { WATCH_CASES } from './watch-cases.js';

/** Every case that a state store must survive. */
export const STATE_STORE_SUITE: Suite<StateStoreDescription, StoreCapability> = {
  name: 'stateStoreConformance',
  part: 'a state store',
  capabilities: STORE_CAPABILITIES,
  cases: [...VERSION_CASES, ...VALUE_CASES, ...LISTING_CASES, ...WATCH_CASES, ...DURABILITY_CASES],
};

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
export function stateStoreConformance(runner: TestRunner, description: StateStoreDescription): void {
  declareSuite(STATE_STORE_SUITE, runner, description);
}
