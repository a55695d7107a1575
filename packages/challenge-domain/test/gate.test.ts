import { Attesta, AttestaDenied, type AttestaOptions } from '@attesta/core';
import { fakeClock, scriptedRenderer } from '@attesta/testing';
import { describe, expect, it } from 'vitest';
import { challengeOf, expert, layman, type Person } from './presentation.js';
import { FIVE, profileOf } from './sample-profile.js';

/** Calls a gated function three levels deep in danger; tells how often it ran, and why not. */
async function call(
  person: Person,
  options: AttestaOptions,
): Promise<{ readonly runs: number; readonly reason: unknown }> {
  let runs = 0;
  const ids = Array.from({ length: 3 }, (_, index) => `question-${index + 1}`);
  const renderer = scriptedRenderer(Object.fromEntries(ids.map((id) => [id, ({ prompt }) => person(prompt)])), {
    operator: { id: 'ada' },
  });
  const gated = new Attesta({ renderer, clock: fakeClock(), ...options }).gate(
    { risk: 'high', name: 'drop' },
    () => (runs += 1),
  );
  const error: unknown = await gated().then(
    () => undefined,
    (caught: unknown) => caught,
  );
  return { runs, reason: error instanceof AttestaDenied ? error.decision.challenge?.details.reason : error };
}

describe('through the gate', () => {
  it('the expert runs the action, the layman does not', async () => {
    expect(await call(expert, { challengeMap: { high: challengeOf() } })).toEqual({ runs: 1, reason: undefined });
    expect(await call(layman, { challengeMap: { high: challengeOf() } })).toEqual({
      runs: 0,
      reason: 'too few right answers',
    });
  });

  it('Q-01 nothing runs without questions', async () => {
    const profiles = [
      profileOf({ templates: [] }),
      profileOf({ templates: FIVE.map((each) => ({ ...each, minRiskLevel: 'critical' })) }),
    ];
    for (const profile of profiles)
      expect(await call(expert, { challengeMap: { high: challengeOf({ profile }) } })).toEqual({
        runs: 0,
        reason: 'no domain questions available',
      });
  });
});
