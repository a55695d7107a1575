import {
  type ActionContext,
  type ActionInput,
  type Clock,
  createActionContext,
  type RiskAssessment,
  type RiskLevel,
} from '@attesta/core';
import { createRiskAssessment } from '@attesta/core/scorers';
import { fakeClock } from './fake-clock.js';

/**
 * Makes the context of a call that is worth asking about: `delete_records("table_a", 100)` by `agent-1`, in production.
 *
 * @param overrides Fields to put in place of the sample's.
 * @param clock Gives `interceptedAt`. Default: a `fakeClock` of its own, so always the same time.
 * @throws AttestaError as `createActionContext` does.
 * @example sampleContext({ functionName: 'deploy', args: ['v2'] }).description // 'deploy("v2")'
 */
export function sampleContext(overrides: Partial<ActionInput> = {}, clock: Clock = fakeClock()): ActionContext {
  return createActionContext({ ...SAMPLE, ...overrides }, clock);
}

const SAMPLE = {
  functionName: 'delete_records',
  args: ['table_a', 100],
  agentId: 'agent-1',
  environment: 'production',
} satisfies ActionInput;

/**
 * Makes an assessment of a level, with the score that the gate gives when a level is fixed.
 *
 * @throws AttestaError (`invalid_option`) for a level that is not one of the four.
 * @example sampleRisk('critical').score // 0.9
 */
export function sampleRisk(level: RiskLevel = 'high'): RiskAssessment {
  return createRiskAssessment({ score: SCORES[level] ?? 1, level });
}

const SCORES: Readonly<Record<RiskLevel, number>> = { low: 0.15, medium: 0.45, high: 0.7, critical: 0.9 };
