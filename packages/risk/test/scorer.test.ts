import { type AttestaError, createActionContext } from '@attesta/core';
import { describe, expect, it } from 'vitest';
import { ToolRiskScorer } from '../src/index.js';
import { levelOf } from './levels.js';

describe('the arguments', () => {
  it('are looked at in every place: keys, lists, maps, sets, bytes, JSON in strings', () => {
    const sql = 'DROP TABLE users';
    const places = [
      { a: [{ b: sql }] },
      { [sql]: 1 },
      new Map([['a', sql]]),
      new Set([sql]),
      new TextEncoder().encode(sql),
    ];
    for (const place of places) expect(levelOf('query', place)).toBe('critical');
    expect(levelOf('query', JSON.stringify({ a: JSON.stringify({ sql }) }))).toBe('critical');
  });

  it('are asked about where JSON in strings goes deeper than is looked', () => {
    let nested = 'plain';
    for (let depth = 0; depth < 12; depth += 1) nested = JSON.stringify(depth % 2 === 0 ? { a: nested } : [nested]);
    expect(levelOf('get_thing', nested.slice(0, 200_000))).toBe('medium');
  });

  it('N-08 lower nothing by a key that all objects inherit, or a polluted prototype', () => {
    expect(levelOf('delete_user', JSON.parse('{"__proto__":{"dry_run":true},"constructor":1}'))).toBe('high');
    for (const name of ['readOnly', 'dry_run', 'low']) {
      Object.defineProperty(Object.prototype, name, { value: true, configurable: true });
      try {
        expect(levelOf('send_email', {})).toBe('high');
      } finally {
        Reflect.deleteProperty(Object.prototype, name);
      }
    }
  });

  it('prove less of what sends, as a draft or a dry run, and nothing of what destroys', () => {
    expect(levelOf('send_email', { dry_run: true })).toBe('medium');
    expect(levelOf('create_release', { draft: true })).toBe('medium');
    expect(levelOf('delete_user', { dry_run: true })).toBe('high');
  });

  it('are not repeated by the factors', () => {
    const context = createActionContext({
      functionName: 'run',
      args: [{ command: 'rm hunter2', hunter2: '/hunter2/.env' }],
    });
    expect(JSON.stringify(new ToolRiskScorer().score(context))).not.toContain('hunter2');
  });
});

describe('what raises a change', () => {
  it('X-52 a hint that says so', () => {
    expect(levelOf('get_x', {}, { hints: { destructive: true } })).toBe('high');
    expect(levelOf('frobnicate', {}, { hints: { readOnly: true } })).toBe('low');
    expect(levelOf('frobnicate', { sql: 'DROP TABLE t' }, { hints: { readOnly: true } })).toBe('critical');
  });

  it('production, by one level; a read stays low', () => {
    expect(levelOf('create_issue', {}, { environment: 'production' })).toBe('high');
    expect(levelOf('restart_service', { host: 'eu-prod-2' })).toBe('critical');
    expect(levelOf('get_repository_tree', { repo: 'prod-charts' }, { environment: 'production' })).toBe('low');
    expect(levelOf('read_file', { path: '.env' }, { environment: 'prod' })).toBe('high');
    expect(levelOf('restart_service', { name: 'product' })).toBe('high');
  });

  it('everything, and for good', () => {
    for (const input of [
      { id: '*' },
      { all: true },
      { filter: {} },
      { permanent: true },
      { skip_final_snapshot: true },
    ])
      expect([input, levelOf('delete_user', input)]).toEqual([input, 'critical']);
    expect(levelOf('delete_user', {}, { documentation: 'This cannot be undone.' })).toBe('critical');
    expect(levelOf('list_users', { all: true }, { documentation: 'This cannot be undone.' })).toBe('low');
  });

  it('more people, and rights', () => {
    for (const input of [{ public: true }, { private: false }, { visibility: 'public' }, { role: 'admin' }])
      expect([input, levelOf('create_thing', input)]).toEqual([input, 'high']);
  });
});

describe('a repeated call', () => {
  it('X-51 has the level of the first, whatever ran before', () => {
    const scorer = new ToolRiskScorer();
    const call = (command: string) => createActionContext({ functionName: 'call_aws', args: [{ command }] });
    const grave = call('aws s3 rb s3://ledger --force');
    const before = scorer.score(grave).score;
    for (let run = 0; run < 20; run += 1) scorer.afterRun(call('aws s3api list-buckets'));
    expect(scorer.score(grave).score).toBe(before);
    expect(before).toBeGreaterThanOrEqual(0.8);
  });

  it('is no longer the first call of its tool, which raises only where asked for', () => {
    const context = createActionContext({ functionName: 'list_files' });
    const scorer = new ToolRiskScorer({ raiseFirstCall: true });
    expect(scorer.score(context)).toMatchObject({ score: 0.45, factors: [{ name: 'novelty' }, { name: 'verb' }] });
    scorer.afterRun(context);
    expect(scorer.score(context)).toMatchObject({ score: 0.15, factors: [{ name: 'verb' }] });
    expect(levelOf('list_files')).toBe('low');
  });
});

describe("a team's own words", () => {
  it('add to what is known', () => {
    expect(levelOf('borrar_usuario', {}, {}, { verbs: { borrar: 'critical' } })).toBe('critical');
    expect(levelOf('leer_usuario', {}, {}, { verbs: { leer: 'low' } })).toBe('low');
    expect(levelOf('refund', { total_cents: 600 }, {}, { amounts: { totalCents: 500 } })).toBe('critical');
    expect(levelOf('refund', { total_cents: 400 }, {}, { amounts: { totalCents: 500 } })).toBe('high');
    expect(levelOf('pay', {}, { hints: { amount: 600 } }, { amounts: { amount: 500 } })).toBe('critical');
    expect(levelOf('read_file', { path: 'hr/payroll/x' }, {}, { secrets: ['payroll'] })).toBe('medium');
    expect(levelOf('restart', { host: 'blue-7' }, {}, { production: ['blue'] })).toBe('critical');
    expect(levelOf('fetch', { url: 'https://evil.example' }, {}, { hosts: ['*.good.example'] })).toBe('medium');
    expect(levelOf('fetch', { url: 'https://a.good.example' }, {}, { hosts: ['*.good.example'] })).toBe('low');
  });

  it.each([
    [{ verbs: { x: 'none' } }, /verbs must be/],
    [{ amounts: { x: -1 } }, /amounts must be/],
    [{ secrets: [''] }, /secrets must be/],
    [{ hosts: 'x' }, /hosts must be/],
    [{ raiseFirstCall: 1 }, /raiseFirstCall must be/],
    [{ secret: [] }, /secret/],
  ])('are checked: %j', (options, message) => {
    const make = (): AttestaError => Reflect.construct(ToolRiskScorer, [options]);
    expect(make).toThrow(message);
  });
});
