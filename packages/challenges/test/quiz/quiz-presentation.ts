import { QuizChallenge, type QuizChallengeOptions } from '@attesta/challenges';
import type { ActionContext, ChallengeResult, RiskLevel } from '@attesta/core';
import type { Question } from '@attesta/core/authoring';
import {
  type CreateSessionOptions,
  createSession,
  type ScriptedInteraction,
  type ScriptedStep,
  sampleContext,
  sampleRisk,
  scriptedInteraction,
} from '@attesta/testing';
import { readerOf } from './reader.js';

/** A person, or a program in the place of one. */
export type Answerer = (question: Question) => ReturnType<Extract<ScriptedStep, (...args: never) => unknown>>;

/** Somebody who answers every question like this. */
export function operator(answerer: Answerer): ScriptedInteraction {
  return scriptedInteraction(Array<ScriptedStep>(20).fill(answerer));
}

/** What is presented, and to whom; by default the sample's call at level high, to somebody who reads. */
export interface PresentOptions extends CreateSessionOptions {
  readonly context?: ActionContext;
  readonly level?: RiskLevel;
  readonly options?: QuizChallengeOptions;
  readonly answerer?: Answerer;
}

export function present(given: PresentOptions = {}): Promise<ChallengeResult> {
  const { context = sampleContext(), level = 'high', options, answerer = readerOf(context), ...session } = given;
  const interaction = session.interaction ?? operator(answerer);
  return new QuizChallenge(options).present(context, sampleRisk(level), createSession({ ...session, interaction }));
}

/** Never right. */
export const wrong: Answerer = (question) => (question.kind === 'select' ? 'none of these' : 'no');
