import { QuizChallenge } from '@attesta/challenges';
import { sampleContext } from '@attesta/testing';
import { challengeConformance } from '@attesta/testing/conformance';
import { describe, it } from 'vitest';
import type { Answerer } from './quiz-presentation.js';
import { wrong } from './quiz-presentation.js';
import { readerOf } from './reader.js';

/** The call that the kit asks about. */
const reader = readerOf(
  sampleContext({ args: ['table_a', 100, new Map([['scope', 'all']]), new Date(0), new Uint8Array([1, 2, 3])] }),
);

const answerer = (person: Answerer) => () => Array<Answerer>(10).fill(person);

challengeConformance(
  { describe, it },
  {
    name: 'QuizChallenge',
    create(setting) {
      const random = setting.dependency('random', (limit: number) => limit - 1);
      return new QuizChallenge({ random });
    },
    passes: { 'what stands in the call': answerer(reader) },
    fails: {
      'nothing right': answerer(wrong),
      'nothing at all': answerer(() => ''),
      'one wrong': answerer((question) => (question.id === 'question-2' ? wrong(question) : reader(question))),
    },
    dependencies: { random: {} },
    unsupported: { approvers: 'the operator alone decides' },
  },
);
