/** The numbers that words name: digits, `50k`, `2.5 million`, `a hundred`, `two hundred fifty thousand`, `a quarter of a million`. */
export function numbersIn(words: readonly string[]): ReadonlySet<number> {
  const numbers = new Set<number>();
  let sum: number | undefined;
  let group = 0;
  const end = (): void => {
    if (sum !== undefined) numbers.add(sum + group);
    sum = undefined;
    group = 0;
  };
  words.forEach((word, index) => {
    const digits = /^\d+(?:\.\d+)?$/.test(word) ? Number(word) : undefined;
    const small = digits ?? SMALL.get(word);
    const large = LARGE.get(word);
    if (digits !== undefined) {
      numbers.add(digits);
      end();
    }
    if (small !== undefined) {
      sum ??= 0;
      group += small;
    } else if (large !== undefined) {
      sum ??= 0;
      const factor = group === 0 ? (FRACTIONS.get(words[index - 3] ?? '') ?? 1) : group;
      if (large === 100) group = factor * 100;
      else {
        sum += factor * large;
        group = 0;
      }
      numbers.add(sum + group);
    } else if (word !== 'and' || sum === undefined) end();
  });
  end();
  return numbers;
}

const SMALL: ReadonlyMap<string, number> = new Map([
  ...'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
    .split(' ')
    .map((word, index) => [word, index] as const),
  ...'twenty thirty forty fifty sixty seventy eighty ninety'
    .split(' ')
    .map((word, index) => [word, index * 10 + 20] as const),
]);

const LARGE: ReadonlyMap<string, number> = new Map([
  ['dozen', 12],
  ['hundred', 100],
  ['thousand', 1e3],
  ['k', 1e3],
  ['million', 1e6],
  ['m', 1e6],
  ['billion', 1e9],
]);

const FRACTIONS: ReadonlyMap<string, number> = new Map([
  ['half', 0.5],
  ['quarter', 0.25],
]);
