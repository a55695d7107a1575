import type { RiskFactor, RiskLevel } from '@attesta/core';

/** One thing that a call shows: how risky it makes the call, and why. Frozen. */
export interface Evidence extends RiskFactor {
  readonly level: RiskLevel;
  readonly reason: string;
}

/** The score that stands for each level; core uses the same for a level that a gate sets. */
const SCORES: Readonly<Record<RiskLevel, number>> = { low: 0.15, medium: 0.45, high: 0.7, critical: 0.9 };

/** Makes evidence. `reason` repeats of the arguments only words that the scorer itself knows. */
export function evidence(name: string, level: RiskLevel, reason: string): Evidence {
  return Object.freeze({ name, score: SCORES[level], reason, level });
}

/** The graver of two; the first when they are alike. */
export function graver<T extends Evidence | undefined>(a: T, b: T): T {
  if (a === undefined) return b;
  return b !== undefined && b.score > a.score ? b : a;
}

/** The gravest of many. */
export function gravest(all: Iterable<Evidence | undefined>): Evidence | undefined {
  let found: Evidence | undefined;
  for (const each of all) found = graver(found, each);
  return found;
}

/** The level above. */
export function raised(level: RiskLevel): RiskLevel {
  if (level === 'low') return 'medium';
  return level === 'medium' ? 'high' : 'critical';
}

/** The same evidence, at no more than this level. */
export function atMost(limit: RiskLevel, found: Evidence): Evidence {
  return found.score <= SCORES[limit] ? found : evidence(found.name, limit, found.reason);
}

/** The same evidence, at this level or above. */
export function atLeast(floor: RiskLevel, found: Evidence): Evidence {
  return found.score >= SCORES[floor] ? found : evidence(found.name, floor, found.reason);
}
