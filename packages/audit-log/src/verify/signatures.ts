import { type Checkpoint, checkpointDraft, checkpointIn } from '../checkpoint/checkpoint.js';
import type { VerifierKey } from '../checkpoint/keys.js';
import { type Endorsement, endorseAsync } from '../checkpoint/note.js';
import type { Envelope } from '../record/envelope.js';
import { seal } from '../record/seal.js';
import type { OnProblem } from './anchors.js';
import type { SignedUpTo } from './report.js';

/** Verifies the checkpoints in a log: on other threads, several at a time, while the log is read. */
export class Signatures {
  readonly #keys: readonly VerifierKey[];
  readonly #onProblem: OnProblem;
  readonly #onSigned: (signed: SignedUpTo) => void;
  readonly #waiting: Promise<void>[] = [];

  constructor(keys: readonly VerifierKey[], onProblem: OnProblem, onSigned: (signed: SignedUpTo) => void) {
    this.#keys = keys;
    this.#onProblem = onProblem;
    this.#onSigned = onSigned;
  }

  /** Verifies a record that holds a checkpoint. Resolves when the next may be given. */
  async add(bytes: Uint8Array, envelope: Envelope, record: number): Promise<void> {
    const { time } = envelope;
    const found = checkpointIn(bytes);
    if (found === undefined || !isExact(found.signed, found.checkpoint, envelope, bytes)) {
      this.#onProblem('checkpoint', record, 'Its checkpoint does not match the records before it, or it holds more.');
      return;
    }
    const checking = endorseAsync(found.note, this.#keys).then(
      (endorsement) => this.#endorsed(endorsement, record, time),
      (error: unknown) => this.#onProblem('unreadable', record, `Its signature cannot be verified: ${String(error)}`),
    );
    this.#waiting.push(checking);
    if (this.#waiting.length > MOST_AT_ONCE) await this.#waiting.shift();
  }

  #endorsed(endorsement: Endorsement, record: number, time: string): void {
    if (endorsement.status === 'forged') {
      const { name, id } = endorsement.key;
      this.#onProblem('signature', record, `Its signature by the key ${name}+${id} is false.`);
    }
    if (endorsement.status !== 'signed') return;
    this.#onSigned({ size: record + 1, time, keys: endorsement.by.map(({ name, id }) => `${name}+${id}`) });
  }

  /** Resolves when each checkpoint was verified. */
  async finish(): Promise<void> {
    await Promise.all(this.#waiting);
  }
}

/**
 * Whether the record follows from its checkpoint, byte for byte: no signature covers the record itself, so it must hold nothing else.
 */
function isExact(
  signed: string,
  { log, size, head, time }: Checkpoint,
  envelope: Envelope,
  bytes: Uint8Array,
): boolean {
  if (log !== envelope.log || size !== envelope.sequence || head !== envelope.previous) return false;
  return seal(checkpointDraft(signed), { log, previous: head, sequence: size, time }).bytes.equals(bytes);
}

const MOST_AT_ONCE = 16;
