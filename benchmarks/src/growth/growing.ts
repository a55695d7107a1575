import { collectGarbage } from '../measure/garbage.js';
import { type Budget, callsIn, type Spread, spreadOf, timesOf, type Work } from '../measure/ratio.js';

/** Something that each call of `work` makes larger by one. */
export interface Growing {
  readonly work: Work;
  stop?(): Promise<void>;
}

/**
 * How many times as long as `base` the work takes on something of about this size. The work makes it larger, by a fifth at
 * most; then another one takes its place, which was made before anything was measured.
 */
export async function ratioAt(
  size: number,
  make: (size: number) => Promise<Growing>,
  base: Work,
  budget: Budget,
): Promise<Spread> {
  const made: Growing[] = [];
  const makeOne = async (): Promise<Growing> => {
    const growing = await make(size);
    made.push(growing);
    return growing;
  };
  try {
    const most = Math.max(1, Math.floor(size / 10));
    const warmUp = (await makeOne()).work;
    const calls = await callsIn(warmUp, budget, most);
    const roundsOfEach = Math.max(1, Math.floor((2 * most) / calls));
    for (let round = 0; round < budget.rounds; round += roundsOfEach) await makeOne();
    collectGarbage();
    // Once more: the collection has thrown away optimised code as well.
    await callsIn(warmUp, budget, most);
    const baseSlice = { work: base, calls: await callsIn(base, budget) };
    const ratios: number[] = [];
    for (let round = 0; round < budget.rounds; round += 1) {
      const work = made[1 + Math.floor(round / roundsOfEach)]?.work ?? warmUp;
      const [time = 0, baseTime = 0] = await timesOf([{ work, calls }, baseSlice], round % 2 === 1, budget);
      ratios.push(time / baseTime);
    }
    return spreadOf(ratios);
  } finally {
    for (const { stop } of made) await stop?.();
  }
}
