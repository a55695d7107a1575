// How challenges put the places and numbers of a call into words.

/** The numbers from zero to twenty, in words. */
export const NUMBER_WORDS: readonly string[] =
  `zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
   nineteen twenty`.split(/\s+/);

/** The key of a value in the call: entries of a list have the key of their list, and an argument has no key (it is empty). */
export function keyOf(path: string): string {
  const steps = path
    .slice('args'.length)
    .replaceAll('(set)', '')
    .split(/[^\w$]+/);
  return steps.findLast((step) => /\D/.test(step)) ?? '';
}

/** How a place may be called: `args[0].limit`, or `limit in the first argument`. */
export function namesOf(path: string): readonly string[] {
  const [, index, rest = ''] = /^args\[(\d+)\]\.?(.*)$/.exec(path) ?? [];
  const ordinal = ['first', 'second', 'third', 'fourth', 'fifth'][Number(index)];
  return ordinal === undefined ? [path] : [path, `${rest === '' ? '' : `${rest} in `}the ${ordinal} argument`];
}
