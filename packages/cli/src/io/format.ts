/** JSON in ASCII alone: it may reach a terminal, and ids of others may hold control characters that JSON does not escape. */
export function asciiJson(data: unknown): string {
  return inAscii(JSON.stringify(data));
}

/** A JSON string in ASCII alone. */
export function inAscii(json: string): string {
  return json.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** A time for people and programs, in UTC: `2026-11-22T20:03:11Z`. */
export function timestamp(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** A length of time in its largest unit, rounded up: `30 seconds`, `2 minutes`. */
export function inWords(ms: number): string {
  const seconds = Math.max(Math.ceil(ms / 1000), 1);
  return seconds < 120 ? counted(seconds, 'second') : counted(Math.ceil(seconds / 60), 'minute');
}

/** A number with its noun: `1 record`, `2 entries`. */
export function counted(number: number, noun: string, plural = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : plural}`;
}
