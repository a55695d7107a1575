/** One piece of work, called over and over; what it returns is awaited when it is a promise. */
export type Work = () => unknown;

/** How much time a figure may take. */
export interface Budget {
  /** How often both are measured in turn. */
  readonly rounds: number;
  /** Milliseconds that one of the two runs without a change to the other. */
  readonly sliceMs: number;
  /** Nanoseconds. Default: the process's own clock. */
  readonly now?: () => bigint;
}

/** The middle of the rounds' figures and the quartiles around it. */
export interface Spread {
  readonly low: number;
  readonly median: number;
  readonly high: number;
}

/**
 * How many times as long `work` takes as `base`, measured in turn in one run. Absolute times on a shared machine mean
 * nothing; what slows one of the two slows the other.
 */
export async function ratioOf(work: Work, base: Work, budget: Budget): Promise<Spread> {
  const [ratios = []] = await perRound([work, base], budget, ([time = 0, baseTime = 0]) => [time / baseTime]);
  return spreadOf(ratios);
}

/**
 * Runs all `works` in turn, round after round, and collects by `figures` what each round's nanoseconds per call say: a
 * list for each figure. Every second round runs in reverse, so that none always comes after the same one.
 */
export async function perRound(
  works: readonly Work[],
  budget: Budget,
  figures: (times: readonly number[]) => readonly number[],
): Promise<number[][]> {
  const slices: Slice[] = [];
  for (const work of works) slices.push({ work, calls: await callsIn(work, budget) });
  const collected: number[][] = [];
  for (let round = 0; round < budget.rounds; round += 1) {
    const times = await timesOf(slices, round % 2 === 1, budget);
    figures(times).forEach((figure, at) => {
      collected[at] = [...(collected[at] ?? []), figure];
    });
  }
  return collected;
}

/** @throws RangeError without a figure. */
export function spreadOf(figures: readonly number[]): Spread {
  const sorted = [...figures].sort((a, b) => a - b);
  const at = (part: number): number => {
    const figure = sorted[Math.round((sorted.length - 1) * part)];
    if (figure === undefined) throw new RangeError('A spread needs at least one figure.');
    return figure;
  };
  return { low: at(0.25), median: at(0.5), high: at(0.75) };
}

/** A piece of work, and how often it runs before another one has its turn. */
export interface Slice {
  readonly work: Work;
  readonly calls: number;
}

/** The nanoseconds that one call of each takes; `reversed`, they run from the last to the first. */
export async function timesOf(slices: readonly Slice[], reversed: boolean, budget: Budget): Promise<number[]> {
  const times = slices.map(() => 0);
  const order = slices.map((_, at) => (reversed ? slices.length - 1 - at : at));
  for (const at of order) {
    const slice = slices[at];
    if (slice !== undefined) times[at] = (await timeOf(slice, budget)) / slice.calls;
  }
  return times;
}

/**
 * How often `work` runs in one slice of the budget, `most` times at most. Found by doubling, which also lets the engine
 * optimise it.
 */
export async function callsIn(work: Work, budget: Budget, most: number = Number.POSITIVE_INFINITY): Promise<number> {
  const { sliceMs } = budget;
  let calls = 1;
  let spent = 0;
  while (true) {
    const time = (await timeOf({ work, calls }, budget)) / 1e6;
    spent += time;
    const isEnough = time >= sliceMs / 2 || calls >= most;
    if (isEnough && spent >= sliceMs * WARM_UP_SLICES)
      return Math.max(1, Math.min(most, Math.round((calls * sliceMs) / time)));
    if (!isEnough) calls = Math.min(calls * 2, most);
  }
}

const WARM_UP_SLICES = 5;

async function timeOf({ work, calls }: Slice, { now = process.hrtime.bigint }: Budget): Promise<number> {
  const start = now();
  for (let call = 0; call < calls; call += 1) {
    const result = work();
    if (result instanceof Promise) await result;
  }
  return Number(now() - start);
}
