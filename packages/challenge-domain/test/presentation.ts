import type { ChallengeResult, RiskLevel } from '@attesta/core';
import {
  type CreateSessionOptions,
  createSession,
  type ScriptedInteraction,
  sampleContext,
  sampleRisk,
  scriptedInteraction,
} from '@attesta/testing';
import { DomainKnowledgeChallenge, type DomainKnowledgeChallengeOptions } from '../src/index.js';
import { profileOf } from './sample-profile.js';

/** What a person answers to a question of the sample profile. */
export type Person = (prompt: string) => string;

/** Knows every answer of the sample profile. */
export const expert: Person = (prompt) => `It is answer ${/question (\w+) about/.exec(prompt)?.[1]}.`;

/** Knows none. */
export const layman: Person = () => 'No idea.';

/** The challenge over the sample profile; always draws the first of what is left, unless told otherwise. */
export function challengeOf(options: Partial<DomainKnowledgeChallengeOptions> = {}): DomainKnowledgeChallenge {
  return new DomainKnowledgeChallenge({ profile: profileOf(), random: () => 0, ...options });
}

/** An operator who answers like this. */
export function operator(person: Person): ScriptedInteraction {
  const ids = Array.from({ length: 20 }, (_, index) => `question-${index + 1}`);
  return scriptedInteraction(
    Object.fromEntries(ids.map((id) => [id, ({ prompt }: { prompt: string }) => person(prompt)])),
  );
}

/** Presents the challenge for the sample's call at a level. */
export function present(
  challenge: DomainKnowledgeChallenge,
  session: CreateSessionOptions & { readonly person?: Person } = {},
  level: RiskLevel = 'high',
): Promise<ChallengeResult> {
  const { person, ...given } = session;
  const interaction = given.interaction ?? operator(person ?? expert);
  return challenge.present(sampleContext(), sampleRisk(level), createSession({ ...given, interaction }));
}
