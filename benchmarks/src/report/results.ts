import type { Budget, Spread } from '../measure/ratio.js';
import type { Checks } from '../peers/peer.js';
import type { Target } from '../row.js';

/** One run of the benchmarks, as it is kept in `results.json`. */
export interface Results {
  readonly mode: 'quick' | 'full';
  readonly budget: Pick<Budget, 'rounds' | 'sliceMs'>;
  /** ISO 8601 */
  readonly date: string;
  readonly machine: Readonly<Record<string, string>>;
  readonly versions: Readonly<Record<string, string>>;
  readonly groups: readonly GroupResult[];
  readonly peers: readonly PeerResult[];
  readonly growth: readonly CurveResult[];
}

export interface GroupResult {
  readonly title: string;
  readonly method: string;
  readonly figures: readonly Figure[];
}

export interface Figure {
  readonly id: string;
  readonly what: string;
  readonly over: string;
  readonly unit: string;
  readonly value: Spread;
  readonly target?: Target;
  readonly ifMissed?: string;
}

/** All in bare calls. */
export interface PeerResult {
  readonly id: string;
  readonly name: string;
  readonly packages: readonly string[];
  readonly method: string;
  readonly checks: Checks;
  readonly ungated: Spread;
  /** What the peer's own approval adds to its ungated call. */
  readonly ownAdded: Spread;
  /** What Attesta around the same tool adds to it. */
  readonly attestaAdded: Spread;
}

export interface CurveResult {
  readonly id: string;
  readonly title: string;
  readonly size: string;
  readonly cost: string;
  readonly expected: 'flat' | 'linear';
  readonly points: readonly { readonly size: number; readonly value: Spread }[];
}
