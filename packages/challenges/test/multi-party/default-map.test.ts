import { InteractionRenderer, MultiPartyChallenge } from '@attesta/challenges';
import { Attesta, type Decision, type RiskLevel } from '@attesta/core';
import type { Question } from '@attesta/core/authoring';
import { scriptedInteraction } from '@attesta/testing';
import { describe, expect, it } from 'vitest';
import { typedPhrase } from '../typed-phrase.js';
import { approversOf, codeOf } from './people.js';

const EXPLANATION =
  'It will permanently remove one hundred rows of table_a on the live database, and there is no way back.';

/** Whoever answers every question in the only right way that can be read from the screen, but the quiz. */
function answerTo(question: Question): string | boolean {
  if (question.id === 'explanation') return EXPLANATION;
  return question.kind === 'confirm' ? true : typedPhrase(question);
}

async function decide(risk: RiskLevel, interaction = scriptedInteraction(), challengeMap = {}): Promise<Decision> {
  const decisions: Decision[] = [];
  const renderer = new InteractionRenderer(interaction, { operator: { id: 'ada' } });
  const { gate } = new Attesta({ renderer, challengeMap, onDecision: (decision) => decisions.push(decision) });
  const run = gate({ name: 'delete_records', risk }, (_table: string, _rows: number) => {});
  await run('table_a', 100).catch(() => {});
  const [decision] = decisions;
  if (decision === undefined) throw new Error('There was no decision.');
  return decision;
}

describe('the default map', () => {
  it('denies critical where no approvers are configured, with the line to write', async () => {
    const interaction = scriptedInteraction([true, true]);
    const { verdict, reason, required } = await decide('critical', interaction);
    expect({ verdict, required: required.type }).toEqual({ verdict: 'denied', required: 'multi_party' });
    expect(reason).toBe(
      'no approvers are configured: write challengeMap: { critical: new MultiPartyChallenge({ approvers: [{ id, prove }, { id, prove }] }) }',
    );
    expect(interaction.asked).toEqual([]);
  });

  it('has a built-in challenge for every type that one person can pass', async () => {
    for (const type of ['confirm', 'quiz', 'teach_back'] as const) {
      const interaction = scriptedInteraction();
      await decide('high', interaction, { high: type });
      expect(interaction.asked.length, type).toBe(1);
    }
  });

  it('gives the first approver a teach-back, the second a quiz, the third a confirmation', async () => {
    const asked: string[] = [];
    let person = '';
    const interaction = scriptedInteraction(
      Object.fromEntries(
        ['approver', 'code', 'explanation', 'confirm'].map((id) => [
          id,
          (question: Question) => {
            asked.push(id);
            if (question.kind === 'select') person = question.choices[0]?.value ?? '';
            if (question.kind === 'select') return person;
            return question.kind === 'secret' ? codeOf(person) : answerTo(question);
          },
        ]),
      ),
    );
    const approvers = approversOf('grace', 'lin', 'mo');
    const critical = new MultiPartyChallenge({ approvers });
    // Nobody answers the quiz here: it is tested with its own knowledge.
    const { challenge, verdict } = await decide('critical', interaction, { critical });
    expect(asked).toEqual(['approver', 'code', 'explanation', 'approver', 'code']);
    expect(verdict).toBe('cancelled');
    expect(challenge?.details).toMatchObject({
      approver: 'lin',
      challenge: 'quiz',
      approvals: [{ approver: 'grace', proof: 'code', part: 'teach-back' }],
    });
  });
});
