import assert from 'node:assert/strict';
import type { LogStore } from '@attesta/core';

/** A string as a record. */
export function record(content: string): Uint8Array {
  return new TextEncoder().encode(content);
}

/** The records from number `from` on, as strings. */
export async function contentsOf(store: LogStore, from = 0): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const bytes of store.read(from)) found.push(new TextDecoder().decode(bytes));
  return found;
}

/** Each pair of records once, in one piece. */
export function assertPairs(records: readonly string[], pairs: number): void {
  assert.equal(records.length, pairs * 2, 'The number of records.');
  assert.equal(new Set(records).size, pairs * 2, 'Records that differ.');
  for (let index = 0; index < records.length; index += 2) {
    const [first = '', second = ''] = records.slice(index, index + 2);
    assert(first.endsWith(' a') && second === first.replace(/a$/, 'b'), `Batch in one piece: "${first}", "${second}".`);
  }
}
