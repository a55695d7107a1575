import { Attesta, AttestaDenied, type ChallengeResult, type JsonValue } from '@attesta/core';
import {
  createSession,
  type ScriptedInteraction,
  sampleContext,
  sampleRisk,
  scriptedInteraction,
  scriptedRenderer,
} from '@attesta/testing';
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

const WRONG: Case = { code: 'wrong', reason: 'max attempts exceeded' };

/** `unknown` and `not enrolled` differ only in what the provider does. */
const CASES: Readonly<Record<string, Case>> = {
  wrong: WRONG,
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

/** What a person sees of a presentation, and what its result says. */
async function present(
  given: Case,
): Promise<{ readonly result: ChallengeResult; readonly screen: ScriptedInteraction }> {
  const { challenge, clock, state, script } = await prepare(given);
  const interaction = scriptedInteraction(script);
  const session = createSession({ interaction, clock, state, operator: { id: 'ada' } });
  return { result: await challenge.present(sampleContext(), sampleRisk(), session), screen: interaction };
}

/** The same through a gate: what the person sees, the error that the caller gets, and whether the call ran. */
async function callGated(
  given: Case,
): Promise<{ readonly error: unknown; readonly runs: number; readonly screen: ScriptedInteraction }> {
  const { challenge, clock, state, script } = await prepare(given);
  const renderer = scriptedRenderer(script, { operator: { id: 'ada' } });
  const attesta = new Attesta({ renderer, clock, state, challengeMap: { critical: challenge } });
  let runs = 0;
  const guarded = attesta.gate({ name: 'delete_user', risk: 'critical' }, () => {
    runs += 1;
  });
  const error: unknown = await guarded().catch((thrown: unknown) => thrown);
  return { error, runs, screen: renderer.interaction };
}

describe('a credential', () => {
  it.each(Object.entries(CASES))('T-16 %s meets the same screens, and its own reason', async (_name, given) => {
    const { result, screen } = await present(given);
    expect(result).toMatchObject({ passed: false, verdict: 'denied', responder: 'ada', details: { attempts: 3 } });
    expect(result.details.reason).toBe(given.reason);
    expect(screen.asked).toHaveLength(3);
    expect(screen.transcript).toEqual((await present(WRONG)).screen.transcript);
  });

  it.each(Object.entries(CASES))(
    'T-16 %s gives the caller the same error, and the person the same screens through a gate',
    async (_name, given) => {
      const { error, runs, screen } = await callGated(given);
      if (!(error instanceof AttestaDenied)) throw error;
      expect(error.decision.reason).toBe(given.reason);
      expect(screen.transcript).toEqual((await callGated(WRONG)).screen.transcript);
      // N-13: one text for every cause on the person's side.
      expect({ runs, code: error.code, message: error.message }).toEqual({
        runs: 0,
        code: 'denied',
        message: 'The call did not run: it was not approved. Do not repeat it unless a person asks for it.',
      });
    },
  );

  it('N-13 is met with one notice, whatever happened', async () => {
    const { screen } = await present(WRONG);
    expect(screen.transcript.flatMap((event) => ('shown' in event ? [event.shown] : []))).toEqual([
      { kind: 'message', text: 'Invalid code. Try again.' },
      { kind: 'message', text: 'Invalid code. Try again.' },
    ]);
  });
});
