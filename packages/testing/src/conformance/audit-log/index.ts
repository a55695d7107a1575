import type { AuditLog } from '@attesta/core';
import { option, readOptions } from '@attesta/core/authoring';
import type { FakeClock } from '../../fake-clock.js';
import { type ConformanceCase, declareCases, type Unsupported } from '../conformance-case.js';
import { readUnsupported } from '../description-rules.js';
import type { Runner } from '../runner.js';
import { AUDIT_LOG_CASES } from './cases.js';

/** What an audit log may lack: a way to read it back, a backend that can be made to fail. */
export type AuditLogCapability = 'reading' | 'failing';

/** An audit log, as the kit is told of it. */
export interface AuditLogDescription {
  readonly name: string;
  /** Makes a log with nothing in it. */
  create(setting: { readonly clock: FakeClock }): AuditLogPlace | Promise<AuditLogPlace>;
  readonly unsupported?: Unsupported<AuditLogCapability>;
}

/** A log and its backend. */
export interface AuditLogPlace {
  readonly log: AuditLog;
  /** What is kept by now, in order, as it would be read after a crash. */
  read?(): Promise<readonly KeptEntry[]>;
  /** Makes the backend fail from now on. */
  fail?(): void;
  dispose?(): Promise<void>;
}

/** What must be found again of an entry. */
export interface KeptEntry {
  readonly kind: string;
  readonly decisionId?: string;
}

/** A case of an audit log. */
export type AuditLogCase = ConformanceCase<AuditLogDescription, AuditLogCapability>;

/**
 * Declares the tests that an audit log must pass.
 *
 * @throws AttestaError (`invalid_option`) for an unknown or wrong member of the description.
 * @example
 * auditLogConformance({ describe, it }, {
 *   name: 'memoryAuditLog',
 *   create() {
 *     const log = memoryAuditLog();
 *     return { log, read: async () => log.entries };
 *   },
 *   unsupported: { failing: 'memory does not fail' },
 * });
 */
export function auditLogConformance(runner: Runner, description: AuditLogDescription): void {
  const { name, unsupported } = readOptions<AuditLogDescription>('auditLogConformance', description, {
    name: option.required(option.id),
    create: option.required(option.function),
    unsupported: option.object,
  });
  const read = readUnsupported<AuditLogCapability>('auditLogConformance', unsupported, ['reading', 'failing']);
  runner.describe(`${name}: conformance of an audit log`, () => {
    declareCases(runner, AUDIT_LOG_CASES, description, read);
  });
}
