import type { Checkpoint } from '../checkpoint/checkpoint.js';
import { checkpointDraft, checkpointIn } from '../checkpoint/checkpoint-record.js';
import type { VerifierKey } from '../checkpoint/keys.js';
import { type Endorsement, endorseAside } from '../checkpoint/note.js';
import type { Envelope } from '../record/envelope.js';
import { seal } from '../record/seal.js';
import type { OnProblem } from './anchors.js';
import type { SignedUpTo } from './report.js';

/** Checks the checkpoints in a log: on other threads, several at a time, while the log is read on. */
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

  /** Looks at a record that holds a checkpoint. Resolves when the next may be given. */
  async take(bytes: Uint8Array, envelope: Envelope, record: number): Promise<void> {
    const { time } = envelope;
    const found = checkpointIn(bytes);
    if (found === undefined || !isExact(found.text, found.checkpoint, envelope, bytes)) {
      this.#onProblem(
        'checkpoint',
        record,
        'It holds a checkpoint that does not say what the log holds, or more than that.',
      );
      return;
    }
    const checking = endorseAside(found.note, this.#keys).then(
      (endorsement) => this.#endorsed(endorsement, record, time),
      (error: unknown) => this.#onProblem('unreadable', record, `Its signature cannot be checked: ${String(error)}`),
    );
    this.#waiting.push(checking);
    if (this.#waiting.length > MOST_AT_ONCE) await this.#waiting.shift();
  }

  #endorsed(endorsement: Endorsement, record: number, time: string): void {
    if (endorsement.status === 'forged') {
      const { name, id } = endorsement.key;
      this.#onProblem('signature', record, `The key ${name}+${id} has not signed the checkpoint that it holds.`);
    }
    if (endorsement.status !== 'signed') return;
    this.#onSigned({ size: record + 1, time, keys: endorsement.by.map(({ name, id }) => `${name}+${id}`) });
  }

  /** Resolves when every one was checked. */
  async finish(): Promise<void> {
    await Promise.all(this.#waiting);
  }
}

/**
 * Whether the record is the one that belongs to the checkpoint, byte for byte: nothing else covers the record itself, so it must have
 * no room for anything of its own.
 */
function isExact(note: string, { log, size, head, time }: Checkpoint, envelope: Envelope, bytes: Uint8Array): boolean {
  if (log !== envelope.log || size !== envelope.sequence || head !== envelope.previous) return false;
  return seal(checkpointDraft(note), { log, previous: head, sequence: size, time }).bytes.equals(bytes);
}

const MOST_AT_ONCE = 16;
