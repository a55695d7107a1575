import type { RiskLevel } from '@attesta/core';
import { type OptionRule, option, readOptions } from '@attesta/core/authoring';
import { Production } from './production.js';
import { Verbs } from './verbs/verbs.js';

/** What `ToolRiskScorer` takes: a team's own words. All of them add to what it knows. */
export interface ToolRiskScorerOptions {
  /** Verbs, in lower case, and the level of a tool that is named by one: `{ borrar: 'high', leer: 'low' }`. At most 1,000. */
  readonly verbs?: Readonly<Record<string, RiskLevel>>;
  /**
   * Arguments and hints that are amounts, and the largest that is not critical: `{ amount: 500, total_cents: 50_000 }`. In the
   * argument's own unit. At most 100.
   */
  readonly amounts?: Readonly<Record<string, number>>;
  /** Words or paths that mean a secret, found whole and in any case: `['iban', 'vault/payroll']`. At most 1,000. */
  readonly secrets?: readonly string[];
  /** Words that mean production besides `production`, `prod`, `prd`, `live`: `['blue', 'emea']`. At most 1,000. */
  readonly production?: readonly string[];
  /** The hosts that tools may reach, `*.example.com` for all below one; any other raises the risk. Default: any. At most 1,000. */
  readonly hosts?: readonly string[];
  /** Whether the first call of a tool in this process is medium at least. Default false: it is shown, and raises nothing. */
  readonly raiseFirstCall?: boolean;
}

/** A team's words, checked and prepared. */
export interface Knowledge {
  readonly verbs: Verbs;
  readonly amounts: ReadonlyMap<string, number>;
  readonly secrets: RegExp | undefined;
  readonly production: Production;
  readonly hosts: readonly string[] | undefined;
  readonly raisesFirstCall: boolean;
}

/** Reads the options once, at the door. */
export function readKnowledge(given: ToolRiskScorerOptions | undefined): Knowledge {
  const options = readOptions<ToolRiskScorerOptions>('ToolRiskScorer', given, RULES);
  return {
    verbs: new Verbs(options.verbs),
    amounts: new Map(Object.entries(options.amounts ?? {}).map(([name, limit]) => [folded(name), limit])),
    secrets: wordsPattern(options.secrets ?? []),
    production: new Production(options.production),
    hosts: options.hosts?.map((host) => host.toLowerCase()),
    raisesFirstCall: options.raiseFirstCall ?? false,
  };
}

/** A name as names are compared: `totalCents` and `total_cents` are one. */
export function folded(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** Matches any of the words, whole; linear, as none of them is a pattern. */
function wordsPattern(words: readonly string[]): RegExp | undefined {
  if (words.length === 0) return undefined;
  const escaped = words.map((word) => word.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&'));
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${escaped.join('|')})(?![\\p{L}\\p{N}])`, 'iu');
}

const LEVELS: readonly unknown[] = ['low', 'medium', 'high', 'critical'];

function table(most: number, allowed: string, accepts: (value: unknown) => boolean): OptionRule {
  return {
    allowed: `an object of at most ${most} names, each with ${allowed}`,
    accepts: (value) =>
      option.object.accepts(value) &&
      Object.entries(Object(value)).length <= most &&
      Object.entries(Object(value)).every(([name, each]) => option.id.accepts(name) && accepts(each)),
  };
}

function list(what: string): OptionRule {
  return {
    allowed: `a list of at most 1000 ${what} of 1 to 256 characters`,
    accepts: (value) => option.ids.accepts(value) && Array.isArray(value) && value.length <= 1000,
  };
}

const RULES = {
  verbs: table(1000, 'low, medium, high or critical', (level) => LEVELS.includes(level)),
  amounts: table(
    100,
    'a number from 0 up',
    (limit) => typeof limit === 'number' && Number.isFinite(limit) && limit >= 0,
  ),
  secrets: list('words'),
  production: list('words'),
  hosts: list('hosts'),
  raiseFirstCall: option.boolean,
};
