import type { Figure, Results } from '../../src/report/results.js';

/** A small run, made by hand. */
export function someResults(changes: Partial<Results> = {}): Results {
  return {
    mode: 'full',
    budget: { rounds: 41, sliceMs: 20 },
    date: '2026-01-02T03:04:05.678Z',
    machine: { processor: 'Abacus, 2 cores' },
    versions: { '@attesta/core': '0.1.0', 'other-package': '1.2.3' },
    groups: [{ title: 'A gate', method: 'One call after the other.', figures: [someFigure()] }],
    peers: [
      {
        id: 'other',
        name: 'Other | package',
        packages: ['other-package'],
        method: 'A scripted model.',
        checks: { binding: 'no', singleUse: 'yes | once', identity: 'no', audit: 'no' },
        ungated: spread(100),
        ownAdded: spread(50),
        attestaAdded: spread(20),
      },
    ],
    growth: [
      {
        id: 'calls',
        title: 'Calls',
        size: 'calls before',
        cost: 'one more, in bare calls',
        expected: 'flat',
        points: [1_000, 2_000, 4_000, 8_000].map((size) => ({ size, value: spread(20) })),
      },
    ],
    ...changes,
  };
}

export function someFigure(changes: Partial<Figure> = {}): Figure {
  return {
    id: 'gate/flat',
    what: 'a flat argument',
    over: 'the bare async call',
    unit: 'x',
    value: spread(12),
    target: { atMost: 15, stated: '15 times' },
    ...changes,
  };
}

/** A figure whose quartiles lie so far from it, a hundredth of it by default. */
export function spread(median: number, by: number = median / 100): Results['peers'][number]['ungated'] {
  return { low: median - by, median, high: median + by };
}
