import { exact } from './number.js';
import type { Figure } from './results.js';

/** Whether a figure that has a target meets it: `met`, `missed by 12 %`. */
export function verdictOn({ value, target }: Figure): string {
  if (target === undefined) return '';
  if (isMet({ value, target })) return 'met';
  const excess = (100 * (value.median - target.atMost)) / target.atMost;
  return `missed by ${excess >= 1 ? exact(Math.round(excess)) : excess.toPrecision(1)} %`;
}

/** A figure without a target misses nothing. */
export function isMet({ value, target }: Pick<Figure, 'value' | 'target'>): boolean {
  return target === undefined || value.median <= target.atMost;
}
