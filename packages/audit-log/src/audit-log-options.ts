import { randomBytes } from 'node:crypto';
import {
  AttestaError,
  type Clock,
  createRedactor,
  type KeyedRedactor,
  type LogStore,
  systemClock,
} from '@attesta/core';
import { type OptionRule, option, readOptions } from '@attesta/core/authoring';
import type { CheckpointStore } from './checkpoint/checkpoint-store.js';
import { KEY_NAME, readVerifierKey, type VerifierKey } from './checkpoint/keys.js';
import type { CheckpointSigner } from './checkpoint/signer.js';
import type { TornWrite } from './jsonl/torn-write.js';

/** Options of `createAuditLog`. */
export interface AuditLogOptions {
  /** Stores the records: `openJsonlLog`, a database, `MemoryLogStore` in tests. */
  readonly log: LogStore;
  /** Signs the checkpoints. */
  readonly signer: CheckpointSigner;
  /**
   * Masks secrets everywhere except in the arguments, which the gate's redactor has masked, and tags the digest of a call with
   * secrets. Default: `createRedactor()`, whose key ends with the process; with a key of yours, `isRecordOf` proves later what ran.
   */
  readonly redactor?: KeyedRedactor | undefined;
  /** How often the log is signed, and where checkpoints are saved. */
  readonly checkpoint?: CheckpointOptions | undefined;
  /** The name of the log; an existing log must have it. Default: the signer's name and 16 random bytes. */
  readonly name?: string | undefined;
  /** Default: the system's. */
  readonly clock?: Clock | undefined;
}

/** How often a log is signed, and where checkpoints are saved. */
export interface CheckpointOptions {
  /** The most records between two checkpoints, 1 to 10,000. Default 100. */
  readonly records?: number | undefined;
  /** The longest that a record stays unsigned, in seconds. Default 60. */
  readonly seconds?: number | undefined;
  /** Saves each checkpoint outside the log: `checkpointFile`, or a function. */
  readonly store?: CheckpointStore | CheckpointStore['save'] | undefined;
}

/** The options of `createAuditLog`, checked and complete. */
export interface ResolvedOptions {
  readonly log: LogStore;
  readonly signer: CheckpointSigner;
  /** The signer's key, then the keys before it. */
  readonly keys: readonly [VerifierKey, ...VerifierKey[]];
  readonly redactor: KeyedRedactor;
  readonly records: number;
  readonly seconds: number;
  readonly checkpointStores: readonly CheckpointStore[];
  readonly name: string;
  /** Whether an existing log must have this name. */
  readonly isNamed: boolean;
  readonly clock: Clock;
  /** The incomplete records that the store found when it was opened. */
  readonly tornWrites: readonly TornWrite[];
}

/** @throws AttestaError (`invalid_option`). */
export function resolveOptions(options: AuditLogOptions): ResolvedOptions {
  const given = readOptions<AuditLogOptions>('createAuditLog', options, RULES);
  const checkpoint = readOptions<CheckpointOptions>('createAuditLog: checkpoint', given.checkpoint, CHECKPOINT_RULES);
  const { log, signer } = given;
  const key = readVerifierKey(signer.verifierKey);
  const retired = (optionalMember(signer, 'retiredKeys') ?? []).map(readVerifierKey);
  return {
    log,
    signer,
    keys: [key, ...retired],
    redactor: given.redactor ?? createRedactor(),
    records: checkpoint.records ?? 100,
    seconds: checkpoint.seconds ?? 60,
    checkpointStores: [...checkpointStoresOf(signer), ...checkpointStoresOf(checkpoint.store)],
    name: given.name ?? `${key.name}/${randomBytes(16).toString('hex')}`,
    isNamed: given.name !== undefined,
    clock: given.clock ?? systemClock,
    tornWrites: tornWritesOf(log),
  };
}

/** A signer that saves no checkpoints gives an empty list. */
function checkpointStoresOf(given: Partial<CheckpointStore> | CheckpointStore['save'] | undefined): CheckpointStore[] {
  if (given === undefined) return [];
  if (typeof given === 'function') return [{ save: async (checkpoint, log) => await given(checkpoint, log) }];
  const [save, last] = [optionalMember(given, 'save'), optionalMember(given, 'last')];
  if (save === undefined && last === undefined) return [];
  if (typeof save !== 'function') {
    throw new AttestaError('invalid_option', 'createAuditLog: save must be a function where last is given.');
  }
  return [
    {
      save: (checkpoint, log) => save.call(given, checkpoint, log),
      ...(last && { last: (log: string) => last.call(given, log) }),
    },
  ];
}

function tornWritesOf(log: LogStore & { readonly tornWrites?: readonly TornWrite[] }): readonly TornWrite[] {
  return optionalMember(log, 'tornWrites') ?? [];
}

/** A member of an object or of its class. A member of Object.prototype does not count: any code may have put it there. */
function optionalMember<T extends object, Name extends keyof T>(object: T, name: Name): T[Name] | undefined {
  let at: unknown = object;
  while (typeof at === 'object' && at !== null && at !== Object.prototype) {
    if (Object.hasOwn(at, name)) return object[name];
    at = Object.getPrototypeOf(at);
  }
  return undefined;
}

const RULES: { readonly [K in keyof AuditLogOptions]-?: OptionRule } = {
  log: option.required(option.with('append', 'read', 'size')),
  signer: option.required(option.with('sign')),
  redactor: option.with('redact', 'tag'),
  checkpoint: option.object,
  name: KEY_NAME,
  clock: option.with('wall', 'monotonic', 'after', 'sleep'),
};

const CHECKPOINT_RULES: { readonly [K in keyof CheckpointOptions]-?: OptionRule } = {
  records: option.integer(1, 10_000),
  seconds: option.seconds,
  store: {
    allowed: 'a function, or an object with save',
    accepts: (value) => typeof value === 'function' || option.with('save').accepts(value),
  },
};
