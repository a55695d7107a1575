/** A length of time in its two largest units: `1 hour 30 minutes`. */
export function inWords(ms: number): string {
  let seconds = Math.round(ms / 1000);
  if (!(seconds > 0)) return 'less than a second';
  const parts: string[] = [];
  for (const [unit, length] of UNITS) {
    const count = Math.floor(seconds / length);
    seconds -= count * length;
    if (count > 0) parts.push(`${count} ${unit}${count === 1 ? '' : 's'}`);
    else if (parts.length > 0) break;
    if (parts.length === 2) break;
  }
  return parts.join(' ');
}

/** A time of day on this machine's clock, with the date where it is not today's: `16:42:10`. */
export function atTime(wall: number, now: number): string {
  const local = localTime(wall);
  if (local === undefined) return 'beyond any date';
  return local.date === localTime(now)?.date ? local.time : `${local.date} ${local.time}`;
}

function localTime(wall: number): { date: string; time: string } | undefined {
  const shifted = new Date(wall - new Date(wall).getTimezoneOffset() * 60_000);
  if (Number.isNaN(shifted.getTime())) return undefined;
  const [date = '', time = ''] = shifted.toISOString().split(/[T.]/);
  return { date, time };
}

const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;
