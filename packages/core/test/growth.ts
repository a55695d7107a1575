/** The shortest of many tries, which is the one that nothing else has held up; in nanoseconds. */
export function shortestTime(work: () => void): number {
  let shortest = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < 25; attempt += 1) {
    const start = process.hrtime.bigint();
    work();
    shortest = Math.min(shortest, Number(process.hrtime.bigint() - start));
  }
  return shortest;
}

/** How many times as long `work` takes on twice the input. Asked again when a busy machine has spoilt the answer. */
export function growth(work: (input: string) => void, input: (length: number) => string, length: number): number {
  const [once, twice] = [input(length), input(2 * length)];
  let best = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < 5 && best > 2.5; attempt += 1) {
    const shorter = shortestTime(() => work(once));
    best = Math.min(best, shortestTime(() => work(twice)) / shorter);
  }
  return best;
}
