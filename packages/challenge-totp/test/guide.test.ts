import { ChallengeType, createActionContext, RiskLevel } from '@attesta/core';
import { isChallenge } from '@attesta/core/authoring';
import { createRiskAssessment } from '@attesta/core/scorers';
import { createSession, fakeClock, scriptedInteraction } from '@attesta/testing';
import { describe, expect, it } from 'vitest';
import { TOTPChallenge } from '../src/index.js';
import { codeAt, NOW, secretOf, wrongCodes } from './codes.js';

// The guide's three tests. Its demo secret is too short for the real world, and its "000000" may be right: both are computed.
describe("the guide's tests", () => {
  const secret = secretOf('guide');
  const risk = createRiskAssessment({ score: 0.9, level: RiskLevel.CRITICAL });

  it('TOTP challenge protocol', () => {
    const challenge = new TOTPChallenge({ secretProvider: () => secret });
    expect(isChallenge(challenge)).toBe(true);
    expect(challenge.challengeType).toBe(ChallengeType.CONFIRM);
    expect(challenge.name).toBe('totp');
  });

  it('TOTP challenge with a valid code', async () => {
    const clock = fakeClock({ now: NOW });
    const challenge = new TOTPChallenge({ secretProvider: () => secret });
    const context = createActionContext({ functionName: 'delete_user', agentId: 'agent-1' });
    const interaction = scriptedInteraction([codeAt(secret, clock)]);
    const session = createSession({ interaction, clock, operator: { id: 'test-operator' } });
    const result = await challenge.present(context, risk, session);
    expect(result.passed).toBe(true);
    expect(result.details).toEqual({ method: 'totp', attempts: 1 });
    expect(result.responder).toBe('test-operator');
    expect(result.approvers).toEqual(['test-operator']);
  });

  it('TOTP challenge max attempts', async () => {
    const clock = fakeClock({ now: NOW });
    const challenge = new TOTPChallenge({ secretProvider: () => secret, maxAttempts: 2 });
    const context = createActionContext({ functionName: 'deploy', agentId: 'test' });
    const interaction = scriptedInteraction(wrongCodes(secret, clock, 5));
    const session = createSession({ interaction, clock, operator: { id: 'test-operator' } });
    const result = await challenge.present(context, risk, session);
    expect(result.passed).toBe(false);
    expect(result.details).toEqual({ method: 'totp', attempts: 2, reason: 'max attempts exceeded' });
    expect(interaction.asked).toHaveLength(2);
  });
});
