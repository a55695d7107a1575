import type { LogStore } from '@attesta/core';

/** A text as a record. */
export function record(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** The records from number `from` on, as texts. */
export async function texts(store: LogStore, from = 0): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const bytes of store.read(from)) found.push(new TextDecoder().decode(bytes));
  return found;
}
