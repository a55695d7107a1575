/**
 * How many times as much processor time `work` takes on an input eight times as long: about 8 where time is linear in the length, about 64
 * where it is quadratic. Below {@link LINEAR} it is linear, on a busy machine too.
 *
 * @param longest The length of the longer input.
 */
export function growth(work: (input: string) => unknown, input: (length: number) => string, longest: number): number {
  const [short, long] = [input(Math.ceil(longest / 8)), input(longest)];
  return slowdown(
    () => work(long),
    () => work(short),
    LINEAR,
  );
}

/** Between 8 and 64, as far from the one as from the other. */
export const LINEAR = 24;

/**
 * How many times as much processor time `work` takes as `other`. They take turns, and the shortest of each counts, which the
 * collector of garbage has not held up; asked until it is below `enough`, at most 12 times.
 */
export function slowdown(work: () => unknown, other: () => unknown, enough: number): number {
  let [shortest, shortestOther] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let round = 0; round < 12; round += 1) {
    shortestOther = Math.min(shortestOther, timeOf(other));
    shortest = Math.min(shortest, timeOf(work));
    if (round > 0 && shortest / shortestOther < enough) break;
  }
  return shortest / shortestOther;
}

function timeOf(work: () => unknown): number {
  const start = spentByNow();
  work();
  return Math.max(spentByNow() - start, 1);
}

/** Microseconds of this process alone, however busy the machine is. Windows counts them by the 15,000: there it is time. */
function spentByNow(): number {
  // biome-ignore lint/plugin: only a ratio leaves this file.
  if (process.platform === 'win32') return Number(process.hrtime.bigint() / 1000n);
  // biome-ignore lint/plugin: only a ratio leaves this file.
  const { user, system } = process.cpuUsage();
  return user + system;
}
