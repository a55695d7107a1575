/** A point in time as records write it: RFC 3339 in UTC, with milliseconds. */
export function isoTime(ms: number): string {
  // Many records are written in one millisecond.
  if (ms !== last.ms) last = { ms, text: new Date(ms).toISOString() };
  return last.text;
}

let last = { ms: 0, text: new Date(0).toISOString() };

/** The milliseconds since 1970 of a text that `isoTime` has written; undefined for any other. */
export function readIsoTime(text: string): number | undefined {
  const ms = Date.parse(text);
  return Number.isFinite(ms) && new Date(ms).toISOString() === text ? ms : undefined;
}
