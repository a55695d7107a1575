import { openSqliteStore } from '@attesta/store-sqlite';

/** What the conformance kit runs in other processes. */
export default async function openStore({ kind, path }: { readonly kind: 'state' | 'log'; readonly path: string }) {
  const { [kind]: store, close } = await openSqliteStore({ path });
  return { store, close };
}
