import { InteractionRenderer, QuizChallenge } from '@attesta/challenges';
import { Attesta, ChallengeType } from '@attesta/core';
import { isChallenge } from '@attesta/core/authoring';
import { createSession, fakeClock, sampleContext, sampleRisk, scriptedInteraction } from '@attesta/testing';
import { describe, expect, it } from 'vitest';
import { operator, present, wrong } from './quiz-presentation.js';
import { readerOf } from './reader.js';

describe('QuizChallenge', () => {
  it('is a challenge of the type quiz', () => {
    const challenge = new QuizChallenge({ timeoutSeconds: 60 });
    expect(isChallenge(challenge)).toBe(true);
    expect(challenge).toMatchObject({ challengeType: ChallengeType.QUIZ, name: 'quiz', timeoutSeconds: 60 });
    expect(new QuizChallenge().timeoutSeconds).toBeUndefined();
  });

  it('passes who has read the call', async () => {
    const interaction = operator(readerOf(sampleContext()));
    expect(await present({ interaction, operator: { id: 'ada' } })).toMatchObject({
      passed: true,
      challengeType: 'quiz',
      responder: 'ada',
      approvers: ['ada'],
      questionsAsked: 3,
      questionsCorrect: 3,
      details: { requiredCorrect: 3 },
    });
    expect(interaction.shown).toEqual([]);
    const [first, ...rest] = interaction.asked;
    expect(first).toEqual({
      kind: 'text',
      id: 'question-1',
      prompt: 'Question one of three (all must be right): Which value stands at args[0]? Type it.',
      pasteable: false,
      reviewSeconds: 2,
    });
    expect(rest.map(({ kind, id, reviewSeconds }) => [kind, id, reviewSeconds])).toEqual([
      ['select', 'question-2', 1],
      ['select', 'question-3', 1],
    ]);
  });

  it('asks all, whatever the answers, and tells only how it ended', async () => {
    const reader = readerOf(sampleContext());
    for (const spoilt of ['question-1', 'question-2', 'question-3']) {
      const interaction = operator((question) => (question.id === spoilt ? wrong(question) : reader(question)));
      expect(await present({ interaction, operator: { id: 'ada' } })).toMatchObject({
        passed: false,
        verdict: 'denied',
        responder: 'ada',
        approvers: [],
        questionsAsked: 3,
        questionsCorrect: 2,
        details: { requiredCorrect: 3, reason: 'too few right answers' },
      });
      expect(interaction.transcript.map((event) => ('shown' in event ? event.shown : event.asked.id))).toEqual([
        'question-1',
        'question-2',
        'question-3',
        { kind: 'message', text: 'Too few right answers: the action does not run.' },
      ]);
    }
  });

  it('passes with minCorrect right answers', async () => {
    const reader = readerOf(sampleContext());
    const spoilt = operator((question) => (question.id === 'question-3' ? wrong(question) : reader(question)));
    expect(await present({ interaction: spoilt, options: { minCorrect: 2 } })).toMatchObject({
      passed: true,
      questionsCorrect: 2,
      details: { requiredCorrect: 2 },
    });
    expect(spoilt.asked[0]?.prompt).toContain('(two right answers pass)');
  });

  it('R-09 passes only on the exact text at high and critical risk', async () => {
    const reader = readerOf(sampleContext());
    const answers = ['', ' ', 'y', 'yes', 'no', 'true', 'TABLE_A', 'table_', 'table_a?', 'table a', '1', '\u0000'];
    for (const level of ['high', 'critical'] as const) {
      for (const answer of answers) {
        const answerer = operator((question) => (question.kind === 'text' ? answer : reader(question)));
        expect((await present({ level, interaction: answerer })).passed, answer).toBe(false);
      }
      for (const answer of ['table_a', ' table_a ', '"table_a"']) {
        const answerer = operator((question) => (question.kind === 'text' ? answer : reader(question)));
        expect((await present({ level, interaction: answerer })).passed, answer).toBe(true);
      }
    }
  });

  it('R-09 has something typed in every quiz from level high on, and lets nothing be pasted', async () => {
    for (const functionName of ['delete_records', 'rm']) {
      for (const args of [[], [7], [true], ['table_a', 100], [{ force: true }], ['x'.repeat(300)]]) {
        const context = sampleContext({ functionName, args });
        const interaction = operator(readerOf(context));
        expect((await present({ context, interaction })).passed, context.description).toBe(true);
        const typed = interaction.asked.filter(({ kind }) => kind === 'text');
        expect(typed.length, context.description).toBeGreaterThan(0);
        for (const question of typed) expect(question).toMatchObject({ pasteable: false });
      }
    }
  });

  it('B-24 gives time to read: more for the first question, by risk, or as told', async () => {
    const seconds = async (given: Parameters<typeof present>[0]) => {
      const interaction = operator(wrong);
      await present({ ...given, interaction });
      return interaction.asked.map(({ reviewSeconds }) => reviewSeconds);
    };
    expect(await seconds({ level: 'low' })).toEqual([1, 1, 1]);
    expect(await seconds({ level: 'critical' })).toEqual([3, 1, 1]);
    expect(await seconds({ options: { reviewSeconds: 0.5 } })).toEqual([0.5, 0.5, 0.5]);
  });

  it('measures the time of the answers', async () => {
    const clock = fakeClock();
    const reader = readerOf(sampleContext());
    const interaction = operator(async (question) => {
      await clock.sleep(4000);
      return reader(question);
    });
    const presenting = present({ clock, interaction });
    for (let question = 0; question < 3; question += 1) await clock.advance(4000);
    expect(await presenting).toMatchObject({ passed: true, responseTimeSeconds: 12 });
  });

  it('is the built-in challenge for quiz: the default map asks it at high', async () => {
    const context = sampleContext();
    const interaction = operator(readerOf(context));
    const decision = await new Attesta({
      renderer: new InteractionRenderer(interaction, { operator: { id: 'ada' } }),
      riskScorer: { name: 'fixed', score: () => 0.7 },
    }).evaluate(context);
    expect(decision).toMatchObject({ verdict: 'approved', presented: { type: 'quiz' }, approvers: ['ada'] });
    expect(interaction.asked).toHaveLength(3);
  });
});

describe('a quiz without an end to answer', () => {
  it('denies without a session, and says what to do', async () => {
    expect(await new QuizChallenge().present(sampleContext(), sampleRisk())).toMatchObject({
      passed: false,
      details: { reason: 'no session: hand on the one that renderChallenge was given' },
    });
  });

  it.each([
    ['unavailable', 'denied', 'nobody can be asked here'],
    ['cancelled', 'cancelled', 'the operator cancelled'],
    ['timed_out', 'timed_out', 'nobody answered in time'],
  ] as const)('ends as it does when an answer is %s', async (status, verdict, reason) => {
    const reader = readerOf(sampleContext());
    for (const at of [1, 2, 3]) {
      const interaction = operator((question) => (question.id === `question-${at}` ? { status } : reader(question)));
      expect(await present({ interaction, operator: { id: 'ada' } })).toMatchObject({
        passed: false,
        verdict,
        responder: undefined,
        questionsAsked: status === 'unavailable' ? at - 1 : at,
        questionsCorrect: at - 1,
        details: { reason },
      });
      expect(interaction.shown).toEqual([]);
    }
  });

  it('does not count an answer that comes at the deadline, or after an abort', async () => {
    const reader = readerOf(sampleContext());
    const clock = fakeClock();
    const deadline = { wall: clock.wall() + 1000, monotonic: clock.monotonic() + 1000 };
    const signal = new AbortController().signal;
    const late = operator(async (question) => {
      if (question.id === 'question-3') await clock.advance(1000);
      return reader(question);
    });
    expect(await present({ clock, deadline, signal, interaction: late })).toMatchObject({
      passed: false,
      verdict: 'timed_out',
    });

    const controller = new AbortController();
    const deaf = {
      show: () => undefined,
      ask: async (question: Parameters<typeof reader>[0]) => {
        if (question.id === 'question-3') controller.abort();
        return { status: 'answered' as const, value: reader(question) };
      },
    };
    expect(await present({ interaction: deaf, signal: controller.signal })).toMatchObject({
      passed: false,
      verdict: 'cancelled',
    });
  });

  it('never rejects', async () => {
    const broken = { show: () => undefined, ask: () => Promise.reject(new Error('closed')) };
    const lying = { show: () => undefined, ask: async () => ({ status: 'answered' as const, value: true }) };
    const absent = { passed: false, details: { reason: 'nobody can be asked here' } };
    expect(await present({ interaction: broken })).toMatchObject(absent);
    expect(await present({ interaction: lying })).toMatchObject(absent);
    const fault = { passed: false, details: { reason: 'the challenge failed' } };
    for (const random of [() => Number.NaN, () => -1, () => 1e6, () => 0.5, () => JSON.parse('no entropy')])
      expect(await present({ options: { random } })).toMatchObject(fault);
  });

  it('denies a call of which nothing can be asked and nothing typed', async () => {
    const context = sampleContext({ functionName: 'lösche alles', args: [] });
    const interaction = scriptedInteraction();
    const session = createSession({ interaction });
    expect(await new QuizChallenge().present(context, sampleRisk(), session)).toMatchObject({
      passed: false,
      details: { reason: 'there is nothing in this call to ask about' },
    });
    expect(interaction.asked).toEqual([]);
  });
});

describe('Q-04 its options are checked', () => {
  it.each([
    [{ minCorrect: 0 }, 'minCorrect must be an integer from 1 to 10, not 0'],
    [{ minCorrect: -1 }, 'minCorrect must be an integer from 1 to 10, not -1'],
    [{ minCorrect: Number.NaN }, 'minCorrect must be an integer from 1 to 10, not NaN'],
    [{ minCorrect: 4 }, 'minCorrect must be an integer from 1 to 3, not 4'],
    [{ minCorrect: 3, maxQuestions: 2 }, 'minCorrect must be an integer from 1 to 2, not 3'],
    [{ maxQuestions: 0 }, 'maxQuestions must be an integer from 1 to 10, not 0'],
    [{ maxQuestions: 2.5 }, 'maxQuestions must be an integer from 1 to 10, not 2.5'],
    [{ choices: 2 }, 'choices must be one of 4, 6, 8, not 2'],
    [{ choices: 5 }, 'choices must be one of 4, 6, 8, not 5'],
    [{ maxAttempts: 11 }, 'maxAttempts must be an integer from 1 to 10, not 11'],
    [{ coolDownSeconds: 0 }, 'coolDownSeconds must be a number of seconds above 0, to 3.2e9, not 0'],
    [{ reviewSeconds: -1 }, 'reviewSeconds must be a number of seconds from 0 to 3600, not -1'],
    [{ timeoutSeconds: 0 }, 'timeoutSeconds must be a number of seconds above 0, to 3.2e9, not 0'],
    [{ random: 4 }, 'random must be a function, not 4'],
    [{ passWithoutQuestions: true }, 'there is no option "passWithoutQuestions"'],
  ])('%o', (options, message) => {
    expect(() => Reflect.construct(QuizChallenge, [options])).toThrow(message);
  });

  it('N-08 ignores what is inherited', async () => {
    const polluted: object = Object.prototype;
    const names = { passed: true, minCorrect: 1, isWeak: false, status: 'answered', typedChance: 1, choices: 4 };
    Object.assign(polluted, names);
    try {
      expect(await present({ answerer: wrong })).toMatchObject({ passed: false, questionsAsked: 3 });
      expect(await present()).toMatchObject({ passed: true, details: { requiredCorrect: 3 } });
    } finally {
      for (const name of Object.keys(names)) Reflect.deleteProperty(polluted, name);
    }
  });
});
