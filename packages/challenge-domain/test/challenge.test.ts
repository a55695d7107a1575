import { ChallengeType } from '@attesta/core';
import { isChallenge } from '@attesta/core/authoring';
import { fakeClock, sampleContext, sampleRisk, scriptedInteraction } from '@attesta/testing';
import { describe, expect, it } from 'vitest';
import { DomainKnowledgeChallenge, DomainProfile } from '../src/index.js';
import { challengeOf, expert, layman, operator, present } from './presentation.js';
import { FIVE, profileData, profileOf, template } from './sample-profile.js';

describe("the guide's domain knowledge challenge", () => {
  it('is a challenge of the type quiz, named domain', () => {
    const challenge = new DomainKnowledgeChallenge({ profile: profileOf() });
    expect(isChallenge(challenge)).toBe(true);
    expect(challenge.challengeType).toBe(ChallengeType.QUIZ);
    expect(challenge.name).toBe('domain');
  });

  it('asks three questions of the profile, one by one, and passes with two right answers', async () => {
    const interaction = operator((prompt) => (prompt.includes('question two') ? 'Something else.' : expert(prompt)));
    const result = await present(challengeOf(), { interaction, operator: { id: 'ada' } });
    expect(result).toMatchObject({
      passed: true,
      challengeType: 'quiz',
      questionsAsked: 3,
      questionsCorrect: 2,
      responder: 'ada',
      approvers: ['ada'],
      details: { domain: 'sample', requiredCorrect: 2 },
    });
    expect(result.details).not.toHaveProperty('reason');
    expect(interaction.asked).toMatchObject([
      { kind: 'text', id: 'question-1', prompt: 'Question 1 of 3 (2 right answers pass): What is question one about?' },
      { kind: 'text', id: 'question-2', prompt: 'Question 2 of 3 (2 right answers pass): What is question two about?' },
      {
        kind: 'text',
        id: 'question-3',
        prompt: 'Question 3 of 3 (2 right answers pass): What is question three about?',
      },
    ]);
  });

  it('does not pass with fewer right answers than required', async () => {
    const result = await present(challengeOf(), {
      person: (prompt) => (prompt.includes('one') ? expert(prompt) : 'Hm.'),
    });
    expect(result).toMatchObject({
      passed: false,
      verdict: 'denied',
      questionsAsked: 3,
      questionsCorrect: 1,
      approvers: [],
      details: { domain: 'sample', requiredCorrect: 2, reason: 'too few right answers' },
    });
  });

  it('asks as many questions as there are, where these are fewer than maxQuestions', async () => {
    const profile = profileOf({ templates: FIVE.slice(0, 2) });
    expect(await present(challengeOf({ profile }))).toMatchObject({
      passed: true,
      questionsAsked: 2,
      questionsCorrect: 2,
    });
  });

  it('puts the action and the environment into the question', async () => {
    const questionTemplate = 'What does {action} on {arg0} mean in {environment}?';
    const profile = profileOf({ templates: [template('one', { questionTemplate })] });
    const interaction = operator(() => 'answer one');
    await present(challengeOf({ profile, minCorrect: 1 }), { interaction });
    expect(interaction.asked[0]?.prompt).toContain('What does delete_records on "table_a" mean in production?');
  });

  it('matches hints without regard to case', async () => {
    expect(await present(challengeOf(), { person: (prompt) => expert(prompt).toUpperCase() })).toMatchObject({
      passed: true,
    });
  });

  it('measures the time that the answers took', async () => {
    const clock = fakeClock();
    let release = (_answer: string): void => {};
    const slow = new Promise<string>((resolve) => (release = resolve));
    const presenting = present(challengeOf(), { clock, interaction: scriptedInteraction([() => slow, 'b', 'c']) });
    await clock.advance(7000);
    release('a');
    expect(await presenting).toMatchObject({ responseTimeSeconds: 7 });
  });

  it('says that there are no domain questions, and denies instead of passing through', async () => {
    const interaction = operator(expert);
    const result = await present(challengeOf({ profile: profileOf({ templates: [] }) }), { interaction });
    expect(result).toMatchObject({ passed: false, details: { reason: 'no domain questions available' } });
    expect(interaction.asked).toEqual([]);
  });

  it('passes through, as the guide does, only when told so by an option that is called unsafe', async () => {
    const options = { unsafePassWithoutQuestions: true, profile: profileOf({ templates: [] }) };
    expect(await present(challengeOf(options))).toMatchObject({
      passed: true,
      questionsAsked: 0,
      responder: undefined,
      approvers: [],
      details: { domain: 'sample', requiredCorrect: 2, reason: 'no domain questions available' },
    });
    const tooFew = { ...options, profile: profileOf({ templates: FIVE.slice(0, 1) }) };
    expect(await present(challengeOf(tooFew))).toMatchObject({ passed: false });
  });

  it('denies without a session, which the guide’s renderers do not hand on, and says what to do', async () => {
    expect(await challengeOf().present(sampleContext(), sampleRisk())).toMatchObject({
      passed: false,
      details: { reason: 'no session: hand on the one that renderChallenge was given' },
    });
  });

  it('has a timeout to configure, and denies when nobody answers in time', async () => {
    expect(challengeOf({ timeoutSeconds: 60 }).timeoutSeconds).toBe(60);
    expect(challengeOf().timeoutSeconds).toBeUndefined();
    const interaction = scriptedInteraction(['answer one', { status: 'timed_out' }]);
    expect(await present(challengeOf(), { interaction })).toMatchObject({
      passed: false,
      verdict: 'timed_out',
      questionsAsked: 2,
      questionsCorrect: 1,
      details: { reason: 'nobody answered in time' },
    });
  });
});

describe('Q-01 denies when there are no questions', () => {
  const withoutQuestions: readonly (readonly [string, DomainProfile, string])[] = [
    ['an empty profile', profileOf({ templates: [] }), 'no domain questions available'],
    [
      'a level without templates',
      profileOf({ templates: FIVE.map((each) => ({ ...each, minRiskLevel: 'critical' })) }),
      'no domain questions available',
    ],
    [
      'templates whose argument the action lacks',
      profileOf({ templates: FIVE.map((each) => ({ ...each, questionTemplate: `${each.questionTemplate} {arg7}` })) }),
      'too few domain questions for this action',
    ],
    [
      'fewer templates than right answers required',
      profileOf({ templates: FIVE.slice(0, 1) }),
      'too few domain questions for this action',
    ],
    [
      'a throwing profile',
      giving(() => {
        throw new Error('gone');
      }),
      'the profile failed',
    ],
    ['a profile that gives nothing', giving(() => undefined), 'the profile failed'],
    [
      'a profile that gives a template every answer fits',
      giving(() => [{ questionTemplate: 'Well?', answerHints: [''] }]),
      'the profile failed',
    ],
  ];
  it.each(withoutQuestions)('%s', async (_name, profile, reason) => {
    const interaction = operator(expert);
    expect(await present(challengeOf({ profile }), { interaction })).toMatchObject({
      passed: false,
      details: { reason },
    });
    expect(interaction.asked).toEqual([]);
  });
});

describe('Q-04 checks its options', () => {
  it.each([
    [{ minCorrect: 0 }, 'minCorrect must be an integer from 1 to 20, not 0'],
    [{ minCorrect: -1 }, 'minCorrect must be an integer from 1 to 20, not -1'],
    [{ minCorrect: Number.NaN }, 'minCorrect must be an integer from 1 to 20, not NaN'],
    [{ minCorrect: 3, maxQuestions: 2 }, 'minCorrect must be an integer from 1 to 2, not 3'],
    [{ maxQuestions: 1 }, 'minCorrect must be an integer from 1 to 1, not 2'],
    [{ maxQuestions: 0 }, 'maxQuestions must be an integer from 1 to 20, not 0'],
    [{ maxQuestions: 2.5 }, 'maxQuestions must be an integer from 1 to 20, not 2.5'],
    [{ timeoutSeconds: 0 }, 'timeoutSeconds must be a number of seconds above 0, to 3.2e9, not 0'],
    [{ passWithoutQuestions: true }, 'there is no option "passWithoutQuestions"'],
    [{ profile: {} }, 'profile must be a DomainProfile'],
  ])('%o', (options, message) => {
    const given: object = { profile: profileOf(), ...options };
    expect(() => Reflect.construct(DomainKnowledgeChallenge, [given])).toThrow(message);
  });

  it('needs a profile', () => {
    expect(() => Reflect.construct(DomainKnowledgeChallenge, [{}])).toThrow(
      'profile is required; it must be a DomainProfile',
    );
  });

  it('asks for as many right answers as it was told', async () => {
    const person = (prompt: string): string => (prompt.includes('five') ? 'Hm.' : expert(prompt));
    expect(await present(challengeOf({ minCorrect: 5, maxQuestions: 5 }), { person })).toMatchObject({
      passed: false,
      questionsCorrect: 4,
    });
    expect(await present(challengeOf({ minCorrect: 4, maxQuestions: 5 }), { person })).toMatchObject({
      passed: true,
      questionsCorrect: 4,
    });
  });
});

describe('what can go wrong', () => {
  const brokenAsk = { show: () => undefined, ask: () => Promise.reject(new Error('closed')) };
  const lyingAsk = { show: () => undefined, ask: async () => ({ status: 'answered' as const, value: true }) };

  it('never rejects', async () => {
    for (const interaction of [brokenAsk, lyingAsk])
      expect(await present(challengeOf(), { interaction })).toMatchObject({
        passed: false,
        questionsAsked: 0,
        details: { reason: 'nobody can be asked here' },
      });
    for (const random of [
      () => Number.NaN,
      () => -1,
      () => 99,
      () => 0.5,
      () => {
        throw new Error('no entropy');
      },
    ])
      expect(await present(challengeOf({ random }))).toMatchObject({
        passed: false,
        details: { reason: 'the challenge failed' },
      });
  });

  it('denies where nobody can be asked, and when the operator walks away', async () => {
    const nobody = scriptedInteraction([{ status: 'unavailable' }]);
    expect(await present(challengeOf(), { interaction: nobody })).toMatchObject({
      verdict: 'denied',
      questionsAsked: 0,
      responder: undefined,
      details: { reason: 'nobody can be asked here' },
    });
    const gone = scriptedInteraction(['answer one', { status: 'cancelled' }]);
    expect(await present(challengeOf(), { interaction: gone })).toMatchObject({
      verdict: 'cancelled',
      questionsAsked: 2,
      details: { reason: 'the operator cancelled' },
    });
  });

  it('does not count an answer that comes at the deadline, or after an abort', async () => {
    const clock = fakeClock();
    const deadline = { wall: clock.wall() + 1000, monotonic: clock.monotonic() + 1000 };
    const late = scriptedInteraction([
      'answer one',
      'answer two',
      () => clock.advance(1000).then(() => 'answer three'),
    ]);
    const signal = new AbortController().signal;
    expect(await present(challengeOf({ minCorrect: 3 }), { clock, deadline, signal, interaction: late })).toMatchObject(
      { passed: false, verdict: 'timed_out' },
    );
    const controller = new AbortController();
    const deaf = {
      show: () => undefined,
      ask: async () => {
        controller.abort();
        return { status: 'answered' as const, value: 'answer one' };
      },
    };
    expect(
      await present(challengeOf({ minCorrect: 1 }), { interaction: deaf, signal: controller.signal }),
    ).toMatchObject({ passed: false, questionsAsked: 1, verdict: 'cancelled' });
  });

  it('N-08 ignores what is inherited', async () => {
    const polluted: object = Object.prototype;
    Object.assign(polluted, { passed: true, minCorrect: 1, unsafePassWithoutQuestions: true, minRiskLevel: 'low' });
    try {
      expect(
        await present(challengeOf(), { person: (prompt) => (prompt.includes('one') ? expert(prompt) : 'Hm.') }),
      ).toMatchObject({ passed: false });
      expect(await present(challengeOf({ profile: profileOf({ templates: [] }) }))).toMatchObject({ passed: false });
      expect(await present(challengeOf(), {}, 'low')).toMatchObject({ passed: false, questionsAsked: 0 });
    } finally {
      for (const name of ['passed', 'minCorrect', 'unsafePassWithoutQuestions', 'minRiskLevel'])
        Reflect.deleteProperty(polluted, name);
    }
  });

  it('N-13 shows nothing that a guesser could use', async () => {
    const interaction = operator(layman);
    await present(challengeOf(), { interaction });
    expect(interaction.shown).toEqual([{ kind: 'message', text: 'Too few right answers: the action does not run.' }]);
  });
});

/** A profile of somebody's own making. */
function giving(templates: () => unknown): DomainProfile {
  const profile = new (class extends DomainProfile {})(profileData());
  return Object.defineProperty(profile, 'getTemplatesForLevel', { value: templates });
}
