import { AttestaError, type OptionRule, option, readOptions } from '@attesta/core';
import type { CheckpointKeeper } from './checkpoint/checkpoint-store.js';
import type { CheckpointSigner } from './checkpoint/signer.js';
import { optionalMember } from './optional-member.js';

/** Told of each checkpoint that is to be kept. */
export type KeepCheckpoint = (checkpoint: string, log: string) => void | Promise<void>;

/** How often a log is signed, and where else that is kept. */
export interface CheckpointOptions {
  /** The most records between two checkpoints, 1 to 10,000. Default 100. */
  readonly records?: number | undefined;
  /** The longest that a record stays unsigned. Default 60. */
  readonly seconds?: number | undefined;
  /** Where else checkpoints are kept: `checkpointFile`, or a function. */
  readonly keep?: CheckpointKeeper | KeepCheckpoint | undefined;
}

/** The same, with nothing left open. */
export interface CheckpointPolicy {
  readonly records: number;
  readonly seconds: number;
  readonly keepers: readonly CheckpointKeeper[];
}

/** @throws AttestaError (`invalid_option`). */
export function readCheckpointOptions(
  given: CheckpointOptions | undefined,
  signer: CheckpointSigner,
): CheckpointPolicy {
  const { records, seconds, keep } = readOptions<CheckpointOptions>('createAuditLog: checkpoint', given, RULES);
  const keepers = [signer, keep].flatMap((keeper) => (keeper === undefined ? [] : keeperOf(keeper)));
  return { records: records ?? 100, seconds: seconds ?? 60, keepers };
}

function keeperOf(keeper: Partial<CheckpointKeeper> | KeepCheckpoint): readonly CheckpointKeeper[] {
  if (typeof keeper === 'function') return [{ keep: async (log, checkpoint) => await keeper(checkpoint, log) }];
  const [keep, last] = [optionalMember(keeper, 'keep'), optionalMember(keeper, 'last')];
  if (keep === undefined && last === undefined) return [];
  if (typeof keep !== 'function')
    throw new AttestaError('invalid_option', 'What keeps checkpoints must have a method keep.');
  return [
    {
      keep: (log, checkpoint) => keep.call(keeper, log, checkpoint),
      ...(last && { last: (log: string) => last.call(keeper, log) }),
    },
  ];
}

const RULES: { readonly [K in keyof CheckpointOptions]-?: OptionRule } = {
  records: option.integer(1, 10_000),
  seconds: option.seconds,
  keep: { allowed: 'a function, or an object with keep', accepts: isKeeper },
};

function isKeeper(value: unknown): boolean {
  return typeof value === 'function' || option.with('keep').accepts(value);
}
