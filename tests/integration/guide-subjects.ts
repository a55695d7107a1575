import { DomainKnowledgeChallenge, DomainProfile } from '@attesta/challenge-domain';
import { ManagerApprovalChallenge } from '@attesta/challenge-manager';
import { TOTPChallenge } from '@attesta/challenge-totp';
import { ConfirmChallenge } from '@attesta/challenges';
import type { ChallengeProtocol } from '@attesta/core';
import { type FakeClock, faults, type InteractionScript, mockNotifier, type ScriptedStep } from '@attesta/testing';
import { generateSecret, generateSync } from 'otplib';
import { expect } from 'vitest';
import { typedPhrase } from '../../packages/challenges/test/typed-phrase.js';

/** What those who decide do. */
export type Conduct = 'right' | 'wrong' | 'silent';

/** One of the guide's challenges, and the people who deal with it. */
export interface Subject {
  readonly name: string;
  /** The challenge, and what the operator answers; whoever decides does as told. */
  play(conduct: Conduct, clock: FakeClock, timeoutSeconds?: number): Play;
  /** Without which it cannot pass. */
  readonly dependsOn: readonly ('no session' | 'no screen' | 'broken screen' | 'broken store')[];
  /** The challenge over dependencies of its own that fail. */
  readonly broken?: readonly ChallengeProtocol[];
  /** Who decides. */
  readonly decider: string;
  /** Whether that is a second person, elsewhere. */
  readonly isEscalation: boolean;
  /** What the record holds of a pass and of a failure. */
  readonly passed: object;
  readonly failed: object;
}

interface Play {
  readonly challenge: ChallengeProtocol;
  readonly script: InteractionScript;
}

const secret = generateSecret();

const profile = new DomainProfile({
  name: 'shelves',
  displayName: 'Shelves',
  description: 'For tests.',
  templates: ['top', 'middle', 'bottom'].map((shelf) => ({
    questionTemplate: `What stands on the ${shelf} shelf?`,
    answerHints: ['red books'],
  })),
});

/** The guide's three challenges, and its built-in confirmation. */
export const SUBJECTS: readonly Subject[] = [
  {
    name: 'totp',
    play: (conduct, clock, timeoutSeconds) => ({
      challenge: new TOTPChallenge({ secretProvider: () => secret, ...given({ timeoutSeconds }) }),
      script: { code: step(conduct, generateSync({ secret, epoch: clock.wall() / 1000 }), 'not a code') },
    }),
    dependsOn: ['no session', 'no screen', 'broken screen', 'broken store'],
    broken: [faults.throws(), faults.rejects()].map((secretProvider) => new TOTPChallenge({ secretProvider })),
    decider: 'ada',
    isEscalation: false,
    passed: { method: 'totp', attempts: 1 },
    failed: { method: 'totp', attempts: 3, reason: 'max attempts exceeded' },
  },
  {
    name: 'manager',
    play: (conduct, _clock, timeoutSeconds) => ({
      challenge: new ManagerApprovalChallenge({
        notificationService: mockNotifier(({ right: 'approves', wrong: 'denies', silent: 'silent' } as const)[conduct]),
        managerResolver: () => 'grace',
        ...given({ timeoutSeconds }),
      }),
      script: {},
    }),
    dependsOn: [],
    broken: [faults.throws(), faults.rejects()].map(
      (managerResolver) => new ManagerApprovalChallenge({ notificationService: mockNotifier(), managerResolver }),
    ),
    decider: 'grace',
    isEscalation: true,
    passed: { method: 'manager', managerId: 'grace', requestId: expect.any(String) },
    failed: {
      method: 'manager',
      managerId: 'grace',
      requestId: expect.any(String),
      reason: 'denied by the manager',
    },
  },
  {
    name: 'domain',
    play: (conduct, _clock, timeoutSeconds) => ({
      challenge: new DomainKnowledgeChallenge({ profile, ...given({ timeoutSeconds }) }),
      script: Object.fromEntries(
        [1, 2, 3].map((number) => [`question-${number}`, step(conduct, 'The red books.', 'Cups.')]),
      ),
    }),
    dependsOn: ['no session', 'no screen', 'broken screen', 'broken store'],
    broken: [new DomainKnowledgeChallenge({ profile, random: faults.throws() })],
    decider: 'ada',
    isEscalation: false,
    passed: { domain: 'shelves', requiredCorrect: 2 },
    failed: { domain: 'shelves', requiredCorrect: 2, reason: 'too few right answers' },
  },
  {
    name: 'confirm',
    play: (conduct, _clock, timeoutSeconds) => ({
      challenge: new ConfirmChallenge(given({ timeoutSeconds })),
      script: { confirm: step(conduct, typedPhrase, 'no') },
    }),
    // A screen that throws, which none may, it leaves to the gate: see below.
    dependsOn: ['no session', 'no screen'],
    decider: 'ada',
    isEscalation: false,
    passed: {},
    failed: { reason: 'the operator said no' },
  },
];

function given(options: { readonly timeoutSeconds: number | undefined }): { readonly timeoutSeconds?: number } {
  return options.timeoutSeconds === undefined ? {} : { timeoutSeconds: options.timeoutSeconds };
}

function step(conduct: Conduct, right: ScriptedStep, wrong: string): ScriptedStep {
  return { right, wrong, silent: faults.hangs() }[conduct];
}
