import type { ActionContext } from '@attesta/core';
import { describeArguments } from '@attesta/core/authoring';

/** A name in an action, and its place. */
export interface NamedText {
  readonly place: string;
  readonly text: string;
}

/** Every name in an action: function, environment, people, keys of the arguments, and strings in them. */
export function namesOf(context: ActionContext): readonly NamedText[] {
  const { functionName, environment, agentId, requesterId } = context;
  const fixed = { Action: functionName, Environment: environment, Agent: agentId, Requester: requesterId };
  const names = Object.entries(fixed).flatMap(([place, text]) => (text === undefined ? [] : [{ place, text }]));
  const leaves = describeArguments(context).flatMap(({ path, value }) => [
    // A path shows its keys escaped; ASCII ones cannot mislead.
    ...(path.includes('\\u{') ? [{ place: `a key in ${path}`, text: unescaped(path) }] : []),
    ...(typeof value === 'string' ? [{ place: path, text: value }] : []),
  ]);
  return [...names, ...leaves];
}

function unescaped(path: string): string {
  return path.replace(CODE_POINT, (_all, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)));
}

const CODE_POINT = /\\u\{([0-9a-f]{1,6})\}/g;
