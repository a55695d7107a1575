import type { RiskScorer } from '@attesta/core';
import { option, readOptions } from '@attesta/core/authoring';
import { type ConformanceCase, declareCases, type Unsupported } from '../conformance-case.js';
import { readUnsupported } from '../description-rules.js';
import type { Runner } from '../runner.js';
import { RISK_SCORER_CASES } from './cases.js';

/** What a scorer may lack: one that asks outside of the process need not say the same twice. */
export type RiskScorerCapability = 'repeating';

/** A risk scorer, as the kit is told of it. */
export interface RiskScorerDescription {
  readonly name: string;
  /** Makes a scorer that has not seen a call yet. */
  create(): RiskScorer | Promise<RiskScorer>;
  readonly unsupported?: Unsupported<RiskScorerCapability>;
}

/** A case of a risk scorer. */
export type RiskScorerCase = ConformanceCase<RiskScorerDescription, RiskScorerCapability>;

/**
 * Declares the tests that a risk scorer must pass.
 *
 * @throws AttestaError (`invalid_option`) for an unknown or wrong member of the description.
 * @example riskScorerConformance({ describe, it }, { name: 'MyScorer', create: () => new MyScorer() });
 */
export function riskScorerConformance(runner: Runner, description: RiskScorerDescription): void {
  const { name, unsupported } = readOptions<RiskScorerDescription>('riskScorerConformance', description, {
    name: option.required(option.id),
    create: option.required(option.function),
    unsupported: option.object,
  });
  const read = readUnsupported<RiskScorerCapability>('riskScorerConformance', unsupported, ['repeating']);
  runner.describe(`${name}: conformance of a risk scorer`, () => {
    declareCases(runner, RISK_SCORER_CASES, description, read);
  });
}
