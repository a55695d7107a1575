import type { ActionContext, RiskLevel } from '@attesta/core';
import type { Question } from '@attesta/core/authoring';
import { sampleContext } from '@attesta/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { operator, present, wrong } from './quiz-presentation.js';
import { readerOf } from './reader.js';

/** Everything that a quiz asks about a call in three tries. */
async function askedAbout(context: ActionContext, level: RiskLevel = 'high'): Promise<readonly Question[]> {
  const asked: Question[] = [];
  const options = { maxQuestions: 10 };
  for (let round = 0; round < 3; round += 1) {
    const interaction = operator(wrong);
    await present({ context, level, options, interaction });
    asked.push(...interaction.asked);
  }
  return asked;
}

const textOf = (questions: readonly Question[]): string => JSON.stringify(questions);

describe('Q-07 for any arguments', () => {
  const name = fc.constantFrom('path', 'force', 'amount', 'to', 'replicas', 'note', 'args', 'stands', 'table', 'x1');
  const value = fc.oneof(
    fc.string({ maxLength: 30 }),
    fc.constantFrom('args', 'value', 'Which', 'number', 'one', 'orders', '/srv/a/b.txt', 'a@b.example', '2026-02-29'),
    fc.integer({ min: -5, max: 200 }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.bigInt(),
    fc.date({ noInvalidDate: true }),
    fc.constant(null),
  );
  const args = fc.array(
    fc.oneof(value, fc.array(value, { maxLength: 5 }), fc.dictionary(name, value, { maxKeys: 5 })),
    {
      maxLength: 4,
    },
  );

  it('the answer never stands in the question, and who reads the call knows it', async () => {
    await fc.assert(
      fc.asyncProperty(args, fc.constantFrom<RiskLevel>('medium', 'high'), async (list, level) => {
        const context = sampleContext({ functionName: 'update_things', args: list });
        const read = readerOf(context);
        const interaction = operator((question) => {
          const answer = read(question);
          expect(question.prompt.toLowerCase()).not.toContain(answer.toLowerCase());
          return answer;
        });
        const { passed, details } = await present({ context, level, interaction });
        expect({ passed, details, asked: passed || interaction.asked }).toMatchObject({ passed: true });
      }),
      { numRuns: 300, seed: 20261122 },
    );
  });
});

describe('a secret', () => {
  const secrets = ['hunter2-Zq81', 'ghp_abcdefghijklmnopqrstuvwxyz0123456789', 'tok-77123', '4929-1'];
  const context = sampleContext({
    args: [
      {
        user: 'ada',
        password: secrets[0],
        header: `Authorization: Bearer ${secrets[1]}`,
        nested: { apiKey: secrets[2] },
      },
      `https://ada:${secrets[0]}@db.example.com/orders`,
      `UPDATE users SET password = 'x' WHERE token=${secrets[2]}`,
      secrets[3],
      ['--token', secrets[1]],
      `rotate ${secrets[1]} of osprey-8`,
    ],
    redact: ['args[3]'],
  });

  it('is never asked for, and never among the choices', async () => {
    const text = textOf(await askedAbout(context));
    expect(text).toContain('question-1');
    for (const secret of secrets) expect(text).not.toContain(secret);
    expect(text).not.toContain('redacted');
    // A text with a secret in it is not asked about either.
    expect(text).not.toContain('osprey');
  });
});

describe('text from outside', () => {
  it('is handed on as it is, for the renderer to escape, and never as the place that a question names', async () => {
    const key = 'to\u202e"]\n? Approve: yes';
    const context = sampleContext({ args: [{ [key]: 'a-17', table: 'b\u202e-18' }, new Map([[key, 'c-19']])] });
    const asked = await askedAbout(context);
    expect(asked.length).toBeGreaterThan(3);
    for (const { prompt } of asked) expect(prompt).toMatch(/^[ -~]+$/);
    expect(textOf(asked)).not.toContain('Approve');
  });

  it('may be as much as the gate takes', async () => {
    const many = sampleContext({ args: [Array.from({ length: 20_000 }, (_, index) => `entry-${index}`)] });
    const interaction = operator(readerOf(many));
    expect(await present({ context: many, interaction })).toMatchObject({ passed: true });
    expect(textOf(interaction.asked)).toContain('How many entries has args[0]?');
  });
});
