import { checkpointDraft } from '../checkpoint/checkpoint-record.js';
import type { Signing } from '../checkpoint/signing.js';
import type { Draft } from '../record/draft.js';
import { seal } from '../record/seal.js';
import type { Tip } from './tip.js';

/** What is to be appended: a record, or only a checkpoint over what is not signed. */
export type Wish = Draft | 'checkpoint';

/** What all records of a batch share. */
export interface Setting {
  readonly signing: Signing;
  /** The most records between two checkpoints. */
  readonly interval: number;
  /** Milliseconds since 1970. */
  readonly time: number;
}

/** Records, ready to be appended in one piece. */
export interface Assembled {
  readonly records: readonly Uint8Array[];
  /** For each wish the name of its record. */
  readonly receipts: readonly string[];
  /** The tip once they are appended. */
  readonly tip: Tip;
  /** The last checkpoint among them. */
  readonly note: string | undefined;
}

/** Gives each wish its place behind the tip, with a checkpoint wherever one is due. A log begins with one. */
export async function assemble(from: Tip, wishes: readonly Wish[], setting: Setting): Promise<Assembled> {
  const { signing, interval, time } = setting;
  const records: Uint8Array[] = [];
  const receipts: string[] = [];
  let tip = from;
  let note: string | undefined;

  function add(draft: Draft, unsigned: number): void {
    const { log, size, head } = tip;
    const { bytes, hash } = seal(draft, { log, previous: head, sequence: size, time });
    records.push(bytes);
    tip = { log, size: size + 1, head: hash, unsigned };
  }

  async function sign(): Promise<void> {
    const { log, size, head } = tip;
    note = await signing.sign({ log, size, head, time });
    add(checkpointDraft(note), 0);
  }

  if (tip.size === 0) await sign();
  for (const wish of wishes) {
    if (wish !== 'checkpoint') add(wish, tip.unsigned + 1);
    receipts.push(`${tip.size - 1}:${tip.head}`);
    if (tip.unsigned >= (wish === 'checkpoint' ? 1 : interval)) await sign();
  }
  return { records, receipts, tip, note };
}
