import type { Spread } from '../measure/ratio.js';
import type { Checks } from '../peers/peer.js';
import type { Target } from '../row.js';
import {
  listOf,
  MalformedError,
  number,
  objectOf,
  oneOf,
  optional,
  positive,
  type Read,
  recordOf,
  text,
} from './reading.js';
import type { CurveResult, Figure, GroupResult, PeerResult, Results } from './results.js';

/**
 * Reads what a run has written.
 *
 * @param file Names it in errors.
 * @throws MalformedError: where in the file, what must stand there, and what does.
 */
export function readResults(json: string, file: string): Results {
  const results = resultsIn(parsed(json, file), `${file}:`);
  assertDifferent(results, file);
  return results;
}

function parsed(json: string, file: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new MalformedError(file, `JSON (${error instanceof Error ? error.message : error})`, json);
  }
}

const spread: Read<Spread> = objectOf((of, at) => {
  const value = { low: of('low', number), median: of('median', number), high: of('high', number) };
  if (value.low <= value.median && value.median <= value.high) return value;
  throw new MalformedError(at, 'quartiles in order: low, median, high', value);
});

const target: Read<Target> = objectOf((of) => ({ atMost: of('atMost', number), stated: of('stated', text) }));

const figure: Read<Figure> = objectOf((of) => {
  const [set, ifMissed] = [of('target', optional(target)), of('ifMissed', optional(text))];
  return {
    id: of('id', text),
    what: of('what', text),
    over: of('over', text),
    unit: of('unit', oneOf('x', 'bytes', 'kB', 'MB', 'ms')),
    value: of('value', spread),
    ...(set === undefined ? {} : { target: set }),
    ...(ifMissed === undefined ? {} : { ifMissed }),
  };
});

const group: Read<GroupResult> = objectOf((of) => ({
  title: of('title', text),
  method: of('method', text),
  figures: of('figures', listOf(figure)),
}));

const checks: Read<Checks> = objectOf((of) => ({
  binding: of('binding', text),
  singleUse: of('singleUse', text),
  identity: of('identity', text),
  audit: of('audit', text),
}));

const peer: Read<PeerResult> = objectOf((of) => ({
  id: of('id', text),
  name: of('name', text),
  packages: of('packages', listOf(text)),
  method: of('method', text),
  checks: of('checks', checks),
  ungated: of('ungated', spread),
  ownAdded: of('ownAdded', spread),
  attestaAdded: of('attestaAdded', spread),
}));

const curve: Read<CurveResult> = objectOf((of) => ({
  id: of('id', text),
  title: of('title', text),
  size: of('size', text),
  cost: of('cost', text),
  expected: of('expected', oneOf('flat', 'linear')),
  points: of('points', listOf(objectOf((each) => ({ size: each('size', positive), value: each('value', spread) })))),
}));

const resultsIn: Read<Results> = objectOf((of) => ({
  mode: of('mode', oneOf('quick', 'full')),
  budget: of(
    'budget',
    objectOf((each) => ({ rounds: each('rounds', positive), sliceMs: each('sliceMs', positive) })),
  ),
  date: of('date', text),
  machine: of('machine', recordOf(text)),
  versions: of('versions', recordOf(text)),
  groups: of('groups', listOf(group)),
  peers: of('peers', listOf(peer)),
  growth: of('growth', listOf(curve)),
}));

/** Two figures of one name could not be told apart. */
function assertDifferent({ groups, peers, growth }: Results, file: string): void {
  for (const each of [groups.flatMap(({ figures }) => figures), peers, growth]) {
    const ids = each.map(({ id }) => id);
    const twice = ids.find((id, at) => ids.indexOf(id) !== at);
    if (twice !== undefined) throw new MalformedError(`${file}: id`, 'another one for each', twice);
  }
}
