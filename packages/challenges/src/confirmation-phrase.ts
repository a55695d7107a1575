import type { ActionContext } from '@attesta/core';
import { describeArguments } from '@attesta/core/authoring';

/**
 * What a person types to approve this call and no other: its name and its target as they stand on the screen, or the start
 * of its fingerprint where no argument is short and plain enough to be typed. Always two words, so it is never a `no`.
 *
 * @example confirmationPhrase(context) // 'delete_records table_a', 'delete_all 3f2a'
 */
export function confirmationPhrase(context: ActionContext): string {
  const name = TYPEABLE_NAME.test(context.functionName) ? context.functionName : 'run';
  return `${name} ${targetOf(context) ?? context.digest.slice(0, 4)}`;
}

/** The first argument that can be typed, as it is shown: what is redacted there is redacted here. */
function targetOf(context: ActionContext): string | undefined {
  return describeArguments(context)
    .filter(({ type }) => TARGETS.has(type))
    .map(({ text }) => (text.startsWith('"') ? text.slice(1, -1) : text))
    .find((text) => TYPEABLE_TARGET.test(text));
}

const TARGETS: ReadonlySet<string> = new Set(['string', 'number', 'bigint']);
const TYPEABLE_NAME = /^[\w.:/-]{1,40}$/;
const TYPEABLE_TARGET = /^[\w.:/@-]{1,24}$/;
