import { describe, expect, it } from 'vitest';
import { pieces, scriptLines, shortened, words } from '../../src/layout/lines.js';
import { table } from '../../src/layout/page.js';
import { plainPage } from './plain-page.js';

describe('pieces', () => {
  it('cuts at the width and loses nothing', () => {
    const text = 'abcdefghij'.repeat(7);
    expect(pieces(text, 16).join('')).toBe(text);
    expect(pieces(text, 16).map((line) => line.length)).toEqual([16, 16, 16, 16, 6]);
  });

  it('cuts no escape in two', () => {
    expect(pieces('abcdefgh\\u{202e}x', 10)).toEqual(['abcdefgh', '\\u{202e}x']);
    expect(pieces('abcdefghi\\\\x', 10)).toEqual(['abcdefghi', '\\\\x']);
  });

  it('makes one line of an empty text', () => {
    expect(pieces('', 20)).toEqual(['']);
  });

  it('takes a megabyte in its stride', () => {
    const text = '\\u{202e}'.repeat(125_000);
    expect(pieces(text, 60).join('')).toBe(text);
  });
});

describe('scriptLines', () => {
  it('ends a line behind an escaped line feed, and not behind an escaped backslash and an n', () => {
    expect(scriptLines('"a\\nb"', 20)).toEqual(['"a\\n', 'b"']);
    expect(scriptLines('"a\\\\nb"', 20)).toEqual(['"a\\\\nb"']);
    expect(scriptLines('"a\\n"', 20)).toEqual(['"a\\n"']);
    expect(scriptLines('"abcdef\\ngh"', 5)).toEqual(['"abcd', 'ef\\n', 'gh"']);
  });

  it('loses nothing', () => {
    const text = '"\\n\\n\\\\n\\u{a0}\\r\\n"';
    expect(scriptLines(text, 12).join('')).toBe(text);
  });
});

describe('words', () => {
  it('breaks at blanks and line feeds, and cuts what is too long', () => {
    expect(words('one two three\nfour', 8)).toEqual(['one two', 'three', 'four']);
    expect(words('abcdefghijkl mn', 8)).toEqual(['abcdefgh', 'ijkl mn']);
    expect(words('abcd\\u{202e} x', 8)).toEqual(['abcd', '\\u{202e}', 'x']);
  });

  it('fills a line to its last column', () => {
    expect(words('abcd efgh ij', 9)).toEqual(['abcd efgh', 'ij']);
  });
});

describe('shortened', () => {
  it('leaves what fits and counts what it leaves out', () => {
    expect(shortened('abcdefghij', 10)).toBe('abcdefghij');
    const short = shortened('a'.repeat(100), 30);
    expect(short.length).toBeLessThanOrEqual(30);
    const [, start = '', more] = short.match(/^(a+)\.\.\.\(\+(\d+) more\)$/) ?? [];
    expect(start.length + Number(more)).toBe(100);
  });
});

describe('table', () => {
  const rows = [
    { label: 'Action', text: 'delete' },
    { label: '  args[0]', note: 'string', text: '"x"' },
  ];

  it('has one straight bar', () => {
    expect(table(plainPage(79), rows)).toEqual(['Action           | delete', '  args[0] string | "x"']);
  });

  it('puts a label that is too long above its text', () => {
    expect(table(plainPage(39), rows)).toEqual(['Action | delete', '  args[0] string', '       | "x"']);
  });

  it('puts every text below its label where there is no room beside', () => {
    expect(table(plainPage(20), rows)).toEqual(['Action', '| delete', '  args[0] string', '| "x"']);
  });

  it('continues a label that is longer than the line behind the bar', () => {
    const label = `  args[0].${'k'.repeat(30)}`;
    expect(table(plainPage(20), [{ label, note: 'string', text: '"x"' }])).toEqual([
      '  args[0].kkkkkkkkkk',
      '| kkkkkkkkkkkkkkkkkk',
      '| kk',
      '    string',
      '| "x"',
    ]);
  });
});
