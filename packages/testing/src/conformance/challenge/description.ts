import type { ChallengeProtocol, Operator } from '@attesta/core';
import { type OptionRule, option, readOptions } from '@attesta/core/authoring';
import type { FakeClock } from '../../fake-clock.js';
import type { InteractionScript } from '../../scripted-interaction.js';
import type { UnsupportedReasons } from '../conformance-case.js';
import { readUnsupportedReasons } from '../suite.js';

/** What a challenge may lack: questions at the requester's screen, approvers other than the operator, answers that work once. */
export type ChallengeCapability = 'asking' | 'approvers' | 'spending';

/** A challenge, described so that the kit can put it through its cases. */
export interface ChallengeDescription {
  /** Names the part in the report. */
  readonly name: string;
  /** Makes a challenge with dependencies of its own, all of them sound and wrapped by `setup.dependency`. */
  create(setup: ChallengeSetup): ChallengeProtocol | Promise<ChallengeProtocol>;
  /** Scenarios that must pass, each with what the operator answers. The first is taken apart most. */
  readonly passes: Readonly<Record<string, ScenarioScript>>;
  /** Scenarios that must not pass. */
  readonly fails: Readonly<Record<string, ScenarioScript>>;
  /** Dependencies that a passing scenario uses; for each, the faults that may still pass, with the reason. Default: none. */
  readonly dependencies?: Readonly<Record<string, UnsupportedReasons<DependencyFault>>>;
  /** Secrets that must never show. What the operator types at a `secret` question is one anyway. */
  readonly secrets?: readonly string[];
  /** The people who may approve, besides the operator. Default: no one else. */
  readonly approvers?: readonly string[];
  /** Whether a right answer passes once and never again, as a one-time code does. Default false. */
  readonly oneTime?: boolean;
  /** Default `{ id: 'operator-1' }`. */
  readonly operator?: Operator;
  /** The capabilities that it lacks, each with the reason. Default: none. */
  readonly unsupported?: UnsupportedReasons<ChallengeCapability>;
}

/** What the operator answers in a scenario; see `scriptedInteraction`. */
export type ScenarioScript = (setup: ChallengeSetup) => InteractionScript;

/**
 * What can go wrong with a dependency. `partial` leaves a member of its answer out or cuts it in half, `malformed` puts
 * something into it that cannot be, `twice` fails and then answers, `late` answers once the presentation is over.
 */
export type DependencyFault = 'throws' | 'rejects' | 'hangs' | 'garbage' | 'partial' | 'malformed' | 'twice' | 'late';

/** What `create` is given: one for each case. */
export interface ChallengeSetup {
  readonly clock: FakeClock;
  /** The scenario that will run. */
  readonly scenario: string;
  /** Returns the dependency wrapped, so that the kit can make it fail. */
  dependency<F extends (...args: never) => unknown>(name: string, sound: F): F;
}

/** A description with its defaults. */
export type ResolvedDescription = Required<Omit<ChallengeDescription, 'create'>> & Pick<ChallengeDescription, 'create'>;

/** Checks a description once. */
export function readChallengeDescription(given: ChallengeDescription): ResolvedDescription {
  const read = readOptions<ChallengeDescription>('challengeConformance', given, RULES);
  const dependencies = Object.entries(read.dependencies ?? {}).map(([name, harmless]) => [
    name,
    readUnsupportedReasons<DependencyFault>(`challengeConformance: dependencies.${name}`, harmless, FAULTS),
  ]);
  return Object.freeze({
    ...read,
    create: (setup: ChallengeSetup) => given.create(setup),
    dependencies: Object.freeze(Object.fromEntries(dependencies)),
    secrets: read.secrets ?? [],
    approvers: read.approvers ?? [],
    oneTime: read.oneTime ?? false,
    operator: read.operator ?? OPERATOR,
    unsupported: {
      ...(read.oneTime ? {} : { spending: 'the same answer may pass again' }),
      ...readUnsupportedReasons<ChallengeCapability>('challengeConformance', read.unsupported, ['asking', 'approvers']),
    },
  });
}

const OPERATOR: Operator = Object.freeze({ id: 'operator-1' });

/** In the order of the cases. */
const FAULTS: readonly DependencyFault[] = [
  'throws',
  'rejects',
  'hangs',
  'garbage',
  'partial',
  'malformed',
  'twice',
  'late',
];

/** A record of functions, one at least. */
const SCENARIOS: OptionRule = {
  allowed: 'an object with a function for each scenario, and one scenario at least',
  accepts: (value) =>
    option.object.accepts(value) &&
    Object.values(Object(value)).length > 0 &&
    Object.values(Object(value)).every((entry) => typeof entry === 'function'),
};

const STRINGS: OptionRule = {
  allowed: 'a list of strings that are not empty',
  accepts: (value) => Array.isArray(value) && value.every((entry) => typeof entry === 'string' && entry !== ''),
};

const RULES = {
  name: option.required(option.id),
  create: option.required(option.function),
  passes: option.required(SCENARIOS),
  fails: option.required(SCENARIOS),
  dependencies: {
    allowed: 'an object with an object for each dependency',
    accepts: (value: unknown) =>
      option.object.accepts(value) && Object.values(Object(value)).every((entry) => option.object.accepts(entry)),
  },
  secrets: STRINGS,
  approvers: STRINGS,
  oneTime: option.boolean,
  operator: {
    allowed: 'an object whose id is a string of 1 to 256 characters',
    accepts: (value: unknown) =>
      typeof value === 'object' && value !== null && 'id' in value && option.id.accepts(value.id),
  },
  unsupported: option.object,
};
