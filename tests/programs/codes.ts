import { createHash } from 'node:crypto';
import { type Clock, systemClock } from '@attesta/core';
import { createClock } from '@attesta/core/authoring';
import { generateSync, ScureBase32Plugin } from 'otplib';

/** A Monday morning, in the first second of a time step. */
export const NOW: number = Date.UTC(2026, 0, 5, 9);

/** The time step then. */
export const STEP: number = NOW / 30_000;

/** A secret of 160 bits. It is computed, so that no file contains one. */
export const SECRET: string = new ScureBase32Plugin().encode(
  createHash('sha256').update('ada').digest().subarray(0, 20),
);

export function codeOf(step: number): string {
  return generateSync({ secret: SECRET, epoch: step * 30 });
}

/** A code of no step nearby. It is computed, since any fixed code may be right. */
export function wrongCode(): string {
  const near = new Set([-3, -2, -1, 0, 1, 2, 3].map((offset) => codeOf(STEP + offset)));
  let code = 100_000;
  while (near.has(String(code))) code += 1;
  return String(code);
}

/** A wall clock that always shows `now`. Its timers are real. */
export function fixedClock(now: number): Clock {
  return createClock({ wall: () => now, monotonic: systemClock.monotonic, after: systemClock.after });
}
