/** One piece of work, called over and over; what it returns is awaited when it is a promise. */
export type Work = () => unknown;

/** How much time a figure may take. */
export interface Budget {
  /** How often both are measured in turn. */
  readonly rounds: number;
  /** Milliseconds that one of the two runs without a change to the other. */
  readonly sliceMs: number;
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
  { rounds, sliceMs }: Budget,
  figures: (times: readonly number[]) => readonly number[],
): Promise<number[][]> {
  const slices: Slice[] = [];
  for (const work of works) slices.push({ work, calls: await callsIn(work, sliceMs) });
  const collected: number[][] = [];
  for (let round = 0; round < rounds; round += 1) {
    const times = await timesOf(slices, round % 2 === 1);
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

interface Slice {
  readonly work: Work;
  readonly calls: number;
}

async function timesOf(slices: readonly Slice[], reversed: boolean): Promise<number[]> {
  const times = slices.map(() => 0);
  const order = slices.map((_, at) => (reversed ? slices.length - 1 - at : at));
  for (const at of order) {
    const slice = slices[at];
    if (slice !== undefined) times[at] = (await timeOf(slice.work, slice.calls)) / slice.calls;
  }
  return times;
}

/** How often `work` runs in `sliceMs`, found by doubling, which also lets the engine optimise it. */
async function callsIn(work: Work, sliceMs: number): Promise<number> {
  let calls = 1;
  let spent = 0;
  while (true) {
    const time = (await timeOf(work, calls)) / 1e6;
    spent += time;
    if (time >= sliceMs / 2 && spent >= sliceMs * WARM_UP_SLICES)
      return Math.max(1, Math.round((calls * sliceMs) / time));
    if (time < sliceMs / 2) calls *= 2;
  }
}

const WARM_UP_SLICES = 5;

async function timeOf(work: Work, calls: number): Promise<number> {
  const start = process.hrtime.bigint();
  for (let call = 0; call < calls; call += 1) {
    const result = work();
    if (result instanceof Promise) await result;
  }
  return Number(process.hrtime.bigint() - start);
}
