import { type OptionRule, option, readOptions } from '@attesta/core/authoring';
import { type FileSystem, nodeFileSystem } from '../files/file-system.js';
import { readIfThere, readPublicFile, replaceFile } from '../files/whole-file.js';
import { readCheckpoint } from './checkpoint.js';

/**
 * Saves the last checkpoint of a log. It belongs where a writer of the log has no access: on another machine, with another user.
 */
export interface CheckpointStore {
  /** Called with each checkpoint once it is durable in the log; of several in a second, with the last. */
  save(checkpoint: string, log: string): void | Promise<void>;
  /** The last checkpoint that was saved. The audit log refuses to write to a log that does not continue it. */
  last?(log: string): Promise<string | undefined>;
}

/** Options of `checkpointFile` and `readCheckpointFile`. */
export interface CheckpointFileOptions {
  /** The file of one log's checkpoint; 0600. */
  readonly path: string;
}

/**
 * Saves the last checkpoint in a file: an anchor for `verifyAuditLog`.
 *
 * @throws AttestaError (`invalid_option`).
 */
export function checkpointFile(options: CheckpointFileOptions): Required<CheckpointStore> {
  const { path } = readOptions<CheckpointFileOptions>('checkpointFile', options, RULES);
  return fileStore(nodeFileSystem, () => path);
}

/**
 * The checkpoint in a file that `checkpointFile` wrote, or in a copy of it: an anchor for `verifyAuditLog`.
 *
 * @throws AuditLogError (`missing`); AttestaError (`invalid_option`).
 */
export async function readCheckpointFile(options: CheckpointFileOptions): Promise<string> {
  const { path } = readOptions<CheckpointFileOptions>('readCheckpointFile', options, RULES);
  return await readPublicFile(path);
}

/** Saves the last checkpoint of each log in a file of its own. */
export function fileStore(fs: FileSystem, pathOf: (log: string) => string): Required<CheckpointStore> {
  return Object.freeze({
    async save(checkpoint: string, log: string): Promise<void> {
      const saved = await readIfThere(fs, pathOf(log));
      // Of several writers, the slower one may bring an older checkpoint.
      if (saved === undefined || !isLater(saved, checkpoint)) await replaceFile(fs, pathOf(log), checkpoint);
    },
    last: (log: string) => readIfThere(fs, pathOf(log)),
  });
}

/** Whether a checkpoint is a later one of the same log. */
function isLater(one: string, other: string): boolean {
  const [a, b] = [readCheckpoint(one)?.checkpoint, readCheckpoint(other)?.checkpoint];
  return a !== undefined && b !== undefined && a.log === b.log && a.size > b.size;
}

const RULES: { readonly path: OptionRule } = { path: option.required(option.text) };
