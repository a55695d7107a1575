import type { ConformanceCase } from '../conformance-case.js';
import type { ChallengeCapability } from './description.js';
import type { Stage } from './fixture.js';

/** A case of a challenge. `isOfItself`: it says nothing about a challenge behind the gate, and does not run there. */
export interface ChallengeCase extends ConformanceCase<Stage, ChallengeCapability> {
  readonly isOfItself?: true;
}
