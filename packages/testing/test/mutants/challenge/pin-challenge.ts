import {
  type ActionContext,
  type ChallengeProtocol,
  type ChallengeSession,
  ChallengeType,
  type PartialChallengeResult,
  type RiskAssessment,
} from '@attesta/core';
import { type Settled, within } from '@attesta/core/authoring';
import type { ChallengeDescription, ChallengeSetup } from '@attesta/testing/conformance';

export const PIN = 'pin-4711-xyz';

export type PinOf = (operatorId: string) => Promise<string>;

/** A sound challenge for the mutants to be made from: the operator's PIN, looked up, and a count of the tries. */
export class PinChallenge implements ChallengeProtocol {
  readonly challengeType: ChallengeType = ChallengeType.CONFIRM;
  readonly pinOf: PinOf;

  constructor(pinOf: PinOf) {
    this.pinOf = pinOf;
  }

  async present(
    context: ActionContext,
    _risk: RiskAssessment,
    session: ChallengeSession,
  ): Promise<PartialChallengeResult> {
    try {
      if (session?.operator === undefined) return this.denied('there is no operator');
      return await this.ask(context, session, session.operator.id);
    } catch {
      return this.denied('the challenge failed');
    }
  }

  async ask(context: ActionContext, session: ChallengeSession, operatorId: string): Promise<PartialChallengeResult> {
    const { interaction, signal, clock } = session;
    const start = clock.monotonic();
    const prompt = `PIN for ${context.functionName}?`;
    const answer = await interaction.ask({ kind: 'secret', id: 'pin', prompt }, { signal });
    if (answer.status === 'timed_out') return this.denied('nobody answered in time', 'timed_out');
    if (answer.status === 'cancelled') return this.denied('the operator cancelled', 'cancelled');
    if (answer.status !== 'answered') return this.denied('nobody can be asked');
    const counted = await this.bounded(session, () => this.count(session, operatorId));
    const known = await this.bounded(session, () => this.pinOf(operatorId));
    if (counted.status !== 'fulfilled' || known.status !== 'fulfilled') return this.denied('unavailable');
    if (typeof known.value !== 'string' || known.value === '') return this.denied('unavailable');
    if (answer.value !== known.value) return this.denied('the PIN is wrong');
    const responseTimeSeconds = (clock.monotonic() - start) / 1000;
    return { passed: true, challengeType: this.challengeType, responder: operatorId, responseTimeSeconds };
  }

  bounded<T>({ clock, deadline, signal }: ChallengeSession, work: () => Promise<T>): Promise<Settled<T>> {
    return within(work, { clock, deadline, signal });
  }

  async count({ state }: ChallengeSession, operatorId: string): Promise<void> {
    const { value, version } = (await state.get(`pin/${operatorId}`)) ?? { value: 0, version: 0 };
    if (typeof value !== 'number') throw new Error('the count is broken');
    const written: unknown = await state.compareAndSet(`pin/${operatorId}`, version, value + 1);
    if (written !== undefined && !Number.isInteger(written)) throw new Error('the store is broken');
  }

  denied(reason: string, verdict: 'denied' | 'timed_out' | 'cancelled' = 'denied'): PartialChallengeResult {
    return { passed: false, challengeType: this.challengeType, verdict, details: { reason } };
  }
}

/** The challenge as the kit is told of it, around whatever class. */
export function pinDescription(
  create: (pinOf: PinOf, setup: ChallengeSetup) => ChallengeProtocol,
): ChallengeDescription {
  return {
    name: 'a PIN',
    create: (setup) =>
      create(
        setup.dependency('pinOf', async (_operatorId: string) => PIN),
        setup,
      ),
    passes: { 'the right PIN': () => [PIN] },
    fails: { 'a wrong PIN': () => ['pin-1111'] },
    dependencies: { pinOf: {} },
    secrets: [PIN],
    unsupported: { approvers: 'the operator alone decides' },
  };
}
