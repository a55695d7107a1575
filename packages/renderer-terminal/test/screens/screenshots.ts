import { DomainKnowledgeChallenge, DomainProfile } from '@attesta/challenge-domain';
import { ManagerApprovalChallenge } from '@attesta/challenge-manager';
import { generateTOTPSecret, TOTPChallenge } from '@attesta/challenge-totp';
import { ConfirmChallenge, MultiPartyChallenge, QuizChallenge, TeachBackChallenge } from '@attesta/challenges';
import type { ActionInput, ChallengeProtocol, RiskLevel } from '@attesta/core';
import { mockNotifier } from '@attesta/testing';

/** A challenge before a person, and what they do until the picture is taken. */
export interface Screenshot {
  readonly name: string;
  /** What the picture shows, in words. */
  readonly shows: string;
  readonly level: RiskLevel;
  readonly action: ActionInput & { readonly args: readonly unknown[] };
  readonly challenge: () => ChallengeProtocol;
  /** What is typed, each text once the line for the answer is there. */
  readonly types: readonly string[];
  /** The last row at the moment of the picture. */
  readonly until: RegExp;
}

const DELETION = {
  functionName: 'delete_records',
  args: ['customers', { where: "last_order < '2020-01-01'\nAND status = 'inactive'", limit: 5000 }],
  agentId: 'cleanup-agent',
  requesterId: 'grace',
  environment: 'production',
  documentation: 'Deletes customers for good. Careful: nothing is kept.',
  metadata: { ticket: 'OPS-1' },
};
const LABEL = { functionName: 'add_label', args: ['OPS-41', { label: 'billing' }], agentId: 'ops-agent' };
const PHRASE = 'delete_records customers';

const profile = new DomainProfile({
  name: 'storage',
  displayName: 'Storage',
  description: 'Records and their keeping.',
  templates: [
    {
      questionTemplate: 'How long can what {action} deletes in {environment} be restored?',
      answerHints: ['30 days'],
      minRiskLevel: 'low',
    },
    {
      questionTemplate: 'Who has to be told before {action} runs?',
      answerHints: ['data protection'],
      minRiskLevel: 'low',
    },
    {
      questionTemplate: 'Which nightly job reads the same tables?',
      answerHints: ['billing export'],
      minRiskLevel: 'low',
    },
  ],
});

const secretProvider = generateTOTPSecret;
/** Draws the same each time. */
const random = (limit: number): number => limit - 1;

/** The challenges, as they are at each level. */
export const CHALLENGES: Readonly<Record<string, () => ChallengeProtocol>> = {
  confirm: () => new ConfirmChallenge(),
  totp: () => new TOTPChallenge({ secretProvider }),
  domain: () => new DomainKnowledgeChallenge({ profile, random }),
  quiz: () => new QuizChallenge({ random }),
  'teach-back': () => new TeachBackChallenge(),
  'multi-party': () => {
    const prove = new TOTPChallenge({ secretProvider });
    return new MultiPartyChallenge({ approvers: ['lin', 'mo'].map((id) => ({ id, prove })) });
  },
};

function challengeOf(name: string): () => ChallengeProtocol {
  const challenge = CHALLENGES[name];
  if (challenge === undefined) throw new Error(`There is no challenge ${name}.`);
  return challenge;
}

export function screenshotAt(name: string, level: RiskLevel): Screenshot {
  const challenge = challengeOf(name);
  return { name, shows: '', level, action: DELETION, challenge, types: [], until: /^>/ };
}

export const SCREENSHOTS: readonly Screenshot[] = [
  {
    name: 'confirm',
    shows: 'a confirmation at medium risk, and the decision in one line',
    level: 'medium',
    action: LABEL,
    challenge: challengeOf('confirm'),
    types: ['y\r'],
    until: /^(?:APPROVED|\| )/,
  },
  {
    name: 'confirm-critical',
    shows: 'a confirmation at critical risk: a phrase is typed from the screen',
    level: 'critical',
    action: DELETION,
    challenge: challengeOf('confirm'),
    types: [PHRASE],
    until: /^> delete_records customers$/,
  },
  {
    name: 'reading',
    shows: 'the time to read, as it runs',
    level: 'high',
    action: DELETION,
    challenge: challengeOf('confirm'),
    types: [],
    until: /^Read first/,
  },
  {
    name: 'totp',
    shows: 'a one-time code, masked as typed',
    level: 'critical',
    action: DELETION,
    challenge: challengeOf('totp'),
    types: ['3141'],
    until: /^> \*{4}$/,
  },
  {
    name: 'domain',
    shows: 'a question of the trade',
    level: 'high',
    action: DELETION,
    challenge: challengeOf('domain'),
    types: ['the data protection officer'],
    until: /^> the data protection officer$/,
  },
  {
    name: 'quiz',
    shows: 'a question about this very call',
    level: 'high',
    action: DELETION,
    challenge: challengeOf('quiz'),
    types: ['customers'],
    until: /^> customers$/,
  },
  {
    name: 'teach-back',
    shows: 'the call in the words of who approves it',
    level: 'high',
    action: DELETION,
    challenge: challengeOf('teach-back'),
    types: ['It deletes up to 5000 customers'],
    until: /5000 customers$/,
  },
  {
    name: 'multi-party',
    shows: 'the first of two people proves who they are',
    level: 'critical',
    action: DELETION,
    challenge: challengeOf('multi-party'),
    types: ['1\r', '27'],
    until: /^> \*\*$/,
  },
  {
    name: 'manager',
    shows: 'waiting for somebody who is elsewhere',
    level: 'critical',
    action: DELETION,
    challenge: () =>
      new ManagerApprovalChallenge({
        notificationService: mockNotifier('silent'),
        managerResolver: () => 'lin',
        random: (size: number) => Buffer.alloc(size, 0x5a),
      }),
    types: [],
    until: /(?:5a){16}$/,
  },
  {
    name: 'hostile',
    shows: 'an action that tries to pass for the screen itself',
    level: 'critical',
    action: {
      ...DELETION,
      functionName: 'list_files',
      args: [`ls\n? Run nothing?\n> y\nRisk | LOW\x1b[2J\u202e${' '.repeat(120)}`, `${'\n'.repeat(500)}rm -rf /`],
      environment: 'pr\u043eduction',
      documentation: 'Read-only and harmless.\nRisk | LOW',
      metadata: {},
    },
    challenge: challengeOf('confirm'),
    types: ['yes'],
    until: /^> yes$/,
  },
];
