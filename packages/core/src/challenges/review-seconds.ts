import { isFrom, type OptionRule, rule } from '../internal/options.js';
import type { RiskLevel } from '../risk/risk-level.js';

/** For how long no answer is taken: nobody reads a call in less. */
export const REVIEW_SECONDS: Readonly<Record<RiskLevel, number>> = { low: 1, medium: 1, high: 2, critical: 3 };

/** The option that sets it. */
export const REVIEW_SECONDS_RULE: OptionRule = rule('a number of seconds from 0 to 3600', (value) =>
  isFrom(value, 0, 3600),
);
