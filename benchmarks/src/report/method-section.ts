import type { Results } from './results.js';
import { table } from './table.js';

/** What the figures are, and where, when and with what they were made. */
export function methodSection({ mode, budget, date, machine, versions }: Results): string {
  const rows = [
    ['mode', `${mode}: ${budget.rounds} rounds, slices of ${budget.sliceMs} ms`],
    ['date', date.replace('T', ' ').replace(/:\d\d\.\d+Z$|Z$/, ' UTC')],
    ...Object.entries(machine),
  ];
  const packages = Object.entries(versions).map(([name, version]) => `\`${name}\` ${version}`);
  return [
    '## How it was measured',
    METHOD,
    table([{ heading: 'this run' }, { heading: '' }], rows),
    `Versions: ${packages.join(', ')}.`,
  ].join('\n\n');
}

const METHOD = `\
A time by itself means nothing on a machine that does other things as well. So each figure is a ratio: how many times as long one
thing takes as another, both measured in turn in one run. Each runs for one slice before it is the other's turn, every second
round in reverse order, and each round gives one ratio. A figure is the median of the rounds; in brackets are the quartiles,
between which half of the rounds lie. Less is better in all of them.

The *bare call* is an async function that returns the length of a text, awaited. Targets that were set in microseconds hold where
a bare call takes 0.05 us, and are counted in bare calls: 15 us are 300 of them.`;
