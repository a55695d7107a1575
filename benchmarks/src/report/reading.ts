/** Makes something of a value of which nothing is known. @throws MalformedError, which names where it stands. */
export type Read<T> = (value: unknown, at: string) => T;

/** What was read is not what it must be. */
export class MalformedError extends Error {
  constructor(at: string, rule: string, value: unknown) {
    const found = value === undefined ? 'missing' : (JSON.stringify(value) ?? typeof value);
    super(`${at} must be ${rule}, but is ${found.length > 60 ? `${found.slice(0, 60)}...` : found}.`);
  }
}

export const text: Read<string> = (value, at) => {
  if (typeof value === 'string') return value;
  throw new MalformedError(at, 'a text', value);
};

export const number: Read<number> = (value, at) => {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new MalformedError(at, 'a number', value);
};

export const positive: Read<number> = (value, at) => {
  if (typeof value === 'number' && Number.isFinite(value) && value > 0) return value;
  throw new MalformedError(at, 'a number above 0', value);
};

export function oneOf<T extends string>(...choices: readonly T[]): Read<T> {
  return (value, at) => {
    const found = choices.find((choice) => choice === value);
    if (found !== undefined) return found;
    throw new MalformedError(at, `one of ${choices.join(', ')}`, value);
  };
}

export function listOf<T>(read: Read<T>): Read<readonly T[]> {
  return (value, at) => {
    if (!Array.isArray(value)) throw new MalformedError(at, 'a list', value);
    return value.map((item: unknown, index) => read(item, `${at}[${index}]`));
  };
}

/** The members of an object, each read by its name. */
export type Members = <T>(name: string, read: Read<T>) => T;

/** Reads an object by its own members; those that nobody asks for are left alone. */
export function objectOf<T>(read: (members: Members, at: string) => T): Read<T> {
  return (value, at) => {
    const given = ownMembers(value, at);
    return read((name, readMember) => readMember(given.get(name), join(at, name)), at);
  };
}

/** An object that has any names, and something of one kind under each. */
export function recordOf<T>(read: Read<T>): Read<Readonly<Record<string, T>>> {
  return (value, at) =>
    Object.fromEntries([...ownMembers(value, at)].map(([name, member]) => [name, read(member, join(at, name))]));
}

/** What may be missing. */
export function optional<T>(read: Read<T>): Read<T | undefined> {
  return (value, at) => (value === undefined ? undefined : read(value, at));
}

function ownMembers(value: unknown, at: string): ReadonlyMap<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return new Map(Object.entries(value));
  throw new MalformedError(at, 'an object', value);
}

/** `results.json: groups`, then `results.json: groups[0].title`. */
function join(at: string, name: string): string {
  return at.endsWith(':') ? `${at} ${name}` : `${at}.${name}`;
}
