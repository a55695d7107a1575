import { type Clock, deadlineIn, within } from '@attesta/core';
import { AuditLogError } from '../errors.js';
import { optionalMember } from '../optional-member.js';
import { type Checkpoint, checkpointText } from './checkpoint.js';
import { readVerifierKey, type VerifierKey } from './keys.js';
import { endorse, formatNote } from './note.js';
import type { CheckpointSigner } from './signer.js';

/** Signs checkpoints with a signer of which it believes nothing but the key. */
export class Signing {
  /** The keys whose checkpoints count: the signer's own, then those before it. */
  readonly keys: readonly VerifierKey[];
  readonly #signer: CheckpointSigner;
  readonly #clock: Clock;
  readonly #key: VerifierKey;
  #isTried = false;

  constructor(signer: CheckpointSigner, clock: Clock) {
    this.#signer = signer;
    this.#clock = clock;
    this.#key = readVerifierKey(signer.verifierKey);
    this.keys = [this.#key, ...(optionalMember(signer, 'retiredKeys') ?? []).map(readVerifierKey)];
  }

  /** The name of its key. */
  get name(): string {
    return this.#key.name;
  }

  /**
   * The signed note over a checkpoint.
   *
   * @throws AuditLogError (`unsigned`) when the signer fails, hangs or gives anything but its signature.
   */
  async sign(checkpoint: Checkpoint): Promise<string> {
    const text = checkpointText(checkpoint);
    const given = this.#signer.sign(Buffer.from(text));
    const isLocal = given instanceof Uint8Array;
    const bytes: unknown = isLocal ? given : await this.#arrived(given);
    if (!(bytes instanceof Uint8Array)) throw unsigned('gave no bytes');
    const note = { text, signatures: [{ name: this.#key.name, id: this.#key.id, bytes }] };
    // Checking takes longer than signing: a key in this process is checked once, another each time.
    if (!isLocal || !this.#isTried) {
      if (endorse(note, [this.#key]).status !== 'signed')
        throw unsigned('gave a signature that its key does not verify');
      this.#isTried = true;
    }
    return formatNote(note);
  }

  async #arrived(given: Promise<Uint8Array>): Promise<unknown> {
    const settled = await within(() => given, { clock: this.#clock, deadline: deadlineIn(this.#clock, PATIENCE) });
    if (settled.status === 'fulfilled') return settled.value;
    if (settled.status === 'rejected') throw unsigned('failed', { cause: settled.reason });
    throw unsigned(`did not sign within ${PATIENCE} seconds`);
  }
}

function unsigned(fault: string, options?: ErrorOptions): AuditLogError {
  return new AuditLogError('unsigned', `The signer of checkpoints ${fault}.`, options);
}

/** Seconds. */
const PATIENCE = 10;
