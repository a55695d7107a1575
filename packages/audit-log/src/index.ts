export { type ChainedAuditLog, createAuditLog } from './audit-log.js';
export type { AuditLogOptions, CheckpointOptions } from './audit-log-options.js';
export {
  type CheckpointFileOptions,
  type CheckpointStore,
  checkpointFile,
  readCheckpointFile,
} from './checkpoint/checkpoint-store.js';
export {
  type CreateKeyFileOptions,
  createKeyFile,
  type KeyFileOptions,
  openKeyFile,
  readVerifierKeys,
  rotateKeyFile,
} from './checkpoint/key-file.js';
export { type VerifierKeyOptions, verifierKeyOf } from './checkpoint/keys.js';
export { type CheckpointSigner, createSigner, type SignerOptions } from './checkpoint/signer.js';
export { AuditLogError, type AuditLogErrorCode } from './errors.js';
export { type JsonlLog, type JsonlLogOptions, openJsonlLog } from './jsonl/jsonl-log.js';
export { jsonlRecords, type RecordSource } from './jsonl/jsonl-records.js';
export type { TornWrite } from './jsonl/torn-write.js';
export type { AuditRecord, JsonObject } from './read/audit-record.js';
export { isRecordOf, type ProvenCall } from './read/is-record-of.js';
export { type AuditFilter, readAuditLog } from './read/read-audit-log.js';
export {
  type AuditStatistics,
  auditStatistics,
  type PersonFigures,
  type ReviewFigures,
  type StatisticsOptions,
} from './read/statistics.js';
export type {
  AuditProblem,
  AuditProblemCode,
  AuditReport,
  AuditWarning,
  SignedUpTo,
  UnknownOutcome,
} from './verify/report.js';
export { type VerifyOptions, verifyAuditLog } from './verify/verify-audit-log.js';
