import type { Hints } from '../action/action-context.js';
import { factor, type WeightedFactor } from './factor.js';

const NO_HINTS: WeightedFactor = factor('hints', 0, 'no hints');

/**
 * The hints of the gate together, at most 1: each that is true adds 0.3, each number `v` adds 0.8 of `v / 10000`, at most
 * of 1. That none of them can lower a score is settled before they are here.
 */
export function hintsFactor(hints: Hints): WeightedFactor {
  const names = Object.keys(hints);
  if (names.length === 0) return NO_HINTS;
  let score = 0;
  const raising: string[] = [];
  for (const name of names) {
    const risk = hintScore(hints[name] ?? false);
    if (risk > 0) raising.push(name);
    score += risk;
  }
  return raising.length === 0 ? NO_HINTS : factor('hints', Math.min(score, 1), raising.join(', '));
}

function hintScore(value: boolean | number): number {
  return typeof value === 'number' ? Math.min(value / 10_000, 1) * 0.8 : Number(value) * 0.3;
}
