import { type Evidence, evidence } from '../evidence.js';
import type { NameJudgement } from '../names/judge-name.js';
import { partsOf } from '../names/split-name.js';
import { secretPlaceIn } from '../secrets/secret-places.js';
import { searchesSecrets, secretIn } from '../secrets/secret-words.js';
import { SOURCE } from '../shell/secret-arguments.js';
import type { Key } from './keys.js';
import { startsProgram } from './program-words.js';

/** The secrets that a string names: a place, what it searches for, the words of a name, a team's own words. */
export function secretsIn(value: string, key: Key, name: NameJudgement, own: RegExp | undefined): readonly Evidence[] {
  const found: Evidence[] = [];
  const said = (reason: string): number => found.push(evidence('secrets', 'medium', reason));
  if (key.kind === 'search' && searchesSecrets(value)) said('searches for secrets');
  // The judge of commands looks at the places itself, except those with a backslash, which it reads as an escape.
  const isJudged = key.kind === 'command' && startsProgram(value) && !value.includes('\\');
  const place = isJudged ? undefined : secretPlaceIn(value);
  const word = place === undefined ? secretWord(value, key, name) : undefined;
  if (place !== undefined) said(`names "${place}"`);
  if (word !== undefined) said(`names "${word}"`);
  if (own?.test(value) === true) said('a secret of the team');
  return found;
}

/** `{ resourceType: 'secrets' }`, `{ key: 'DB_PASSWORD' }`: a secret by the words of what is named. */
function secretWord(value: string, key: Key, name: NameJudgement): string | undefined {
  if (key.kind !== 'place' || value.length > LONGEST || name.words.includes('schema')) return undefined;
  return SIGN.test(value) && !SOURCE.test(value) ? secretIn(partsOf(value).flat()) : undefined;
}

/** Characters of a name or a path. */
const LONGEST = 512;
const SIGN =
  /secret|pass|pwd|cred|token|key|env|otp|cookie|string|code|signed|netrc|pem|cvc|cvv|ssn|psk|pan|variables|sensitive/i;
