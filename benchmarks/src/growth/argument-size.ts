import { Attesta } from '@attesta/core';
import { bare } from '../measure/bare.js';
import { inProcessorTime } from '../measure/processor-time.js';
import { ratioOf } from '../measure/ratio.js';
import type { Curve } from './curve.js';

const SIZES = [1_000, 4_000, 16_000, 64_000, 256_000];

const gated = new Attesta().gate({ name: 'read_rows' }, async (given: object | string) => typeof given);

/** Nested arguments are copied twice and looked at once: for the scorer, and for the function. */
export const ARGUMENTS_NESTED: Curve = {
  id: 'arguments-nested',
  title: 'Nested arguments',
  size: 'bytes of JSON in the arguments',
  cost: 'one gated call, in bare calls',
  expected: 'linear',
  sizes: SIZES,
  measure(size, budget) {
    const given = nested(size);
    return ratioOf(() => gated(given), bare, inProcessorTime(budget));
  },
};

/** A text is searched for what is dangerous to name. */
export const ARGUMENTS_TEXT: Curve = {
  id: 'arguments-text',
  title: 'One long text',
  size: 'characters in the argument',
  cost: 'one gated call, in bare calls',
  expected: 'linear',
  sizes: SIZES,
  measure(size, budget) {
    const text = SENTENCE.repeat(Math.ceil(size / SENTENCE.length)).slice(0, size);
    return ratioOf(() => gated(text), bare, inProcessorTime(budget));
  },
};

/** Rows with objects and lists in them, of about so many bytes of JSON. */
function nested(size: number): object {
  const row = (id: number): object => ({
    id,
    name: `customer ${id}`,
    tags: ['new', 'eu'],
    address: { city: 'Oslo', mail: `${id}@example.org` },
  });
  const bytes = JSON.stringify(row(1000)).length + 1;
  return { rows: Array.from({ length: Math.max(1, Math.round(size / bytes)) }, (_, id) => row(id)) };
}

const SENTENCE = 'The quarterly report on the orders of the northern region is attached, with figures by month. ';
