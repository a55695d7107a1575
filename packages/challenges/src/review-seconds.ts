import type { RiskLevel } from '@attesta/core';
import { type OptionRule, rule } from '@attesta/core/authoring';

/** For how long no answer is taken: nobody reads a call in less. */
export const REVIEW_SECONDS: Readonly<Record<RiskLevel, number>> = { low: 1, medium: 1, high: 2, critical: 3 };

/** The option that sets it. */
export const REVIEW_SECONDS_RULE: OptionRule = rule(
  'a number of seconds from 0 to 3600',
  (value) => typeof value === 'number' && value >= 0 && value <= 3600,
);
