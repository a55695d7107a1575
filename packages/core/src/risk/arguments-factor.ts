import { type ArgumentValue, isList, isMap, isSet } from '../action/argument-value.js';
import { factor, type WeightedFactor } from './factor.js';
import { SENSITIVE_SCORE } from './risky-word.js';
import { bytesRisk, NOTHING_FOUND, textRisk } from './text-risk.js';

const NO_ARGUMENTS: WeightedFactor = factor('arguments', 0, 'no arguments');

/**
 * The riskiest of all that the arguments say, at every depth, keys too: something sensitive, SQL or a shell command 0.9, an
 * address on the network 0.5, else 0.05; no arguments 0. How deep and large they may be is settled before they are here.
 */
export function argumentsFactor(args: readonly ArgumentValue[]): WeightedFactor {
  return args.length === 0 ? NO_ARGUMENTS : inList(args, NOTHING_FOUND);
}

/** The graver of what was found before and what a value says; nothing is graver than the sensitive. */
function graver(found: WeightedFactor, value: ArgumentValue): WeightedFactor {
  // In numbers, booleans, null, undefined and dates there is no word and no address.
  if (found.score >= SENSITIVE_SCORE) return found;
  if (typeof value === 'string') return max(found, textRisk(value));
  if (typeof value !== 'object' || value === null || value instanceof Date) return found;
  if (isList(value)) return inList(value, found);
  if (value instanceof Uint8Array) return max(found, bytesRisk(value));
  if (isSet(value) || isMap(value)) return inList([...value], found);
  return inObject(value, found);
}

function inList(values: readonly ArgumentValue[], before: WeightedFactor): WeightedFactor {
  let found = before;
  for (let index = 0; index < values.length; index += 1) found = graver(found, values[index]);
  return found;
}

function inObject(value: Readonly<Record<string, ArgumentValue>>, before: WeightedFactor): WeightedFactor {
  let found = before;
  for (const key of Object.keys(value)) found = graver(graver(found, key), value[key]);
  return found;
}

function max(a: WeightedFactor, b: WeightedFactor): WeightedFactor {
  return b.score > a.score ? b : a;
}
