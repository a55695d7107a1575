import { openPostgresStore } from '@attesta/store-postgres';

interface Opening {
  readonly kind: 'state' | 'log';
  readonly connectionString: string;
  readonly schema: string;
}

/** What the conformance kit runs in other processes. */
export default async function openStore({ kind, ...place }: Opening) {
  const { [kind]: store, close } = await openPostgresStore(place);
  return { store, close };
}
