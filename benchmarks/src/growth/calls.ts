import { Attesta } from '@attesta/core';
import { bare, bareCall } from '../measure/bare.js';
import { inProcessorTime } from '../measure/processor-time.js';
import type { Curve } from './curve.js';
import { type Growing, ratioAt } from './growing.js';

/** Whatever a gate, its scorer and its counts of earlier runs keep must not make the next call slower. */
export const CALLS: Curve = {
  id: 'calls',
  title: 'Calls that one gate has let through',
  size: 'calls made before',
  cost: 'one more call, in bare calls',
  expected: 'flat',
  sizes: [10_000, 30_000, 100_000, 300_000, 1_000_000],
  measure: (size, budget) => ratioAt(size, afterCalls, bare, inProcessorTime(budget)),
};

async function afterCalls(size: number): Promise<Growing> {
  const read = new Attesta().gate({ name: 'read_file' }, bareCall);
  let calls = 0;
  const work = (): Promise<number> => {
    calls += 1;
    return read(`notes/${calls}.txt`);
  };
  while (calls < size) await work();
  return { work };
}
