import type { TestRunner } from '../conformance-case.js';
import { type LogStoreDescription, STORE_CAPABILITIES, type StoreCapability } from '../store-description.js';
import { declareSuite, type Suite } from '../suite.js';
import { APPEND_CASES } from './append-cases.js';
import { DURABILITY_CASES } from './durability-cases.js';
import { RECORD_CASES } from './record-cases.js';

/** Every case that a log store must survive. */
export const LOG_STORE_SUITE: Suite<LogStoreDescription, StoreCapability> = {
  name: 'logStoreConformance',
  part: 'a log store',
  capabilities: STORE_CAPABILITIES,
  cases: [...APPEND_CASES, ...RECORD_CASES, ...DURABILITY_CASES],
};

/**
 * Declares the tests that a log store must pass.
 *
 * @throws AttestaError (`invalid_option`) for an unknown or wrong member of the description.
 * @example
 * logStoreConformance({ describe, it }, {
 *   name: 'MyLogStore',
 *   async create() {
 *     const path = await temporaryFile();
 *     return {
 *       open: () => openMyLog(path), // { store, close }
 *       module: { url: new URL('./open-my-log.js', import.meta.url).href, argument: path },
 *       dispose: () => rm(path),
 *     };
 *   },
 * });
 */
export function logStoreConformance(runner: TestRunner, description: LogStoreDescription): void {
  declareSuite(LOG_STORE_SUITE, runner, description);
}
