import { describe, expect, it } from 'vitest';
import { type Comparison, compare } from '../../src/report/comparison.js';
import { comparisonText } from '../../src/report/comparison-text.js';
import type { Results } from '../../src/report/results.js';
import { someFigure, someResults, spread } from './some-results.js';

/** A run that has measured these and nothing else. */
function runWith(...figures: Results['groups'][number]['figures']): Results {
  return someResults({ groups: [{ title: 'A gate', method: 'As it is.', figures }], peers: [], growth: [] });
}

function compareOne(before: Results['groups'][number]['figures'][number]['value'], after: typeof before): Comparison {
  return compare(runWith(someFigure({ value: before })), runWith(someFigure({ value: after })));
}

const namesOf = (changes: Comparison['slower']): readonly string[] => changes.map(({ name }) => name);

describe('compare', () => {
  it('takes the quartile spreads of both runs together for noise', () => {
    // 4 and 6 wide.
    expect(namesOf(compareOne(spread(100, 2), spread(110, 3)).same)).toEqual(['gate/flat']);
    expect(namesOf(compareOne(spread(100, 2), spread(110.1, 3)).slower)).toEqual(['gate/flat']);
    expect(namesOf(compareOne(spread(100, 2), spread(90, 3)).same)).toEqual(['gate/flat']);
    expect(namesOf(compareOne(spread(100, 2), spread(89.9, 3)).faster)).toEqual(['gate/flat']);
  });

  it('takes a twentieth for noise where the spreads are less', () => {
    expect(namesOf(compareOne(spread(100, 0), spread(105, 0)).same)).toEqual(['gate/flat']);
    expect(namesOf(compareOne(spread(100, 0), spread(105.1, 0)).slower)).toEqual(['gate/flat']);
    expect(namesOf(compareOne(spread(100, 0), spread(95, 0)).same)).toEqual(['gate/flat']);
    expect(namesOf(compareOne(spread(100, 0), spread(94.9, 0)).faster)).toEqual(['gate/flat']);
  });

  it('compares what an approval adds also where noise has taken it below zero', () => {
    expect(namesOf(compareOne(spread(-1, 3), spread(10, 2)).slower)).toEqual(['gate/flat']);
    expect(namesOf(compareOne(spread(-1, 3), spread(8, 2)).same)).toEqual(['gate/flat']);
  });

  it('names what is missing and what is new, and takes another unit for another figure', () => {
    const before = runWith(someFigure(), someFigure({ id: 'gate/old' }), someFigure({ id: 'core/size', unit: 'kB' }));
    const after = runWith(someFigure(), someFigure({ id: 'gate/new' }), someFigure({ id: 'core/size', unit: 'MB' }));
    expect(compare(before, after)).toMatchObject({
      missing: ['gate/old', 'core/size in kB'],
      added: ['gate/new', 'core/size in MB'],
      slower: [],
    });
  });

  it('compares each point of a curve, and of a peer what Attesta adds alone', () => {
    const [curve, peer] = [someResults().growth[0]!, someResults().peers[0]!];
    const points = curve.points.map((point) => (point.size === 4_000 ? { ...point, value: spread(40) } : point));
    const after = someResults({
      growth: [{ ...curve, points }],
      peers: [{ ...peer, ungated: spread(900), ownAdded: spread(900), attestaAdded: spread(25) }],
    });
    const { slower, same } = compare(someResults(), after);
    expect(namesOf(slower)).toEqual(['peers/other', 'growth/calls at 4,000']);
    expect(same).toHaveLength(4);
  });

  it('warns of other modes and machines', () => {
    const after = someResults({ mode: 'quick', machine: { processor: 'Abacus, 4 cores', node: 'v22' } });
    expect(compare(someResults(), after).warnings).toEqual([
      'The first run is a full one, the second a quick one.',
      'The machines differ: processor was Abacus, 2 cores, and is Abacus, 4 cores.',
      'The machines differ: node was unknown, and is v22.',
    ]);
    expect(compare(someResults(), someResults()).warnings).toEqual([]);
  });
});

describe('comparisonText', () => {
  it('says each change with its size and its noise', () => {
    const before = runWith(someFigure({ value: spread(100, 1) }), someFigure({ id: 'gate/old' }));
    const after = runWith(someFigure({ value: spread(120, 2) }), someFigure({ id: 'gate/new' }));
    expect(comparisonText(compare(before, after))).toBe(
      [
        'Slower by more than the noise:',
        '  gate/flat: 100 -> 120 (+20.0 %), noise 6.00',
        '',
        'Missing in the second run:',
        '  gate/old',
        '',
        'New in the second run:',
        '  gate/new',
        '',
        '1 slower, 0 faster, 0 the same within the noise.',
      ].join('\n'),
    );
  });

  it('says faster as well, and warnings first', () => {
    const text = comparisonText(
      compare(runWith(someFigure()), { ...runWith(someFigure({ value: spread(6) })), mode: 'quick' }),
    );
    expect(text).toMatch(/^Warning: The first run is a full one/);
    expect(text).toContain('Faster by more than the noise:\n  gate/flat: 12.0 -> 6.00 (-50.0 %)');
  });
});
