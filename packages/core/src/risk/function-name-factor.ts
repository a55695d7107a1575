import { factor, type WeightedFactor } from './factor.js';

/**
 * What the words of a function's name say: one that destroys 0.95, else one that changes 0.55, else one that reads 0.1,
 * else 0.4; a name without words 0.5. Words are split at `_ . - /` and where a lower case letter meets an upper case one.
 */
export function functionNameFactor(functionName: string): WeightedFactor {
  const words = functionName
    .split(BOUNDARY)
    .filter(Boolean)
    .map((word) => word.toLowerCase());
  if (words.length === 0) return factor('function_name', 0.5, 'a name without words');
  for (const [kind, score, verbs] of VERBS) {
    const verb = words.find((word) => verbs.has(word));
    if (verb !== undefined) return factor('function_name', score, `${kind} verb "${verb}"`);
  }
  return factor('function_name', 0.4, 'no known verb');
}

const BOUNDARY = /[_.\-/]|(?<=\p{Ll})(?=\p{Lu})/u;

/**
 * From the gravest on. The published words first; those after the bar raise names that they leave at 0.4 or below, and lower
 * none.
 */
const VERBS: readonly (readonly [kind: string, score: number, verbs: ReadonlySet<string>])[] = [
  [
    'destructive',
    0.95,
    wordsOf(
      'delete remove drop destroy purge truncate kill | wipe erase overwrite terminate shutdown revoke grant transfer pay refund',
    ),
  ],
  ['mutating', 0.55, wordsOf('write update modify set create send deploy push execute run')],
  ['reading', 0.1, wordsOf('read get list fetch search find check')],
];

function wordsOf(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}
