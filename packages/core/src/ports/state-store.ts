/**
 * Shared state as versioned values, changed only by compare-and-set. Every piece of it (a used TOTP step, an approval
 * request, a spent call) is a pure function from one value to the next over this one port.
 *
 * Every method may reject when the backend fails; a caller then treats the change as not made and denies. A change that was
 * acknowledged is as durable as the store promises.
 */
export interface StateStore {
  /** The value and version of a key, as a copy of the caller's own; undefined when there is none. */
  get(key: string): Promise<Versioned | undefined>;
  /**
   * Sets `key` if its version is still `expectedVersion` (0: it does not exist) and resolves to the new version, or to
   * undefined when somebody was first. Of several callers with one expected version exactly one wins, over all processes.
   */
  compareAndSet(key: string, expectedVersion: number, value: JsonValue): Promise<number | undefined>;
  /** Deletes `key` if its version is still `expectedVersion`; tells whether it did. */
  delete(key: string, expectedVersion: number): Promise<boolean>;
  /** Entries whose key starts with `prefix`, in order of key (UTF-16 code units), beginning behind `after`. */
  list(prefix: string, options?: StateListOptions): Promise<readonly StateEntry[]>;
  /**
   * Resolves to the first state of `key` newer than `version`, at once where there is one; to undefined when the key is
   * deleted (or gone already, where `version` is not 0) or `signal` aborts.
   */
  watch(key: string, version: number, options: { readonly signal: AbortSignal }): Promise<Versioned | undefined>;
}

/** A value with its version: a positive integer that only grows, also over deletions of the key. */
export interface Versioned {
  readonly value: JsonValue;
  readonly version: number;
}

/** A key with its value and version. */
export interface StateEntry extends Versioned {
  readonly key: string;
}

/** Which part of a listing is wanted. */
export interface StateListOptions {
  /** Only keys behind this one. */
  readonly after?: string;
  /** At most so many. Default 100. */
  readonly limit?: number;
}

/** JSON data. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };
