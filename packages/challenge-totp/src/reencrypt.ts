import type { KeyRing } from './key-ring.js';
import { type Place, type SealedSecret, seal, unseal } from './sealed-secret.js';
import type { SecretStore } from './secret-store.js';

/** What came of encrypting anew. */
export interface Reencryption {
  /** How many operators' secrets were. */
  readonly reencrypted: number;
  /** Whose cannot be read with these keys: they stay as they are. */
  readonly unreadable: readonly string[];
}

/** Brings every secret under the newest key. What is under it already is not touched. */
export async function reencrypt(store: SecretStore, keys: KeyRing): Promise<Reencryption> {
  let reencrypted = 0;
  const unreadable: string[] = [];
  for await (const { operatorId } of store.entries()) {
    let isReadable = true;
    const isChanged = await store.update(operatorId, (record) => {
      isReadable = record !== 'damaged';
      if (record === undefined || record === 'damaged') return undefined;
      const active = renewed(keys, { operatorId, status: 'active' }, record.active);
      const pending = renewed(keys, { operatorId, status: 'pending' }, record.pending);
      isReadable = active !== null && pending !== null;
      if (active === null || pending === null) return undefined;
      return active === record.active && pending === record.pending ? undefined : { active, pending };
    });
    if (isChanged) reencrypted += 1;
    if (!isReadable) unreadable.push(operatorId);
  }
  return { reencrypted, unreadable };
}

/** The same under the newest key; null when it cannot be read. */
function renewed(
  keys: KeyRing,
  place: Pick<Place, 'operatorId' | 'status'>,
  sealed: SealedSecret | undefined,
): SealedSecret | undefined | null {
  if (sealed === undefined) return undefined;
  const secret = unseal(keys, place, sealed);
  if (secret === undefined) return null;
  return sealed.keyId === keys.newest ? sealed : seal(keys, { ...sealed, ...place }, secret);
}
