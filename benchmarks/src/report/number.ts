import type { Spread } from '../measure/ratio.js';
import type { Figure } from './results.js';

const SHORT = new Intl.NumberFormat('en', {
  minimumSignificantDigits: 3,
  maximumSignificantDigits: 3,
  signDisplay: 'negative',
});
const EXACT = new Intl.NumberFormat('en', { maximumSignificantDigits: 12 });

/** Three digits, which is more than the noise leaves: `12.3`, `0.0123`, `12,300`. */
export function short(number: number): string {
  return SHORT.format(number);
}

/** Every digit, for what is set and not measured: `65,536`, `1.5`. */
export function exact(number: number): string {
  return EXACT.format(number);
}

/** A number as it is written, in its unit: `12.3x`, `15.6 kB`. */
export function inUnit(number: string, unit: Figure['unit'] | ''): string {
  return unit === 'x' || unit === '' ? `${number}${unit}` : `${number} ${unit}`;
}

/** The median, and the quartiles in brackets where there is more than one value: `12.3x (12.1 to 12.9)`. */
export function withQuartiles({ low, median, high }: Spread, unit: Figure['unit'] | '' = ''): string {
  const figure = inUnit(short(median), unit);
  return low === high ? figure : `${figure} (${short(low)} to ${short(high)})`;
}
