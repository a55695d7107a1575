import { assessmentOf, type RiskAssessment } from '../risk-assessment.js';
import { type RiskLevel, riskLevelFromScore, scoreOfLevel } from '../risk-level.js';
import { askScorer, failed, type Opinion } from '../scorers/opinion.js';
import { ask } from './dependency.js';
import type { Described } from './describe.js';
import type { Policy } from './gate-options.js';

/**
 * Step 2: how risky the call is. Never throws, and needs no promise where the scorer needs none.
 *
 * A call that cannot be shown, and a scorer that throws, hangs or gives no score, is critical.
 */
export function assess(policy: Policy, described: Described): RiskAssessment | Promise<RiskAssessment> {
  const { riskScorer, fixedRisk, minimumRisk } = policy;
  if (described.refusal !== undefined) return concluded(failed(riskScorer, 'the arguments cannot be shown'), undefined);
  if (fixedRisk !== undefined) return raised(fixedRisk, minimumRisk);
  const opinion = askScorer(riskScorer, described.context);
  return opinion instanceof Promise ? inTime(policy, opinion) : concluded(opinion, minimumRisk);
}

async function inTime({ clock, riskScorer, minimumRisk }: Policy, opinion: Promise<Opinion>): Promise<RiskAssessment> {
  const settled = await ask(clock, () => opinion);
  const given = settled.status === 'fulfilled' ? settled.value : failed(riskScorer, 'the scorer failed');
  return concluded(given, minimumRisk);
}

function concluded({ score, scorer, factors }: Opinion, floor: RiskLevel | undefined): RiskAssessment {
  if (latest.factors !== factors || latest.score !== score || latest.scorer !== scorer) {
    latest = assessmentOf(score, riskLevelFromScore(score), scorer, factors);
  }
  return raised(latest, floor);
}

/** A call is mostly found to be like the one before: then it has the same assessment, which is frozen. */
let latest: RiskAssessment = assessmentOf(0, 'low', '');

/** The assessment, or the floor with its score where that is higher. */
function raised(risk: RiskAssessment, floor: RiskLevel | undefined): RiskAssessment {
  if (floor === undefined) return risk;
  const score = scoreOfLevel(floor);
  if (score <= scoreOfLevel(risk.level)) return risk;
  const factor = Object.freeze({ name: 'minimum_risk', score, reason: `this gate asks for at least ${floor}` });
  return assessmentOf(score, floor, risk.scorer, Object.freeze([...risk.factors, factor]));
}
