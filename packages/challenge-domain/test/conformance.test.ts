import { DefaultRiskScorer } from '@attesta/core';
import type { Question } from '@attesta/core/authoring';
import { type ChallengeSetup, challengeConformance, riskScorerConformance } from '@attesta/testing/conformance';
import { describe, it } from 'vitest';
import { DomainKnowledgeChallenge, DomainProfile, DomainRiskScorer } from '../src/index.js';
import { expert, layman, type Person } from './presentation.js';
import { profileData } from './sample-profile.js';

const PROFILE = new DomainProfile(profileData());

/** Every answer must be right, since the kit spoils one at a time; the profile and the randomness may fail. */
function create({ dependency }: ChallengeSetup): DomainKnowledgeChallenge {
  const getTemplatesForLevel = dependency('profile', PROFILE.getTemplatesForLevel);
  const profile: DomainProfile = Object.create(PROFILE, { getTemplatesForLevel: { value: getTemplatesForLevel } });
  const random = dependency('random', (_limit: number) => 0);
  return new DomainKnowledgeChallenge({ profile, random, minCorrect: 3 });
}

const answering = (person: Person) => () =>
  Object.fromEntries([1, 2, 3].map((each) => [`question-${each}`, ({ prompt }: Question) => person(prompt)]));

challengeConformance(
  { describe, it },
  {
    name: 'DomainKnowledgeChallenge',
    create,
    passes: { 'three right answers': answering(expert) },
    fails: {
      'three wrong answers': answering(layman),
      'one wrong answer': answering((prompt) => (prompt.includes('one') ? layman(prompt) : expert(prompt))),
    },
    dependencies: { profile: {}, random: {} },
    unsupported: { approvers: 'the operator alone decides' },
  },
);

riskScorerConformance(
  { describe, it },
  { name: 'DomainRiskScorer', create: () => new DomainRiskScorer(PROFILE, new DefaultRiskScorer()) },
);
