import { readFileSync } from 'node:fs';
import { deadlineIn } from '@attesta/core/authoring';
import { createRiskAssessment } from '@attesta/core/scorers';
import { fakeClock, sampleContext } from '@attesta/testing';
import { afterEach, expect, it, vi } from 'vitest';
import { actionPage } from '../src/layout/action-page.js';
import { questionLines, subjectLines } from '../src/layout/question-lines.js';
import { KnownNames } from '../src/names/known-names.js';
import { warningsAbout } from '../src/names/warnings.js';
import { plainPage } from './layout/plain-page.js';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const block = (language: string): string | undefined =>
  read('../README.md').match(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, 'm'))?.[1];

afterEach(() => vi.unstubAllEnvs());

it('shows in its README the very program that is tested', () => {
  expect(block('ts')).toBe(read('program.ts'));
});

it('shows in its README the very screen', () => {
  vi.stubEnv('TZ', 'UTC');
  const clock = fakeClock({ now: Date.UTC(2026, 0, 1, 16, 37, 10) });
  const context = sampleContext({
    functionName: 'delete_records',
    args: ['customers', { where: "last_order < '2020-01-01'\nAND status = 'inactive'", limit: 5000n }],
    agentId: 'cleanup-agent',
    environment: 'pr\u043eduction',
    requesterId: 'grace',
    documentation: 'Deletes customers for good. Careful: nothing is kept.',
    metadata: { ticket: 'OPS-1' },
  });
  const risk = createRiskAssessment({
    score: 0.74,
    factors: [
      { name: 'function_name', score: 0.95, weight: 0.3, reason: 'destructive verb "delete"' },
      { name: 'novelty', score: 0.9, weight: 0.1, reason: 'has not run before' },
    ],
  });
  const action = { kind: 'action' as const, context, risk, deadline: deadlineIn(clock, 300) };
  const page = plainPage(79);
  const prompt = 'Run this at high risk? To approve, type: delete_records customers';
  const question = { kind: 'text' as const, id: 'confirm', prompt, pasteable: false };
  const warnings = warningsAbout(context, new KnownNames());
  const lines = [
    ...actionPage(page, action, { operator: { id: 'ada' }, clock, warnings }),
    ...questionLines(page, question),
    ...subjectLines(page, { action, warnings }),
    '> delete_records customers',
  ];
  expect(block('text')).toBe(`${lines.slice(1).join('\n')}\n`);
});
