/** A moment as people and programs read it, in UTC: `2026-11-22T20:03:11Z`. */
export function timestamp(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** A length of time in its largest unit, rounded up: `30 seconds`, `2 minutes`. */
export function inWords(ms: number): string {
  const seconds = Math.max(Math.ceil(ms / 1000), 1);
  const [count, unit] = seconds < 120 ? [seconds, 'second'] : [Math.ceil(seconds / 60), 'minute'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
