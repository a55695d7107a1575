import type { ChallengeProtocol, Operator } from '@attesta/core';
import { option, readOptions } from '@attesta/core/authoring';
import type { FakeClock } from '../../fake-clock.js';
import type { Script } from '../../scripted-interaction.js';
import type { Unsupported } from '../conformance-case.js';
import { readUnsupported, SCENARIOS, TEXTS } from '../description-rules.js';

/** What a challenge may lack: questions at the requester's screen, approvers other than the operator, answers that work once. */
export type ChallengeCapability = 'asking' | 'approvers' | 'spending';

/** A challenge, described so that the kit can put it through its cases. */
export interface ChallengeDescription {
  readonly name: string;
  /** Makes a challenge with dependencies of its own, all of them sound and wrapped by `setting.dependency`. */
  create(setting: ChallengeSetting): ChallengeProtocol | Promise<ChallengeProtocol>;
  /** Scenarios that must pass, each with what the operator answers. The first is taken apart most. */
  readonly passes: Readonly<Record<string, Answers>>;
  /** Scenarios that must not pass. */
  readonly fails: Readonly<Record<string, Answers>>;
  /** Dependencies that a passing scenario uses; for each, the faults that may still pass, with the reason. Default: none. */
  readonly dependencies?: Readonly<Record<string, Unsupported<DependencyFault>>>;
  /** Secrets that must never show. What the operator types at a `secret` question is one anyway. */
  readonly secrets?: readonly string[];
  /** The people who may approve, besides the operator. Default: nobody. */
  readonly approvers?: readonly string[];
  /** Whether a right answer passes once and never again, as a one-time code does. Default false. */
  readonly oneTime?: boolean;
  /** Default `{ id: 'operator-1' }`. */
  readonly operator?: Operator;
  readonly unsupported?: Unsupported<ChallengeCapability>;
}

/** What the operator answers in a scenario; see `scriptedInteraction`. */
export type Answers = (setting: ChallengeSetting) => Script;

/**
 * What can go wrong with a dependency. `partial` leaves a member of its answer out or cuts it in half, `malformed` puts
 * something into it that cannot be, `twice` fails and then answers, `late` answers once the presentation is over.
 */
export type DependencyFault = 'throws' | 'rejects' | 'hangs' | 'garbage' | 'partial' | 'malformed' | 'twice' | 'late';

/** The world that a challenge is made for: one for each case. */
export interface ChallengeSetting {
  readonly clock: FakeClock;
  /** The scenario that will be played. */
  readonly scenario: string;
  /** Returns the dependency wrapped, so that the kit can make it fail. */
  dependency<F extends (...args: never) => unknown>(name: string, sound: F): F;
}

/** A description with its defaults. */
export type ChallengeSubject = Required<Omit<ChallengeDescription, 'create'>> & Pick<ChallengeDescription, 'create'>;

/** Checks a description once. */
export function readChallengeDescription(given: ChallengeDescription): ChallengeSubject {
  const read = readOptions<ChallengeDescription>('challengeConformance', given, RULES);
  const dependencies = Object.entries(read.dependencies ?? {}).map(([name, harmless]) => [
    name,
    readUnsupported<DependencyFault>(`challengeConformance: dependencies.${name}`, harmless, FAULTS),
  ]);
  return Object.freeze({
    ...read,
    create: (setting: ChallengeSetting) => given.create(setting),
    dependencies: Object.freeze(Object.fromEntries(dependencies)),
    secrets: read.secrets ?? [],
    approvers: read.approvers ?? [],
    oneTime: read.oneTime ?? false,
    operator: read.operator ?? OPERATOR,
    unsupported: {
      ...(read.oneTime ? {} : { spending: 'the same answer may pass again' }),
      ...readUnsupported<ChallengeCapability>('challengeConformance', read.unsupported, ['asking', 'approvers']),
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
  secrets: TEXTS,
  approvers: TEXTS,
  oneTime: option.boolean,
  operator: {
    allowed: 'an object whose id is a text of 1 to 256 characters',
    accepts: (value: unknown) =>
      typeof value === 'object' && value !== null && 'id' in value && option.id.accepts(value.id),
  },
  unsupported: option.object,
};
