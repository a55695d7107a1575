import type { Change, Comparison } from './comparison.js';
import { short } from './number.js';

/** A comparison to read, a line for each figure that has changed. */
export function comparisonText({ slower, faster, same, missing, added, warnings }: Comparison): string {
  const parts = [
    warnings.map((warning) => `Warning: ${warning}`),
    section('Slower by more than the noise:', slower.map(line)),
    section('Faster by more than the noise:', faster.map(line)),
    section('Missing in the second run:', missing),
    section('New in the second run:', added),
    [`${slower.length} slower, ${faster.length} faster, ${same.length} the same within the noise.`],
  ];
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

function section(heading: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [heading, ...lines.map((each) => `  ${each}`)];
}

function line({ name, before, after, noise }: Change): string {
  const change = after.median - before.median;
  const percent = before.median > 0 ? ` (${change > 0 ? '+' : ''}${short((100 * change) / before.median)} %)` : '';
  return `${name}: ${short(before.median)} -> ${short(after.median)}${percent}, noise ${short(noise)}`;
}
