import { Attesta, AttestaDenied, type JsonValue } from '@attesta/core';
import { createSession, sampleContext, sampleRisk, scriptedInteraction, scriptedRenderer } from '@attesta/testing';
import { describe, expect, it } from 'vitest';
import { TOTPChallenge } from '../src/index.js';
import { codeAt, credential, NOW, stepAt, wrongCode } from './codes.js';

interface Case {
  readonly record?: JsonValue;
  readonly secret?: string | undefined;
  readonly code?: 'right' | 'wrong' | 'malformed';
  readonly reason: string;
}

const fresh = { lastStep: null, failures: 0, lockedUntil: 0, totalFailures: 0 };

/** `unknown` and `not enrolled` differ only in what the provider does. */
const CASES: Readonly<Record<string, Case>> = {
  wrong: { code: 'wrong', reason: 'max attempts exceeded' },
  malformed: { code: 'malformed', reason: 'max attempts exceeded' },
  unknown: { secret: 'throws', code: 'wrong', reason: 'TOTP secret not found' },
  'not enrolled': { secret: '', code: 'wrong', reason: 'TOTP secret not found' },
  'badly enrolled': { secret: 'SHORT', code: 'wrong', reason: 'TOTP secret not usable' },
  replayed: { record: { ...fresh, lastStep: stepAt(NOW) }, code: 'right', reason: 'replay' },
  locked: {
    record: { ...fresh, failures: 5, lockedUntil: NOW + 1, totalFailures: 5 },
    code: 'right',
    reason: 'locked',
  },
  disabled: { record: { ...fresh, failures: 50, totalFailures: 50 }, code: 'right', reason: 'disabled' },
  'of the future': {
    record: { ...fresh, lastStep: stepAt(NOW) + 1 },
    code: 'right',
    reason: 'clock_behind_watermark',
  },
  'with a broken record': { record: [], code: 'right', reason: 'unavailable' },
};

async function prepare({ record, secret, code }: Case) {
  const parts = credential();
  if (record !== undefined) await parts.state.compareAndSet('totp/ada', 0, record);
  const challenge = new TOTPChallenge({
    secretProvider: () => {
      if (secret === 'throws') throw new Error('no such operator');
      return secret ?? parts.secret;
    },
  });
  const codes = {
    right: codeAt(parts.secret, parts.clock),
    wrong: wrongCode(parts.secret, parts.clock),
    malformed: '1',
  };
  const typed = codes[code ?? 'right'];
  return { ...parts, challenge, script: [typed, typed, typed, typed] };
}

describe('a credential', () => {
  const screens = new Set<string>();
  const reasons = new Set<unknown>();
  const gateScreens = new Set<string>();

  it.each(Object.entries(CASES))('T-16 %s meets the same screens, and its own reason', async (_name, given) => {
    const { challenge, clock, state, script } = await prepare(given);
    const interaction = scriptedInteraction(script);
    const session = createSession({ interaction, clock, state, operator: { id: 'ada' } });
    const result = await challenge.present(sampleContext(), sampleRisk(), session);
    expect(result).toMatchObject({ passed: false, verdict: 'denied', responder: 'ada', details: { attempts: 3 } });
    expect(result.details.reason).toBe(given.reason);
    reasons.add(result.details.reason);
    screens.add(JSON.stringify(interaction.transcript));
    expect(interaction.asked).toHaveLength(3);
    expect(screens.size).toBe(1);
  });

  it.each(Object.entries(CASES))(
    'T-16 %s gives the caller the same error, and the person the same screens through a gate',
    async (_name, given) => {
      const { challenge, clock, state, script } = await prepare(given);
      const renderer = scriptedRenderer(script, { operator: { id: 'ada' } });
      const attesta = new Attesta({ renderer, clock, state, challengeMap: { critical: challenge } });
      let runs = 0;
      const guarded = attesta.gate({ name: 'delete_user', risk: 'critical' }, () => {
        runs += 1;
      });
      const error: unknown = await guarded().catch((thrown: unknown) => thrown);
      if (!(error instanceof AttestaDenied)) throw error;
      expect(error.approval.reason).toBe(given.reason);
      gateScreens.add(JSON.stringify(renderer.interaction.transcript));
      expect(gateScreens.size).toBe(1);
      // N-13: one text for every cause on the person's side.
      expect({ runs, code: error.code, message: error.message }).toEqual({
        runs: 0,
        code: 'denied',
        message: 'The call did not run: it was not approved. Do not repeat it unless a person asks for it.',
      });
    },
  );

  it('N-13 is met with one notice, whatever happened', () => {
    const [screen = '[]'] = screens;
    const shown = JSON.parse(screen).flatMap((event: object) => ('shown' in event ? [event.shown] : []));
    expect(shown).toEqual([
      { kind: 'message', text: 'Invalid code. Try again.' },
      { kind: 'message', text: 'Invalid code. Try again.' },
    ]);
    expect(reasons.size).toBe(new Set(Object.values(CASES).map(({ reason }) => reason)).size);
  });
});
