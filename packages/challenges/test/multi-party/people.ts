import { type Approver, MultiPartyChallenge, type MultiPartyChallengeOptions } from '@attesta/challenges';
import { type ChallengeProtocol, type ChallengeSession, type PartialChallengeResult, RiskLevel } from '@attesta/core';
import type { Question } from '@attesta/core/authoring';
import {
  type CreateSessionOptions,
  createSession,
  sampleContext,
  sampleRisk,
  scriptedInteraction,
} from '@attesta/testing';

/** Proves who the operator is by the code that only they know. */
export const code: ChallengeProtocol = {
  challengeType: 'confirm',
  name: 'code',
  present: (_context, _risk, session) =>
    passedBy(session, { kind: 'secret', id: 'code', prompt: 'Code?' }, codeOf(session.operator?.id)),
};

/** A part that is done by a yes. */
export const yes: ChallengeProtocol = {
  challengeType: 'confirm',
  name: 'yes',
  present: (_context, _risk, session) => passedBy(session, { kind: 'confirm', id: 'yes', prompt: 'Run it?' }, true),
};

async function passedBy(
  { interaction, signal }: ChallengeSession,
  question: Question,
  right: string | boolean,
): Promise<PartialChallengeResult> {
  const answer = await interaction.ask(question, { signal });
  const verdict = answer.status === 'timed_out' || answer.status === 'cancelled' ? answer.status : 'denied';
  const failed = { passed: false, challengeType: 'confirm', verdict, details: { reason: 'it was a no' } } as const;
  return answer.status === 'answered' && answer.value === right ? { passed: true, challengeType: 'confirm' } : failed;
}

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
  return { id, prove: code, interaction: scriptedInteraction({ code: codeOf(id), yes: answer }) };
}

/** Presents it once: `delete_records("table_a", 100)` by agent-1. */
export function present(
  options: MultiPartyChallengeOptions,
  session: CreateSessionOptions = {},
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
