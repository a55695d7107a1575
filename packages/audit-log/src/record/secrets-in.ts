import type { ArgumentValue } from '@attesta/core';

/** Whether `shown`, which a redactor made of `value`, hides anything. */
export function hidesSomething(value: ArgumentValue, shown: ArgumentValue): boolean {
  if (Object.is(shown, value)) return false;
  if (typeof value !== 'object' || value === null || typeof shown !== 'object' || shown === null) return true;
  if (value instanceof Date || value instanceof Uint8Array) return false;
  const [values, masked] = [partsOf(value), partsOf(shown)];
  return values.length !== masked.length || values.some((part, index) => hidesSomething(part, masked[index]));
}

function partsOf(value: ArgumentValue & object): readonly ArgumentValue[] {
  if (value instanceof Map) return [...value].flat();
  return value instanceof Set ? [...value] : Object.values(value);
}
