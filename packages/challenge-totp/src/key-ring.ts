import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { AttestaError } from '@attesta/core';

/**
 * Makes a new key of 256 bits to encrypt secrets with, as text: `id:key`, the key in base64url.
 *
 * Whoever has it can read every enrolled secret: keep it in a file of mode 0600 or in the environment of the process, and apart
 * from the state store.
 */
export function generateTOTPKey(): string {
  return `${randomBytes(4).toString('hex')}:${randomBytes(KEY_BYTES).toString('base64url')}`;
}

/** Keys by their ids. The newest encrypts, each decrypts what it encrypted. Shows nothing of them when it is printed. */
export class KeyRing {
  /** The id of the key that encrypts. */
  readonly newest: string;
  readonly #keys: ReadonlyMap<string, KeyObject>;

  /**
   * @param text Keys as `generateTOTPKey` makes them, the newest last, with white space or commas between.
   * @throws AttestaError (`invalid_option`) that repeats nothing of the text.
   */
  constructor(text: string) {
    const parts = text.split(/[\s,]+/).filter((part) => part !== '');
    const keys = new Map(parts.map(readKey));
    const newest = [...keys.keys()].at(-1);
    if (newest === undefined) throw invalidKey('there is none');
    if (keys.size < parts.length) throw invalidKey('two of them have the same id');
    this.#keys = keys;
    this.newest = newest;
  }

  /** Undefined when there is no such key. */
  find(id: string): KeyObject | undefined {
    return this.#keys.get(id);
  }

  get ids(): readonly string[] {
    return [...this.#keys.keys()];
  }
}

function readKey(part: string, index: number): [string, KeyObject] {
  const { id, key } = KEY.exec(part)?.groups ?? {};
  const bytes = Buffer.from(key ?? '', 'base64url');
  if (id === undefined || bytes.length !== KEY_BYTES) throw invalidKey(`number ${index + 1} has another form`);
  return [id, createSecretKey(bytes)];
}

function invalidKey(fault: string): AttestaError {
  return new AttestaError(
    'invalid_option',
    `TOTPSecrets: key must be one or more keys as generateTOTPKey makes them (id:key, 256 bits), the newest last; ${fault}.`,
  );
}

const KEY_BYTES = 32;
const KEY = /^(?<id>[\w-]{1,64}):(?<key>[\w-]{43})$/;
