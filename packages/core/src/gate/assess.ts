import type { RiskScore } from '../ports/risk-scorer.js';
import { assessmentOf, type RiskAssessment } from '../risk-assessment.js';
import { isScore, type RiskLevel, riskLevelFromScore, scoreOfLevel } from '../risk-level.js';
import { ask } from './dependency.js';
import type { Described } from './describe.js';
import type { Policy } from './gate-options.js';

/**
 * Step 2: how risky the call is. Never throws, and needs no promise where the scorer needs none.
 *
 * A call that cannot be shown, and a scorer that throws, hangs or gives no score, is critical.
 */
export function assess(policy: Policy, described: Described): RiskAssessment | Promise<RiskAssessment> {
  if (described.refusal !== undefined) return critical('gate', 'the arguments cannot be shown');
  if (policy.fixedRisk !== undefined) return raised(policy.fixedRisk, policy.minimumRisk);
  try {
    const score = policy.riskScorer.score(described.context);
    return typeof score === 'number' || !isThenable(score) ? assessment(policy, score) : awaited(policy, score);
  } catch {
    return critical(nameOf(policy), 'the scorer failed');
  }
}

async function awaited(policy: Policy, score: PromiseLike<RiskScore>): Promise<RiskAssessment> {
  const settled = await ask(policy.clock, () => score);
  if (settled.status !== 'fulfilled') {
    return critical(nameOf(policy), settled.status === 'rejected' ? 'the scorer failed' : 'the scorer did not answer');
  }
  return assessment(policy, settled.value);
}

function assessment(policy: Policy, given: RiskScore): RiskAssessment {
  try {
    const { score, factors } = typeof given === 'number' ? { score: given, factors: undefined } : given;
    if (!isScore(score)) return critical(nameOf(policy), 'the scorer gave no score from 0 to 1');
    const list = Array.isArray(factors) ? frozen(factors) : undefined;
    return raised(assessmentOf(score, riskLevelFromScore(score), nameOf(policy), list), policy.minimumRisk);
  } catch {
    return critical(nameOf(policy), 'the scorer gave no score from 0 to 1');
  }
}

/** The assessment, or the floor with its score where that is higher. */
function raised(risk: RiskAssessment, floor: RiskLevel | undefined): RiskAssessment {
  if (floor === undefined) return risk;
  const score = scoreOfLevel(floor);
  if (score <= scoreOfLevel(risk.level)) return risk;
  const factor = Object.freeze({ name: 'minimum_risk', score, reason: `this gate asks for at least ${floor}` });
  return assessmentOf(score, floor, risk.scorer, Object.freeze([...risk.factors, factor]));
}

function critical(scorer: string, reason: string): RiskAssessment {
  const score = scoreOfLevel('critical');
  return assessmentOf(score, 'critical', scorer, Object.freeze([Object.freeze({ name: 'fault', score, reason })]));
}

function nameOf(policy: Policy): string {
  const { name } = policy.riskScorer;
  return typeof name === 'string' ? name : 'unnamed';
}

function isThenable(value: RiskScore | PromiseLike<RiskScore>): value is PromiseLike<RiskScore> {
  return typeof value === 'object' && 'then' in value && typeof value.then === 'function';
}

function frozen<T>(list: readonly T[]): readonly T[] {
  return Object.isFrozen(list) ? list : Object.freeze([...list]);
}
