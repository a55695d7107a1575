import {
  type ActionContext,
  type ChallengeProtocol,
  type ChallengeSession,
  ChallengeType,
  type PartialChallengeResult,
  type RiskAssessment,
} from '@attesta/core';
import { within } from '@attesta/core/authoring';
import type { ChallengeDescription } from '@attesta/testing/conformance';

export type Decide = (action: string) => Promise<{ readonly approved: boolean; readonly by: string }>;

/** A sound challenge that asks nobody at the screen: a colleague decides, who is no requester. */
export class ColleagueChallenge implements ChallengeProtocol {
  readonly challengeType: ChallengeType = ChallengeType.MULTI_PARTY;
  readonly decide: Decide;

  constructor(decide: Decide) {
    this.decide = decide;
  }

  async present(
    context: ActionContext,
    _risk: RiskAssessment,
    session: ChallengeSession,
  ): Promise<PartialChallengeResult> {
    try {
      return await this.ask(context, session);
    } catch {
      return this.denied('the answer cannot be read');
    }
  }

  async ask(context: ActionContext, session: ChallengeSession): Promise<PartialChallengeResult> {
    const settled = await within(() => this.decide(context.description), session);
    if (settled.status === 'timed_out') return this.denied('nobody decided in time', 'timed_out');
    if (settled.status !== 'fulfilled') return this.denied('nobody can be asked');
    const by: unknown = settled.value?.by;
    if (settled.value?.approved !== true || typeof by !== 'string') return this.denied('not approved');
    if (this.requestersOf(context, session).includes(by)) return this.denied('self-approval not allowed');
    return this.passed(by);
  }

  requestersOf(context: ActionContext, session: ChallengeSession): readonly (string | undefined)[] {
    return [context.agentId, context.requesterId, session.operator?.id];
  }

  passed(by: string): PartialChallengeResult {
    return { passed: true, challengeType: this.challengeType, responder: by };
  }

  denied(reason: string, verdict: 'denied' | 'timed_out' = 'denied'): PartialChallengeResult {
    return { passed: false, challengeType: this.challengeType, verdict, details: { reason } };
  }
}

/** The challenge as the kit is told of it, around whatever class. */
export function colleagueDescription(create: (decide: Decide) => ChallengeProtocol): ChallengeDescription {
  return {
    name: 'a colleague',
    create: ({ scenario, dependency }) =>
      create(dependency('decide', async () => ({ approved: scenario === 'a colleague agrees', by: 'colleague-1' }))),
    passes: { 'a colleague agrees': () => [] },
    fails: { 'a colleague refuses': () => [] },
    dependencies: { decide: {} },
    approvers: ['colleague-1'],
    unsupported: { asking: 'the colleague answers elsewhere' },
  };
}
