import { types } from 'node:util';

/** The value of a data property that is an object's own. What is a proxy, an accessor or inherited has none. */
export function ownValue(given: unknown, name: string): unknown {
  if (typeof given !== 'object' || given === null || types.isProxy(given)) return undefined;
  const property = Object.getOwnPropertyDescriptor(given, name);
  return property !== undefined && Object.hasOwn(property, 'value') ? property.value : undefined;
}
