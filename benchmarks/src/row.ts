import type { Budget, Spread } from './measure/ratio.js';

/** One figure to measure: how many times as much as what is measured beside it. Less is better in all of them. */
export interface Row {
  /** Stable, for comparing two runs: `gate/flat`. */
  readonly id: string;
  readonly what: string;
  /** What is measured beside it, in the same run. */
  readonly over: string;
  /** Of the figure. Default: times, as in `12.3x`. */
  readonly unit?: 'x' | 'bytes' | 'kB' | 'MB' | 'ms';
  readonly target?: Target;
  /** Printed while the target is missed: why, and what was tried. */
  readonly ifMissed?: string;
  measure(budget: Budget): Promise<Spread>;
}

/** What a figure must not exceed. */
export interface Target {
  readonly atMost: number;
  /** The target in the words in which it was set: `15 us where the bare call takes 0.05 us`. */
  readonly stated: string;
}

/** Rows that belong together: a table in the results. */
export interface Group {
  readonly title: string;
  /** What was done and with which options, in a sentence or two. */
  readonly method: string;
  readonly rows: readonly Row[];
  /** Ends what the rows have opened. */
  readonly stop?: () => Promise<void>;
}
