/** A point in time as records write it: RFC 3339 in UTC, with milliseconds. */
export function isoTime(ms: number): string {
  // Many records are decided and written in the same few milliseconds.
  const known = texts.get(ms);
  if (known !== undefined) return known;
  const text = new Date(ms).toISOString();
  if (texts.size >= MOST_KNOWN) texts.clear();
  texts.set(ms, text);
  return text;
}

const texts = new Map<number, string>();
const MOST_KNOWN = 64;

/** The milliseconds since 1970 of a text that `isoTime` has written; undefined for any other. */
export function readIsoTime(text: string): number | undefined {
  const ms = Date.parse(text);
  return Number.isFinite(ms) && new Date(ms).toISOString() === text ? ms : undefined;
}
