/** The key under which a value of the call stands; the entries of a list stand under its key, and an argument has none. */
export function keyOf(path: string): string {
  const steps = path
    .slice('args'.length)
    .replaceAll('(set)', '')
    .split(/[^\w$]+/);
  return steps.findLast((step) => /\D/.test(step)) ?? '';
}
