import { createActionContext } from '@attesta/core';
import { describe, expect, it } from 'vitest';
import { questionerFor } from '../src/question.js';

const ask = (template: string, args: readonly unknown[] = [], functionName = 'delete_records'): string | undefined =>
  questionerFor(createActionContext({ functionName, args, environment: 'staging' }))(template);

describe('Q-06 a question about an action', () => {
  it('has the action, the environment and the arguments by position', () => {
    expect(ask('{action} in {environment}: {arg0}, {arg1}?', ['table_a', 100])).toBe(
      'delete_records in staging: "table_a", 100?',
    );
    expect(ask('No placeholder, $ and all.')).toBe('No placeholder, $ and all.');
    expect(
      ask(
        '{arg10}?',
        Array.from({ length: 11 }, (_, index) => index),
      ),
    ).toBe('10?');
  });

  it('shows what is in an object or a list', () => {
    expect(ask('{arg0}?', [{ table: 'users', where: { id: [1, 2] } }])).toBe(
      'table: "users", where.id[0]: 1, where.id[1]: 2?',
    );
    expect(ask('{arg1}?', [0, ['x', true]])).toBe('[0]: "x", [1]: true?');
    expect(ask('{arg0} {arg1}?', [{}, []])).toBe('{} []?');
  });

  it('is not asked where the action lacks the argument', () => {
    expect(ask('{arg0}?')).toBeUndefined();
    expect(ask('{arg2}?', [1, 2])).toBeUndefined();
    expect(ask('{arg0}?', [undefined])).toBe('undefined?');
  });

  it('takes braces and patterns in a value for what they are', () => {
    for (const value of ['{action}', '{arg1}', '{action.__class__}', '$'.concat('{x}'), '{', '$&', "$'", '$1', '$$'])
      expect(ask('{arg0} and {arg1}?', [value, 'b'])).toBe(`${JSON.stringify(value)} and "b"?`);
    expect(ask('{action}?', [], '{environment}')).toBe('{environment}?');
  });

  it('passes values through visible(), and shortens them', () => {
    expect(ask('{arg0}?', ['a\n\u202eb'])).toBe('"a\\n\\u{202e}b"?');
    expect(ask('{action}?', [], 'drop\u200b')).toBe('drop\\u{200b}?');
    expect(ask('{arg0}?', ['x'.repeat(200)])).toBe(`"${'x'.repeat(119)}...(+82 more)?`);
  });
});
