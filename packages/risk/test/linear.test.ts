import { createActionContext } from '@attesta/core';
import { describe, expect, it } from 'vitest';
import { growth, LINEAR } from '../../core/test/growth.js';
import { ToolRiskScorer } from '../src/index.js';

/** What a pattern of the scorer begins with, again and again, and never what it ends with. */
const PARTS: readonly string[] = [
  ...[
    'a',
    'A',
    '1',
    '_',
    '-',
    '--',
    ' ',
    '\n',
    '\\',
    '/',
    '.',
    '/.',
    '"',
    '"""',
    "'",
    '`',
    '$',
    '$(',
    '${',
    '()',
    '(){',
    '{',
  ],
  ...['|', '||', '>', '<<a\n', ';', '# ', '/*', '--\n', '$a$', '[', 'a=', 'a_', 'env.', '@', '"a" '],
  ...[
    'delete ',
    'select from ',
    'with x as (',
    'insert into ',
    'match (n) ',
    'query {',
    'mutation ',
    'prune ',
    'print ',
  ],
  ...['password', 'https://a/', 'DB_', 'rm -', 'sudo ', 's/a/', 'get secrets', 'with', '{"a":', 'ｅ', 'İ'],
];

/** Where a string may stand: each is read in another way. */
const PLACES: Readonly<Record<string, (text: string) => readonly [name: string, args: readonly unknown[]]>> = {
  'a command': (text) => ['run_command', [{ command: text }]],
  'the argument of a program': (text) => ['run_command', [{ command: `kubectl get ${text}` }]],
  'a quoted word': (text) => ['run_command', [{ command: `sed '${text.replaceAll("'", '')}'` }]],
  'a variable': (text) => ['run_command', [{ command: `A_${text.replace(/\W/g, '')}=1 awk x` }]],
  'a statement': (text) => ['query', [{ sql: `SELECT ${text}` }]],
  'a query': (text) => ['query', [{ query: `{ ${text}` }]],
  'an argument of a tool that reads': (text) => ['get_thing', [{ path: text, note: text }]],
  'a key': (text) => ['get_thing', [{ [text]: text }]],
};

describe('N-12 judging a call takes time in proportion to its length', () => {
  for (const [place, callOf] of Object.entries(PLACES)) {
    it.each(PARTS)(`with %j as ${place}`, (part) => {
      const judge = (text: string): void => {
        const [functionName, args] = callOf(text);
        new ToolRiskScorer().score(createActionContext({ functionName, args }));
      };
      const input = (length: number): string => part.repeat(Math.ceil(length / part.length));
      expect(growth(judge, input, 12_000)).toBeLessThan(LINEAR);
    });
  }
});
