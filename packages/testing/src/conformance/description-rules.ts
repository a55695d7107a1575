import { type OptionRule, option, readOptions } from '@attesta/core/authoring';
import type { Unsupported } from './conformance-case.js';

/** A record of functions, one at least. */
export const SCENARIOS: OptionRule = {
  allowed: 'an object with a function for each scenario, and one scenario at least',
  accepts: (value) =>
    option.object.accepts(value) &&
    Object.values(Object(value)).length > 0 &&
    Object.values(Object(value)).every((entry) => typeof entry === 'function'),
};

/** A list of texts. */
export const TEXTS: OptionRule = {
  allowed: 'a list of texts that are not empty',
  accepts: (value) => Array.isArray(value) && value.every((text) => typeof text === 'string' && text !== ''),
};

const REASON: OptionRule = {
  allowed: 'the reason, in a text of 1 to 256 characters',
  accepts: option.id.accepts,
};

/** Checks that only capabilities there are are not supported, and that each has its reason. */
export function readUnsupported<Capability extends string>(
  owner: string,
  given: Unsupported<Capability> | undefined,
  capabilities: readonly Capability[],
): Unsupported<Capability> {
  const rules: Record<string, OptionRule> = Object.fromEntries(capabilities.map((name) => [name, REASON]));
  return Object(readOptions<Record<string, string>>(`${owner}: unsupported`, Object(given ?? {}), rules));
}
