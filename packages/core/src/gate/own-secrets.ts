import type { ActionContext } from '../action/action-context.js';
import { type ArgumentValue, isBranch, isList, isMap, isSet } from '../action/argument-value.js';

/**
 * Hides the secrets of a call in a string of another part, such as an error. A part may repeat an argument that is secret by its
 * name or as declared, and that looks like any other word. Secrets of one or two characters stay: they stand in every string.
 */
export function withoutOwnSecrets(text: string, { args, redactedArgs }: ActionContext): string {
  return (
    hiddenIn(args, redactedArgs)
      .filter((secret) => secret.length > 2)
      // The longest first: one may begin with another.
      .sort((a, b) => b.length - a.length)
      .reduce((shown, secret) => shown.replaceAll(secret, '<redacted>'), text)
  );
}

/** The values that are not shown as they are. */
function hiddenIn(value: ArgumentValue, shown: ArgumentValue): readonly string[] {
  if (isBranch(value)) {
    const others = isBranch(shown) ? itemsOf(shown) : [];
    return itemsOf(value).flatMap((item, index) => hiddenIn(item, others[index]));
  }
  return value === shown || value == null || typeof value === 'boolean' ? [] : [String(value)];
}

function itemsOf(value: ArgumentValue & object): readonly ArgumentValue[] {
  if (isList(value)) return value;
  return isMap(value) || isSet(value) ? [...value].flat() : Object.values(value);
}
