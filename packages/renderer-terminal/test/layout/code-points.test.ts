import { deadlineIn } from '@attesta/core/authoring';
import { fakeClock, sampleContext, sampleRisk } from '@attesta/testing';
import { describe, expect, it } from 'vitest';
import { isLong } from '../../../../tests/campaigns/campaign.js';
import { actionPage } from '../../src/layout/action-page.js';
import { messageLines } from '../../src/layout/notice-lines.js';
import { typed } from '../../src/layout/typed-line.js';
import { plainPage } from './plain-page.js';

/** A part is a plane: small enough for one action. Normally one of each kind: letters, emoji, ideographs, controls, private use. */
const PARTS = isLong ? Array.from({ length: 17 }, (_, part) => part) : [0, 1, 2, 14, 16];

/** Every code point of a plane. Only some texts may have surrogates; a blank keeps two of them from becoming a pair. */
function characters(plane: number, withSurrogates: boolean): string {
  let text = '';
  for (let code = plane * 0x10000; code < (plane + 1) * 0x10000; code += 1) {
    const isSurrogate = code >= 0xd800 && code <= 0xdfff;
    if (!isSurrogate) text += String.fromCodePoint(code);
    else if (withSurrogates) text += `${String.fromCharCode(code)} `;
  }
  return text;
}

/** The text that stands quoted on the screen, read by a reader of its own. */
function readBack(quoted: string): string {
  return quoted.replace(/\\(?:u\{([0-9a-f]+)\}|(.))/g, (_all, hex: string | undefined, letter = '') =>
    hex === undefined
      ? ({ n: '\n', r: '\r', t: '\t' }[String(letter)] ?? letter)
      : String.fromCodePoint(Number.parseInt(hex, 16)),
  );
}

describe(isLong ? 'all 1,114,112 code points' : 'the code points of five planes', () => {
  it.each(PARTS)(
    'R-02 R-03 an argument reaches the screen as printable ASCII, and can be read back (part %d)',
    (part) => {
      const text = characters(part, false);
      const clock = fakeClock();
      const context = sampleContext({ args: [text] });
      const notice = { kind: 'action' as const, context, risk: sampleRisk(), deadline: deadlineIn(clock, 60) };
      const lines = actionPage(plainPage(79), notice, { operator: undefined, clock, warnings: [] });
      expect(lines.every((line) => /^[ -~]*$/.test(line))).toBe(true);
      const start = lines.findIndex((line) => line.startsWith('  args[0]'));
      const end = lines.findIndex((line) => line.startsWith('Agent'));
      const bar = lines[start]?.indexOf('| ') ?? 0;
      const value = lines.slice(start, end).map((line) => line.slice(bar + 2));
      const quoted = value.join('');
      expect(quoted.startsWith('"') && quoted.endsWith('"')).toBe(true);
      expect(readBack(quoted.slice(1, -1)) === text).toBe(true);
    },
  );

  it.each(PARTS)('R-02 a message reaches the screen as printable ASCII, lone surrogates included (part %d)', (part) => {
    const lines = messageLines(plainPage(79), { kind: 'message', text: characters(part, true) });
    expect(lines.every((line) => /^\| [ -~]*$/.test(line))).toBe(true);
  });

  it.each(PARTS)('R-02 what is typed reaches the screen as printable ASCII, letters and digits (part %d)', (part) => {
    const echo = typed(characters(part, true));
    expect(/^[ -~\p{L}\p{N}]*$/u.test(echo)).toBe(true);
    expect(echo.normalize('NFC') === echo).toBe(true);
  });
});
