import { createActionContext } from '@attesta/core';
import { describe, expect, it } from 'vitest';
import { KnownNames } from '../../src/names/known-names.js';
import { warningsAbout } from '../../src/names/warnings.js';

function warnings(action: object, known = new KnownNames()): readonly string[] {
  return warningsAbout(createActionContext({ functionName: 'drop', ...action }), known);
}

describe('R-08 a warning', () => {
  it.each([
    [{ environment: 'pr\u043eduction' }, 'Environment: "pr\\u{43e}duction" mixes scripts: U+043E looks like "o"'],
    [{ args: ['pr\u043eduction'] }, 'args[0]: "pr\\u{43e}duction" mixes scripts: U+043E looks like "o"'],
    [{ functionName: 'r\u0435ad' }, 'Action: "r\\u{435}ad" mixes scripts: U+0435 looks like "e"'],
    [{ agentId: '\u0441\u043e\u0440\u0443' }, expect.stringMatching(/^Agent: ".*" looks like "copy": U\+0441 /)],
    [{ requesterId: 'ada\u200b' }, 'Requester: "ada\\u{200b}" has what cannot be seen: U+200B'],
    [{ args: ['\uff50rod'] }, 'args[0]: "\\u{ff50}rod" looks like "prod": U+FF50 looks like "p"'],
    [{ args: ['pa\u0261e'] }, 'args[0]: "pa\\u{261}e" looks like "page": U+0261 looks like "g"'],
    [{ args: [{ '\u0430mount': 1 }] }, expect.stringMatching(/^a key in .*: "\\u\{430\}mount" mixes scripts: U\+0430/)],
    [{ args: ['DELETE FROM us\u0435rs;'] }, 'args[0]: "us\\u{435}rs" mixes scripts: U+0435 looks like "e"'],
  ])('is given with the code point: %j', (action, warning) => {
    expect(warnings(action)).toEqual([warning]);
  });

  it.each([
    'table_a',
    'caf\u00e9',
    'Gr\u00f6\u00dfe',
    'S\u00f8ren',
    '\u6f22\u5b57',
    'привет, мир',
    '\u6771\u4eac\u30bf\u30ef\u30fc',
    '',
  ])('is not given about %j', (text) => {
    expect(warnings({ args: [text] })).toEqual([]);
  });

  it('names what was here before, where only a look-alike differs', () => {
    const known = new KnownNames();
    expect(warnings({ args: ['https://paypal.com/pay'] }, known)).toEqual([]);
    expect(warnings({ args: ['https://paypa1.com/pay'] }, known)).toEqual([
      'args[0]: "https://paypa1.com/pay" is not "https://paypal.com/pay", which was here before: "1" in place of "l"',
    ]);
    expect(warnings({ args: ['https://paypa1.com/other'] }, known)).toEqual([
      'args[0]: "paypa1.com" is not "paypal.com", which was here before: "1" in place of "l"',
    ]);
    expect(warnings({ args: ['PayPal.com'] }, new KnownNames(['paypal.com']))).toEqual([]);
  });

  it('names what was given as known, also where the real name comes second', () => {
    const known = new KnownNames(['production', 'modern']);
    expect(warnings({ environment: 'productlon', args: ['modem'] }, known)).toEqual([
      'Environment: "productlon" is not "production", a known name: "l" in place of "i"',
      'args[0]: "modem" is not "modern", a known name: "m" in place of "r"',
    ]);
    expect(warnings({ environment: 'production' }, known)).toEqual([]);
    expect(warnings({ args: ['\u0440roduction'] }, known)).toEqual([
      'args[0]: "\\u{440}roduction" is not "production", a known name: U+0440 in place of "p"',
    ]);
    const seen = new KnownNames();
    warnings({ args: ['\u043erders'] }, seen);
    expect(warnings({ args: ['orders'] }, seen)).toEqual([
      'args[0]: "orders" is not "\\u{43e}rders", which was here before: "o" in place of U+043E',
    ]);
  });

  it('counts what there is no room for', () => {
    const args = Array.from({ length: 30 }, (_, index) => `t\u0430ble_${index}`);
    const all = warnings({ args });
    expect(all).toHaveLength(11);
    expect(all.at(-1)).toBe('and 20 more like these');
  });

  it('says where it has not looked', () => {
    const text = 'пр '.repeat(2_001);
    expect(warnings({ args: [text] })).toEqual(['only the first 2000 foreign words were looked at for look-alikes']);
  });

  it('N-15 remembers the last names only', () => {
    const known = new KnownNames(['given']);
    known.see('paypal');
    known.see('f\u043eo');
    for (let index = 0; index < 499; index += 1) known.see(`name-${index}-x`);
    expect(known.resembling('paypa1')).toBeUndefined();
    expect(known.resembling('foo')).toMatchObject({ name: 'f\u043eo' });
    known.see('another');
    expect(known.resembling('foo')).toBeUndefined();
    expect(known.resembling('glven')).toEqual({ name: 'given', isGiven: true });
  });

  it('B-26 shows nothing of a secret', () => {
    const text = warnings({ args: [{ password: 'hunt\u0435r2' }] }).join('\n');
    expect(text).not.toContain('hunt');
  });
});
