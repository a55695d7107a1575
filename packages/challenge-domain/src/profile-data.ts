import type { RiskLevel } from '@attesta/core';

/** What an expert writes: plain JSON. Every limit is checked when the profile is loaded. */
export interface DomainProfileData {
  /** For editors; ignored. */
  readonly $schema?: string;
  /** 1 to 64 letters, digits or `-_.+`. Goes into records. */
  readonly name: string;
  /** For people, up to 200 characters. */
  readonly displayName: string;
  /** Up to 2000 characters. */
  readonly description: string;
  /** Up to 500 questions. None: the challenge denies. */
  readonly templates: readonly DomainTemplateData[];
  /** Up to 100. */
  readonly riskPatterns?: readonly RiskPattern[];
  /** Words or phrases, each with what it adds to the score: 0 to 1. */
  readonly sensitiveTerms?: Readonly<Record<string, number>>;
  /** Patterns of whole action names that are critical, whatever else is found. */
  readonly criticalActions?: readonly string[];
  /** Patterns of whole action names that `baseRiskFloor` leaves alone, where nothing else was found. */
  readonly safeActions?: readonly string[];
  /** The least score of an action that is not safe: 0 to 1. */
  readonly baseRiskFloor?: number;
}

/** A question as it is written. */
export interface DomainTemplateData extends Omit<DomainTemplate, 'minRiskLevel' | 'rejectHints' | 'explanation'> {
  readonly rejectHints?: readonly string[] | undefined;
  /** `low`, `medium`, `high` or `critical`. Default `high`. */
  readonly minRiskLevel?: string | undefined;
  readonly explanation?: string | undefined;
}

/** A question of a loaded profile. Frozen. */
export interface DomainTemplate {
  /** What is asked, with `{action}`, `{environment}` and `{arg0}` to `{arg99}` in it. Up to 500 characters. */
  readonly questionTemplate: string;
  /** 1 to 100 words or phrases, of which a right answer says one. */
  readonly answerHints: readonly string[];
  /** Up to 100 words or phrases that make an answer wrong. */
  readonly rejectHints: readonly string[];
  /** The lowest level at which it is asked. */
  readonly minRiskLevel: RiskLevel;
  /** Shown after a pass, up to 1000 characters. */
  readonly explanation: string | undefined;
}

/** A pattern that raises the risk of an action in which it is found. */
export interface RiskPattern {
  /** An RE2 regular expression, searched without case. */
  readonly pattern: string;
  /** Up to 100 characters, for the list of risk factors. */
  readonly name: string;
  /** What it adds to the score: 0 to 1. */
  readonly riskContribution: number;
}
