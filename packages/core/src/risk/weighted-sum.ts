/**
 * The sum of weight times score, at most 1. Taken to 12 digits, so that a sum of exactly 0.6 does not come out as
 * 0.5999999999999999, which is of a lower level.
 */
export function weightedSum(parts: readonly { readonly score: number; readonly weight: number }[]): number {
  let sum = 0;
  for (const { score, weight } of parts) sum += weight * score;
  return rounded(sum);
}

/** A score to 12 digits, at most 1. */
export function rounded(score: number): number {
  return Math.min(Math.round(score * 1e12) / 1e12, 1);
}
