import type { AuditLog } from '@attesta/core';
import type { FakeClock } from '../../fake-clock.js';
import type { ConformanceCase, UnsupportedReasons } from '../conformance-case.js';

/** What an audit log may lack: a way to read it back, a backend that can be made to fail. */
export type AuditLogCapability = 'reading' | 'failing';

/** An audit log, described so that the kit can put it through its cases. */
export interface AuditLogDescription {
  /** Names the part in the report. */
  readonly name: string;
  /** Makes a log without entries. */
  create(setup: { readonly clock: FakeClock }): AuditLogFixture | Promise<AuditLogFixture>;
  /** The capabilities that it lacks, each with the reason. Default: none. */
  readonly unsupported?: UnsupportedReasons<AuditLogCapability>;
}

/** A log and its backend. */
export interface AuditLogFixture {
  readonly log: AuditLog;
  /** What is kept by now, in order, as it would be read after a crash. */
  read?(): Promise<readonly RecordedEntry[]>;
  /** Makes the backend fail from now on. */
  fail?(): void;
  dispose?(): Promise<void>;
}

/** The members of an entry that must be found again. */
export interface RecordedEntry {
  readonly kind: string;
  readonly decisionId?: string;
}

/** A case of an audit log. */
export type AuditLogCase = ConformanceCase<AuditLogDescription, AuditLogCapability>;
