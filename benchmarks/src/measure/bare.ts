import { type Budget, perRound, type Spread, spreadOf, type Work } from './ratio.js';

/** The bare async call that everything else is set against. */
export const bareCall = async (path: string): Promise<number> => path.length;

/** One bare call, as a piece of work. */
export const bare = (): Promise<number> => bareCall('notes/today.txt');

/**
 * A target in microseconds as a number of bare calls: the stated times hold where a bare call takes 0.05 microseconds,
 * and scale with it.
 */
export function bareCalls(microseconds: number): number {
  return microseconds / 0.05;
}

/** What takes seconds, or another process, in bare calls that are measured right before and after each run of it. */
export async function longInBareCalls(runMs: () => Promise<number>, rounds: number): Promise<Spread> {
  const figures: number[] = [];
  let before = await nanosecondsOfBare();
  for (let round = 0; round < rounds; round += 1) {
    const nanoseconds = (await runMs()) * 1e6;
    const after = await nanosecondsOfBare();
    figures.push(nanoseconds / ((before + after) / 2));
    before = after;
  }
  return spreadOf(figures);
}

/** How long `work` takes, in milliseconds. */
export async function milliseconds(work: Work): Promise<number> {
  const start = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - start) / 1e6;
}

async function nanosecondsOfBare(): Promise<number> {
  const [times = []] = await perRound([bare], SHORT, (round) => round);
  return spreadOf(times).median;
}

const SHORT: Budget = { rounds: 5, sliceMs: 5 };
