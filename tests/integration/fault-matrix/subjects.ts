import { DomainKnowledgeChallenge, DomainProfile } from '@attesta/challenge-domain';
import { ApprovalInbox, ManagerApprovalChallenge } from '@attesta/challenge-manager';
import { TOTPChallenge } from '@attesta/challenge-totp';
import { ConfirmChallenge, MultiPartyChallenge, QuizChallenge, TeachBackChallenge } from '@attesta/challenges';
import type { ChallengeProtocol, NotificationService, PartialChallengeResult } from '@attesta/core';
import type { Question } from '@attesta/core/authoring';
import { type InteractionScript, mockNotifier, sampleContext } from '@attesta/testing';
import { generateSecret, generateSync } from 'otplib';
import { code, codeOf, yes } from '../../../packages/challenges/test/multi-party/people.js';
import { readerOf } from '../../../packages/challenges/test/quiz/reader.js';
import { typedPhrase } from '../../../packages/challenges/test/typed-phrase.js';
import { SECONDS } from './faults.js';
import type { World } from './fixture.js';

/** A challenge over the dependencies of a world, and what its people answer: to approve, or not to. */
export interface Subject {
  readonly name: string;
  make(world: World, approves: boolean): { readonly challenge: ChallengeProtocol; readonly script?: InteractionScript };
}

const timeoutSeconds = SECONDS;
const secret = generateSecret();
const EXPLANATION =
  'This will permanently delete one hundred records from table_a in production, and they cannot be recovered unless we have a backup.';

const profile = new DomainProfile({
  name: 'shelves',
  displayName: 'Shelves',
  description: 'For tests.',
  templates: ['top', 'middle', 'bottom'].map((shelf) => ({
    questionTemplate: `What stands on the ${shelf} shelf?`,
    answerHints: ['red books'],
  })),
});

export const SUBJECTS: readonly Subject[] = [
  {
    name: 'any challenge',
    make: (world, approves) => ({
      challenge: {
        challengeType: 'confirm',
        timeoutSeconds,
        present: world.dependency(
          'challenge.present',
          async (): Promise<PartialChallengeResult> => ({ passed: approves, challengeType: 'confirm' }),
        ),
      },
    }),
  },
  {
    name: 'confirm',
    make: (_, approves) => ({
      challenge: new ConfirmChallenge({ timeoutSeconds }),
      script: [approves ? typedPhrase : 'no'],
    }),
  },
  {
    name: 'quiz',
    make(world, approves) {
      const reader = readerOf(sampleContext());
      const random = world.dependency('random', (limit: number) => limit - 1);
      const answer = (question: Question) => (approves ? reader(question) : 'I do not know');
      return { challenge: new QuizChallenge({ timeoutSeconds, random }), script: new Array(5).fill(answer) };
    },
  },
  {
    name: 'teach-back',
    make: (world, approves) => ({
      challenge: new TeachBackChallenge({
        timeoutSeconds,
        validator: { validate: world.dependency('validator', async () => true) },
      }),
      script: new Array(3).fill(
        approves ? EXPLANATION : 'It does something to a table, I think, but I have not read what.',
      ),
    }),
  },
  {
    name: 'multi-party',
    make: (_, approves) => ({
      challenge: new MultiPartyChallenge({
        timeoutSeconds,
        approvers: ['grace', 'heidi'].map((id) => ({ id, prove: code })),
        rotation: [yes],
      }),
      script: ['grace', codeOf('grace'), true, 'heidi', codeOf('heidi'), approves],
    }),
  },
  {
    name: 'totp',
    make(world, approves) {
      const right = generateSync({ secret, epoch: world.clock.wall() / 1000 });
      return {
        challenge: new TOTPChallenge({
          timeoutSeconds,
          secretProvider: world.dependency('secretProvider', async () => secret),
        }),
        script: new Array(3).fill(approves ? right : 'not a code'),
      };
    },
  },
  {
    name: 'domain',
    make(world, approves) {
      const random = world.dependency('random', (limit: number) => limit - 1);
      return {
        challenge: new DomainKnowledgeChallenge({ timeoutSeconds, profile, random, minCorrect: 3 }),
        script: new Array(3).fill(approves ? 'red books' : 'blue bottles'),
      };
    },
  },
  ...[false, true].map(
    (push): Subject => ({
      name: `manager, ${push ? 'pushed to' : 'polling'}`,
      make(world, approves) {
        const { send, checkResponse, waitForResponse, withdraw } = mockNotifier({
          push,
          answers: [{ verdict: approves ? 'approved' : 'denied' }],
        });
        return {
          challenge: manager(world, {
            send: world.dependency('notifier.send', send),
            checkResponse: world.dependency('notifier.checkResponse', checkResponse),
            ...(waitForResponse && { waitForResponse: world.dependency('notifier.waitForResponse', waitForResponse) }),
            withdraw: world.dependency('notifier.withdraw', withdraw),
          }),
        };
      },
    }),
  ),
  {
    name: 'manager, by the inbox',
    make(world, approves) {
      // Grace sits at another process, with a sound store.
      const office = new ApprovalInbox({ state: world.whole, clock: world.clock });
      const deliver = async ({ requestId, token }: { requestId: string; token: string }): Promise<void> => {
        const verdict = approves ? 'approved' : 'denied';
        await office.decide(requestId, { verdict, responderId: 'grace', proof: { token } });
      };
      const inbox = new ApprovalInbox({
        state: world.state,
        clock: world.gateClock,
        deliver: world.dependency('inbox.deliver', deliver),
        random: world.dependency('random of the inbox', (size: number) => new Uint8Array(size).fill(7)),
        unsafeWithoutNumber: true,
      });
      return { challenge: manager(world, inbox) };
    },
  },
];

function manager(world: World, notificationService: NotificationService): ChallengeProtocol {
  return new ManagerApprovalChallenge({
    timeoutSeconds,
    notificationService,
    managerResolver: world.dependency('resolver', async () => 'grace'),
    random: world.dependency('random', (size: number) => new Uint8Array(size).fill(7)),
  });
}
