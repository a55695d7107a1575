import type { KeyRing } from './key-ring.js';
import { type SealedSecret, type SecretStatus, seal, unseal } from './sealed-secret.js';
import type { SecretShelf, ShelfEntry } from './secret-shelf.js';

/** What came of encrypting anew. */
export interface Reencryption {
  /** How many operators' secrets were. */
  readonly reencrypted: number;
  /** Whose cannot be read with these keys: they stay as they are. */
  readonly unreadable: readonly string[];
}

/** Brings every secret under the newest key. What is under it already is not touched. */
export async function reencrypt(shelf: SecretShelf, keys: KeyRing): Promise<Reencryption> {
  let reencrypted = 0;
  const unreadable: string[] = [];
  for await (const { operatorId } of shelf.entries()) {
    let isReadable = true;
    const isChanged = await shelf.update(operatorId, (entry) => {
      const { active, pending } = entry.record ?? {};
      const next = {
        active: renewed(keys, entry, 'active', active),
        pending: renewed(keys, entry, 'pending', pending),
      };
      // Gone meanwhile is not unreadable.
      isReadable = entry.version === 0 || (entry.record !== undefined && next.active !== null && next.pending !== null);
      if (next.active === null || next.pending === null) return undefined;
      return next.active === active && next.pending === pending
        ? undefined
        : { active: next.active, pending: next.pending };
    });
    if (isChanged) reencrypted += 1;
    if (!isReadable) unreadable.push(operatorId);
  }
  return { reencrypted, unreadable };
}

/** The same under the newest key; null when it cannot be read. */
function renewed(
  keys: KeyRing,
  { operatorId }: ShelfEntry,
  status: SecretStatus,
  sealed: SealedSecret | undefined,
): SealedSecret | undefined | null {
  if (sealed === undefined) return undefined;
  const secret = unseal(keys, { operatorId, status }, sealed);
  if (secret === undefined) return null;
  return sealed.keyId === keys.newest ? sealed : seal(keys, { ...sealed, operatorId, status }, secret);
}
