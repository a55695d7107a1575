import { AttestaError, type RiskLevel } from '@attesta/core';
import { faultAt } from './check.js';
import type { DomainProfileData, DomainTemplate, RiskPattern } from './profile-data.js';
import { LEVELS, readProfile } from './read-profile.js';

/**
 * What an expert knows about a trade, as data: questions with their answers, and what is risky there.
 *
 * @example
 * const profile = await DomainProfile.fromFile('billing.json');
 * profile.getTemplatesForLevel('high').length; // 12
 */
export class DomainProfile {
  readonly name: string;
  readonly displayName: string;
  readonly description: string;
  readonly templates: readonly DomainTemplate[];
  readonly riskPatterns: readonly RiskPattern[];
  readonly sensitiveTerms: Readonly<Record<string, number>>;
  readonly criticalActions: readonly string[];
  readonly safeActions: readonly string[];
  readonly baseRiskFloor: number;

  /** @throws AttestaError (`invalid_option`) that names the place (`templates[3].answerHints[0]`) and the rule. */
  constructor(data: DomainProfileData) {
    const profile = readProfile(data);
    this.name = profile.name;
    this.displayName = profile.displayName;
    this.description = profile.description;
    this.templates = profile.templates;
    this.riskPatterns = profile.riskPatterns;
    this.sensitiveTerms = profile.sensitiveTerms;
    this.criticalActions = profile.criticalActions;
    this.safeActions = profile.safeActions;
    this.baseRiskFloor = profile.baseRiskFloor;
    if (new.target === DomainProfile) Object.freeze(this);
  }

  /**
   * Reads a profile from a JSON file (UTF-8).
   *
   * @throws AttestaError (`invalid_option`) when it cannot be read, is no JSON, or breaks a rule.
   */
  static async fromFile(path: string | URL): Promise<DomainProfile> {
    const { readFile } = await import('node:fs/promises');
    let data: DomainProfileData;
    try {
      data = JSON.parse((await readFile(path, 'utf8')).replace(/^\ufeff/, ''));
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new AttestaError('invalid_option', `DomainProfile.fromFile: ${path} cannot be read as JSON (${why}).`);
    }
    return new DomainProfile(data);
  }

  /** The questions to draw from at a risk level: those whose minimum is at or below it. */
  getTemplatesForLevel(level: RiskLevel): readonly DomainTemplate[] {
    const height = LEVELS.indexOf(level);
    if (height < 0) throw faultAt('getTemplatesForLevel', `takes one of ${LEVELS.join(', ')}`);
    return this.templates.filter(({ minRiskLevel }) => LEVELS.indexOf(minRiskLevel) <= height);
  }

  /**
   * Both profiles in one: the lists united (what is in both, once), and of two numbers for one thing the higher.
   *
   * @throws AttestaError (`invalid_option`) when both ask one question and differ on its answers.
   */
  merge(other: DomainProfile): DomainProfile {
    return new DomainProfile({
      name: `${this.name}+${other.name}`,
      displayName: `${this.displayName} + ${other.displayName}`,
      description: `${this.description}\n${other.description}`,
      templates: united(this.templates, other.templates),
      riskPatterns: strictest([...this.riskPatterns, ...other.riskPatterns]),
      sensitiveTerms: highest(this.sensitiveTerms, other.sensitiveTerms),
      criticalActions: united(this.criticalActions, other.criticalActions),
      safeActions: united(this.safeActions, other.safeActions),
      baseRiskFloor: Math.max(this.baseRiskFloor, other.baseRiskFloor),
    });
  }
}

function united<T>(a: readonly T[], b: readonly T[]): readonly T[] {
  return [...new Map([...a, ...b].map((item) => [JSON.stringify(item), item])).values()];
}

function strictest(patterns: readonly RiskPattern[]): readonly RiskPattern[] {
  const found = new Map<string, RiskPattern>();
  for (const each of patterns) {
    const key = JSON.stringify([each.name, each.pattern]);
    const known = found.get(key);
    if (known === undefined || known.riskContribution < each.riskContribution) found.set(key, each);
  }
  return [...found.values()];
}

function highest(
  a: Readonly<Record<string, number>>,
  b: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  const terms = new Map(Object.entries(a));
  for (const [term, share] of Object.entries(b)) terms.set(term, Math.max(share, terms.get(term) ?? 0));
  return Object.fromEntries(terms);
}
