import { AttestaError } from '@attesta/core';

/** The own fields of an object in a profile, none of them unknown. */
export type Fields = ReadonlyMap<string, unknown>;

/** An error that names the place in the profile and the rule. */
export function faultAt(place: string, rule: string): AttestaError {
  return new AttestaError('invalid_option', `DomainProfile: ${place} ${rule}.`);
}

/** Reads an object of which only `names` may be given; `place` is empty for the whole profile. */
export function fieldsAt(value: unknown, place: string, names: readonly string[]): Fields {
  const fields = entriesAt(value, place);
  for (const [name, given] of fields) {
    if (!names.includes(name)) throw faultAt(pathTo(place, name), `is not known; there are ${names.join(', ')}`);
    if (given === undefined) fields.delete(name);
  }
  return fields;
}

/** Reads an object with any names. */
export function entriesAt(value: unknown, place: string): Map<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw faultAt(place === '' ? 'the profile' : place, `must be an object, not ${told(value)}`);
  }
  return new Map(Object.entries(value));
}

/** Reads a text of 1 to `most` characters that is not blank. */
export function textAt(value: unknown, place: string, most: number): string {
  if (typeof value !== 'string' || !value.isWellFormed() || value.trim() === '' || value.length > most) {
    throw faultAt(place, `must be a text of 1 to ${most} characters, not ${told(value)}`);
  }
  return value;
}

/** Reads a number from 0 to 1. */
export function shareAt(value: unknown, place: string): number {
  if (typeof value !== 'number' || !(value >= 0 && value <= 1)) {
    throw faultAt(place, `must be a number from 0 to 1, not ${told(value)}`);
  }
  return value;
}

/** Reads one of a few texts. */
export function oneOfAt<T extends string>(value: unknown, place: string, allowed: readonly T[]): T {
  const found = allowed.find((each) => each === value);
  if (found === undefined) throw faultAt(place, `must be one of ${allowed.join(', ')}, not ${told(value)}`);
  return found;
}

/** Reads a list of at most `most` items, each by `read`; frozen. */
export function listAt<T>(
  value: unknown,
  place: string,
  [least, most]: readonly [number, number],
  read: (item: unknown, place: string) => T,
): readonly T[] {
  if (!Array.isArray(value) || value.length < least || value.length > most) {
    throw faultAt(place, `must be a list of ${least} to ${most} items, not ${told(value)}`);
  }
  return Object.freeze(Array.from(value, (item: unknown, index) => read(item, `${place}[${index}]`)));
}

/** One step further down: `templates[3].answerHints`, `sensitiveTerms["card number"]`. */
export function pathTo(place: string, name: string): string {
  if (!/^\w+$/.test(name)) return `${place}[${JSON.stringify(name)}]`;
  return place === '' ? name : `${place}.${name}`;
}

function told(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value === 'object') return 'an object';
  if (typeof value !== 'string') return `a ${typeof value}`;
  if (value.trim() === '') return 'an empty one';
  return value.length > 40 ? `one of ${value.length} characters` : JSON.stringify(value);
}
