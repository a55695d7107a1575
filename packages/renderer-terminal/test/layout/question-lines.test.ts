import { type ActionNotice, deadlineIn, type Question } from '@attesta/core/authoring';
import { fakeClock, sampleContext, sampleRisk } from '@attesta/testing';
import { describe, expect, it } from 'vitest';
import { questionLines, subjectLines } from '../../src/layout/question-lines.js';
import { plainPage } from './plain-page.js';

const action: ActionNotice = {
  kind: 'action',
  context: sampleContext(),
  risk: sampleRisk('critical'),
  deadline: deadlineIn(fakeClock(), 300),
};
const fingerprint = action.context.digest.slice(0, 16).replace(/(.{4})(?=.)/g, '$1 ');
const TEXT: Question = { kind: 'text', id: 'q', prompt: 'Why?' };

const subject = (width: number, changes: object = {}, warnings: readonly string[] = []): readonly string[] =>
  subjectLines(plainPage(width), { action: { ...action, ...changes }, warnings });

describe('R-07 what a question is about', () => {
  it('R-12 is said again: level, fingerprint and action', () => {
    expect(subject(79)).toEqual([`CRITICAL RISK  ${fingerprint}`, '| delete_records("table_a", 100)']);
    expect(subject(20)).toEqual(['CRITICAL RISK', fingerprint, '| delete_rec...("tab', '| le_a",...']);
  });

  it('R-08 counts the warnings', () => {
    expect(subject(79, {}, ['one'])[0]).toBe(`CRITICAL RISK  ${fingerprint}  1 WARNING`);
    expect(subject(20, {}, ['one', 'two']).slice(0, 3)).toEqual(['CRITICAL RISK', fingerprint, '2 WARNINGS']);
  });

  it.each([20, 39, 79, 100])('has name and target, and shows where it is cut, at %d columns', (width) => {
    const names = ['delete_records', 'x'.repeat(200), '\u202e'.repeat(50), `delete${' '.repeat(99)}records`];
    for (const functionName of names) {
      for (const target of ['orders', 'o'.repeat(500), '\u202e'.repeat(100)]) {
        const context = sampleContext({ functionName, args: [target] });
        const lines = subject(width, { context }, ['warning']);
        expect(lines.length).toBeLessThanOrEqual(5);
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(width);
        const call = lines
          .filter((line) => line.startsWith('| '))
          .map((line) => line.slice(2))
          .join('');
        expect(call).toMatch(/^(?:del|xxx|\\u|\\\{)/);
        expect(call).toMatch(/(?:\.\.\.|[s}])\("(?:ord|ooo|\\u|\\\{|\.\.\.)/);
        expect(call.endsWith('")') || call.endsWith('...')).toBe(true);
      }
    }
  });
});

describe('a question', () => {
  it('says how to answer', () => {
    expect(questionLines(plainPage(79), TEXT)).toEqual(['? Why?', 'Enter answers. Ctrl-C gives up.']);
  });

  it('R-04 asks one question, line feeds and all', () => {
    const prompt = 'Why?\n? Run x?\nRisk | LOW\n> y\x1b[1A C:\\new';
    expect(questionLines(plainPage(79), { ...TEXT, prompt })).toEqual([
      '? Why?\\n? Run x?\\nRisk | LOW\\n> y\\u{1b}[1A C:\\\\new',
      'Enter answers. Ctrl-C gives up.',
    ]);
  });

  it('R-04 marks no line but the first as a question', () => {
    const prompt = `Why?${' x'.repeat(16)} ? Run x?${' y'.repeat(14)} 1  yes`;
    const lines = questionLines(plainPage(39), { ...TEXT, prompt });
    expect(lines.map((line) => line.slice(0, 2))).toEqual(['? ', '| ', '| ', 'En']);
  });

  it('R-07 says a run of blanks in words', () => {
    expect(questionLines(plainPage(79), { ...TEXT, prompt: `Why?${' '.repeat(99)}? Run x?` })[0]).toBe(
      '? Why?\\{99 spaces}? Run x?',
    );
  });

  it('numbers its choices', () => {
    const choices = ['keep it', 'a choice that is too long for its line\n3  forged'].map((label) => ({
      value: label,
      label,
    }));
    expect(questionLines(plainPage(39), { kind: 'select', id: 'q', prompt: 'Which?', choices })).toEqual([
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
    [{ ...TEXT, pasteable: false }, 'Type it: what is pasted is dropped. Enter answers. Ctrl-C gives up.'],
  ])('%j says how to answer', (question, hint) => {
    expect(questionLines(plainPage(200), question).at(-1)).toBe(hint);
  });
});
