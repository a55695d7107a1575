import type { RiskLevel } from '../risk/risk-level.js';
import { ofType, type Selection } from './challenge-map.js';
import type { Policy } from './gate-options.js';

/** Step 3: the challenge of a level. A level that no map knows asks for the most. */
export function select(policy: Policy, level: RiskLevel): Selection {
  return policy.selections.get(level) ?? MOST;
}

const MOST: Selection = ofType('multi_party');
