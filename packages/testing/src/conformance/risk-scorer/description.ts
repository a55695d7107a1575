import type { RiskScorer } from '@attesta/core';
import type { ConformanceCase, UnsupportedReasons } from '../conformance-case.js';

/**
 * What a scorer may lack: the same score for the same call. A scorer that asks a service outside of the process cannot promise
 * it.
 */
export type RiskScorerCapability = 'repeating';

/** A risk scorer, described so that the kit can put it through its cases. */
export interface RiskScorerDescription {
  /** Names the part in the report. */
  readonly name: string;
  /** Makes a scorer that has not seen a call yet. */
  create(): RiskScorer | Promise<RiskScorer>;
  /** The capabilities that it lacks, each with the reason. Default: none. */
  readonly unsupported?: UnsupportedReasons<RiskScorerCapability>;
}

/** A case of a risk scorer: gets the description, and makes the scorers that it needs. */
export type RiskScorerCase = ConformanceCase<RiskScorerDescription, RiskScorerCapability>;
