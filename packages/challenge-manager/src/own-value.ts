import { types } from 'node:util';

/** The value of a data property that is an object's own; undefined for a proxy, an accessor or an inherited property. */
export function ownValue(given: unknown, name: string): unknown {
  if (typeof given !== 'object' || given === null || types.isProxy(given)) return undefined;
  const property = Object.getOwnPropertyDescriptor(given, name);
  return property !== undefined && Object.hasOwn(property, 'value') ? property.value : undefined;
}

/** The string of such a property, well-formed and cut to 1000 characters; undefined for any other value. */
export function ownComment(given: unknown, name: string): string | undefined {
  const found = ownValue(given, name);
  return typeof found === 'string' ? clipped(found) : undefined;
}

/** A string that others wrote, well-formed and cut to 1000 characters. */
export function clipped(written: string): string {
  return written.slice(0, LONGEST).toWellFormed();
}

const LONGEST = 1000;
