import { createHash } from 'node:crypto';
import { generateSync, ScureBase32Plugin } from 'otplib';

/** A Monday morning, in the first second of a time step. */
export const NOW: number = Date.UTC(2026, 0, 5, 9);

/** The time step then. */
export const STEP: number = NOW / 30_000;

/** A secret of 160 bits, made here so that none stands in a file. */
export const SECRET: string = new ScureBase32Plugin().encode(
  createHash('sha256').update('ada').digest().subarray(0, 20),
);

export function codeOf(step: number): string {
  return generateSync({ secret: SECRET, epoch: step * 30 });
}

/** A code that no step near has: computed, since any guess may be right. */
export function wrongCode(): string {
  const near = new Set([-3, -2, -1, 0, 1, 2, 3].map((offset) => codeOf(STEP + offset)));
  let code = 100_000;
  while (near.has(String(code))) code += 1;
  return String(code);
}
