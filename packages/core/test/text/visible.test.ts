import { describe, expect, it } from 'vitest';
import { campaignSeed, campaignSize } from '../../../../tests/campaigns/campaign.js';
import { visible } from '../../src/text/visible.js';
import { growth, LINEAR } from '../growth.js';
import { parseVisible } from './parse-visible.js';

/** A seeded generator, so that a failure can be repeated. */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const ROUNDS = campaignSize({ normal: 8_000, long: 1_000_000 });

const INTERESTING = [
  '\\',
  '"',
  '\n',
  '\u001b[2J',
  '\u202e',
  '\u200b',
  'а',
  '😀',
  '\ud83d',
  '\ude00',
  '\\u{41}',
  '\\n',
  'ok',
  '\u0000',
];

describe('visible', () => {
  it('R-02 lets only printable ASCII through, over all 1,114,112 code points', () => {
    for (let codePoint = 0; codePoint <= 0x10ffff; codePoint += 1) {
      const text = String.fromCodePoint(codePoint);
      const shown = visible(text);
      if (!/^[ -~]+$/.test(shown)) expect.fail(`U+${codePoint.toString(16)} became ${JSON.stringify(shown)}`);
      if (parseVisible(shown) !== text) expect.fail(`U+${codePoint.toString(16)} is not restored`);
    }
  });

  it('R-03 is reversible, lone surrogates included', () => {
    const random = generator(campaignSeed(3));
    for (let round = 0; round < ROUNDS; round += 1) {
      const text = Array.from({ length: random(6) }, () => INTERESTING[random(INTERESTING.length)]).join('');
      if (parseVisible(visible(text)) !== text) expect.fail(`not restored: ${JSON.stringify(text)}`);
    }
  });

  it('R-03 refuses what it cannot have made', () => {
    for (const forged of ['\\', '\\q', '\\u{110000}', '\\u{41}', '\\u{0a}', 'é', '\n', '\\u{d83d}\\u{de00}']) {
      expect(() => parseVisible(forged), forged).toThrow(SyntaxError);
    }
  });

  it('leaves plain text as it is and escapes the rest by its code point', () => {
    expect(visible('rm -rf /tmp "x" [y] ~')).toBe('rm -rf /tmp "x" [y] ~');
    expect(visible('a\\b\n\r\t\u202e😀')).toBe('a\\\\b\\n\\r\\t\\u{202e}\\u{1f600}');
  });

  it('N-12 takes time linear in the text', () => {
    for (const unit of ['\u202e', 'a\\', '\ud83d']) {
      expect(growth(visible, (length) => unit.repeat(length / unit.length), 40_000)).toBeLessThan(LINEAR);
    }
  });
});
