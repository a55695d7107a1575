import { option, readOptions } from '@attesta/core';
import { type FileSystem, nodeFileSystem } from '../files/file-system.js';
import { readIfThere, readPublicText, replaceFile } from '../files/whole-file.js';
import { readCheckpoint } from './checkpoint.js';

/** Keeps the last checkpoint of a log, best where nobody who can write to the log can: on another machine, with another user. */
export interface CheckpointKeeper {
  /** Given each checkpoint once it is durable in the log; of several in a second, the last. */
  keep(log: string, checkpoint: string): Promise<void>;
  /** The last that was kept. A log that does not continue it is not written to. */
  last?(log: string): Promise<string | undefined>;
}

/** Where the last checkpoint is kept. */
export interface CheckpointFileOptions {
  /** Of one log alone; 0600. */
  readonly path: string;
}

/**
 * Keeps the last checkpoint in a file: give it to `verifyAuditLog` as an anchor.
 *
 * @throws AttestaError (`invalid_option`).
 */
export function checkpointFile(options: CheckpointFileOptions): Required<CheckpointKeeper> {
  const { path } = readOptions<CheckpointFileOptions>('checkpointFile', options, {
    path: option.required(option.text),
  });
  return keeperAt(nodeFileSystem, () => path);
}

/**
 * The checkpoint in a file that `checkpointFile` keeps, wherever it was copied to: an anchor for `verifyAuditLog`.
 *
 * @throws AuditLogError (`missing`); AttestaError (`invalid_option`).
 */
export async function readCheckpointFile(options: CheckpointFileOptions): Promise<string> {
  const { path } = readOptions<CheckpointFileOptions>('readCheckpointFile', options, PATH);
  return await readPublicText(path);
}

/** Keeps the last checkpoint of each log in a file of its own. */
export function keeperAt(fs: FileSystem, pathOf: (log: string) => string): Required<CheckpointKeeper> {
  return Object.freeze({
    async keep(log: string, checkpoint: string): Promise<void> {
      const kept = await readIfThere(fs, pathOf(log));
      // Of several writers the slower one may come with an older one.
      if (kept === undefined || !isLater(kept, checkpoint)) await replaceFile(fs, pathOf(log), checkpoint);
    },
    last: (log: string) => readIfThere(fs, pathOf(log)),
  });
}

/** Whether a checkpoint is a later one of the same log. */
function isLater(one: string, other: string): boolean {
  const [a, b] = [readCheckpoint(one)?.checkpoint, readCheckpoint(other)?.checkpoint];
  return a !== undefined && b !== undefined && a.log === b.log && a.size > b.size;
}

const PATH = { path: option.required(option.text) };
