import { MemoryStateStore } from '@attesta/core';
import { type FakeClock, fakeClock, type MemoryAuditLog, memoryAuditLog } from '@attesta/testing';
import { generateTOTPKey, TOTPSecrets, TOTPVerifier } from '../src/index.js';
import { codeAt, NOW } from './codes.js';

/** A fresh store with keys, a log, and what reads secrets from it. */
export interface TOTPFixture {
  readonly state: MemoryStateStore;
  readonly clock: FakeClock;
  readonly key: string;
  readonly auditLog: MemoryAuditLog;
  readonly secrets: TOTPSecrets;
  readonly verifier: TOTPVerifier;
}

export function totpFixture(): TOTPFixture {
  const [state, clock, key, auditLog] = [
    new MemoryStateStore(),
    fakeClock({ now: NOW }),
    generateTOTPKey(),
    memoryAuditLog(),
  ];
  const secrets = new TOTPSecrets({ state, clock, key, auditLog });
  return {
    state,
    clock,
    key,
    auditLog,
    secrets,
    verifier: new TOTPVerifier({ secretProvider: secrets.secretProvider }),
  };
}

/** Enrols an operator, and lets a step pass: the next code is a fresh one. Gives the secret. */
export async function enrolled(
  { secrets, clock }: Pick<TOTPFixture, 'secrets' | 'clock'>,
  operatorId: string,
): Promise<string> {
  const { secret } = await secrets.beginEnrollment(operatorId);
  const { status } = await secrets.confirmEnrollment(operatorId, codeAt(secret, clock));
  if (status !== 'ok') throw new Error(`not enrolled: ${status}`);
  clock.setWall(clock.wall() + 30_000);
  return secret;
}
