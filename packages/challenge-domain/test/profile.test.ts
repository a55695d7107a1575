import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { AttestaError, type RiskLevel } from '@attesta/core';
import { describe, expect, it } from 'vitest';
import { DomainProfile } from '../src/index.js';
import { BAD_PROFILES } from './bad-profiles.js';
import { FIVE, profileData, profileOf, template } from './sample-profile.js';

describe('a domain profile', () => {
  it('needs a name, a display name, a description and templates; the rest is empty', () => {
    const profile = profileOf({ templates: [template('one')] });
    expect({ ...profile }).toEqual({
      name: 'sample',
      displayName: 'Sample',
      description: 'For tests.',
      templates: [
        {
          questionTemplate: 'What is question one about?',
          answerHints: ['answer one'],
          rejectHints: [],
          minRiskLevel: 'high',
          explanation: undefined,
        },
      ],
      riskPatterns: [],
      sensitiveTerms: {},
      criticalActions: [],
      safeActions: [],
      baseRiskFloor: 0,
    });
  });

  it('gives the templates whose minimum is at or below a level', () => {
    const levels: readonly RiskLevel[] = ['low', 'medium', 'high', 'critical'];
    const profile = profileOf({
      templates: [...levels.map((minRiskLevel) => template(minRiskLevel, { minRiskLevel })), template('other')],
    });
    const asked = (level: RiskLevel): readonly string[] =>
      profile.getTemplatesForLevel(level).map(({ answerHints }) => answerHints[0] ?? '');
    expect(asked('low')).toEqual(['answer low']);
    expect(asked('medium')).toEqual(['answer low', 'answer medium']);
    expect(asked('high')).toEqual(['answer low', 'answer medium', 'answer high', 'answer other']);
    expect(asked('critical')).toHaveLength(5);
    expect(() => Reflect.apply(profile.getTemplatesForLevel, profile, ['severe'])).toThrow(
      'takes one of low, medium, high, critical',
    );
  });

  it('is a frozen copy', () => {
    const answerHints = ['answer one'];
    const profile = profileOf({ templates: [template('one', { answerHints })] });
    answerHints[0] = 'anything';
    expect(profile.templates[0]?.answerHints).toEqual(['answer one']);
    for (const part of [
      profile,
      profile.templates,
      profile.templates[0],
      profile.templates[0]?.answerHints,
      profile.sensitiveTerms,
      profile.safeActions,
    ])
      expect(Object.isFrozen(part)).toBe(true);
  });

  it.each(BAD_PROFILES)('names the place and the rule: $place $rule', ({ data, place, rule }) => {
    const construct = (): unknown => Reflect.construct(DomainProfile, [data]);
    expect(construct).toThrow(`DomainProfile: ${place} ${rule}`);
    expect(construct).toThrow(AttestaError);
  });

  it('Q-02 refuses empty and one-letter hints, in whatever form', () => {
    for (const hint of ['', ' ', 'a', 'A', '\u200b', '!', '. .', '7', 'ａ', "'s", 'the', 'of the']) {
      expect(() => profileOf({ templates: [template('one', { answerHints: ['fine', hint] })] })).toThrow(
        'templates[0].answerHints[1] must',
      );
      expect(() => profileOf({ templates: [template('one', { rejectHints: [hint] })] })).toThrow(
        'templates[0].rejectHints[0] must',
      );
    }
  });

  it('Q-06 knows a closed set of placeholders, checked at load', () => {
    const bad = [
      '{action.__class__}',
      '{x}',
      '${action}',
      '${0}',
      '{',
      '}',
      '{action',
      'action}',
      '{{action}}',
      '{}',
      '{ action }',
      '{0}',
      '{arg}',
      '{arg01}',
      '{arg100}',
      '{args}',
      '{constructor}',
      '{__proto__}',
      '{action!r}',
      '{action:>10}',
      '{action}{',
    ];
    for (const form of bad)
      expect(() => profileOf({ templates: [template('one', { questionTemplate: `What about ${form}?` })] })).toThrow(
        /templates\[0\]\.questionTemplate must not have/,
      );
    for (const form of ['{action}', '{environment}', '{arg0}', '{arg99}', '{action}{arg1}', '5 $', '$ {action}'])
      expect(() =>
        profileOf({ templates: [template('one', { questionTemplate: `What about ${form}?` })] }),
      ).not.toThrow();
  });

  it('N-08 reads own fields only', () => {
    const inherited = Object.create(profileData());
    expect(() => Reflect.construct(DomainProfile, [inherited])).toThrow('templates must be a list');
  });
});

describe('a profile in a file', () => {
  it('is read from JSON, with a $schema for editors and a byte order mark', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'profile-'));
    try {
      const path = join(folder, 'sample.json');
      await writeFile(path, `\ufeff${JSON.stringify({ $schema: './domain-profile.schema.json', ...profileData() })}`);
      expect(await DomainProfile.fromFile(path)).toEqual(profileOf());
      expect(await DomainProfile.fromFile(pathToFileURL(path))).toEqual(profileOf());
      await writeFile(path, '{ "name": ');
      await expect(DomainProfile.fromFile(path)).rejects.toThrow('sample.json cannot be read as JSON');
      await writeFile(path, JSON.stringify(profileData({ templates: [template('one', { answerHints: ['x'] })] })));
      await expect(DomainProfile.fromFile(path)).rejects.toThrow(
        'templates[0].answerHints[0] must have at least two letters',
      );
      await expect(DomainProfile.fromFile(join(folder, 'none.json'))).rejects.toMatchObject({ code: 'invalid_option' });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe('two profiles in one', () => {
  const pattern = { pattern: 'drop', name: 'drop', riskContribution: 0.2 };
  const a = profileOf({
    templates: FIVE.slice(0, 3),
    riskPatterns: [pattern],
    sensitiveTerms: { alpha: 0.5, beta: 0.1 },
    criticalActions: ['wipe'],
    safeActions: ['get_.*'],
    baseRiskFloor: 0.2,
  });
  const b = profileOf({
    name: 'other',
    templates: FIVE.slice(2),
    riskPatterns: [
      { ...pattern, riskContribution: 0.4 },
      { ...pattern, name: 'fall' },
    ],
    sensitiveTerms: { alpha: 0.3, beta: 0.6, gamma: 1 },
    criticalActions: ['wipe', 'burn'],
    safeActions: ['list_.*'],
    baseRiskFloor: 0.4,
  });

  it('have the lists of both, each item once, and the stricter number', () => {
    expect(a.merge(b)).toMatchObject({
      name: 'sample+other',
      riskPatterns: [
        { ...pattern, riskContribution: 0.4 },
        { ...pattern, name: 'fall' },
      ],
      sensitiveTerms: { alpha: 0.5, beta: 0.6, gamma: 1 },
      criticalActions: ['wipe', 'burn'],
      safeActions: ['get_.*', 'list_.*'],
      baseRiskFloor: 0.4,
    });
    expect(a.merge(b).templates.map(({ answerHints }) => answerHints[0])).toEqual([
      'answer one',
      'answer two',
      'answer three',
      'answer four',
      'answer five',
    ]);
    expect(b.merge(a)).toMatchObject({ sensitiveTerms: { alpha: 0.5, beta: 0.6, gamma: 1 }, baseRiskFloor: 0.4 });
    expect(a).toMatchObject({ name: 'sample', baseRiskFloor: 0.2 });
  });

  it('may not answer one question in two ways', () => {
    const other = profileOf({ name: 'other', templates: [template('one', { answerHints: ['something else'] })] });
    expect(() => a.merge(other)).toThrow(
      'templates[3].questionTemplate must not be asked twice: it stands in templates[0]',
    );
  });
});
