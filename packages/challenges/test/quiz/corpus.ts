import { readdirSync, readFileSync } from 'node:fs';
import type { ActionContext } from '@attesta/core';
import { sampleContext } from '@attesta/testing';

const folder = new URL('../calls/', import.meta.url);

/** A call of the corpus. */
export interface Call {
  readonly functionName: string;
  readonly args: readonly unknown[];
  readonly environment: string;
}

/** Realistic calls of ten kinds. */
export const CALLS: readonly (Call & { readonly kind: string })[] = readdirSync(folder).flatMap((file) => {
  const calls: readonly Call[] = JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
  return calls.map((call) => ({ ...call, kind: file.replace('.json', '') }));
});

export function contextOf({ functionName, args, environment }: Call): ActionContext {
  return sampleContext({ functionName, args, environment });
}
