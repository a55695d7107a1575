import type { RiskFactor } from '../ports/risk-scorer.js';
import { type RiskLevel, scoreOfLevel } from './risk-level.js';

/** One thing that a call shows: the level that it makes the call, and why. Frozen, so that one can serve many calls. */
export function evidence(name: string, level: RiskLevel, reason: string): RiskFactor {
  return Object.freeze({ name, score: scoreOfLevel(level), reason });
}
