import {
  Attesta,
  type AttestaDenied,
  type ChallengeProtocol,
  type ChallengeResult,
  type PartialChallengeResult,
} from '@attesta/core';
import { createChallengeResult } from '@attesta/core/authoring';
import { describe, expect, it } from 'vitest';

/** What the caller learns of a challenge that was not passed. */
async function decisionOf(result: PartialChallengeResult): Promise<AttestaDenied['decision']> {
  const challenge: ChallengeProtocol = { challengeType: 'confirm', present: async () => result };
  return await new Attesta({ challengeMap: { critical: challenge } })
    .gate({ risk: 'critical', name: 'wipe' }, () => 'ran')()
    .then(
      () => expect.unreachable('it ran'),
      ({ decision }: AttestaDenied) => decision,
    );
}

describe('a result that was made before it is returned', () => {
  const details = { tried: ['first', { code: 1 }], reason: 'no' };

  it('B-08 cannot be changed in between, at any depth', () => {
    const made = createChallengeResult({ passed: true, challengeType: 'confirm', approvers: ['ada'], details });
    const within = (value: unknown): unknown[] =>
      typeof value === 'object' && value !== null ? [value, ...Object.values(value).flatMap(within)] : [];
    const objects = within(made);
    expect(objects).toHaveLength(5);
    for (const object of objects) expect(Object.isFrozen(object)).toBe(true);
  });

  it('B-08 is taken as it is', async () => {
    const made = createChallengeResult({ passed: false, challengeType: 'confirm', details });
    expect((await decisionOf(made)).challenge).toBe(made);
  });

  it('B-08 is copied where it holds what cannot be frozen', async () => {
    const tried = new Map([['first', 1]]);
    const made = createChallengeResult({ passed: false, challengeType: 'confirm', details: { tried, reason: 'no' } });
    const { challenge } = await decisionOf(made);
    const held: unknown = made.details.tried;
    if (held instanceof Map) held.clear();
    expect(challenge?.details.tried).toEqual(new Map([['first', 1]]));
  });

  it('B-08 is nobody else: what stands in its place is read, and refused where it must be', async () => {
    const made = createChallengeResult({ passed: true, challengeType: 'confirm', responder: 'ada' });
    const accessor: ChallengeResult = Object.defineProperty({ ...made }, 'passed', { get: () => true });
    for (const impostor of [new Proxy(made, {}), Object.create(made), accessor]) {
      expect((await decisionOf(impostor)).reason).toMatch(/^the challenge returned no valid result: /);
    }
  });
});
