import type { ReviewFigures } from './statistics.js';

/** Counts reviews. */
export class Tally {
  readonly #rubberStampSeconds: number;
  readonly #seconds: number[] = [];
  #asked = 0;
  #approved = 0;
  #rubberStamps = 0;

  constructor(rubberStampSeconds: number) {
    this.#rubberStampSeconds = rubberStampSeconds;
  }

  add(isApproved: boolean, seconds: number | undefined): void {
    this.#asked += 1;
    if (isApproved) this.#approved += 1;
    if (seconds === undefined) return;
    this.#seconds.push(seconds);
    if (isApproved && seconds < this.#rubberStampSeconds) this.#rubberStamps += 1;
  }

  figures(): ReviewFigures {
    return Object.freeze({
      asked: this.#asked,
      approved: this.#approved,
      approvalRate: this.#asked === 0 ? undefined : this.#approved / this.#asked,
      medianReviewSeconds: median(this.#seconds),
      rubberStamps: this.#rubberStamps,
    });
  }
}

function median(values: readonly number[]): number | undefined {
  const sorted = Float64Array.from(values).sort();
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}
