import { type CheckedAction, checkedAction, type Hints } from '../action/action-context.js';
import { invalid } from '../decision/errors.js';
import { option, readOptions } from '../internal/options.js';
import { SECRET_PATHS } from '../redaction/secret-path.js';
import { assessmentOf, type RiskAssessment } from '../risk/risk-assessment.js';
import { RISK_LEVELS, type RiskLevel, scoreOfLevel } from '../risk/risk-level.js';
import type { ResolvedAttestaOptions } from './attesta-options.js';
import { type ChallengeMap, mergeChallengeMap } from './challenge-map.js';

/** What one gate adds to its `Attesta`; the same checks apply. */
export interface GateOptions<A extends readonly unknown[] = never> {
  /** Default: the function's name. */
  readonly name?: string | undefined;
  /** Fixes the level; no scorer is asked. */
  readonly risk?: RiskLevel | undefined;
  /** The least level, whatever the scorer finds. */
  readonly minimumRisk?: RiskLevel | undefined;
  /** What the function does, for the scorer and the screen. */
  readonly documentation?: string | undefined;
  /** What makes the call dangerous; hints only raise the risk. */
  readonly hints?: Hints | undefined;
  /** Plain data to keep with the action. */
  readonly metadata?: Readonly<Record<string, unknown>> | undefined;
  /**
   * Returns the arguments as plain data where they are not; the function then gets the originals. It is asked again right
   * before the run: another answer denies.
   */
  readonly inspect?: ((...args: A) => readonly unknown[]) | undefined;
  /** Paths of arguments that are secret besides those that look it: `args[1]`, `args[0].users[*].tax_id`. */
  readonly redact?: readonly string[] | undefined;
  /**
   * `inside` lets the function be or return a generator: it runs to its end within the call, and its parts are handed out as they
   * come and kept until they are read. Default: none is taken, since a generator runs after its call.
   */
  readonly generator?: 'inside' | undefined;
  readonly challengeMap?: Partial<ChallengeMap> | undefined;
  /** How long a challenge may take that does not say so itself. */
  readonly timeoutSeconds?: number | undefined;
}

/** The options of one gate, over those of its `Attesta`. */
export interface ResolvedGateOptions extends ResolvedAttestaOptions {
  readonly action: CheckedAction;
  readonly fixedRisk: RiskAssessment | undefined;
  readonly minimumRisk: RiskLevel | undefined;
  readonly inspect: Inspect | undefined;
  readonly runsGenerators: boolean;
}

/** `inspect`, whatever arguments its function has. */
export type Inspect = (...args: never) => readonly unknown[];

/** Checks the options of a gate around a function of this name. */
export function resolveGateOptions(
  instance: ResolvedAttestaOptions,
  options: GateOptions | undefined,
  functionName: string,
): ResolvedGateOptions {
  const given = readOptions<GateOptions>('gate', options, RULES);
  const name = given.name ?? functionName;
  if (!option.id.accepts(name)) {
    throw invalid('gate: an anonymous function needs the option name.');
  }
  // Not frozen: the engine would make a class of its own for each gate's.
  return {
    ...instance,
    // Without a prototype, so that what is not given is nowhere.
    action: checkedAction('gate', Object.assign(Object.create(null), instance, given, { functionName: name })),
    fixedRisk: given.risk && assessmentOf(scoreOfLevel(given.risk), given.risk, 'fixed'),
    minimumRisk: given.minimumRisk,
    inspect: given.inspect,
    runsGenerators: given.generator === 'inside',
    selections: mergeChallengeMap(`gate ${name}`, instance.selections, given.challengeMap),
    timeoutSeconds: given.timeoutSeconds ?? instance.timeoutSeconds,
  };
}

const RULES = {
  name: option.id,
  risk: option.oneOf(RISK_LEVELS),
  minimumRisk: option.oneOf(RISK_LEVELS),
  documentation: option.text,
  hints: option.object,
  metadata: option.object,
  inspect: option.function,
  redact: SECRET_PATHS,
  generator: option.oneOf(['inside']),
  challengeMap: option.any,
  timeoutSeconds: option.seconds,
};
