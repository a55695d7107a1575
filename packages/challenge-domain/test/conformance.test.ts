import type { Question } from '@attesta/core';
import { type ChallengeSetting, challengeConformance } from '@attesta/testing/conformance';
import { describe, it } from 'vitest';
import { DomainKnowledgeChallenge, DomainProfile } from '../src/index.js';
import { expert, layman, type Person } from './presentation.js';
import { profileData } from './sample-profile.js';

/** Every answer must be right, since the kit spoils one at a time; the profile and the randomness may fail. */
function create(setting: ChallengeSetting): DomainKnowledgeChallenge {
  const templates = handled(setting.dependency('profile', DomainProfile.prototype.getTemplatesForLevel));
  const profile = Object.defineProperty(new (class extends DomainProfile {})(profileData()), 'getTemplatesForLevel', {
    value: templates,
  });
  const random = handled(setting.dependency('random', (_limit: number) => 0));
  return new DomainKnowledgeChallenge({ profile, random, minCorrect: 3 });
}

/** Nobody waits for what these give, so a rejection would be nobody's to handle. */
function handled<A extends unknown[], T>(work: (...args: A) => T): (...args: A) => T {
  return function (this: unknown, ...args) {
    const given: T = Reflect.apply(work, this, args);
    if (given instanceof Promise) given.catch(() => {});
    return given;
  };
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
