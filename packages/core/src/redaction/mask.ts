import { type ArgumentValue, isBranch, isList, isMap, isSet } from '../action/argument-value.js';

/** A mask: what kind of value is hidden, how long it is, and its fingerprint. */
export function maskOf(type: string, length: number, fingerprint: string): string {
  return `<redacted ${type}, ${length} long, ${fingerprint}>`;
}

/**
 * A string of the caller's in which nothing reads as a mask: `<redacted` becomes `<=redacted`, `<=redacted` becomes `<==redacted`, and
 * so on. So `<redacted` is always a mask, and the true string can be read from what is shown.
 *
 * @example withoutMasks('<redacted string, 5 long, 0123456789ab>') // '<=redacted string, 5 long, 0123456789ab>'
 */
export function withoutMasks(text: string): string {
  return text.replace(LIKE_A_MASK, '<=$1redacted');
}

/** Whether `shown`, which a redactor made of `value`, hides it or a part of it. What `withoutMasks` does hides nothing. */
export function isHidden(value: ArgumentValue, shown: ArgumentValue): boolean {
  if (Object.is(shown, value)) return false;
  if (typeof value !== 'object' || value === null || typeof shown !== 'object' || shown === null)
    return typeof value !== 'string' || shown !== withoutMasks(value);
  if (!isBranch(value)) return false;
  const [values, parts] = [partsOf(value), partsOf(shown)];
  return values.length !== parts.length || values.some((part, index) => isHidden(part, parts[index]));
}

/** What is in a container, with the keys of a map and the names of an object. */
function partsOf(value: ArgumentValue & object): readonly ArgumentValue[] {
  if (isMap(value)) return [...value].flat();
  if (isSet(value)) return [...value];
  return isList(value) ? value : Object.entries(value).flat();
}

const LIKE_A_MASK = /<(=*)redacted/g;
