import { QuizChallenge, type QuizChallengeOptions } from '@attesta/challenges';
import type { RiskLevel } from '@attesta/core';
import type { Question } from '@attesta/core/authoring';
import { createSession, sampleRisk, scriptedInteraction } from '@attesta/testing';
import { describe, expect, it } from 'vitest';
import { CALLS, contextOf } from './corpus.js';
import { readerOf } from './reader.js';

const LEVELS: readonly RiskLevel[] = ['medium', 'high'];

describe('the corpus', () => {
  it('has at least 100 calls of ten kinds', () => {
    expect(CALLS.length).toBeGreaterThanOrEqual(100);
    expect(new Set(CALLS.map(({ kind }) => kind)).size).toBe(10);
  });
});

describe.each(LEVELS)('a person who reads only the call and the questions, at level %s', (level) => {
  const options: readonly QuizChallengeOptions[] = [{}, { maxQuestions: 10 }, { maxQuestions: 1 }, { minCorrect: 2 }];

  it.each(options)('answers every question about every call, with %o', async (given) => {
    const failed: unknown[] = [];
    for (const call of CALLS) {
      const context = contextOf(call);
      const read = readerOf(context);
      const answers: (readonly [Question, string])[] = [];
      const interaction = scriptedInteraction(
        Array(10).fill((question: Question) => {
          const answer = read(question);
          answers.push([question, answer]);
          return answer;
        }),
      );
      const { passed, questionsAsked, questionsCorrect } = await new QuizChallenge(given).present(
        context,
        sampleRisk(level),
        createSession({ interaction }),
      );
      if (!passed || questionsCorrect < questionsAsked) failed.push(context.description, answers);
      for (const [{ prompt }, answer] of answers) expect(prompt.toLowerCase()).not.toContain(answer.toLowerCase());
    }
    expect(failed).toEqual([]);
  });
});
