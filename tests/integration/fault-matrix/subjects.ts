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
import type { Fixture } from './fixture.js';

/** A challenge over the dependencies of a fixture, and what its people answer: to approve, or not to. */
export interface Subject {
  readonly name: string;
  make(
    fixture: Fixture,
    approves: boolean,
  ): { readonly challenge: ChallengeProtocol; readonly script?: InteractionScript };
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
    make: (fixture, approves) => ({
      challenge: {
        challengeType: 'confirm',
        timeoutSeconds,
        present: fixture.dependency(
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
    make(fixture, approves) {
      const reader = readerOf(sampleContext());
      const random = fixture.dependency('random', (limit: number) => limit - 1);
      const answer = (question: Question) => (approves ? reader(question) : 'I do not know');
      return { challenge: new QuizChallenge({ timeoutSeconds, random }), script: new Array(5).fill(answer) };
    },
  },
  {
    name: 'teach-back',
    make: (fixture, approves) => ({
      challenge: new TeachBackChallenge({
        timeoutSeconds,
        validator: { validate: fixture.dependency('validator', async () => true) },
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
    make(fixture, approves) {
      const right = generateSync({ secret, epoch: fixture.clock.wall() / 1000 });
      return {
        challenge: new TOTPChallenge({
          timeoutSeconds,
          secretProvider: fixture.dependency('secretProvider', async () => secret),
        }),
        script: new Array(3).fill(approves ? right : 'not a code'),
      };
    },
  },
  {
    name: 'domain',
    make(fixture, approves) {
      const random = fixture.dependency('random', (limit: number) => limit - 1);
      return {
        challenge: new DomainKnowledgeChallenge({ timeoutSeconds, profile, random, minCorrect: 3 }),
        script: new Array(3).fill(approves ? 'red books' : 'blue bottles'),
      };
    },
  },
  ...[false, true].map(
    (push): Subject => ({
      name: `manager, ${push ? 'pushed to' : 'polling'}`,
      make(fixture, approves) {
        const { send, checkResponse, waitForResponse, withdraw } = mockNotifier({
          push,
          answers: [{ verdict: approves ? 'approved' : 'denied' }],
        });
        return {
          challenge: manager(fixture, {
            send: fixture.dependency('notifier.send', send),
            checkResponse: fixture.dependency('notifier.checkResponse', checkResponse),
            ...(waitForResponse && {
              waitForResponse: fixture.dependency('notifier.waitForResponse', waitForResponse),
            }),
            withdraw: fixture.dependency('notifier.withdraw', withdraw),
          }),
        };
      },
    }),
  ),
  {
    name: 'manager, by the inbox',
    make(fixture, approves) {
      // Grace sits at another process, with a sound store.
      const office = new ApprovalInbox({ state: fixture.whole, clock: fixture.clock });
      const deliver = async ({ requestId, token }: { requestId: string; token: string }): Promise<void> => {
        const verdict = approves ? 'approved' : 'denied';
        await office.decide(requestId, { verdict, responderId: 'grace', proof: { token } });
      };
      const inbox = new ApprovalInbox({
        state: fixture.state,
        clock: fixture.gateClock,
        deliver: fixture.dependency('inbox.deliver', deliver),
        random: fixture.dependency('random of the inbox', (size: number) => new Uint8Array(size).fill(7)),
        unsafeWithoutNumber: true,
      });
      return { challenge: manager(fixture, inbox) };
    },
  },
];

function manager(fixture: Fixture, notificationService: NotificationService): ChallengeProtocol {
  return new ManagerApprovalChallenge({
    timeoutSeconds,
    notificationService,
    managerResolver: fixture.dependency('resolver', async () => 'grace'),
    random: fixture.dependency('random', (size: number) => new Uint8Array(size).fill(7)),
  });
}
