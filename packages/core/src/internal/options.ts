import { type AttestaError, invalid } from '../decision/errors.js';

/** What an option may be: a test, and the same in words. */
export interface OptionRule {
  readonly allowed: string;
  readonly accepts: (value: unknown) => boolean;
  readonly required?: true;
}

/**
 * Checks an options object once, at the door: own properties only (a polluted prototype changes nothing), no unknown
 * names, each value by its rule; one that is undefined counts as not given. Returns a frozen copy without a prototype.
 *
 * @throws AttestaError (`invalid_option`) that names the option, what was given and what is allowed.
 * @example readOptions<{ attempts?: number }>('MyChallenge', { attempts: 0 }, { attempts: option.integer(1, 10) })
 * // MyChallenge: attempts must be an integer from 1 to 10, not 0.
 */
export function readOptions<T extends object>(
  owner: string,
  given: T | undefined,
  rules: { readonly [K in keyof T]-?: OptionRule },
): Readonly<T> {
  if (given !== undefined && !isPlain(given)) {
    throw invalid(`${owner}: the options must be a plain object, not ${told(given)}.`);
  }
  const known = tableOf(rules);
  const read = Object.create(null);
  for (const [name, value] of Object.entries(given ?? {})) {
    const rule = known.get(name);
    if (rule === undefined) throw unknownOption(owner, name, known);
    if (value === undefined) continue;
    if (!rule.accepts(value)) {
      throw invalid(`${owner}: ${name} must be ${rule.allowed}, not ${told(value)}.`);
    }
    read[name] = value;
  }
  for (const [name, rule] of known) {
    if (rule.required && !Object.hasOwn(read, name)) {
      throw invalid(`${owner}: ${name} is required; it must be ${rule.allowed}.`);
    }
  }
  return Object.freeze(read);
}

const tables = new WeakMap<object, ReadonlyMap<string, OptionRule>>();

/** Rules by name, made once: the same ones are read with each result and each call. */
function tableOf(rules: Readonly<Record<string, OptionRule>>): ReadonlyMap<string, OptionRule> {
  const known = tables.get(rules) ?? new Map(Object.entries(rules));
  tables.set(rules, known);
  return known;
}

/** The rules that options of this project follow. */
export const option: {
  readonly boolean: OptionRule;
  readonly function: OptionRule;
  readonly text: OptionRule;
  readonly ids: OptionRule;
  readonly id: OptionRule;
  readonly seconds: OptionRule;
  readonly object: OptionRule;
  readonly any: OptionRule;
  integer(least: number, most: number): OptionRule;
  oneOf(values: readonly (string | number)[]): OptionRule;
  /** An object with these methods. */
  with(...methods: readonly string[]): OptionRule;
  required(rule: OptionRule): OptionRule;
} = Object.freeze({
  boolean: rule('true or false', (value) => typeof value === 'boolean'),
  function: rule('a function', (value) => typeof value === 'function'),
  text: rule('a text', (value) => typeof value === 'string' && value.isWellFormed()),
  ids: rule('a list of texts of 1 to 256 characters', (value) => Array.isArray(value) && value.every(isId)),
  id: rule('a text of 1 to 256 characters', isId),
  seconds: rule('a number of seconds above 0, to 3.2e9', (value) => isFrom(value, Number.MIN_VALUE, CENTURY)),
  object: rule('a plain object', isPlain),
  any: rule('anything', () => true),
  integer: (least: number, most: number) =>
    rule(`an integer from ${least} to ${most}`, (value) => Number.isInteger(value) && isFrom(value, least, most)),
  oneOf: (values: readonly unknown[]) => rule(`one of ${values.join(', ')}`, (value) => values.includes(value)),
  with: (...methods: readonly string[]) =>
    rule(`an object with ${methods.join(', ')}`, (value) => hasMethods(value, methods)),
  required: (rule: OptionRule) => ({ ...rule, required: true as const }),
});

/** Makes a rule. */
export function rule(allowed: string, accepts: OptionRule['accepts']): OptionRule {
  return { allowed, accepts };
}

/** Whether `value` can name a person, an agent, a session or a call. */
export function isId(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= 256 && value.isWellFormed();
}

/** Seconds; beyond them a deadline is no date any more. */
const CENTURY = 3.2e9;

/** Whether `value` is a number within these bounds. */
export function isFrom(value: unknown, least: number, most: number): value is number {
  return typeof value === 'number' && value >= least && value <= most;
}

/** Whether `value` is an object as a literal makes it: of a class's nothing would be read. */
export function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function hasMethods(value: unknown, methods: readonly string[]): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    methods.every((name) => typeof Reflect.get(value, name) === 'function')
  );
}

function unknownOption(owner: string, name: string, known: ReadonlyMap<string, OptionRule>): AttestaError {
  return invalid(`${owner}: there is no option ${JSON.stringify(name)}; there are ${[...known.keys()].join(', ')}.`);
}

/** What was given, without repeating a text that may be a secret. */
function told(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return `a ${typeof value}`;
}
