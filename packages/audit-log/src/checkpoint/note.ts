import { verify } from 'node:crypto';
import type { VerifierKey } from './keys.js';

/** A C2SP signed note: a text and its signatures. */
export interface Note {
  /** Ends in a line feed; the signatures are over it. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** A line of a note: it counts for the key with this name and id, and for no other. */
interface NoteSignature {
  readonly name: string;
  readonly id: string;
  readonly bytes: Uint8Array;
}

/** The result of verifying a note with the known keys. */
export type Endorsement =
  /** A known key has signed it, and no known key's signature is wrong. */
  | { readonly status: 'signed'; readonly by: readonly VerifierKey[] }
  /** No signature is by a known key. */
  | { readonly status: 'unknown' }
  /** The signature of this known key is wrong. */
  | { readonly status: 'forged'; readonly key: VerifierKey };

export function formatNote({ text, signatures }: Note): string {
  const lines = signatures.map(({ name, id, bytes }) => {
    const encoded = Buffer.concat([Buffer.from(id, 'hex'), bytes]).toString('base64');
    return `\u2014 ${name} ${encoded}\n`;
  });
  return `${text}\n${lines.join('')}`;
}

/** Reads a note; undefined for any other string. */
export function readNote(note: string): Note | undefined {
  const end = note.lastIndexOf('\n\n');
  const lines = note.slice(end + 2).split('\n');
  if (end < 0 || note.length > LONGEST || lines.pop() !== '' || lines.length === 0 || lines.length > MOST_SIGNATURES) {
    return undefined;
  }
  const signatures = lines.map(readSignature);
  const text = note.slice(0, end + 1);
  return signatures.every((signature) => signature !== undefined) ? { text, signatures } : undefined;
}

function readSignature(line: string): NoteSignature | undefined {
  const [, name = '', encoded = ''] = SIGNATURE.exec(line) ?? [];
  const bytes = Buffer.from(encoded, 'base64');
  if (bytes.length < 5 || bytes.toString('base64') !== encoded) return undefined;
  return { name, id: bytes.toString('hex', 0, 4), bytes: bytes.subarray(4) };
}

/** Verifies the signatures of the known keys, one after the other, in this thread. */
export function endorse(note: Note, keys: readonly VerifierKey[]): Endorsement {
  const claims = claimsOf(note, keys);
  return verdict(
    claims,
    claims.map(({ key, bytes }) => verify(null, Buffer.from(note.text), key.publicKey, bytes)),
  );
}

/** The same on other threads. */
export async function endorseAsync(note: Note, keys: readonly VerifierKey[]): Promise<Endorsement> {
  const claims = claimsOf(note, keys);
  const check = ({ key, bytes }: Claim): Promise<boolean> =>
    new Promise((resolve, reject) => {
      verify(null, Buffer.from(note.text), key.publicKey, bytes, (error, isRight) =>
        error === null ? resolve(isRight) : reject(error),
      );
    });
  return verdict(claims, await Promise.all(claims.map(check)));
}

interface Claim {
  readonly key: VerifierKey;
  readonly bytes: Uint8Array;
}

/** The signatures that carry the name and id of a known key. Others are ignored (C2SP signed-note). */
function claimsOf({ signatures }: Note, keys: readonly VerifierKey[]): readonly Claim[] {
  return signatures.flatMap(({ name, id, bytes }) =>
    keys.filter((key) => key.name === name && key.id === id).map((key) => ({ key, bytes })),
  );
}

function verdict(claims: readonly Claim[], results: readonly boolean[]): Endorsement {
  const forged = claims[results.indexOf(false)];
  if (forged !== undefined) return { status: 'forged', key: forged.key };
  return claims.length === 0 ? { status: 'unknown' } : { status: 'signed', by: claims.map(({ key }) => key) };
}

const SIGNATURE = /^\u2014 ([^\s+]{1,256}) ([\w+/=]{8,200})$/;
const MOST_SIGNATURES = 16;
const LONGEST = 16_384;
