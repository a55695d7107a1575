import type { JsonValue } from '@attesta/core';

/** What is known of the tries at one action that have not passed. */
export interface Attempts {
  readonly failures: number;
  /** When the last one began, in wall milliseconds. */
  readonly last: number;
  /** The question templates that were drawn. */
  readonly asked: readonly string[];
}

/** Tries at one action before it has to wait. */
const MOST_ATTEMPTS = 3;

/** Seconds from the beginning of the last try until there are new ones. */
const COOL_DOWN_SECONDS = 900;

/** Reads what the store holds; undefined where nothing counts any more. A clock that was set back shortens no wait. */
export function attemptsFrom(value: JsonValue | undefined, now: number): Attempts | undefined {
  if (value === undefined) return undefined;
  if (!isAttempts(value)) throw new TypeError('The state store holds something else under this key.');
  return now - value.last >= COOL_DOWN_SECONDS * 1000 ? undefined : value;
}

/** Seconds until the next try may begin: 0 while there are tries left. */
export function secondsToWait(attempts: Attempts | undefined, now: number): number {
  if (attempts === undefined || attempts.failures < MOST_ATTEMPTS) return 0;
  return Math.ceil((attempts.last - now) / 1000 + COOL_DOWN_SECONDS);
}

/** One more try. It counts from its beginning, so that neither tries at the same time nor giving up get around it. */
export function begun(attempts: Attempts | undefined, now: number, asked: readonly string[]): JsonValue {
  const failures = (attempts?.failures ?? 0) + 1;
  return { failures, last: now, asked: [...new Set([...(attempts?.asked ?? []), ...asked])] };
}

/** One try less: in it nobody was asked. */
export function takenBack({ failures, last, asked }: Attempts): JsonValue {
  return { failures: Math.max(failures - 1, 0), last, asked };
}

function isAttempts(value: JsonValue): value is { readonly [Key in keyof Attempts]: Attempts[Key] & JsonValue } {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const { failures, last, asked } = Object.fromEntries(Object.entries(value));
  return (
    Number.isSafeInteger(failures) &&
    typeof last === 'number' &&
    Array.isArray(asked) &&
    asked.every((each) => typeof each === 'string')
  );
}
