import { readdirSync, readFileSync } from 'node:fs';
import { type ActionContext, type ActionInput, createActionContext } from '@attesta/core';
import { describe, expect, it } from 'vitest';
import { campaignSize } from '../../../../tests/campaigns/campaign.js';
import { generator } from '../../../core/test/risk/generator.js';
import type { Fact } from '../../src/quiz/fact.js';
import { factsIn, targetFact } from '../../src/quiz/facts.js';
import { chanceToPass, type QuizItem } from '../../src/quiz/quiz-item.js';
import { QuizPlan, type QuizRules } from '../../src/quiz/quiz-plan.js';

const folder = new URL('../calls/', import.meta.url);
const CORPUS: readonly ActionContext[] = readdirSync(folder).flatMap((file) =>
  JSON.parse(readFileSync(new URL(file, folder), 'utf8')).map((call: ActionInput) => createActionContext(call)),
);

const RULES: readonly QuizRules[] = [false, true].flatMap((isTyped) =>
  [
    { maxQuestions: 3, minCorrect: undefined, choices: 4 },
    { maxQuestions: 3, minCorrect: 1, choices: 4 },
    { maxQuestions: 3, minCorrect: 2, choices: 6 },
    { maxQuestions: 1, minCorrect: undefined, choices: 4 },
    { maxQuestions: 2, minCorrect: undefined, choices: 8 },
    { maxQuestions: 10, minCorrect: 3, choices: 4 },
    { maxQuestions: 10, minCorrect: 9, choices: 8 },
  ].map((rules) => ({ ...rules, isTyped })),
);

/** Calls with more to ask about than a quiz holds, of every weight. */
const MANY_FACTS: readonly ActionContext[] = [
  { a: 'zephyr-31', b: 'kestrel-44', to: 'acct-7312', amount: 125075, path: '/srv/data/x.txt', count: 7 },
  { note: 'zephyr', memo: 'kestrel', name: 'osprey' },
  { note: 'zephyr-31', name: 'osprey' },
  { first: 48213, second: 55120, third: 91724, fourth: 'zephyr-7' },
  { first: 48213, second: 17 },
  { amount: 48213, price: 55127, total: 91724, force: true },
].map((args) => createActionContext({ functionName: 'update_things', args: [args] }));

/** The quizzes of several tries. */
function quizzes(context: ActionContext, rules: QuizRules, seed: string, tries = 3): readonly (readonly QuizItem[])[] {
  const plan = new QuizPlan(factsIn(context), targetFact(context), rules, seed);
  return Array.from({ length: tries }, () => plan.next());
}

/** Of this many calls of the corpus, one is put to each of the rules; every rule has others. */
const STRIDE = campaignSize({ normal: 8, long: 1 });
function callsFor(rules: QuizRules): readonly ActionContext[] {
  return CORPUS.filter((_, index) => (index + RULES.indexOf(rules)) % STRIDE === 0);
}

describe('Q-05 who guesses passes at most once in 64', () => {
  it.each(RULES)('with %o, at the calls of the corpus, in each of five tries', (rules) => {
    for (const [index, context] of callsFor(rules).entries()) {
      for (const items of quizzes(context, rules, `seed ${index}`, 5)) {
        expect(items.length, context.description).toBeGreaterThan(0);
        expect(items.length).toBeLessThanOrEqual(rules.maxQuestions);
        const required = Math.min(rules.minCorrect ?? items.length, items.length);
        expect(exactChance(items, required), context.description).toBeLessThanOrEqual(1 / 64);
        if (rules.isTyped) expect(items.some(({ choices }) => choices === undefined)).toBe(true);
        for (const { fact, choices } of items.filter((item) => item.choices !== undefined && !item.fact.isWeak)) {
          expect(choices?.length, fact.prompt).toBeGreaterThanOrEqual(rules.choices);
        }
      }
    }
  });

  it('counts as the sum over all combinations does', () => {
    for (const context of CORPUS.slice(0, 20)) {
      for (const items of quizzes(context, RULES[5] ?? RULES[0]!, 'seed')) {
        for (let required = 0; required <= items.length; required += 1)
          expect(chanceToPass(items, required)).toBeCloseTo(exactChance(items, required), 12);
      }
    }
  });

  it('counts what habit can guess as answered, and a usual word that is typed as one of few', () => {
    const [weak, usual, rare] = [item('production'), item('orders'), item('zephyr-7')];
    expect(weak.fact.isWeak).toBe(true);
    expect(chanceToPass([weak], 1)).toBe(1);
    expect(chanceToPass([{ ...usual, choices: undefined }], 1)).toBe(1 / 16);
    expect(chanceToPass([{ ...rare, choices: undefined }], 1)).toBe(1 / 1000);
    expect(chanceToPass([{ ...rare, choices: ['a', 'b', 'c', 'd'] }], 1)).toBe(1 / 4);
  });
});

describe('the choices of a question', () => {
  const facts = CORPUS.flatMap((context) =>
    quizzes(context, RULES[0]!, 'seed').flatMap((items) => items.filter(({ choices }) => choices !== undefined)),
  );

  it('are as many different ones, with the right one among them once', () => {
    for (const { fact, choices = [] } of facts) {
      expect(new Set(choices).size).toBe(choices.length);
      expect(choices.filter((choice) => choice === fact.answer)).toHaveLength(1);
      expect(choices.filter((choice) => fact.alsoRight.includes(choice))).toEqual([]);
    }
  });

  it('would have come about in the same way, were another of them the right one', () => {
    let [alike, unknown] = [0, 0];
    for (const { fact, choices = [] } of facts) {
      for (const choice of choices) {
        const differing = placesOfDifference(fact, choices);
        if (differing.some((place) => fact.shape(fact.answer)[place]?.rank === 2)) unknown += 1;
        else {
          alike += 1;
          for (const place of differing)
            expect(fact.shape(choice)[place]?.family, fact.prompt).toEqual(fact.shape(fact.answer)[place]?.family);
        }
      }
    }
    // Of words that no list has, nobody can tell what else they might be; these are the fewer.
    expect(unknown).toBeLessThan(alike / 2);
  });

  it('have no member that is nearer to the others', () => {
    for (const { fact, choices = [] } of facts.filter((each) => each.fact.other === undefined)) {
      const pieces = choices.map((choice) => fact.shape(choice).map(({ text }) => text));
      const shared = pieces.map((own) =>
        pieces.reduce((sum, other) => sum + own.filter((text, index) => text === other[index]).length, 0),
      );
      expect(new Set(shared).size, `${fact.prompt} ${choices.join()}`).toBe(1);
    }
  });
});

describe('Q-05 what several tries show together', () => {
  it.each(RULES)('tells no more than one of them, with %o', (rules) => {
    for (const [index, context] of [...callsFor(rules), ...MANY_FACTS].entries()) {
      const choicesOf = new Map<string, readonly string[] | undefined>();
      const seen: string[] = [];
      for (const items of quizzes(context, rules, `seed ${index}`, 6)) {
        for (const { fact, choices } of items) {
          // A fact has the same choices again, and what stood among choices is not to be typed.
          if (choices !== undefined && choicesOf.get(fact.id) !== undefined)
            expect(choices, fact.prompt).toEqual(choicesOf.get(fact.id));
          if (choices === undefined && fact.id !== 'Which function would run?')
            expect(seen.join('\n'), fact.prompt).not.toContain(fact.answer);
        }
        for (const { fact, choices } of items) {
          if (choices !== undefined) choicesOf.set(fact.id, choices);
          seen.push(...(choices ?? []));
        }
      }
    }
  });
});

describe('Q-07 the questions about one call', () => {
  it('ask first about what weighs most, and about every grave fact in the tries together', () => {
    for (const context of CORPUS) {
      const asked = quizzes(context, RULES[0]!, 'seed').flat();
      const [gravest] = factsIn(context).filter(({ isWeak }) => !isWeak);
      if (gravest === undefined) continue;
      expect(
        asked.map(({ fact }) => fact.answer),
        context.description,
      ).toContain(gravest.answer);
    }
  });

  it('tell no answer, neither of their own nor of one another', () => {
    const { pick, below } = generator(7);
    const words = [
      'args',
      'table',
      'which value',
      'number',
      '0',
      '1',
      '12',
      'one',
      'of',
      'stands',
      'first',
      'argument',
    ];
    const values = [
      ...words,
      'orders',
      'prod',
      '/srv/data',
      'a@b.example',
      '2026-11-22',
      'https://x.example/a',
      7,
      0,
      true,
    ];
    for (let round = 0; round < 500; round += 1) {
      const object = Object.fromEntries(
        Array.from({ length: below(5) }, () => [pick(words).replace(' ', '_'), pick(values)]),
      );
      const args = [
        object,
        ...Array.from({ length: below(4) }, () => pick([pick(values), [pick(values), pick(values)]])),
      ];
      const context = createActionContext({ functionName: pick(['delete_it', 'run', 'args']), args });
      for (const items of quizzes(context, pick(RULES), `seed ${round}`)) {
        for (const { fact, prompt } of items) expect(prompt.toLowerCase()).not.toContain(fact.answer.toLowerCase());
        for (const one of items) {
          const others = items.filter((item) => item !== one);
          const told = others.flatMap(({ prompt, choices = [] }) => [prompt, ...choices]).join('\n');
          if (one.fact.answer.length > 2) expect(told.toLowerCase()).not.toContain(one.fact.answer.toLowerCase());
        }
      }
    }
  });
});

/** Adds up the chances of all combinations of right and wrong answers. */
function exactChance(items: readonly QuizItem[], required: number): number {
  let sum = 0;
  for (let bits = 0; bits < 2 ** items.length; bits += 1) {
    let chance = 1;
    let right = 0;
    for (const [index, { fact, choices }] of items.entries()) {
      const isRight = ((bits >> index) & 1) === 1;
      const hit = fact.isWeak ? 1 : choices === undefined ? (fact.typedChance ?? 1) : 1 / choices.length;
      chance *= isRight ? hit : 1 - hit;
      right += isRight ? 1 : 0;
    }
    if (right >= required) sum += chance;
  }
  return sum;
}

function item(answer: string): QuizItem {
  const context = createActionContext({ functionName: 'act', args: [answer] });
  const fact = factsIn(context).find((each) => each.answer === answer);
  if (fact === undefined) throw new Error(`no fact for ${answer}`);
  return { fact, prompt: fact.prompt, choices: undefined };
}

function placesOfDifference(fact: Fact, choices: readonly string[]): readonly number[] {
  const shapes = choices.map((choice) => fact.shape(choice).map(({ text }) => text));
  return [...(shapes[0] ?? []).keys()].filter((place) => new Set(shapes.map((shape) => shape[place])).size > 1);
}
