import type { TestRunner } from '../conformance-case.js';
import { declareSuite, type Suite } from '../suite.js';
import { AUDIT_LOG_CASES } from './cases.js';
import type { AuditLogCapability, AuditLogDescription } from './description.js';

/** Every case that an audit log must survive. */
export const AUDIT_LOG_SUITE: Suite<AuditLogDescription, AuditLogCapability> = {
  name: 'auditLogConformance',
  part: 'an audit log',
  capabilities: ['reading', 'failing'],
  cases: AUDIT_LOG_CASES,
};

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
export function auditLogConformance(runner: TestRunner, description: AuditLogDescription): void {
  declareSuite(AUDIT_LOG_SUITE, runner, description);
}
