import { TOTPChallenge } from '@attesta/challenge-totp';
import { InteractionRenderer } from '@attesta/challenges';
import {
  type ActionContext,
  Attesta,
  type ChallengeProtocol,
  type ChallengeResult,
  type ChallengeSession,
  ChallengeType,
  createActionContext,
  type Decision,
  type Interaction,
  type PartialChallengeResult,
  type RiskAssessment,
} from '@attesta/core';
import { createChallengeResult, isChallenge } from '@attesta/core/authoring';
import { createRiskAssessment } from '@attesta/core/scorers';
import { fakeClock, scriptedInteraction, scriptedRenderer } from '@attesta/testing';
import { generateSecret, generateSync } from 'otplib';
import { describe, expect, it } from 'vitest';
import { CustomRenderer } from './custom-renderer.js';

/** The guide's first example, with its two parameters. */
class MyChallenge {
  get challengeType(): ChallengeType {
    return ChallengeType.CONFIRM;
  }

  async present(_context: ActionContext, _risk: RiskAssessment): Promise<ChallengeResult> {
    return createChallengeResult({ passed: true, challengeType: this.challengeType });
  }
}

const operator = { id: 'ada' };

function setUp() {
  const clock = fakeClock();
  const secret = generateSecret();
  const code = (): string => generateSync({ secret, epoch: clock.wall() / 1000 });
  const totp = new TOTPChallenge({ secretProvider: (operatorId) => (operatorId === 'ada' ? secret : '') });
  return { clock, code, totp };
}

/** The guide's second wiring: a renderer that puts one challenge in the place of a type. */
class TOTPRenderer extends InteractionRenderer {
  readonly #totp: TOTPChallenge;

  constructor(totp: TOTPChallenge, interaction: Interaction) {
    super(interaction, { operator });
    this.#totp = totp;
  }

  override async renderChallenge(
    context: ActionContext,
    risk: RiskAssessment,
    challengeType: ChallengeType,
    session: ChallengeSession,
  ): Promise<PartialChallengeResult> {
    if (challengeType === ChallengeType.MULTI_PARTY) return await this.#totp.present(context, risk, session);
    return await super.renderChallenge(context, risk, challengeType, session);
  }
}

describe('MyChallenge, as the guide shows it', () => {
  it('is a challenge', () => {
    expect(isChallenge(new MyChallenge())).toBe(true);
    const typed: ChallengeProtocol = new MyChallenge();
    expect(typed.challengeType).toBe('confirm');
  });

  it('runs through the gate, without a renderer and with one', async () => {
    const drop = (table: string): string => `dropped ${table}`;
    const decisions: unknown[] = [];
    const onDecision = ({ approvers, challenge }: { approvers: readonly string[]; challenge: unknown }): void => {
      decisions.push([approvers, challenge]);
    };
    const challengeMap = { critical: new MyChallenge() };
    expect(await new Attesta({ challengeMap, onDecision }).gate({ risk: 'critical' }, drop)('t')).toBe('dropped t');
    const renderer = scriptedRenderer([], { operator });
    expect(await new Attesta({ challengeMap, onDecision, renderer }).gate({ risk: 'critical' }, drop)('t')).toBe(
      'dropped t',
    );
    expect(decisions).toMatchObject([
      [[], { passed: true, responder: undefined }],
      [['ada'], { passed: true, responder: 'ada', responseTimeSeconds: 0, questionsAsked: 0, details: {} }],
    ]);
  });

  it('denies when `present` returns no promise, since it must be async', async () => {
    const sync = {
      challengeType: 'confirm',
      present: () => createChallengeResult({ passed: true, challengeType: 'confirm' }),
    };
    const guarded = new Attesta({ challengeMap: { critical: sync as never } }).gate(
      { risk: 'critical', name: 'f' },
      () => 1,
    );
    await expect(guarded()).rejects.toMatchObject({ decision: { reason: 'the challenge returned no promise' } });
  });
});

describe('TOTPRenderer, as the guide wires it', () => {
  it('asks for a code where critical asks for several people', async () => {
    const { clock, code, totp } = setUp();
    const decisions: Decision[] = [];
    const onDecision = (decision: Decision): number => decisions.push(decision);
    const renderer = new TOTPRenderer(totp, scriptedInteraction({ code }));
    const attesta = new Attesta({ renderer, clock, onDecision });
    const deleted: string[] = [];
    class Admin {
      @attesta.gate({ risk: 'critical' })
      async deleteProductionDatabase(name: string): Promise<string> {
        deleted.push(name);
        return `Deleted ${name}`;
      }
    }
    expect(await new Admin().deleteProductionDatabase('orders')).toBe('Deleted orders');
    expect(deleted).toEqual(['orders']);
    expect(decisions).toMatchObject([
      {
        verdict: 'approved',
        approvers: ['ada'],
        operator,
        required: { type: 'multi_party' },
        presented: { type: 'confirm' },
        challenge: { details: { method: 'totp', attempts: 1 } },
      },
    ]);
  });

  it('T-03 honours a code once, over different actions of one gate', async () => {
    const { clock, code, totp } = setUp();
    const renderer = new TOTPRenderer(totp, scriptedInteraction({ code }));
    const { gate } = new Attesta({ renderer, clock });
    await gate({ risk: 'critical', name: 'first' }, () => {})();
    await expect(gate({ risk: 'critical', name: 'second' }, () => {})()).rejects.toMatchObject({
      decision: { verdict: 'denied' },
    });
  });

  it('leaves the other types to the renderer', async () => {
    const { clock, code, totp } = setUp();
    const interaction = scriptedInteraction({ code, confirm: true });
    const renderer = new TOTPRenderer(totp, interaction);
    const guarded = new Attesta({ renderer, clock }).gate({ risk: 'medium', name: 'f' }, () => 'ran');
    expect(await guarded()).toBe('ran');
    expect(interaction.asked.map(({ id }) => id)).toEqual(['confirm']);
  });

  it('denies when a renderer does not hand the session on, and says what to do', async () => {
    const { clock, totp } = setUp();
    const renderer = scriptedRenderer([], { operator });
    renderer.renderChallenge = (context, risk) => totp.present(context, risk);
    const guarded = new Attesta({ renderer, clock }).gate({ risk: 'critical', name: 'f' }, () => 1);
    await expect(guarded()).rejects.toMatchObject({ decision: { reason: expect.stringMatching(/session/) } });
  });
});

describe('CustomRenderer and the challenge map', () => {
  it('puts challenges in the place of types', async () => {
    const { clock, code, totp } = setUp();
    const interaction = scriptedInteraction({ code, confirm: true });
    const renderer = new CustomRenderer({ [ChallengeType.QUIZ]: totp }, interaction, operator);
    const { gate } = new Attesta({ renderer, clock });
    expect(await gate({ risk: 'high', name: 'f' }, () => 'ran')()).toBe('ran');
    expect(await gate({ risk: 'medium', name: 'f' }, () => 'ran')()).toBe('ran');
    await expect(gate({ risk: 'critical', name: 'f' }, () => 'ran')()).rejects.toMatchObject({ code: 'denied' });
    expect(interaction.asked.map(({ id }) => id)).toEqual(['code', 'confirm']);
  });

  it('takes a challenge for a level, the short way', async () => {
    const { clock, code, totp } = setUp();
    const renderer = scriptedRenderer({ code }, { operator });
    const guarded = new Attesta({ renderer, clock, challengeMap: { critical: totp } }).gate(
      { risk: 'critical', name: 'f' },
      () => 'ran',
    );
    expect(await guarded()).toBe('ran');
    expect(renderer.decisions).toMatchObject([
      { required: { type: 'confirm', name: 'totp' }, presented: { type: 'confirm', name: 'totp' } },
    ]);
  });

  it('T-02 asks nobody where the renderer names no operator', async () => {
    let asked = 0;
    const totp = new TOTPChallenge({
      secretProvider: () => {
        asked += 1;
        return generateSecret();
      },
    });
    const guarded = new Attesta({
      renderer: scriptedRenderer({ code: '000000' }),
      challengeMap: { critical: totp },
      agentId: 'agent',
    });
    await expect(guarded.gate({ risk: 'critical', name: 'f' }, () => 1)()).rejects.toMatchObject({ code: 'denied' });
    expect(asked).toBe(0);
  });
});

describe("the guide's names", () => {
  it('are kept, in camelCase', () => {
    const context = createActionContext({ functionName: 'delete_records', args: ['table_a', 100], agentId: 'agent-1' });
    expect(context.description).toBe('delete_records("table_a", 100)');
    expect(context).toMatchObject({ functionName: 'delete_records', agentId: 'agent-1', environment: 'development' });
    expect(createRiskAssessment({ score: 0.9, level: 'critical' })).toMatchObject({ score: 0.9, level: 'critical' });
    expect({ ...context }).not.toHaveProperty('digest');
    expect(context.digest).toMatch(/^[0-9a-f]{64}$/);
  });
});
