import { callDependency, causeOf } from '../presentation/call-dependency.js';
import { askScorer, failed } from '../risk/opinion.js';
import { assessmentOf, type RiskAssessment } from '../risk/risk-assessment.js';
import { type RiskLevel, scoreOfLevel } from '../risk/risk-level.js';
import type { Described } from './describe.js';
import type { ResolvedGateOptions } from './gate-options.js';

/**
 * Step 2: how risky the call is. Never throws, and needs no promise where the scorer needs none.
 *
 * A call that cannot be shown, and a scorer that throws, hangs or gives no score, is critical.
 */
export function assess(gate: ResolvedGateOptions, described: Described): RiskAssessment | Promise<RiskAssessment> {
  const { riskScorer, fixedRisk, minimumRisk } = gate;
  if (described.refusal !== undefined) return failed(riskScorer, 'the arguments cannot be shown');
  const risk = fixedRisk ?? askScorer(riskScorer, described.context);
  return risk instanceof Promise ? inTime(gate, risk) : raised(risk, minimumRisk);
}

async function inTime(
  { clock, riskScorer, minimumRisk }: ResolvedGateOptions,
  opinion: Promise<RiskAssessment>,
): Promise<RiskAssessment> {
  const settled = await callDependency({ clock }, () => opinion);
  const found =
    settled.status === 'fulfilled' ? settled.value : failed(riskScorer, 'the scorer failed', causeOf(settled));
  return raised(found, minimumRisk);
}

/** The assessment, or the floor with its score where that is higher. */
function raised(risk: RiskAssessment, floor: RiskLevel | undefined): RiskAssessment {
  if (floor === undefined) return risk;
  const score = scoreOfLevel(floor);
  if (score <= scoreOfLevel(risk.level)) return risk;
  const factor = Object.freeze({ name: 'minimum_risk', score, reason: `this gate asks for at least ${floor}` });
  return assessmentOf(score, floor, risk.scorer, Object.freeze([...risk.factors, factor]));
}
