import { profileData, template } from './sample-profile.js';

/** A profile that must be refused: where, by which rule, and whether the JSON Schema can tell as well. */
export interface BadProfile {
  readonly data: unknown;
  readonly place: string;
  readonly rule: string;
  readonly isSeenBySchema: boolean;
}

const seen = (data: object, place: string, rule: string): BadProfile => ({ data, place, rule, isSeenBySchema: true });
const unseen = (data: object, place: string, rule: string): BadProfile => ({
  data,
  place,
  rule,
  isSeenBySchema: false,
});

const withProfile = (more: object): object => ({ ...profileData(), ...more });
const withTemplate = (more: object): object =>
  withProfile({ templates: [template('one'), { ...template('two'), ...more }] });
const withPattern = (more: object): object =>
  withProfile({ riskPatterns: [{ pattern: 'drop', name: 'drop', riskContribution: 0.5, ...more }] });

/** One for every rule. */
export const BAD_PROFILES: readonly BadProfile[] = [
  seen([], 'the profile', 'must be an object, not a list of 0'),
  seen({}, 'templates', 'must be a list of 0 to 500 items, not missing'),
  seen(withProfile({ title: 'x' }), 'title', 'is not known; there are $schema, name, displayName'),
  seen(withProfile({ name: undefined }), 'name', 'must be a text of 1 to 64 characters, not missing'),
  seen(withProfile({ name: 'two words' }), 'name', 'must be made of letters, digits and - _ . + only'),
  seen(withProfile({ name: 'x'.repeat(65) }), 'name', 'must be a text of 1 to 64 characters, not one of 65 characters'),
  seen(withProfile({ displayName: ' ' }), 'displayName', 'must be a text of 1 to 200 characters, not an empty one'),
  seen(withProfile({ description: 7 }), 'description', 'must be a text of 1 to 2000 characters, not 7'),
  seen(withProfile({ templates: {} }), 'templates', 'must be a list of 0 to 500 items, not an object'),
  seen(withProfile({ templates: ['Why?'] }), 'templates[0]', 'must be an object, not "Why?"'),
  seen(withTemplate({ hints: [] }), 'templates[1].hints', 'is not known; there are questionTemplate, answerHints'),
  seen(
    withTemplate({ questionTemplate: '' }),
    'templates[1].questionTemplate',
    'must be a text of 1 to 500 characters',
  ),
  seen(
    withTemplate({ questionTemplate: 'Why {this}?' }),
    'templates[1].questionTemplate',
    'must not have "{this}": there are {action}, {environment} and {arg0} to {arg99}',
  ),
  seen(
    withTemplate({ questionTemplate: 'Why {action?' }),
    'templates[1].questionTemplate',
    'must not have a brace by itself',
  ),
  seen(
    withTemplate({ questionTemplate: 'Why $'.concat('{action}?') }),
    'templates[1].questionTemplate',
    'must not have a dollar sign before a brace',
  ),
  seen(
    withTemplate({ answerHints: [] }),
    'templates[1].answerHints',
    'must be a list of 1 to 100 items, not a list of 0',
  ),
  seen(withTemplate({ answerHints: 'yes' }), 'templates[1].answerHints', 'must be a list of 1 to 100 items, not "yes"'),
  seen(
    withTemplate({ answerHints: undefined }),
    'templates[1].answerHints',
    'must be a list of 1 to 100 items, not missing',
  ),
  seen(
    withTemplate({ answerHints: ['fine', null] }),
    'templates[1].answerHints[1]',
    'must be a text of 1 to 100 characters, not null',
  ),
  seen(withTemplate({ answerHints: ['x'] }), 'templates[1].answerHints[0]', 'must have at least two letters or digits'),
  unseen(
    withTemplate({ answerHints: ['it is'] }),
    'templates[1].answerHints[0]',
    'must have a word that carries meaning',
  ),
  unseen(
    withTemplate({ answerHints: ['question two'] }),
    'templates[1].answerHints[0]',
    'must not stand in the question',
  ),
  seen(withTemplate({ rejectHints: ['!'] }), 'templates[1].rejectHints[0]', 'must have at least two letters or digits'),
  unseen(
    withTemplate({ rejectHints: ['two'] }),
    'templates[1].rejectHints[0]',
    'must not stand in answerHints[0]: nothing could be right',
  ),
  seen(
    withTemplate({ minRiskLevel: 'HIGH' }),
    'templates[1].minRiskLevel',
    'must be one of low, medium, high, critical, not "HIGH"',
  ),
  seen(
    withTemplate({ explanation: '' }),
    'templates[1].explanation',
    'must be a text of 1 to 1000 characters, not an empty one',
  ),
  unseen(
    withProfile({ templates: [template('one'), template('one')] }),
    'templates[1].questionTemplate',
    'must not be asked twice: it stands in templates[0]',
  ),
  seen(
    withPattern({ pattern: '' }),
    'riskPatterns[0].pattern',
    'must be a text of 1 to 500 characters, not an empty one',
  ),
  unseen(withPattern({ pattern: '(' }), 'riskPatterns[0].pattern', 'must be an RE2 pattern'),
  unseen(
    withPattern({ pattern: '(?=x)y' }),
    'riskPatterns[0].pattern',
    'must be an RE2 pattern, which has no lookaround and no backreference',
  ),
  unseen(
    withPattern({ pattern: 'x*' }),
    'riskPatterns[0].pattern',
    'is found in the empty text, and so in every action',
  ),
  unseen(withPattern({ pattern: 'x{900}' }), 'riskPatterns[0].pattern', 'is too large'),
  seen(withPattern({ name: '' }), 'riskPatterns[0].name', 'must be a text of 1 to 100 characters'),
  seen(
    withPattern({ riskContribution: 1.1 }),
    'riskPatterns[0].riskContribution',
    'must be a number from 0 to 1, not 1.1',
  ),
  seen(
    withPattern({ riskContribution: '0.5' }),
    'riskPatterns[0].riskContribution',
    'must be a number from 0 to 1, not "0.5"',
  ),
  seen(withPattern({ weight: 1 }), 'riskPatterns[0].weight', 'is not known'),
  seen(withProfile({ sensitiveTerms: ['ssn'] }), 'sensitiveTerms', 'must be an object, not a list of 1'),
  seen(withProfile({ sensitiveTerms: { ssn: -0.1 } }), 'sensitiveTerms.ssn', 'must be a number from 0 to 1, not -0.1'),
  seen(
    withProfile({ sensitiveTerms: { 'card number': null } }),
    'sensitiveTerms["card number"]',
    'must be a number from 0 to 1, not null',
  ),
  seen(withProfile({ sensitiveTerms: { x: 0.1 } }), 'sensitiveTerms.x', 'must have at least two letters or digits'),
  seen(
    withProfile({ sensitiveTerms: { ['x'.repeat(101)]: 0.1 } }),
    `sensitiveTerms.${'x'.repeat(101)}`,
    'must be a text of 1 to 100 characters',
  ),
  seen(withProfile({ criticalActions: 'drop' }), 'criticalActions', 'must be a list of 0 to 200 items, not "drop"'),
  unseen(
    withProfile({ criticalActions: ['drop', 'delete_*'] }),
    'criticalActions[1]',
    'must not have "_*": write ".*" for any characters',
  ),
  unseen(withProfile({ safeActions: ['get*'] }), 'safeActions[0]', 'must not have "t*": write ".*" for any characters'),
  unseen(withProfile({ safeActions: ['.*'] }), 'safeActions[0]', 'is found in the empty text'),
  seen(withProfile({ baseRiskFloor: Number.NaN }), 'baseRiskFloor', 'must be a number from 0 to 1, not NaN'),
  seen(withProfile({ baseRiskFloor: 2 }), 'baseRiskFloor', 'must be a number from 0 to 1, not 2'),
];
