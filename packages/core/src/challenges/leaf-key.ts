/** The key under which a value of the call stands; the entries of a list stand under its key, and an argument has none. */
export function keyOf(path: string): string {
  const steps = path
    .slice('args'.length)
    .replaceAll('(set)', '')
    .split(/[^\w$]+/);
  return steps.findLast((step) => /\D/.test(step)) ?? '';
}

/** Whether a number under this key says how much. */
export function isAmountKey(key: string): boolean {
  return AMOUNT.test(key);
}

const AMOUNT =
  /amount|count|cent|total|price|sum|balance|value|budget|salary|credit|fee|limit|quantity|number|rows|records|replicas|recipients|users|size|max|minutes|hours|days/i;
