import type { ChallengeProtocol } from '@attesta/core';
import { createChallengeResult } from '@attesta/core/authoring';
import { challengeConformance } from '@attesta/testing/conformance';
import { describe, it } from 'vitest';

/** Asks for the word of the day. */
class WordChallenge implements ChallengeProtocol {
  readonly challengeType = 'confirm' as const;
  readonly #wordOf: (day: string) => string;

  constructor(wordOf: (day: string) => string) {
    this.#wordOf = wordOf;
  }

  present: ChallengeProtocol['present'] = async (_context, _risk, session) => {
    try {
      const { interaction, signal, clock } = session;
      const answer = await interaction.ask({ kind: 'secret', id: 'word', prompt: 'Word of the day?' }, { signal });
      if (answer.status === 'timed_out' || answer.status === 'cancelled') return this.#denied(answer.status);
      const word = this.#wordOf(new Date(clock.wall()).toISOString().slice(0, 10));
      const passed = answer.status === 'answered' && answer.value !== '' && answer.value === word;
      return passed ? { passed, challengeType: this.challengeType } : this.#denied('denied');
    } catch {
      return this.#denied('denied');
    }
  };

  #denied(verdict: 'denied' | 'timed_out' | 'cancelled') {
    const { challengeType } = this;
    return createChallengeResult({ passed: false, challengeType, verdict, details: { reason: `${verdict}: no word` } });
  }
}

challengeConformance(
  { describe, it },
  {
    name: 'WordChallenge',
    create: ({ dependency }) => new WordChallenge(dependency('wordOf', () => 'marmalade')),
    passes: { 'the word of the day': () => ['marmalade'] },
    fails: { 'another word': () => ['toast'], 'no word': () => [''] },
    dependencies: { wordOf: { late: 'it is looked up at once' } },
    secrets: ['marmalade'],
    unsupported: { approvers: 'the operator alone decides' },
  },
);
