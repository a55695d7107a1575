import { onTestFailed } from 'vitest';

/** Set by `npm run test:long`. */
export const isLong: boolean = process.env.ATTESTA_CAMPAIGNS === 'long';

/** How much a campaign does: `normal` with `npm test`, `long` with `npm run test:long`. */
export function campaignSize({ normal, long }: { readonly normal: number; readonly long: number }): number {
  return isLong ? long : normal;
}

/**
 * The seed of the campaign of the running test: `own`, moved on by `ATTESTA_SEED`, so that a run can try other cases. A test that
 * fails prints the command that repeats it.
 */
export function campaignSeed(own: number): number {
  const moved = Number(process.env.ATTESTA_SEED ?? 0);
  if (!Number.isSafeInteger(moved)) throw new RangeError('ATTESTA_SEED must be an integer.');
  onTestFailed(() => console.error(`Repeat it with: ATTESTA_SEED=${moved} npm run test${isLong ? ':long' : ''}`));
  return own + moved;
}
