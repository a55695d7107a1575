import { createPublicKey, sign } from 'node:crypto';
import type { Clock } from '@attesta/core';
import { deadlineIn, option, readOptions, within } from '@attesta/core/authoring';
import { AuditLogError } from '../errors.js';
import { type Checkpoint, formatCheckpoint } from './checkpoint.js';
import type { CheckpointStore } from './checkpoint-store.js';
import { generateKey, KEY_NAME, type NamedKey, type VerifierKey, verifierKeyOf } from './keys.js';
import { endorse, formatNote } from './note.js';

/** Signs checkpoints. Made by `openKeyFile`, by `createSigner`, or by hand over a key that is kept elsewhere. */
export interface CheckpointSigner extends Partial<CheckpointStore> {
  /** The key that verifies its signatures: `verifierKeyOf({ name, publicKey })`. */
  readonly verifierKey: string;
  /** The verifier keys before it, whose checkpoints are in the log. */
  readonly retiredKeys?: readonly string[];
  /** The Ed25519 signature over these bytes, 64 bytes. It has 10 seconds; when it fails, the record is refused. */
  sign(bytes: Uint8Array): Uint8Array | Promise<Uint8Array>;
}

/** Options of `createSigner`. */
export interface SignerOptions {
  /** The name of the key, such as `acme.example/agents`: 1 to 128 letters, digits, and any of . / _ : - */
  readonly name: string;
}

/**
 * Makes a signer with a new key that lasts as long as the process: for tests, and to try things out.
 *
 * @throws AttestaError (`invalid_option`) for a name with a space or a plus.
 * @example createSigner({ name: 'acme.example/agents' }).verifierKey // 'acme.example/agents+1f2e3d4c+AQ...'
 */
export function createSigner(options: SignerOptions): CheckpointSigner {
  const { name } = readOptions<SignerOptions>('createSigner', options, { name: option.required(KEY_NAME) });
  return Object.freeze(signerOf(generateKey(name)));
}

/** A signer over a private key. */
export function signerOf({ name, privateKey }: NamedKey): Pick<CheckpointSigner, 'verifierKey' | 'sign'> {
  return {
    verifierKey: verifierKeyOf({ name, publicKey: createPublicKey(privateKey) }),
    sign: (bytes) => sign(null, bytes, privateKey),
  };
}

/** A signer whose signatures are checked: the audit log believes its key alone. */
export class CheckedSigner {
  readonly #signer: CheckpointSigner;
  readonly #key: VerifierKey;
  readonly #clock: Clock;
  #isTried = false;

  constructor(signer: CheckpointSigner, key: VerifierKey, clock: Clock) {
    this.#signer = signer;
    this.#key = key;
    this.#clock = clock;
  }

  /**
   * The signed note over a checkpoint.
   *
   * @throws AuditLogError (`unsigned`) when the signer fails, hangs or gives anything but its signature.
   */
  async sign(checkpoint: Checkpoint): Promise<string> {
    const text = formatCheckpoint(checkpoint);
    const given = this.#signer.sign(Buffer.from(text));
    const isLocal = given instanceof Uint8Array;
    const bytes: unknown = isLocal ? given : await this.#awaited(given);
    if (!(bytes instanceof Uint8Array)) throw unsigned('must give the signature as a Uint8Array');
    const note = { text, signatures: [{ name: this.#key.name, id: this.#key.id, bytes }] };
    // Verifying takes longer than signing. A key in this process is verified once, a remote one each time.
    if (!isLocal || !this.#isTried) {
      if (endorse(note, [this.#key]).status !== 'signed') {
        throw unsigned('gave a signature that its verifier key does not verify');
      }
      this.#isTried = true;
    }
    return formatNote(note);
  }

  async #awaited(given: Promise<Uint8Array>): Promise<unknown> {
    const deadline = deadlineIn(this.#clock, TIMEOUT_SECONDS);
    const settled = await within(() => given, { clock: this.#clock, deadline });
    if (settled.status === 'fulfilled') return settled.value;
    if (settled.status === 'rejected') throw unsigned('failed', { cause: settled.reason });
    throw unsigned(`did not sign within ${TIMEOUT_SECONDS} seconds`);
  }
}

function unsigned(fault: string, options?: ErrorOptions): AuditLogError {
  return new AuditLogError('unsigned', `The signer of checkpoints ${fault}.`, options);
}

const TIMEOUT_SECONDS = 10;
