import { describe, expect, it } from 'vitest';
import { readResults } from '../../src/report/read-results.js';
import { MalformedError } from '../../src/report/reading.js';
import { someFigure, someResults } from './some-results.js';

/** What is wrong with the results once `change` was made to them. */
function faultAfter(change: (json: Record<string, unknown>) => void): string {
  const json = JSON.parse(JSON.stringify(someResults()));
  change(json);
  try {
    readResults(JSON.stringify(json), 'run.json');
  } catch (error) {
    if (error instanceof MalformedError) return error.message;
    throw error;
  }
  return 'none';
}

function figures<T>(...list: readonly T[]) {
  return [{ title: 'A gate', method: 'As it is.', figures: list }];
}

describe('readResults', () => {
  it('reads what was written', () => {
    const results = someResults({ groups: figures(someFigure(), someFigure({ id: 'gate/two', ifMissed: 'Why.' })) });
    expect(readResults(JSON.stringify(results), 'run.json')).toEqual(results);
  });

  it('reads a figure without a target, and leaves alone what it does not know', () => {
    const { target: _, ...figure } = someFigure();
    const given = { ...someResults({ groups: figures(figure) }), comment: 'mine' };
    expect(readResults(JSON.stringify(given), 'run.json')).toEqual(someResults({ groups: figures(figure) }));
  });

  const FAULTS: readonly (readonly [string, (json: Record<string, unknown>) => void, string])[] = [
    ['another mode', (json) => (json.mode = 'slow'), 'run.json: mode must be one of quick, full, but is "slow".'],
    ['no date', (json) => delete json.date, 'run.json: date must be a text, but is missing.'],
    ['no list of groups', (json) => (json.groups = {}), 'run.json: groups must be a list, but is {}.'],
    [
      'a version that is no text',
      (json) => (json.versions = { pg: 8 }),
      'run.json: versions.pg must be a text, but is 8.',
    ],
    [
      'a median that is no number',
      (json) => (json.groups = figures({ ...someFigure(), value: { low: 1, median: '2', high: 3 } })),
      'run.json: groups[0].figures[0].value.median must be a number, but is "2".',
    ],
    [
      'quartiles out of order',
      (json) => (json.groups = figures({ ...someFigure(), value: { low: 3, median: 2, high: 4 } })),
      'run.json: groups[0].figures[0].value must be quartiles in order: low, median, high, but is {"low":3,"median":2,"high":4}.',
    ],
    [
      'an unknown unit',
      (json) => (json.groups = figures({ ...someFigure(), unit: 'miles' })),
      'run.json: groups[0].figures[0].unit must be one of x, bytes, kB, MB, ms, but is "miles".',
    ],
    [
      'a target without its words',
      (json) => (json.groups = figures({ ...someFigure(), target: { atMost: 15 } })),
      'run.json: groups[0].figures[0].target.stated must be a text, but is missing.',
    ],
    [
      'a size that is not above zero',
      (json) => (json.growth = [{ ...someResults().growth[0], points: [{ size: 0, value: someFigure().value }] }]),
      'run.json: growth[0].points[0].size must be a number above 0, but is 0.',
    ],
    [
      'one id twice',
      (json) => (json.groups = figures(someFigure(), someFigure())),
      'run.json: id must be another one for each, but is "gate/flat".',
    ],
    [
      'a long value',
      (json) => (json.mode = 'x'.repeat(1000)),
      `run.json: mode must be one of quick, full, but is "${'x'.repeat(59)}....`,
    ],
  ];
  for (const [name, change, message] of FAULTS) {
    it(`refuses ${name}`, () => expect(faultAfter(change)).toBe(message));
  }

  it('refuses what is no JSON, no object, and what only inherits its members', () => {
    expect(() => readResults('{"mode":', 'run.json')).toThrow(/^run\.json must be JSON \(.*\), but is "/);
    expect(() => readResults('[]', 'run.json')).toThrow('run.json: must be an object, but is [].');
    const inherited = JSON.stringify({ __proto__: null }).replace('{', `{"__proto__":${JSON.stringify(someResults())}`);
    expect(() => readResults(inherited, 'run.json')).toThrow(
      'run.json: mode must be one of quick, full, but is missing.',
    );
  });
});
