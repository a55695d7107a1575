import { readFileSync } from 'node:fs';
import { type ActionInput, createActionContext, DefaultRiskScorer, type RiskLevel } from '@attesta/core';
import { FixedRiskScorer } from '@attesta/core/scorers';
import { describe, expect, it } from 'vitest';
import { isRightAnswer } from '../src/answer.js';
import { DomainProfile, DomainRiskScorer, type DomainTemplate } from '../src/index.js';
import { dataPipeline } from '../src/profiles/data-pipeline.js';
import { devops } from '../src/profiles/devops.js';

interface Answers {
  readonly answers: readonly {
    readonly profile: string;
    readonly question: string;
    readonly good: readonly string[];
    readonly bad: readonly string[];
  }[];
  /** What says nothing, whatever was asked. */
  readonly bluffs: readonly string[];
}

const { answers, bluffs }: Answers = JSON.parse(readFileSync(new URL('answers.data.json', import.meta.url), 'utf8'));
const PROFILES: readonly DomainProfile[] = [devops, dataPipeline];
const TEMPLATES: readonly DomainTemplate[] = PROFILES.flatMap(({ templates }) => templates);

const isRight = (template: DomainTemplate, answer: string): boolean =>
  isRightAnswer(answer, { ...template, question: template.questionTemplate });
const templateOf = (question: string): DomainTemplate =>
  TEMPLATES.find(({ questionTemplate }) => questionTemplate === question)!;

describe.each(PROFILES)('the profile $name', (profile) => {
  it('has at least twenty questions, some for each level from medium on, each explained', () => {
    const { templates } = profile;
    const count = (level: RiskLevel): number => templates.filter(({ minRiskLevel }) => minRiskLevel === level).length;
    expect(templates.length).toBeGreaterThanOrEqual(20);
    expect(profile.getTemplatesForLevel('medium').length).toBeGreaterThanOrEqual(6);
    expect(count('high')).toBeGreaterThanOrEqual(10);
    expect(count('critical')).toBeGreaterThanOrEqual(5);
    expect(templates.filter(({ explanation }) => explanation === undefined)).toEqual([]);
  });

  it('takes every one of its hints by itself, and none that is denied', () => {
    const isClause = /^(?:then|before|only then)\b/;
    const frames = [(hint: string) => `It's ${hint}, I think.`, (hint: string) => hint.toUpperCase()];
    const denials = [
      (hint: string) => `it will not ${hint}`,
      (hint: string) => `${hint} is not the case`,
      (hint: string) => `never ${hint}`,
      (hint: string) => `it won’t, I believe, ${hint}`,
      (hint: string) => `${hint}? No.`,
      (hint: string) => `I don't know, ${hint}`,
    ];
    for (const template of profile.templates) {
      for (const hint of template.answerHints) {
        expect([hint, ...frames.map((frame) => frame(hint))].filter((answer) => !isRight(template, answer))).toEqual(
          [],
        );
        if (isClause.test(hint) || hint === 'separate from the database') continue;
        expect(denials.map((frame) => frame(hint)).filter((answer) => isRight(template, answer))).toEqual([]);
      }
    }
  });

  it('adds to the default scorer what the trade knows', () => {
    const scorer = new DomainRiskScorer(profile, new DefaultRiskScorer());
    const context = createActionContext({ functionName: 'run', args: ['drop table users; -- production'] });
    expect(scorer.score(context)).toMatchObject({ score: expect.toSatisfy((score: number) => score >= 0.6) });
  });
});

describe('Q-03 on answers as people give them', () => {
  it('has at least 60 good and 60 bad ones, and some of both for every question', () => {
    expect(answers.flatMap(({ good }) => good).length).toBeGreaterThanOrEqual(60);
    expect(answers.flatMap(({ bad }) => bad).length).toBeGreaterThanOrEqual(60);
    expect(answers.map(({ question }) => question).sort()).toEqual(
      TEMPLATES.map(({ questionTemplate }) => questionTemplate).sort(),
    );
    for (const { good, bad } of answers) expect(Math.min(good.length, bad.length)).toBeGreaterThanOrEqual(3);
  });

  it.each(PROFILES)('takes at least 95 of 100 good answers: $name', ({ name }) => {
    const given = answers
      .filter(({ profile }) => profile === name)
      .flatMap(({ question, good }) => good.map((answer) => ({ question, answer })));
    const failed = given.filter(({ question, answer }) => !isRight(templateOf(question), answer));
    const rate = 1 - failed.length / given.length;
    console.info(
      `${name}: ${given.length - failed.length} of ${given.length} good answers pass (${(rate * 100).toFixed(1)} %)`,
    );
    expect(rate, JSON.stringify(failed, undefined, 1)).toBeGreaterThanOrEqual(0.95);
  });

  it.each(PROFILES)('takes no bad answer, no bluff and no dump of the hints: $name', ({ name }) => {
    const given = answers
      .filter(({ profile }) => profile === name)
      .flatMap(({ question, bad }) => {
        const { answerHints } = templateOf(question);
        const dumps = [answerHints.join(', '), answerHints.join(' '), answerHints.slice(0, 8).join(' and ')];
        return [...bad, ...bluffs, ...dumps, question, question.toUpperCase()].map((answer) => ({ question, answer }));
      });
    const passed = given.filter(({ question, answer }) => isRight(templateOf(question), answer));
    console.info(`${name}: ${passed.length} of ${given.length} bad answers pass`);
    expect(passed).toEqual([]);
  });

  it('takes no list of catchwords from all over the trade', () => {
    for (const { answerHints } of TEMPLATES) {
      const [own = ''] = answerHints;
      const others = TEMPLATES.filter((each) => each.answerHints !== answerHints).map(
        (each) => each.answerHints[0] ?? '',
      );
      const template = TEMPLATES.find((each) => each.answerHints === answerHints)!;
      expect(isRight(template, [own, ...others.slice(0, 9)].join(', '))).toBe(false);
    }
  });
});

describe('the profiles know what is risky', () => {
  const scored = (profile: DomainProfile, input: ActionInput): unknown =>
    new DomainRiskScorer(profile, new FixedRiskScorer({ score: 0.1 })).score(createActionContext(input));
  const named = (name: string): object => ({ factors: expect.arrayContaining([expect.objectContaining({ name })]) });

  it.each([
    ['kubectl delete', 'kubectl -n x delete'.replace('-n x ', '')],
    ['infrastructure destroyed', 'terraform destroy -target=module.db'],
    ['changes applied unseen', 'terraform apply -auto-approve'],
    ['database object dropped', 'DROP DATABASE shop'],
    ['files removed recursively or by force', 'rm -rf /var/lib'],
    ['force', 'kubectl drain node-1 --force'],
    ['history overwritten', 'git push origin main --force'],
    ['open to every address', 'ingress 0.0.0.0/0 port 22'],
    ['writable by everybody', 'chmod -R 777 /srv'],
    ['scaled to zero', 'kubectl scale deploy/shop --replicas=0'],
    ['permission for every action', '{"Action": "*"}'],
  ])('devops: %s', (name, command) => {
    expect(scored(devops, { functionName: 'run', args: [command] })).toMatchObject(named(`pattern: ${name}`));
  });

  it.each([
    ['table or column dropped', 'ALTER TABLE users DROP COLUMN email'],
    ['delete without a condition', 'DELETE FROM users;'],
    ['data overwritten', 'INSERT OVERWRITE TABLE events SELECT 1'],
    ['tables built anew', 'dbt run --full-refresh'],
    ['history removed', 'VACUUM events RETAIN 0 HOURS'],
    ['data exported', "UNLOAD ('select 1') TO 's3://bucket'"],
    ['open to the public', 'acl: public-read'],
    ['social security number', '078-05-1120'],
    ['card number', '4111 1111 1111 1111'],
    ['e-mail address', 'ada@example.com'],
  ])('data-pipeline: %s', (name, text) => {
    expect(scored(dataPipeline, { functionName: 'run', args: [text] })).toMatchObject(named(`pattern: ${name}`));
  });

  it('which actions are critical, and which are safe', () => {
    for (const functionName of [
      'delete_cluster',
      'deleteNamespace',
      'terraform_destroy',
      'failover',
      'force_failover',
      'drop_databases',
      'delete_hosted_zone',
      'rotate_root_key',
    ])
      expect(scored(devops, { functionName })).toMatchObject({ score: 0.9 });
    for (const functionName of [
      'drop_table',
      'truncateTable',
      'export_customers',
      'erase_user',
      'delete_partition_2024',
    ])
      expect(scored(dataPipeline, { functionName })).toMatchObject({ score: 0.9 });
    for (const profile of PROFILES) {
      for (const functionName of ['get_status', 'list_all', 'describe'])
        expect(scored(profile, { functionName })).toMatchObject({ score: 0.1 });
      for (const functionName of ['getaway', 'budget_user', 'update_row', 'do_list'])
        expect(scored(profile, { functionName })).toMatchObject({ score: 0.3 });
    }
  });

  it('leaves ordinary calls alone', () => {
    for (const profile of PROFILES)
      expect(
        scored(profile, { functionName: 'list_jobs', args: [{ limit: 10, since: '2026-01-01', owner: 'team-a' }] }),
      ).toEqual({ score: 0.1, factors: [{ name: 'fixed', score: 0.1 }] });
  });

  it('and go together', () => {
    const both = devops.merge(dataPipeline);
    expect(both.templates).toHaveLength(devops.templates.length + dataPipeline.templates.length);
    expect(both).toBeInstanceOf(DomainProfile);
  });
});
