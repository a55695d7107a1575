import type { ChallengeProtocol, Interaction } from '@attesta/core';
import {
  CHALLENGE_RULE,
  faultOfId,
  type InnerChallenge,
  isPersonId,
  type OptionRule,
  option,
  readChallenge,
  readOptions,
  resembles,
  rule,
} from '@attesta/core/authoring';

/** Somebody who may approve. */
export interface Approver {
  /** As `prove` knows them, and as the record names them. */
  readonly id: string;
  /** Other ids of the same person. Default: none. */
  readonly aliases?: readonly string[] | undefined;
  /** Shows that it is them, as a code from their authenticator does. It is presented with `{ id }` as the operator. */
  readonly prove: ChallengeProtocol;
  /** Where they are asked. Default: at the session's interaction, one approver after the other. */
  readonly interaction?: Interaction | undefined;
}

/** One person, however many entries mean them. */
export interface Person {
  readonly id: string;
  /** The id, and whatever else may mean them. */
  readonly names: readonly string[];
  readonly prove: InnerChallenge;
  readonly interaction: Interaction | undefined;
}

/**
 * Reads a list of approvers. Entries with an id or alias in common, or with some that could be taken for one, are one
 * person: the first of them.
 */
export function peopleAmong(owner: string, approvers: readonly Approver[]): readonly Person[] {
  let people: readonly Person[] = [];
  approvers.forEach((approver, index) => {
    const place = `${owner}: approvers[${index}]`;
    const { id, aliases = [], prove, interaction } = readOptions<Approver>(place, approver, RULES);
    const entry: Person = { id, names: [id, ...aliases], prove: readChallenge(`${place}.prove`, prove), interaction };
    people = withEntry(people, entry);
  });
  return people;
}

function withEntry(people: readonly Person[], entry: Person): readonly Person[] {
  const same = people.filter(({ names }) => meet(names, entry.names));
  const [first] = same;
  if (first === undefined) return [...people, entry];
  const one = { ...first, names: [...same, entry].flatMap(({ names }) => names) };
  return people.flatMap((each) => (each === first ? [one] : same.includes(each) ? [] : [each]));
}

/** Whether one of the names could be taken for one of the others. */
export function meet(names: readonly string[], others: readonly string[]): boolean {
  return names.some((name) => others.some((other) => resembles(name, other)));
}

const ID: OptionRule = rule(
  'a text of 1 to 256 visible characters in one script that names a person',
  (value) => faultOfId(value) === undefined && isPersonId(value),
);

const RULES = {
  id: option.required(ID),
  aliases: rule(`a list, each of it ${ID.allowed}`, (value) => Array.isArray(value) && value.every(ID.accepts)),
  prove: option.required(CHALLENGE_RULE),
  interaction: option.with('show', 'ask'),
};
