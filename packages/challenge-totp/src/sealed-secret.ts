import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto';
import type { JsonValue } from '@attesta/core';
import { canonicalize } from '@attesta/core/authoring';
import type { KeyRing } from './key-ring.js';

/** What a secret is for: codes are taken of an `active` one; a `pending` one waits for the first code. */
export type SecretStatus = 'active' | 'pending';

/** An encrypted secret, as JSON data. All of it is authenticated: nothing can be changed, or used in another place. */
export interface SealedSecret {
  /** Counts the operator's secrets, from 1. */
  readonly version: number;
  /** When it was made, in milliseconds since 1970. */
  readonly at: number;
  readonly keyId: string;
  readonly nonce: string;
  readonly data: string;
}

/** Where a sealed secret belongs. */
export interface Place {
  readonly operatorId: string;
  readonly status: SecretStatus;
  readonly version: number;
  readonly at: number;
}

/** Encrypts a secret under the newest key (AES-256-GCM, NIST SP 800-38D, with a random nonce of 96 bits). */
export function seal(keys: KeyRing, place: Place, secret: string): SealedSecret {
  const keyId = keys.newest;
  const nonce = randomBytes(12);
  const cipher = createCipheriv(ALGORITHM, keyOf(keys, keyId), nonce, TAG);
  cipher.setAAD(additionalData(place, keyId));
  const data = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  const { version, at } = place;
  return { version, at, keyId, nonce: nonce.toString('base64'), data: data.toString('base64') };
}

/** Undefined when its key is missing, when any of it was changed, or when it was sealed for another place. */
export function unseal(
  keys: KeyRing,
  { operatorId, status }: Pick<Place, 'operatorId' | 'status'>,
  { version, at, keyId, nonce, data }: SealedSecret,
): string | undefined {
  try {
    const bytes = Buffer.from(data, 'base64');
    const decipher = createDecipheriv(ALGORITHM, keyOf(keys, keyId), Buffer.from(nonce, 'base64'), TAG);
    decipher.setAAD(additionalData({ operatorId, status, version, at }, keyId));
    decipher.setAuthTag(bytes.subarray(-TAG.authTagLength));
    const secret = decipher.update(bytes.subarray(0, -TAG.authTagLength));
    return Buffer.concat([secret, decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}

/** The sealed secret in a stored value; undefined when the value is none. */
export function readSealed(value: JsonValue | undefined): SealedSecret | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const fields = new Map(Object.entries(value));
  const [version, at] = [fields.get('version'), fields.get('at')];
  const [keyId, nonce, data] = [fields.get('keyId'), fields.get('nonce'), fields.get('data')];
  if (typeof version !== 'number' || typeof at !== 'number') return undefined;
  if (typeof keyId !== 'string' || typeof nonce !== 'string' || typeof data !== 'string') return undefined;
  return { version, at, keyId, nonce, data };
}

function keyOf(keys: KeyRing, id: string): KeyObject {
  const key = keys.find(id);
  if (key === undefined) throw new Error('The key is not there.');
  return key;
}

/** One text for each place. */
function additionalData({ operatorId, status, version, at }: Place, keyId: string): Buffer {
  return Buffer.from(canonicalize(['attesta/totp-secret', 1, operatorId, status, version, at, keyId]));
}

const ALGORITHM = 'aes-256-gcm';
const TAG = { authTagLength: 16 } as const;
