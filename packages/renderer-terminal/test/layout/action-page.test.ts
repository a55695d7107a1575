import type { ActionContext, RiskAssessment } from '@attesta/core';
import { deadlineIn } from '@attesta/core/authoring';
import { fakeClock, sampleContext, sampleRisk } from '@attesta/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { actionPage } from '../../src/layout/action-page.js';
import { hostileAction, hostileRisk } from './hostile-action.js';
import { plainPage } from './plain-page.js';

beforeEach(() => vi.stubEnv('TZ', 'UTC'));
afterEach(() => vi.unstubAllEnvs());

function page(width: number, context: ActionContext, risk: RiskAssessment): readonly string[] {
  const clock = fakeClock();
  const notice = { kind: 'action' as const, context, risk, deadline: deadlineIn(clock, 300) };
  return actionPage(plainPage(width), notice, { operator: { id: 'ada' }, clock, warnings: [] });
}

const golden = (width: number, name: string): string => `../golden/${name}-${width}.txt`;
const text = (lines: readonly string[]): string => `${lines.join('\n')}\n`;

describe.each([79, 39, 20])('at %d columns', (width) => {
  it('R-01 shows every fact in a fixed order', async () => {
    const context = sampleContext({
      args: ['table_a', { limit: 100, since: new Date(0), ids: new Set([1n, 2n]), raw: new Uint8Array([1, 2]) }],
      requesterId: 'grace',
      documentation: 'Deletes the records of a table.',
      metadata: { ticket: 'OPS-1' },
    });
    await expect(text(page(width, context, sampleRisk('high')))).toMatchFileSnapshot(golden(width, 'plain-action'));
  });

  it('R-04 starts no line with data, whatever it says', async () => {
    const lines = page(width, hostileAction(), hostileRisk());
    await expect(text(lines)).toMatchFileSnapshot(golden(width, 'hostile-action'));
    for (const label of LABELS) expect(lines.filter((line) => line.startsWith(label))).toHaveLength(1);
    const known = ['', 'Approval needed', ...LABELS];
    for (const line of lines) {
      const start = line.split('|')[0]?.trim() ?? '';
      const isOurs = known.includes(start) || OWN_WORDS.some((own) => own.test(line));
      expect(isOurs, line).toBe(true);
    }
  });

  it('stays within the width', () => {
    const lines = page(width, hostileAction(), hostileRisk());
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(width);
  });
});

it('R-01 says so where nothing was given', () => {
  const context = sampleContext({ args: [], agentId: undefined });
  const clock = fakeClock();
  const notice = { kind: 'action' as const, context, risk: sampleRisk('low'), deadline: deadlineIn(clock, 1) };
  const lines = actionPage(plainPage(79), notice, { operator: undefined, clock, warnings: [] });
  expect(lines).toContain('Arguments   | none');
  for (const label of ['Agent', 'Requester', 'Operator']) {
    expect(lines).toContain(`${label.padEnd(11)} | not given`);
  }
  expect(lines.join('\n')).not.toContain('Unverified');
});

it('R-20 puts what the agent says after the facts, under a label of its own', () => {
  const lines = page(79, sampleContext({ documentation: 'This is read-only.' }), sampleRisk('critical'));
  const at = (start: string): number => lines.findIndex((line) => line.startsWith(start));
  const said = lines.findIndex((line) => line.includes('This is read-only.'));
  expect(at('Risk')).toBeGreaterThan(-1);
  expect(at('Unverified')).toBeGreaterThan(at('Fingerprint'));
  expect(said).toBeGreaterThan(at('Unverified'));
  expect(lines.filter((line) => line.includes('read-only'))).toHaveLength(1);
});

it.each(['low', 'medium', 'high', 'critical'] as const)('R-15 says %s in words', (level) => {
  expect(page(20, sampleContext(), sampleRisk(level)).join('\n')).toContain(level.toUpperCase());
});

it('R-01 says in one row what adds little to the risk', () => {
  const factors = [
    { name: 'function_name', score: 0.95, weight: 0.3, reason: 'destructive verb "delete"' },
    { name: 'arguments', score: 0.05, weight: 0.25, reason: 'nothing risky found' },
    { name: 'hints', score: 0, weight: 0.15 },
    { name: 'own', score: 0.4 },
  ];
  const lines = page(79, sampleContext(), { ...sampleRisk('high'), factors });
  const start = lines.findIndex((line) => line.startsWith('Risk'));
  expect(lines.slice(start, start + 4).map((line) => line.replace(/ +/g, ' '))).toEqual([
    'Risk | HIGH, 0.70 of 1',
    ' own 0.40 | no reason given',
    ' function name 0.95 | destructive verb "delete"',
    ' little from | arguments 0.05, hints 0.00',
  ]);
});

it('orders what makes the risk by what it adds', () => {
  const factors = [
    { name: 'small', score: 1, weight: 0.1 },
    { name: 'large', score: 0.5, weight: 0.9 },
    { name: 'whole', score: 0.9 },
  ];
  const lines = page(79, sampleContext(), { ...sampleRisk('high'), factors });
  const names = lines.flatMap((line) => line.match(/^ {2}(small|large|whole)/)?.[1] ?? []);
  expect(names).toEqual(['whole', 'large', 'small']);
});

const LABELS = [
  'Action',
  'Environment',
  'Arguments',
  'Agent',
  'Requester',
  'Operator',
  'Risk',
  'Expires',
  'Fingerprint',
  'Unverified',
];
/** The rows below a label: an argument, a factor, the agent's words. */
const OWN_WORDS = [/^ {2}args\[/, /^ {2}metadata[.[]/, /^ {2}documentation/, /^ {2}factor/, /^ {4}(string|0\.90)$/];

it('B-26 shows secrets as the redactor does, in arguments and metadata', () => {
  const context = sampleContext({ args: [{ password: 'hunter2-hunter2' }], metadata: { apiToken: 'hunter3-hunter3' } });
  const text = page(79, context, sampleRisk('high')).join('\n');
  expect(text).not.toContain('hunter');
  expect(text).toMatch(/args\[0\]\.password +string \| "<redacted string, 15 long, [0-9a-f]+>"/);
  expect(text).toMatch(/metadata\.apiToken +string \| "<redacted string, 15 long, [0-9a-f]+>"/);
});
