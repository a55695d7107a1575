import { RiskLevel } from '@attesta/core';
import { wordsOf } from '@attesta/core/authoring';
import { entriesAt, faultAt, fieldsAt, listAt, oneOfAt, pathTo, shareAt, textAt } from './check.js';
import { faultOfHint, occurrences } from './hint.js';
import { compilePattern } from './pattern.js';
import type { DomainTemplate, RiskPattern } from './profile-data.js';
import { faultOfQuestion } from './question.js';

/** A profile whose every field was checked; what was left out is empty. */
export interface CheckedProfile {
  readonly name: string;
  readonly displayName: string;
  readonly description: string;
  readonly templates: readonly DomainTemplate[];
  readonly riskPatterns: readonly RiskPattern[];
  readonly sensitiveTerms: Readonly<Record<string, number>>;
  readonly criticalActions: readonly string[];
  readonly safeActions: readonly string[];
  readonly baseRiskFloor: number;
}

/** The levels from harmless to critical. */
export const LEVELS: readonly RiskLevel[] = Object.values(RiskLevel);

/**
 * Checks a profile and takes a frozen copy.
 *
 * @throws AttestaError (`invalid_option`) that names the place and the rule.
 */
export function readProfile(given: unknown): CheckedProfile {
  const fields = fieldsAt(given, '', ['$schema', ...PROFILE_FIELDS]);
  const templates = listAt(fields.get('templates'), 'templates', [0, 500], readTemplate);
  refuseTwice(templates.map(({ questionTemplate }) => questionTemplate));
  return {
    name: nameAt(fields.get('name')),
    displayName: textAt(fields.get('displayName'), 'displayName', 200),
    description: textAt(fields.get('description'), 'description', 2000),
    templates,
    riskPatterns: listAt(fields.get('riskPatterns') ?? [], 'riskPatterns', [0, 100], readRiskPattern),
    sensitiveTerms: termsAt(fields.get('sensitiveTerms') ?? {}),
    criticalActions: listAt(fields.get('criticalActions') ?? [], 'criticalActions', [0, 200], actionAt),
    safeActions: listAt(fields.get('safeActions') ?? [], 'safeActions', [0, 200], actionAt),
    baseRiskFloor: shareAt(fields.get('baseRiskFloor') ?? 0, 'baseRiskFloor'),
  };
}

/** Checks one question; `place` is where it stands. */
export function readTemplate(given: unknown, place: string): DomainTemplate {
  const fields = fieldsAt(given, place, TEMPLATE_FIELDS);
  const questionTemplate = textAt(fields.get('questionTemplate'), `${place}.questionTemplate`, 500);
  const fault = faultOfQuestion(questionTemplate);
  if (fault !== undefined) throw faultAt(`${place}.questionTemplate`, fault);
  const answerHints = listAt(fields.get('answerHints'), `${place}.answerHints`, [1, 100], hintAt);
  const rejectHints = listAt(fields.get('rejectHints') ?? [], `${place}.rejectHints`, [0, 100], hintAt);
  refuseEcho(questionTemplate, answerHints, place);
  refuseContradiction(answerHints, rejectHints, place);
  const explanation = fields.get('explanation');
  return Object.freeze({
    questionTemplate,
    answerHints,
    rejectHints,
    minRiskLevel: oneOfAt(fields.get('minRiskLevel') ?? 'high', `${place}.minRiskLevel`, LEVELS),
    explanation: explanation === undefined ? undefined : textAt(explanation, `${place}.explanation`, 1000),
  });
}

function hintAt(given: unknown, place: string): string {
  const hint = textAt(given, place, 100);
  const fault = faultOfHint(hint);
  if (fault !== undefined) throw faultAt(place, fault);
  return hint;
}

/** An answer that stands in the question would be given by repeating it. */
function refuseEcho(questionTemplate: string, answerHints: readonly string[], place: string): void {
  const asked = wordsOf(questionTemplate);
  answerHints.forEach((hint, index) => {
    if (occurrences(asked, wordsOf(hint)).length > 0)
      throw faultAt(`${place}.answerHints[${index}]`, 'must not stand in the question: repeating that would be right');
  });
}

function refuseContradiction(answerHints: readonly string[], rejectHints: readonly string[], place: string): void {
  rejectHints.forEach((reject, index) => {
    const spoiled = answerHints.findIndex((hint) => occurrences(wordsOf(hint), wordsOf(reject)).length > 0);
    if (spoiled >= 0)
      throw faultAt(
        `${place}.rejectHints[${index}]`,
        `must not stand in answerHints[${spoiled}]: nothing could be right`,
      );
  });
}

function refuseTwice(questions: readonly string[]): void {
  const second = questions.findIndex((question, index) => questions.indexOf(question) < index);
  if (second >= 0) {
    const first = questions.indexOf(questions[second] ?? '');
    throw faultAt(`templates[${second}].questionTemplate`, `must not be asked twice: it stands in templates[${first}]`);
  }
}

function nameAt(given: unknown): string {
  const name = textAt(given, 'name', 64);
  if (!/^[\w.+-]+$/.test(name)) throw faultAt('name', 'must be made of letters, digits and - _ . + only');
  return name;
}

function readRiskPattern(given: unknown, place: string): RiskPattern {
  const fields = fieldsAt(given, place, ['pattern', 'name', 'riskContribution']);
  return Object.freeze({
    pattern: patternAt(fields.get('pattern'), `${place}.pattern`),
    name: textAt(fields.get('name'), `${place}.name`, 100),
    riskContribution: shareAt(fields.get('riskContribution'), `${place}.riskContribution`),
  });
}

function patternAt(given: unknown, place: string): string {
  const source = textAt(given, place, 500);
  try {
    compilePattern(source);
  } catch (error) {
    throw faultAt(place, error instanceof Error ? error.message : 'is refused');
  }
  return source;
}

/** A pattern of action names. `delete_*` would mean "delete", and then underscores: nobody who writes it means that. */
function actionAt(given: unknown, place: string): string {
  const source = patternAt(given, place);
  const [star] = /(?<!\\)[\w-]\*/.exec(source) ?? [];
  if (star !== undefined)
    throw faultAt(place, `must not have ${JSON.stringify(star)}: write ".*" for any characters, as in "delete_.*"`);
  return source;
}

function termsAt(given: unknown): Readonly<Record<string, number>> {
  const terms = [...entriesAt(given, 'sensitiveTerms')].map(([term, share]): [string, number] => {
    const place = pathTo('sensitiveTerms', term);
    return [hintAt(term, place), shareAt(share, place)];
  });
  if (terms.length > 500) throw faultAt('sensitiveTerms', `must have at most 500 terms, not ${terms.length}`);
  return Object.freeze(Object.fromEntries(terms));
}

const PROFILE_FIELDS = [
  'name',
  'displayName',
  'description',
  'templates',
  'riskPatterns',
  'sensitiveTerms',
  'criticalActions',
  'safeActions',
  'baseRiskFloor',
];

const TEMPLATE_FIELDS = ['questionTemplate', 'answerHints', 'rejectHints', 'minRiskLevel', 'explanation'];
