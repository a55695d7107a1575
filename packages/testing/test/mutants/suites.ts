import { AUDIT_LOG_CASES } from '../../src/conformance/audit-log/cases.js';
import { readChallengeDescription } from '../../src/conformance/challenge/description.js';
import { Stage } from '../../src/conformance/challenge/fixture.js';
import { CHALLENGE_CASES } from '../../src/conformance/challenge/index.js';
import { WAYS } from '../../src/conformance/challenge/variants.js';
import type { ConformanceCase } from '../../src/conformance/conformance-case.js';
import { INTERACTION_CASES } from '../../src/conformance/interaction/index.js';
import { LOG_STORE_CASES } from '../../src/conformance/log-store/index.js';
import { NOTIFICATION_CASES } from '../../src/conformance/notification-service/cases.js';
import { RENDERER_CASES } from '../../src/conformance/renderer/index.js';
import { RISK_SCORER_CASES } from '../../src/conformance/risk-scorer/cases.js';
import { STATE_STORE_CASES } from '../../src/conformance/state-store/index.js';
import { AUDIT_LOG_MUTANTS } from './audit-log-mutants.js';
import { CHALLENGE_MUTANTS } from './challenge/challenge-mutants.js';
import { INTERACTION_MUTANTS } from './interaction-mutants.js';
import { LOG_STORE_MUTANTS } from './log-store/log-store-mutants.js';
import type { Mutant } from './mutant.js';
import { NOTIFICATION_MUTANTS } from './notification-mutants.js';
import { RENDERER_MUTANTS } from './renderer-mutants.js';
import { RISK_SCORER_MUTANTS } from './risk-scorer-mutants.js';
import { DURABILITY_MUTANTS } from './state-store/durability-mutants.js';
import { VERSION_MUTANTS } from './state-store/version-mutants.js';
import { WATCH_MUTANTS } from './state-store/watch-mutants.js';

/** One suite of the kit, with the wrong implementations that prove its cases. */
export interface ProvedSuite {
  readonly name: string;
  readonly cases: readonly { readonly name: string; readonly proves: string; readonly needs?: string }[];
  readonly mutants: readonly ProvedMutant[];
}

/** A mutant, and what puts it through the case that must find it out. */
interface ProvedMutant {
  readonly name: string;
  readonly killedBy: string;
  /** Rejects with what the case says. */
  attempt(): Promise<void>;
}

export const SUITES: readonly ProvedSuite[] = [
  proved('challengeConformance', CHALLENGE_CASES, CHALLENGE_MUTANTS, (description) => {
    const [byItself] = WAYS;
    if (byItself === undefined) throw new Error('There is no way to present a challenge.');
    return new Stage(readChallengeDescription(description), byItself);
  }),
  proved('interactionConformance', INTERACTION_CASES, INTERACTION_MUTANTS, same),
  proved('rendererConformance', RENDERER_CASES, RENDERER_MUTANTS, same),
  proved(
    'stateStoreConformance',
    STATE_STORE_CASES,
    [...VERSION_MUTANTS, ...WATCH_MUTANTS, ...DURABILITY_MUTANTS],
    same,
  ),
  proved('logStoreConformance', LOG_STORE_CASES, LOG_STORE_MUTANTS, same),
  proved('auditLogConformance', AUDIT_LOG_CASES, AUDIT_LOG_MUTANTS, same),
  proved('riskScorerConformance', RISK_SCORER_CASES, RISK_SCORER_MUTANTS, same),
  proved('notificationServiceConformance', NOTIFICATION_CASES, NOTIFICATION_MUTANTS, same),
];

function same<T>(description: T): T {
  return description;
}

function proved<Description, Subject>(
  name: string,
  cases: readonly ConformanceCase<Subject>[],
  mutants: readonly Mutant<Description>[],
  subjectOf: (description: Description) => Subject,
): ProvedSuite {
  return {
    name,
    cases,
    mutants: mutants.map((mutant) => ({
      ...mutant,
      async attempt() {
        const found = cases.find((one) => one.name === mutant.killedBy);
        if (found === undefined) throw new Error(`There is no case "${mutant.killedBy}" in ${name}.`);
        await found.run(subjectOf(mutant.description));
      },
    })),
  };
}
