import { visible } from '@attesta/core/authoring';
import { describe, expect, it } from 'vitest';
import { collapsed } from '../../src/layout/blank-runs.js';

const shown = (text: string): string => collapsed(visible(text));

/** The text that a collapsed one stands for, read by a reader of its own. */
function expanded(text: string): string {
  const token = (name: string): string =>
    ({ space: ' ', 'line feed': '\n', 'carriage return': '\r', tab: '\t' })[name.replace(/s$/, '')] ??
    String.fromCodePoint(Number.parseInt(name.slice(2), 16));
  return text.replace(
    /\\(?:u\{([0-9a-f]+)\}|\{(\d+) (?:times )?([^}]+)\}|(.))/g,
    (_all, hex?: string, times?: string, names?: string, letter = '') => {
      if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
      if (names !== undefined) return names.split(', ').map(token).join('').repeat(Number(times));
      return { n: '\n', r: '\r', t: '\t' }[String(letter)] ?? letter;
    },
  );
}

describe('R-07 a run of blanks', () => {
  it.each([
    [`${'\n'.repeat(500)}rm -rf /`, '\\{500 line feeds}rm -rf /'],
    [`ls${' '.repeat(120)}; rm -rf /`, 'ls\\{120 spaces}; rm -rf /'],
    ['\t'.repeat(40), '\\{40 tabs}'],
    ['\u200b'.repeat(1000), '\\{1000 U+200B}'],
    ['\u3164'.repeat(17), '\\{17 U+3164}'],
    [' \n'.repeat(250), '\\{250 times space, line feed}'],
    [`x${'\r\n'.repeat(9)}y`, 'x\\{9 times carriage return, line feed}y'],
    [`${' '.repeat(20)}${'\n'.repeat(20)}`, '\\{20 spaces}\\{20 line feeds}'],
  ])('is said in few words', (text, words) => {
    expect(shown(text)).toBe(words);
  });

  it('is left as it is where it is short', () => {
    for (const text of ['a  b', `${' '.repeat(16)}indented`, 'a\n\n\nb', 'none', '', '\u200b\u200b'])
      expect(shown(text)).toBe(visible(text));
  });

  it('cannot be forged', () => {
    expect(shown('\\{500 line feeds}')).toBe('\\\\{500 line feeds}');
    expect(shown(`\\${'\n'.repeat(5)}`)).toBe('\\\\\\{5 line feeds}');
    expect(shown('\\\\nnnnnnn')).toBe('\\\\\\\\nnnnnnn');
  });

  it('R-03 can be read back', () => {
    let seed = 7;
    const next = (below: number): number => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % below;
    };
    const units = [' ', '\n', '\t', '\r\n', ' \n', '\u200b', '\u3164', '\\', 'x', '{', '}', '\u2800 '];
    for (let round = 0; round < 5_000; round += 1) {
      const text = Array.from({ length: next(9) }, () => units[next(units.length)]?.repeat(next(30))).join('');
      expect(expanded(shown(text)), JSON.stringify(text)).toBe(text);
    }
  });
});
