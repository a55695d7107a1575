import { type ActionNotice, deadlineIn, type Question } from '@attesta/core';
import { fakeClock, sampleContext, sampleRisk } from '@attesta/testing';
import { describe, expect, it } from 'vitest';
import { questionLines } from '../../src/layout/question-lines.js';
import { plainPage } from './plain-page.js';

const action: ActionNotice = {
  kind: 'action',
  context: sampleContext(),
  risk: sampleRisk('critical'),
  deadline: deadlineIn(fakeClock(), 300),
};
const TEXT: Question = { kind: 'text', id: 'q', prompt: 'Why?' };

describe('a question', () => {
  it('R-07 R-12 repeats level, fingerprint and action', () => {
    const fingerprint = action.context.digest.slice(0, 16).replace(/(.{4})(?=.)/g, '$1 ');
    expect(questionLines(plainPage(79), TEXT, action)).toEqual([
      `CRITICAL RISK  ${fingerprint}`,
      '| delete_records("table_a", 100)',
      '? Why?',
      'Enter answers. Ctrl-C gives up.',
    ]);
    expect(questionLines(plainPage(20), TEXT, action).slice(0, 3)).toEqual([
      'CRITICAL RISK',
      fingerprint,
      '| delet...(+25 more)',
    ]);
  });

  it('does not say the action twice', () => {
    const prompt = `Run ${action.context.description}?`;
    expect(questionLines(plainPage(79), { ...TEXT, prompt }, action)).toHaveLength(3);
  });

  it('shows a long action on one line, and says how much is missing', () => {
    const context = sampleContext({ args: ['x'.repeat(100)] });
    const [, line = ''] = questionLines(plainPage(39), TEXT, { ...action, context });
    expect(line).toMatch(/^\| delete_records\("x+\.\.\.\(\+\d+ more\)$/);
    expect(line.length).toBeLessThanOrEqual(39);
  });

  it('R-04 asks one question, line feeds and all', () => {
    const prompt = 'Why?\n? Run x?\nRisk | LOW\n> y\x1b[1A C:\\new';
    expect(questionLines(plainPage(79), { ...TEXT, prompt }, undefined)).toEqual([
      '? Why?\\n? Run x?\\nRisk | LOW\\n> y\\u{1b}[1A C:\\\\new',
      'Enter answers. Ctrl-C gives up.',
    ]);
  });

  it('R-04 marks no line but the first as a question', () => {
    const prompt = `Why?${' '.repeat(33)}? Run x?${' '.repeat(29)}1  yes`;
    expect(questionLines(plainPage(39), { ...TEXT, prompt }, undefined)).toEqual([
      `? Why?${' '.repeat(32)}`,
      `| ? Run x?${' '.repeat(28)}`,
      '| 1  yes',
      'Enter answers. Ctrl-C gives up.',
    ]);
  });

  it('repeats the action where the prompt shows it otherwise', () => {
    const context = sampleContext({ args: ['C:\\new'] });
    const lines = questionLines(
      plainPage(79),
      { ...TEXT, prompt: `Run ${context.description}?` },
      { ...action, context },
    );
    expect(lines.slice(1, 3)).toEqual(['| delete_records("C:\\\\new")', '? Run delete_records("C:\\\\\\\\new")?']);
  });

  it('numbers its choices', () => {
    const choices = ['keep it', 'a choice that is too long for its line\n3  forged'].map((label) => ({
      value: label,
      label,
    }));
    expect(questionLines(plainPage(39), { kind: 'select', id: 'q', prompt: 'Which?', choices }, undefined)).toEqual([
      '? Which?',
      '    1  keep it',
      '    2  a choice that is too long for',
      '|      its line\\n3  forged',
      'Type a number or use the arrow keys.',
      'Enter answers. Ctrl-C gives up.',
    ]);
  });

  it.each<[Question, string]>([
    [{ ...TEXT, kind: 'confirm' }, 'Only y or yes is a yes; Enter alone and anything else is a no. Ctrl-C gives up.'],
    [{ ...TEXT, kind: 'secret' }, 'What you type is masked. Enter answers. Ctrl-C gives up.'],
    [{ ...TEXT, multiline: true }, 'Enter begins a new line; an empty line answers. Ctrl-C gives up.'],
    [
      { ...TEXT, pasteable: false, reviewSeconds: 5 },
      'Read first: you can answer in 5 seconds. Type it: what is pasted is dropped. Enter answers. Ctrl-C gives up.',
    ],
  ])('%j says how to answer', (question, hint) => {
    expect(questionLines(plainPage(200), question, undefined).at(-1)).toBe(hint);
  });
});
