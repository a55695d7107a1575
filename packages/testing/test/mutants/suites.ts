import { AUDIT_LOG_SUITE } from '../../src/conformance/audit-log/index.js';
import { readChallengeDescription } from '../../src/conformance/challenge/description.js';
import { Harness } from '../../src/conformance/challenge/harness.js';
import { CHALLENGE_CASES } from '../../src/conformance/challenge/index.js';
import { VARIANTS } from '../../src/conformance/challenge/variants.js';
import type { ConformanceCase } from '../../src/conformance/conformance-case.js';
import { INTERACTION_SUITE } from '../../src/conformance/interaction/index.js';
import { LOG_STORE_SUITE } from '../../src/conformance/log-store/index.js';
import { NOTIFICATION_SERVICE_SUITE } from '../../src/conformance/notification-service/index.js';
import { RENDERER_SUITE } from '../../src/conformance/renderer/index.js';
import { RISK_SCORER_SUITE } from '../../src/conformance/risk-scorer/index.js';
import { STATE_STORE_SUITE } from '../../src/conformance/state-store/index.js';
import type { Suite } from '../../src/conformance/suite.js';
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
    const [direct] = VARIANTS;
    if (direct === undefined) throw new Error('There is no variant to present a challenge in.');
    return new Harness(readChallengeDescription(description), direct);
  }),
  provedSuite(INTERACTION_SUITE, INTERACTION_MUTANTS),
  provedSuite(RENDERER_SUITE, RENDERER_MUTANTS),
  provedSuite(STATE_STORE_SUITE, [...VERSION_MUTANTS, ...WATCH_MUTANTS, ...DURABILITY_MUTANTS]),
  provedSuite(LOG_STORE_SUITE, LOG_STORE_MUTANTS),
  provedSuite(AUDIT_LOG_SUITE, AUDIT_LOG_MUTANTS),
  provedSuite(RISK_SCORER_SUITE, RISK_SCORER_MUTANTS),
  provedSuite(NOTIFICATION_SERVICE_SUITE, NOTIFICATION_MUTANTS),
];

function provedSuite<Description, Capability extends string>(
  { name, cases }: Suite<Description, Capability>,
  mutants: readonly Mutant<Description>[],
): ProvedSuite {
  return proved(name, cases, mutants, (description) => description);
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
