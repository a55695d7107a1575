import { createActionContext } from '@attesta/core';
import { describe, expect, it } from 'vitest';
import { growth, LINEAR } from '../../../core/test/growth.js';
import { factsIn } from '../../src/quiz/facts.js';
import { statementsIn } from '../../src/quiz/sql.js';

const PARTS = [
  "'",
  '/*',
  '--\n',
  '"',
  '[',
  '`',
  'a@',
  'x/',
  '00',
  'Aa',
  'with ((',
  'SELECT ',
  ' DROP TABLE x;',
  ' - ',
  'a.',
];

describe('N-12 reading a call takes time in proportion to its length', () => {
  it.each(PARTS)('with %j as SQL', (part) => {
    const input = (length: number): string => `DELETE FROM x ${part.repeat(length / part.length)}`;
    expect(growth((text) => statementsIn(text), input, 16_000)).toBeLessThan(LINEAR);
  });

  it.each(PARTS)('with %j as any argument', (part) => {
    const input = (length: number): string => part.repeat(length / part.length);
    const work = (text: string): void => {
      factsIn(createActionContext({ functionName: 'act', args: [text, { [text.slice(0, 2000)]: [text] }] }));
    };
    expect(growth(work, input, 80_000)).toBeLessThan(LINEAR);
  });
});
