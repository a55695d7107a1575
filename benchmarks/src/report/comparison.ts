import type { Spread } from '../measure/ratio.js';
import { exact } from './number.js';
import type { Results } from './results.js';

/** What became of a figure from one run to another. */
export interface Change {
  /** `gate/flat`, `peers/ai-sdk`, `growth/calls at 10,000` */
  readonly name: string;
  readonly before: Spread;
  readonly after: Spread;
  /** By how much the medians may differ and still be the same. */
  readonly noise: number;
}

/** Two runs, figure by figure. */
export interface Comparison {
  readonly slower: readonly Change[];
  readonly faster: readonly Change[];
  readonly same: readonly Change[];
  /** In the first run only. */
  readonly missing: readonly string[];
  /** In the second run only. */
  readonly added: readonly string[];
  /** What makes the two hard to compare. */
  readonly warnings: readonly string[];
}

/** Compares what a run has measured of Attesta with an earlier one. What the peers cost by themselves is not ours. */
export function compare(before: Results, after: Results): Comparison {
  const [old, now] = [measured(before), measured(after)];
  const changes = [...old].flatMap(([name, value]) => {
    const later = now.get(name);
    return later === undefined ? [] : [{ name, before: value, after: later, noise: noiseOf(value, later) }];
  });
  const growth = (change: Change): number => change.after.median - change.before.median;
  return {
    slower: changes.filter((change) => growth(change) > change.noise),
    faster: changes.filter((change) => -growth(change) > change.noise),
    same: changes.filter((change) => Math.abs(growth(change)) <= change.noise),
    missing: [...old.keys()].filter((name) => !now.has(name)),
    added: [...now.keys()].filter((name) => !old.has(name)),
    warnings: [...warningsOn(before, after)],
  };
}

/** Everything of Attesta's in a run, by name; a figure in another unit is another figure. */
function measured({ groups, peers, growth }: Results): ReadonlyMap<string, Spread> {
  const figures = groups.flatMap((group) => group.figures);
  return new Map([
    ...figures.map(({ id, unit, value }) => [unit === 'x' ? id : `${id} in ${unit}`, value] as const),
    ...peers.map(({ id, attestaAdded }) => [`peers/${id}`, attestaAdded] as const),
    ...growth.flatMap(({ id, points }) =>
      points.map(({ size, value }) => [`growth/${id} at ${exact(size)}`, value] as const),
    ),
  ]);
}

/** The quartile spreads of both runs together, at least a twentieth. */
function noiseOf(before: Spread, after: Spread): number {
  return Math.max(before.high - before.low + (after.high - after.low), Math.abs(before.median) * LEAST_NOISE);
}

const LEAST_NOISE = 0.05;

function* warningsOn(before: Results, after: Results): Generator<string> {
  if (before.mode !== after.mode) {
    yield `The first run is a ${before.mode} one, the second a ${after.mode} one.`;
  }
  const names = new Set([...Object.keys(before.machine), ...Object.keys(after.machine)]);
  for (const name of names) {
    const [old = 'unknown', now = 'unknown'] = [before.machine[name], after.machine[name]];
    if (old !== now) yield `The machines differ: ${name} was ${old}, and is ${now}.`;
  }
}
