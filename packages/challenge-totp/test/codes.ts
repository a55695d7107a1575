import { createHash } from 'node:crypto';
import { MemoryStateStore } from '@attesta/core';
import { type FakeClock, fakeClock } from '@attesta/testing';
import { generateSync, ScureBase32Plugin } from 'otplib';

/** A Monday morning, in the first second of a time step of 30 and of 60 seconds. */
export const NOW: number = Date.UTC(2026, 0, 5, 9);

export interface CodeKind {
  readonly algorithm?: 'sha1' | 'sha256' | 'sha512';
  readonly digits?: 6 | 7 | 8;
  readonly period?: number;
}

/** Secrets are made here, so that none stands in a file. */
export function base32(bytes: Uint8Array): string {
  return new ScureBase32Plugin().encode(bytes);
}

/** A secret of 160 bits, always the same for one name. */
export function secretOf(name: string): string {
  return base32(createHash('sha256').update(name).digest().subarray(0, 20));
}

/** The keys of RFC 4226 (appendix D) and RFC 6238 (appendix B): the digits 1 to 9 and 0, over and over. */
export function rfcKey(length: 20 | 32 | 64): string {
  return base32(new TextEncoder().encode('1234567890'.repeat(7).slice(0, length)));
}

export function stepAt(ms: number, period = 30): number {
  return Math.floor(ms / 1000 / period);
}

export function codeOf(secret: string, step: number, kind: CodeKind = {}): string {
  return generateSync({ secret, epoch: step * (kind.period ?? 30), ...kind });
}

export function codeAt(secret: string, clock: FakeClock, offset = 0, kind: CodeKind = {}): string {
  return codeOf(secret, stepAt(clock.wall(), kind.period) + offset, kind);
}

/** Codes that no step from `reach` before to `reach` after has. Computed, since any guess may be right. */
export function wrongCodes(secret: string, clock: FakeClock, count: number, kind: CodeKind = {}, reach = 20): string[] {
  const offsets = Array.from({ length: 2 * reach + 1 }, (_, index) => index - reach);
  const right = new Set(offsets.map((offset) => codeAt(secret, clock, offset, kind)));
  const wrong: string[] = [];
  for (let number = 0; wrong.length < count; number += 1) {
    const code = String(number).padStart(kind.digits ?? 6, '0');
    if (!right.has(code)) wrong.push(code);
  }
  return wrong;
}

export function wrongCode(secret: string, clock: FakeClock, kind: CodeKind = {}): string {
  return wrongCodes(secret, clock, 1, kind)[0] ?? '';
}

/** A fresh credential: store, clock and secret of its own. */
export function credential(name = 'ada'): {
  readonly secret: string;
  readonly state: MemoryStateStore;
  readonly clock: FakeClock;
  readonly operatorId: string;
  readonly secretProvider: () => string;
} {
  const secret = secretOf(name);
  const clock = fakeClock({ now: NOW });
  return { secret, state: new MemoryStateStore(), clock, operatorId: name, secretProvider: () => secret };
}
