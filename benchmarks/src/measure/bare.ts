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
