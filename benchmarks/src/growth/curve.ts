import type { Budget, Spread } from '../measure/ratio.js';

/** How a cost grows: measured at several sizes, each over the same thing beside it. */
export interface Curve {
  /** Stable, and the name of the chart's file: `log-length`. */
  readonly id: string;
  readonly title: string;
  /** What grows: `records in the log`. */
  readonly size: string;
  /** What is measured at each size: `appending one record, in bare calls`. */
  readonly cost: string;
  /** What should come out: `flat` (the cost does not depend on the size) or `linear` (at most in proportion). */
  readonly expected: 'flat' | 'linear';
  readonly sizes: readonly number[];
  measure(size: number, budget: Budget): Promise<Spread>;
}
