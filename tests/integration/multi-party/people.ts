import {
  type ChallengeProtocol,
  type ChallengeSession,
  type PartialChallengeResult,
  type Question,
  RiskLevel,
} from '@attesta/core';
import { type Approver, MultiPartyChallenge, type MultiPartyChallengeOptions } from '@attesta/core/challenges';
import { createSession, type SessionOptions, sampleContext, sampleRisk, scriptedInteraction } from '@attesta/testing';

/** Proves who the operator is by the code that only they know. */
export const code: ChallengeProtocol = {
  challengeType: 'confirm',
  name: 'code',
  async present(_context, _risk, session): Promise<PartialChallengeResult> {
    const answer = await ask(session, { kind: 'secret', id: 'code', prompt: 'Code?' });
    return answer === codeOf(session.operator?.id) ? PASS : FAIL;
  },
};

/** A part that is done by a yes. */
export const yes: ChallengeProtocol = {
  challengeType: 'confirm',
  name: 'yes',
  async present(_context, _risk, session): Promise<PartialChallengeResult> {
    return (await ask(session, { kind: 'confirm', id: 'yes', prompt: 'Run it?' })) === true ? PASS : FAIL;
  },
};

async function ask({ interaction, signal }: ChallengeSession, question: Question): Promise<unknown> {
  const answer = await interaction.ask(question, { signal });
  return answer.status === 'answered' ? answer.value : undefined;
}

const PASS: PartialChallengeResult = { passed: true, challengeType: 'confirm' };
const FAIL: PartialChallengeResult = { passed: false, challengeType: 'confirm', details: { reason: 'it was a no' } };

/** The code of a person. */
export function codeOf(id = 'nobody'): string {
  return `code of ${id}`;
}

/** Approvers that prove themselves by their code. */
export function approversOf(...ids: readonly string[]): readonly Approver[] {
  return ids.map((id) => ({ id, prove: code }));
}

/** What each of them types when they take the keyboard. */
export function turnOf(id: string, answer = true): readonly (string | boolean)[] {
  return [id, codeOf(id), answer];
}

/** An approver at an interaction of their own, who answers in this way. */
export function elsewhere(
  id: string,
  answer = true,
): Approver & { interaction: ReturnType<typeof scriptedInteraction> } {
  return { id, prove: code, interaction: scriptedInteraction([codeOf(id), answer]) };
}

/** Presents it once: `delete_records("table_a", 100)` by agent-1. */
export function present(
  options: MultiPartyChallengeOptions,
  session: SessionOptions = {},
  overrides: Parameters<typeof sampleContext>[0] = {},
) {
  const challenge = new MultiPartyChallenge({ rotation: [yes], ...options });
  return challenge.present(sampleContext(overrides), sampleRisk(RiskLevel.CRITICAL), createSession(session));
}

/** The same, with all of them at one keyboard. */
export function presentInTurns(
  options: MultiPartyChallengeOptions,
  turns: readonly (readonly (string | boolean)[])[],
  overrides?: Parameters<typeof sampleContext>[0],
) {
  const interaction = scriptedInteraction(turns.flat());
  return present(options, { interaction, operator: { id: 'operator-1' } }, overrides);
}
