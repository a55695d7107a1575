import type { Hints } from '../action/action-context.js';
import type { RiskFactor } from '../ports/risk-scorer.js';
import { evidence, type RiskLevel } from './risk-level.js';

/**
 * What the hints of the gate say. `destructive` is high, `irreversible` critical, any other that is true medium; a number `v`, an
 * amount, 0.8 of `v / 10000`, at most 0.8. `readOnly` stands for the verb, and raises nothing.
 */
export function hintsEvidence(hints: Hints): readonly RiskFactor[] {
  return Object.entries(hints).flatMap(([name, value]) => {
    if (name === 'readOnly' || value === false || value === 0) return [];
    if (typeof value !== 'number') return [evidence('hints', levelOf(name), `the hint ${name}`)];
    return [Object.freeze({ name: 'hints', score: Math.min(value / 10_000, 1) * 0.8, reason: `the hint ${name}` })];
  });
}

function levelOf(hint: string): RiskLevel {
  if (hint === 'destructive') return 'high';
  return hint === 'irreversible' ? 'critical' : 'medium';
}

/** In the place of the verb, where the gate says that the call reads only. */
export const READ_ONLY: RiskFactor = evidence('hints', 'low', 'the hint readOnly');
