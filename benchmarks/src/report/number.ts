import type { Spread } from '../measure/ratio.js';
import type { Figure } from './results.js';

const SHORT = new Intl.NumberFormat('en', { maximumSignificantDigits: 3, signDisplay: 'negative' });
const WHOLE = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** Three digits, which is more than the noise leaves: `12.3`, `0.0123`, `12,300`. */
export function short(number: number): string {
  return SHORT.format(number);
}

/** Every digit: `65,536`. */
export function whole(number: number): string {
  return WHOLE.format(number);
}

/** A figure in its unit: `12.3x`, `15.6 kB`. */
export function inUnit(number: number, unit: Figure['unit'] | ''): string {
  return unit === 'x' || unit === '' ? `${short(number)}${unit}` : `${short(number)} ${unit}`;
}

/** The median, and the quartiles in brackets: `12.3x (12.1 to 12.9)`. */
export function withQuartiles({ low, median, high }: Spread, unit: Figure['unit'] | '' = ''): string {
  return `${inUnit(median, unit)} (${short(low)} to ${short(high)})`;
}
