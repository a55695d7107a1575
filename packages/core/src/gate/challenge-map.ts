import type { ChallengeRef } from '../decision/decision.js';
import { ChallengeType, isChallengeType } from '../decision/enumerations.js';
import { invalid } from '../decision/errors.js';
import { readOptions } from '../internal/options.js';
import { type ChallengeProtocol, isChallenge } from '../ports/challenge-protocol.js';
import { readChallenge } from '../presentation/inner-challenge.js';
import { RISK_LEVELS, type RiskLevel } from '../risk/risk-level.js';

/** Which challenge a level asks for: one of the types, which the renderer presents, or a challenge of your own. */
export type ChallengeMap = Readonly<Record<RiskLevel, ChallengeType | ChallengeProtocol>>;

/** One entry of the map, read once. */
export interface Selection {
  readonly required: ChallengeRef;
  /** Undefined for a type. */
  readonly challenge: ChallengeProtocol | undefined;
  readonly timeoutSeconds: number | undefined;
  /** Whether it is approved without asking. */
  readonly needsNobody: boolean;
}

/** An entry for every level. */
export type Selections = ReadonlyMap<RiskLevel, Selection>;

/** The map of a gate that has none. */
const DEFAULT_CHALLENGE_MAP: ChallengeMap = Object.freeze({
  low: ChallengeType.AUTO_APPROVE,
  medium: ChallengeType.CONFIRM,
  high: ChallengeType.QUIZ,
  critical: ChallengeType.MULTI_PARTY,
});

/**
 * Lays a partial map over another.
 *
 * @throws AttestaError (`invalid_option`) for an unknown level, an entry that is neither a type nor a challenge, a timeout
 *   that is not a number of seconds above 0, and for `auto_approve` at high or critical.
 */
export function mergeChallengeMap(
  owner: string,
  under: Selections,
  map: Partial<ChallengeMap> | undefined,
): Selections {
  if (map === undefined) return under;
  const given = readOptions<Partial<ChallengeMap>>(`${owner}: challengeMap`, map, MAP_RULES);
  const merged = new Map(under);
  for (const level of RISK_LEVELS) {
    const entry = given[level];
    if (entry !== undefined) merged.set(level, selectionOf(`${owner}: challengeMap.${level}`, level, entry));
  }
  return merged;
}

function selectionOf(owner: string, level: RiskLevel, entry: ChallengeType | ChallengeProtocol): Selection {
  const selection = typeof entry === 'string' ? ofType(entry) : ofChallenge(owner, entry);
  if (selection.required.type === ChallengeType.AUTO_APPROVE && (level === 'high' || level === 'critical')) {
    throw invalid(`${owner}: ${level} needs a person.`);
  }
  return selection;
}

/** Step 3: the challenge of a level. A level that no map knows asks for the most. */
export function select({ selections }: { readonly selections: Selections }, level: RiskLevel): Selection {
  return selections.get(level) ?? MOST;
}

function ofType(type: ChallengeType): Selection {
  return entryOf(Object.freeze({ type, name: type }));
}

function ofChallenge(owner: string, challenge: ChallengeProtocol): Selection {
  const { ref, timeoutSeconds } = readChallenge(`${owner}: the challenge`, challenge);
  return entryOf(ref, timeoutSeconds, challenge);
}

function entryOf(ref: ChallengeRef, timeoutSeconds?: number, challenge?: ChallengeProtocol): Selection {
  const needsNobody = challenge === undefined && ref.type === ChallengeType.AUTO_APPROVE;
  return Object.freeze({ required: ref, challenge, timeoutSeconds, needsNobody });
}

const entryRule = {
  allowed: `one of ${Object.values(ChallengeType).join(', ')}, or a challenge (an object with challengeType and present)`,
  accepts: (value: unknown) => isChallengeType(value) || isChallenge(value),
};

const MAP_RULES = { low: entryRule, medium: entryRule, high: entryRule, critical: entryRule };

const MOST: Selection = ofType(ChallengeType.MULTI_PARTY);

/** The default map, read. */
export const DEFAULT_SELECTIONS: Selections = mergeChallengeMap('', new Map(), DEFAULT_CHALLENGE_MAP);
