import { visible } from '@attesta/core/authoring';
import { bare, bareCalls } from '../measure/bare.js';
import { ratioOf } from '../measure/ratio.js';
import type { Group, Row } from '../row.js';

const SIZE = 1_000_000;

/** What it takes to make foreign text fit for a person's eyes. */
export const VISIBLE: Group = {
  title: 'visible()',
  method: 'One megabyte at a time, counted in UTF-16 code units.',
  rows: [
    row('ascii', 'clean ASCII', 'The rows of table orders are older than a year. ', 1000, '1 GB/s'),
    row('bidi', 'bidirectional controls and letters', 'abc\u202Edef\u2066ghi\u200Fjkl', 20_000, '50 MB/s'),
    row('controls', 'escape sequences', '\u001B[31mred\u001B[0m\r\n', 20_000, '50 MB/s'),
    row('marks', 'stacked combining marks', 'z\u0351\u036B\u0343\u036A\u0302\u036B\u033D', 20_000, '50 MB/s'),
    row('surrogates', 'lone surrogates', 'x\uD83D', 20_000, '50 MB/s'),
    row('emoji', 'joined emoji', '\u{1F468}\u200D\u{1F469}\u200D\u{1F467}', 20_000, '50 MB/s'),
    row('backslashes', 'backslashes', '\\', 20_000, '50 MB/s'),
  ],
};

function row(id: string, what: string, part: string, microseconds: number, stated: string): Row {
  const text = part.repeat(Math.ceil(SIZE / part.length)).slice(0, SIZE);
  return {
    id: `visible/${id}`,
    what,
    over: 'the bare async call',
    target: { atMost: bareCalls(microseconds), stated },
    measure: (budget) => ratioOf(() => visible(text), bare, budget),
  };
}
