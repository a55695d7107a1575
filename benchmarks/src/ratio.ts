/** One piece of work, called over and over. */
export type Work = () => Promise<unknown>;

const ROUNDS = 30;
const WARM_UP = 5;

/**
 * How many times as long `work` takes as `base`, measured in turn in one run: the median of the rounds' ratios. Absolute
 * times on a shared machine mean nothing; what slows one of the two slows the other.
 */
export async function ratioOf(work: Work, base: Work, calls: number): Promise<number> {
  const ratios: number[] = [];
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
    const baseTime = await timeOf(base, calls);
    const workTime = await timeOf(work, calls);
    if (round >= WARM_UP) ratios.push(workTime / baseTime);
  }
  ratios.sort((a, b) => a - b);
  return ratios[ROUNDS / 2] ?? Number.NaN;
}

async function timeOf(work: Work, calls: number): Promise<number> {
  const start = process.hrtime.bigint();
  for (let call = 0; call < calls; call += 1) await work();
  return Number(process.hrtime.bigint() - start);
}
