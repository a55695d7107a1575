import { InteractionRenderer, MultiPartyChallenge } from '@attesta/challenges';
import { Attesta } from '@attesta/core';
import { resembles } from '@attesta/core/authoring';
import { createSession, sampleContext, sampleRisk, scriptedInteraction } from '@attesta/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { campaignSeed, campaignSize } from '../../../../tests/campaigns/campaign.js';
import { approversOf, code, codeOf, elsewhere, present, presentInTurns, turnOf, yes } from './people.js';

describe('who has to approve', () => {
  it('D-01 passes when two different people each prove who they are and do their part', async () => {
    const result = await presentInTurns({ approvers: approversOf('grace', 'lin') }, [turnOf('lin'), turnOf('grace')]);
    expect(result).toMatchObject({
      passed: true,
      challengeType: 'multi_party',
      approvers: ['lin', 'grace'],
      responder: 'grace',
      details: {
        required: 2,
        approvals: [
          { approver: 'lin', proof: 'code', part: 'yes' },
          { approver: 'grace', proof: 'code', part: 'yes' },
        ],
      },
    });
  });

  it('D-01 never passes on one person, who is not asked for twice', async () => {
    const interaction = scriptedInteraction([...turnOf('grace'), ...turnOf('grace')]);
    const result = await present({ approvers: approversOf('grace', 'lin', 'mo') }, { interaction });
    expect(result.passed).toBe(false);
    const [, second] = interaction.asked.filter(({ id }) => id === 'approver');
    expect(second).toMatchObject({ kind: 'select', choices: [{ value: 'lin' }, { value: 'mo' }] });
  });

  it('D-01 takes no proof of one person for another', async () => {
    const result = await presentInTurns({ approvers: approversOf('grace', 'lin') }, [
      turnOf('grace'),
      ['lin', codeOf('grace'), true],
    ]);
    expect(result).toMatchObject({
      passed: false,
      verdict: 'denied',
      approvers: [],
      responder: undefined,
      details: { reason: 'an approver did not approve', approver: 'lin', challenge: 'code', cause: 'it was a no' },
    });
  });

  it('runs the action through the gate, on the word of two people who are not the operator', async () => {
    const interaction = scriptedInteraction([...turnOf('grace'), ...turnOf('lin')]);
    const challenge = new MultiPartyChallenge({ approvers: approversOf('grace', 'lin'), rotation: [yes] });
    const decisions: unknown[] = [];
    const { gate } = new Attesta({
      renderer: new InteractionRenderer(interaction, { operator: { id: 'ada' } }),
      challengeMap: { critical: challenge },
      onDecision: ({ approvers, operator, challenge: result }) =>
        decisions.push({ approvers, operator, responder: result?.responder }),
    });
    expect(await gate({ name: 'drop', risk: 'critical' }, () => 'dropped')()).toBe('dropped');
    expect(decisions).toEqual([{ approvers: ['grace', 'lin'], operator: { id: 'ada' }, responder: 'lin' }]);
    expect(interaction.shown.map(({ kind }) => kind)).toEqual(['action', 'message', 'action', 'message']);
  });

  it.each([2, 3, 5])('asks for %i people when so many are required', async (required) => {
    const ids = ['grace', 'lin', 'mo', 'noor', 'olga', 'pia'];
    const approvers = approversOf(...ids);
    const turns = ids.map((id) => turnOf(id));
    expect(await presentInTurns({ approvers, required }, turns.slice(0, required - 1))).toMatchObject({
      passed: false,
    });
    const result = await presentInTurns({ approvers, required }, turns);
    expect(result).toMatchObject({ passed: true, approvers: ids.slice(0, required) });
  });
});

describe('one person', () => {
  const ENTRIES = [
    { id: 'grace', aliases: ['g.hopper'] },
    { id: 'Grace', aliases: [] },
    { id: 'G.HOPPER', aliases: [] },
    { id: 'ｇｒａｃｅ', aliases: [] },
    { id: 'lin', aliases: ['root'] },
    { id: 'l1n', aliases: [] },
    { id: 'ROOT', aliases: ['admin'] },
    { id: 'admin', aliases: ['mo'] },
    { id: 'mo', aliases: [] },
    { id: 'noor', aliases: ['agent-1'] },
    { id: 'NOOR', aliases: [] },
    { id: 'agent-2', aliases: [] },
    { id: 'olga', aliases: ['ops'] },
    { id: 'pia', aliases: ['ops', 'p'] },
  ];
  const REQUESTERS = ['agent-1', 'AGENT-2', 'grace', 'mo', 'p', 'somebody', 'operator-9'];
  const RUNS = campaignSize({ normal: 400, long: 100_000 });

  /** The people behind entries, as sets of folded names that grow together. */
  function peopleBehind(entries: readonly (typeof ENTRIES)[number][]): readonly ReadonlySet<string>[] {
    let people: ReadonlySet<string>[] = [];
    for (const { id, aliases } of entries) {
      const names = [id, ...aliases].map((name) => name.normalize('NFKC').toLowerCase().replace('1', 'i'));
      const met = people.filter((person) => names.some((name) => person.has(name)));
      people = [
        ...people.filter((person) => !met.includes(person)),
        new Set([...names, ...met.flatMap((p) => [...p])]),
      ];
    }
    return people;
  }

  it(`D-02 counts once, whatever entries, aliases and repeats mean them: ${RUNS} random pools`, async () => {
    const pool = fc.array(fc.constantFrom(...ENTRIES), { minLength: 1, maxLength: 8 });
    const requester = fc.constantFrom(...REQUESTERS);
    let passes = 0;
    const check = async (entries: typeof ENTRIES, required: number, agentId: string): Promise<void> => {
      const people = peopleBehind(entries);
      const approvers = entries.map((entry) => ({ ...entry, prove: code }));
      const create = () => new MultiPartyChallenge({ required, approvers, rotation: [yes] });
      if (people.length < required) {
        expect(create).toThrow(/different people/);
        return;
      }
      const barred = agentId.toLowerCase().replace('1', 'i');
      const eligible = people.filter((person) => !person.has(barred));
      const chosen: string[] = [];
      // A crowd that claims every id it is offered, again and again.
      const interaction = scriptedInteraction({
        approver: (question) => {
          const id = question.kind === 'select' ? (question.choices[0]?.value ?? '') : '';
          chosen.push(id);
          return id;
        },
        code: () => codeOf(chosen.at(-1)),
        yes: true,
      });
      const session = createSession({ interaction });
      const result = await create().present(sampleContext({ agentId }), sampleRisk('critical'), session);
      expect(result.passed).toBe(eligible.length >= required);
      passes += result.passed ? 1 : 0;
      expect(result.approvers.length).toBe(result.passed ? required : 0);
      const counted = result.approvers.map((id) =>
        people.findIndex((p) => p.has(id.normalize('NFKC').toLowerCase().replace('1', 'i'))),
      );
      expect(new Set(counted).size).toBe(counted.length);
      for (const id of result.approvers) expect(resembles(id, agentId)).toBe(false);
    };
    await fc.assert(fc.asyncProperty(pool, fc.integer({ min: 2, max: 4 }), requester, check), {
      numRuns: RUNS,
      seed: campaignSeed(20_261_122),
    });
    expect(passes).toBeGreaterThan(RUNS / 20);
  });

  it('D-02 is the same person when two entries share an alias with a third', () => {
    const approvers = [
      { id: 'grace', prove: code },
      { id: 'lin', prove: code },
      { id: 'root', aliases: ['GRACE', 'Lin'], prove: code },
    ];
    expect(() => new MultiPartyChallenge({ approvers })).toThrow('approvers are 1 different people; 2 have to approve');
  });
});

describe('requesters', () => {
  it.each([
    ['the agent', { agentId: 'grace' }],
    ['the requester', { requesterId: 'grace' }],
    ['the agent by an alias', { agentId: 'svc-grace' }],
    ['the agent in another spelling', { agentId: ' Grace' }],
  ])('D-05 D-17 bars %s, before anybody is asked', async (_, overrides) => {
    const interaction = scriptedInteraction([...turnOf('grace'), ...turnOf('lin')]);
    const approvers = [{ id: 'grace', aliases: ['svc-grace'], prove: code }, ...approversOf('lin')];
    const result = await present({ approvers }, { interaction }, overrides);
    expect(result).toMatchObject({
      passed: false,
      details: { reason: 'self-approval not allowed', eligible: 1, required: 2 },
    });
    expect(interaction.asked).toEqual([]);
    expect(interaction.shown).toMatchObject([{ kind: 'message', text: /2 people have to approve who did not ask/ }]);
  });

  it('D-05 D-17 bars the operator at the terminal', async () => {
    const interaction = scriptedInteraction([...turnOf('grace'), ...turnOf('lin')]);
    const result = await present(
      { approvers: approversOf('grace', 'lin') },
      { interaction, operator: { id: 'GRACE' } },
    );
    expect(result).toMatchObject({ passed: false, details: { reason: 'self-approval not allowed' } });
    expect(interaction.asked).toEqual([]);
  });

  it('D-17 opens no request for a pool of operator, agent and one manager', async () => {
    const approvers = [...approversOf('operator-1', 'agent-1', 'm1')];
    expect(await presentInTurns({ approvers }, [])).toMatchObject({
      passed: false,
      details: { reason: 'self-approval not allowed', eligible: 1 },
    });
  });

  it('D-05 offers a requester to nobody, and takes one for nobody', async () => {
    const interaction = scriptedInteraction([...turnOf('lin'), ...turnOf('agent-1')]);
    const approvers = approversOf('agent-1', 'lin', 'mo');
    expect(await present({ approvers }, { interaction })).toMatchObject({ passed: false });
    expect(interaction.asked[0]).toMatchObject({ choices: [{ value: 'lin' }, { value: 'mo' }] });
  });

  it.each([
    ['agentId', 'gr\u200bace', "the agent's id has control, format or invisible characters"],
    ['requesterId', 'аdа-x', "the requester's id mixes scripts"],
  ])('D-06 denies when the %s is %j: it cannot be told from others', async (field, id, reason) => {
    const result = await presentInTurns({ approvers: approversOf('grace', 'lin') }, [], { [field]: id });
    expect(result).toMatchObject({ passed: false, details: { reason } });
  });
});

describe('what it is made of', () => {
  it.each([
    ['nothing', undefined, /approvers is required/],
    ['no list', { approvers: {} }, /approvers must be a list of approvers/],
    ['nobody', { approvers: [] }, /approvers are 0 different people; 2 have to approve/],
    ['one person', { approvers: approversOf('grace') }, /approvers are 1 different people/],
    ['fewer than required', { required: 3, approvers: approversOf('grace', 'lin') }, /2 different people; 3 have/],
    ['one alone', { required: 1, approvers: approversOf('grace', 'lin') }, /required must be an integer from 2 to 20/],
    ['an unseen character', { approvers: approversOf('gr\u200bace', 'lin') }, /approvers\[0\]: id must be a text of/],
    ['a mixed script', { approvers: approversOf('grace', 'lіn') }, /approvers\[1\]: id must be a text of/],
    ['nobody by name', { approvers: approversOf('timeout', 'lin') }, /approvers\[0\]: id must be a text of/],
    ['a bad alias', { approvers: [{ id: 'a', aliases: ['\u202e'], prove: code }] }, /aliases must be a list, each/],
    ['no proof', { approvers: [{ id: 'grace' }] }, /approvers\[0\]: prove is required/],
    [
      'a proof that asks nobody',
      { approvers: [{ id: 'grace', prove: { ...code, challengeType: 'auto_approve' } }] },
      /prove must be a challenge that asks a person/,
    ],
    [
      'a proof without a time',
      { approvers: [{ id: 'grace', prove: { ...code, timeoutSeconds: -1 } }] },
      /prove: timeoutSeconds must be/,
    ],
    ['a typo', { approvers: [{ id: 'grace', prove: code, alias: ['g'] }] }, /there is no option "alias"/],
    [
      'an interaction that cannot ask',
      { approvers: [{ id: 'grace', prove: code, interaction: {} }] },
      /interaction must be an object with show, ask/,
    ],
    [
      'an empty rotation',
      { approvers: approversOf('grace', 'lin'), rotation: [] },
      /rotation must be a list of challenges, at least one/,
    ],
    [
      'a part that asks nobody',
      { approvers: approversOf('grace', 'lin'), rotation: [{ ...yes, challengeType: 'auto_approve' }] },
      /rotation must be/,
    ],
  ])('D-17 refuses %s at construction', (_, options, message) => {
    expect(() => Reflect.construct(MultiPartyChallenge, [options])).toThrow(message);
  });

  it('gives each approver the next part of the rotation', async () => {
    const parts = ['first', 'second', 'third'].map((name) => ({ ...yes, name }));
    const ids = ['grace', 'lin', 'mo', 'noor'];
    const options = { approvers: approversOf(...ids), required: 4, rotation: parts };
    const { details } = await presentInTurns(
      options,
      ids.map((id) => turnOf(id)),
    );
    expect(details.approvals).toMatchObject([
      { part: 'first' },
      { part: 'second' },
      { part: 'third' },
      { part: 'first' },
    ]);
  });

  it('is not changed by what becomes of its options', async () => {
    const approvers = [...approversOf('grace', 'lin')];
    const rotation = [yes];
    const challenge = new MultiPartyChallenge({ approvers, rotation });
    approvers.splice(0, 2, ...approversOf('mallory', 'eve'));
    rotation.pop();
    const interaction = scriptedInteraction([...turnOf('mallory'), ...turnOf('eve')]);
    const session = createSession({ interaction });
    expect(await challenge.present(sampleContext(), sampleRisk('critical'), session)).toMatchObject({ passed: false });
    expect(interaction.asked[0]).toMatchObject({ choices: [{ value: 'grace' }, { value: 'lin' }] });
  });
});

describe('a denial', () => {
  it('D-19 ends it: approve, deny, approve', async () => {
    const approvers = approversOf('grace', 'lin', 'mo');
    const interaction = scriptedInteraction([...turnOf('grace'), ...turnOf('lin', false), ...turnOf('mo')]);
    const result = await present({ approvers }, { interaction });
    expect(result).toMatchObject({
      passed: false,
      verdict: 'denied',
      responder: 'lin',
      approvers: [],
      details: { reason: 'an approver did not approve', approver: 'lin', approvals: [{ approver: 'grace' }] },
    });
    expect(interaction.asked.filter(({ id }) => id === 'approver')).toHaveLength(2);
  });

  it('D-19 ends it for those elsewhere, whose questions are taken back', async () => {
    const signals: AbortSignal[] = [];
    const silent = {
      show() {},
      ask: (_: unknown, { signal }: { signal: AbortSignal }) => {
        signals.push(signal);
        return new Promise<never>(() => {});
      },
    };
    const approvers = [elsewhere('grace', false), { id: 'lin', prove: code, interaction: silent }, elsewhere('mo')];
    const result = await present({ approvers, required: 2 });
    expect(result).toMatchObject({ passed: false, responder: 'grace' });
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  });
});
