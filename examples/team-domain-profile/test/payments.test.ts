import { readFile } from 'node:fs/promises';
import { DomainKnowledgeChallenge, DomainProfile } from '@attesta/challenge-domain';
import { AttestaDenied } from '@attesta/core';
import {
  createSession,
  type ScriptedRenderer,
  type ScriptedStep,
  sampleContext,
  sampleRisk,
  scriptedInteraction,
  scriptedRenderer,
} from '@attesta/testing';
import { describe, expect, it } from 'vitest';
import { paymentsTools } from '../src/payments-tools.js';

const operator = { id: 'ada' };

/** What somebody of the payments team says to a question, by a word of it; and what somebody says who is not. */
const EXPERT = new Map([
  ['charged', 'They would get the money twice.'],
  ['timed out', 'The same idempotency key as the first one.'],
  ['How long', 'A few days, it depends on the bank.'],
  ['wrong customer', 'Only if we ask the customer for it.'],
  ['unit', 'It is in cents.'],
  ['tomorrow', "The reconciliation with the provider's file."],
]);
const LAYMAN = new Map([
  ['charged', 'Their money.'],
  ['timed out', 'The amount, I guess.'],
  ['How long', 'A few seconds.'],
  ['wrong customer', 'We cancel it.'],
  ['unit', 'Euros.'],
  ['tomorrow', 'The log of the shop.'],
]);

function script(answers: ReadonlyMap<string, string>): Readonly<Record<string, ScriptedStep>> {
  const step: ScriptedStep = ({ prompt }) => {
    const found = [...answers].find(([word]) => prompt.includes(word));
    if (found === undefined) throw new Error(`Nobody has an answer to: ${prompt}`);
    return found[1];
  };
  return Object.fromEntries([1, 2, 3, 4, 5, 6].map((number) => [`question-${number}`, step]));
}

async function start(answers: ReadonlyMap<string, string>) {
  const renderer = scriptedRenderer(script(answers), { operator });
  const booked: string[] = [];
  return { renderer, booked, tools: await paymentsTools(renderer, (entry) => booked.push(entry)) };
}

function asked({ interaction }: ScriptedRenderer): number {
  return interaction.asked.length;
}

describe('the tools of the payments team', () => {
  it('what only reads runs unasked', async () => {
    const { renderer, tools } = await start(LAYMAN);
    expect(await tools.list('C-4')).toBe('P-17 and P-18 of C-4');
    expect(asked(renderer)).toBe(0);
    expect(renderer.decisions).toMatchObject([{ risk: { level: 'low' }, presented: { type: 'auto_approve' } }]);
  });

  it('who knows the trade lets a refund run', async () => {
    const { renderer, booked, tools } = await start(EXPERT);
    expect(await tools.refund('P-17', 4_500)).toBe('Refunded 4500 cents of P-17.');
    expect([booked, asked(renderer)]).toEqual([['P-17: 4500'], 3]);
    expect(renderer.decisions).toMatchObject([
      {
        verdict: 'approved',
        risk: { level: 'high' },
        presented: { type: 'quiz', name: 'domain' },
        approvers: ['ada'],
        challenge: { questionsAsked: 3, questionsCorrect: 3, details: { domain: 'payments', requiredCorrect: 2 } },
      },
    ]);
  });

  it('who does not know it lets nothing run', async () => {
    const { renderer, booked, tools } = await start(LAYMAN);
    await expect(tools.refund('P-17', 4_500)).rejects.toBeInstanceOf(AttestaDenied);
    await expect(tools.refundAll('2026-01-01')).rejects.toBeInstanceOf(AttestaDenied);
    expect(booked).toEqual([]);
    expect(renderer.decisions).toMatchObject([
      { verdict: 'denied', approvers: [], reason: 'too few right answers', challenge: { questionsCorrect: 0 } },
      { verdict: 'denied', approvers: [], reason: 'too few right answers', challenge: { questionsCorrect: 0 } },
    ]);
  });

  it("the profile's own risks make a call critical", async () => {
    const { renderer, booked, tools } = await start(EXPERT);
    await tools.refund('P-17', 999_999);
    await tools.refund('P-17', 1_000_000);
    await tools.refundAll('2026-01-01');
    expect(booked).toEqual(['P-17: 999999', 'P-17: 1000000', 'all of 2026-01-01']);
    expect(renderer.decisions.map(({ risk }) => risk.level)).toEqual(['high', 'critical', 'critical']);
    const factors = renderer.decisions.map(({ risk }) => risk.factors.map(({ name }) => name));
    expect(factors[0]).not.toContain('pattern: 10,000 EUR or more');
    expect(factors[1]).toContain('pattern: 10,000 EUR or more');
    expect(factors[2]).toContain('critical action');
  });
});

describe('payments.json', () => {
  it.each([
    ['who knows the trade has every answer', EXPERT, 6],
    ['who does not has none', LAYMAN, 0],
  ] as const)('%s', async (_who, answers, questionsCorrect) => {
    const profile = await DomainProfile.fromFile(new URL('../payments.json', import.meta.url));
    expect(profile.templates).toHaveLength(6);
    const all = new DomainKnowledgeChallenge({ profile, minCorrect: 6, maxQuestions: 6 });
    const session = createSession({ interaction: scriptedInteraction(script(answers)), operator });
    const context = sampleContext({ functionName: 'refund_payment', args: ['P-17', 4_500] });
    const result = await all.present(context, sampleRisk('high'), session);
    expect(result).toMatchObject({ passed: questionsCorrect === 6, questionsAsked: 6, questionsCorrect });
  });

  it('names the schema that editors check it by', async () => {
    const file = new URL('../payments.json', import.meta.url);
    const { $schema } = JSON.parse(await readFile(file, 'utf8'));
    expect(JSON.parse(await readFile(new URL($schema, file), 'utf8'))).toMatchObject({ $schema: expect.any(String) });
  });
});
