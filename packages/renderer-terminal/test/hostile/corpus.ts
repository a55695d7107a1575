import { readFileSync } from 'node:fs';
import { type ActionInput, createActionContext } from '@attesta/core';

/** A hostile action, as it is kept: what is long is written as how to make it. */
type Made =
  | { readonly repeat: readonly [string, number] }
  | { readonly concat: readonly Kept[] }
  | { readonly lines: readonly [string, number] }
  | { readonly times: readonly [string, number] }
  | { readonly nested: readonly [number, string] }
  | { readonly object: readonly [Kept, Kept] };
type Kept = string | number | boolean | null | Made | readonly Kept[] | { readonly [key: string]: Kept };

export interface HostileAction {
  readonly name: string;
  readonly action: ActionInput & { readonly args: readonly unknown[] };
}

/** Every way we know in which an action has fooled a prompt, or could. */
export function hostileActions(): readonly HostileAction[] {
  const kept: readonly (Record<string, Kept> & { name: string })[] = JSON.parse(
    readFileSync(new URL('actions.json', import.meta.url), 'utf8'),
  );
  return kept.map(({ name, ...fields }) => {
    const made = Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, make(value)]));
    const action = { functionName: 'drop_table', agentId: 'agent-1', args: [], ...made };
    // Refused here where it is no action: the corpus is to reach the screen.
    createActionContext(action);
    return { name, action };
  });
}

function make(kept: Kept): unknown {
  if (isList(kept))
    return kept.flatMap((item): unknown[] => (isMade(item) && 'times' in item ? parts(item.times) : [make(item)]));
  if (!isMade(kept)) {
    if (typeof kept !== 'object' || kept === null) return kept;
    return Object.fromEntries(Object.entries(kept).map(([key, value]) => [key, make(value)]));
  }
  if ('repeat' in kept) return kept.repeat[0].repeat(kept.repeat[1]);
  if ('concat' in kept) return kept.concat.map(make).join('');
  if ('lines' in kept)
    return Array.from({ length: kept.lines[1] }, (_, index) => `${kept.lines[0]}${index}`).join('\n');
  if ('times' in kept) return parts(kept.times);
  if ('object' in kept) return { [String(make(kept.object[0]))]: make(kept.object[1]) };
  let value: unknown = kept.nested[1];
  for (let level = 0; level < kept.nested[0]; level += 1) value = { deeper: value };
  return value;
}

function isList(kept: Kept): kept is readonly Kept[] {
  return Array.isArray(kept);
}

function parts([text, count]: readonly [string, number]): string[] {
  return Array.from({ length: count }, (_, index) => (text === '' ? '' : `${text}${index}`));
}

function isMade(kept: unknown): kept is Made {
  if (typeof kept !== 'object' || kept === null || Array.isArray(kept)) return false;
  const [key = '', ...rest] = Object.keys(kept);
  return rest.length === 0 && ['repeat', 'concat', 'lines', 'times', 'nested', 'object'].includes(key);
}
