import { type Budget, callsIn, type Spread, spreadOf, timesOf, type Work } from '../measure/ratio.js';

/** Something that each call of `work` makes larger by one. */
export interface Growing {
  readonly work: Work;
  stop?(): Promise<void>;
}

/**
 * How many times as long as `base` the work takes on something of about this size. It is made anew, outside of the time
 * taken, before the work has made it larger by more than a fifth.
 */
export async function ratioAt(
  size: number,
  make: (size: number) => Promise<Growing>,
  base: Work,
  budget: Budget,
): Promise<Spread> {
  const most = Math.max(1, Math.floor(size / 10));
  let growing = await make(size);
  let grown = 0;
  const work = (): unknown => {
    grown += 1;
    return growing.work();
  };
  try {
    const slices = [
      { work, calls: await callsIn(work, budget, most) },
      { work: base, calls: await callsIn(base, budget) },
    ];
    const ratios: number[] = [];
    for (let round = 0; round < budget.rounds; round += 1) {
      if (grown > most) {
        await growing.stop?.();
        growing = await make(size);
        grown = 0;
      }
      const [time = 0, baseTime = 0] = await timesOf(slices, round % 2 === 1, budget);
      ratios.push(time / baseTime);
    }
    return spreadOf(ratios);
  } finally {
    await growing.stop?.();
  }
}
