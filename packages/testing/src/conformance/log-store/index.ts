import type { LogStore } from '@attesta/core';
import { type ConformanceCase, declareCases } from '../conformance-case.js';
import type { Runner } from '../runner.js';
import { readStoreDescription, type StoreCapability, type StoreDescription } from '../store-harness.js';
import { APPEND_CASES } from './append-cases.js';
import { DURABILITY_CASES } from './durability-cases.js';
import { RECORD_CASES } from './record-cases.js';

/** A log store, as the kit is told of it. */
export type LogStoreDescription = StoreDescription<LogStore>;

/** A case of a log store. */
export type LogStoreCase = ConformanceCase<LogStoreDescription, StoreCapability>;

/** Every case that a log store must survive. */
export const LOG_STORE_CASES: readonly LogStoreCase[] = [...APPEND_CASES, ...RECORD_CASES, ...DURABILITY_CASES];

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
export function logStoreConformance(runner: Runner, description: LogStoreDescription): void {
  const subject = readStoreDescription('logStoreConformance', description);
  runner.describe(`${subject.name}: conformance of a log store`, () => {
    declareCases(runner, LOG_STORE_CASES, subject, subject.unsupported);
  });
}
