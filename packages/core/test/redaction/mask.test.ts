import { describe, expect, it } from 'vitest';
import { describeArguments, hiddenPaths, hiddenWarning } from '../../src/authoring.js';
import { type ArgumentValue, createActionContext, createRedactor } from '../../src/index.js';

const TOKEN = `ghp_${'aB3'.repeat(12)}`;
const MASK = '<redacted string, 5 long, 0123456789ab>';

function contextOf(...args: readonly ArgumentValue[]): ReturnType<typeof createActionContext> {
  return createActionContext({ functionName: 'f', args, redactor: createRedactor({ key: 'for the tests' }) });
}

/** What the caller wrote, from what is shown of a string without secrets. */
function asWritten(shown: string): string {
  return shown.replace(/<=(=*)redacted/g, '<$1redacted');
}

describe('a string that reads as a mask', () => {
  it.each([
    MASK,
    `x ${MASK} y`,
    '<=redacted string, 5 long, 0123456789ab>',
    '<==redacted',
    '<<redacted',
    '<redacted<redacted',
    `<${MASK}>`,
  ])('X-15 is shown apart from a mask, and can be read back: %s', (text) => {
    const { redactedArgs, description } = contextOf(text);
    const [shown] = redactedArgs;
    expect(shown).not.toMatch(/<redacted/);
    expect(description).not.toMatch(/<redacted/);
    expect(asWritten(String(shown))).toBe(text);
  });

  it.each([
    ['in a list', [[MASK]]],
    ['in a map', [new Map([[MASK, MASK]])]],
    ['in a set', [new Set([MASK])]],
    ['as the name of a value', [{ [MASK]: 1 }]],
    ['deep in an object', [{ a: { b: [MASK] } }]],
  ])('X-15 is no mask %s', (_place, args) => {
    const context = contextOf(...args);
    expect(JSON.stringify(describeArguments(context))).not.toContain('<redacted');
    expect(hiddenPaths(context)).toEqual([]);
    expect(describeArguments(context).some(({ secret }) => secret)).toBe(false);
  });

  it('X-15 is not taken for a secret, though its shown form differs', () => {
    expect(hiddenWarning(contextOf(MASK), { level: 'critical' })).toBeUndefined();
  });

  it('X-15 next to a credential leaves one mask', () => {
    const [shown] = contextOf(`<${TOKEN} ${MASK}`).redactedArgs;
    expect(String(shown).match(/<redacted/g)).toHaveLength(1);
  });
});

describe('the name of a value', () => {
  it('X-15 is masked where it is a credential, as the key of a map is', () => {
    const context = contextOf({ [TOKEN]: 1, plain: 2 }, new Map([[TOKEN, 1]]));
    const leaves = describeArguments(context);
    expect(JSON.stringify([leaves, context.description])).not.toContain(TOKEN.slice(4));
    expect(Object.keys(Object(context.redactedArgs[0]))).toEqual([
      expect.stringMatching(/^<redacted string, 40 long, [0-9a-f]{12}>$/),
      'plain',
    ]);
    expect(leaves[0]?.path).toMatch(/^args\[0\]\["<redacted string, 40 long/);
    expect(hiddenPaths(context)).toEqual([leaves[0]?.path, 'args[1](map)["key 0"]']);
  });

  it('X-15 is masked in part, and under an inherited name too', () => {
    const value = JSON.parse(`{ "a ${TOKEN} b": 1, "__proto__": { "${TOKEN}": 2 } }`);
    expect(JSON.stringify(describeArguments(contextOf(value)))).not.toContain(TOKEN.slice(4));
  });
});

describe('what is hidden', () => {
  it('X-11 is announced at high and critical, by number and place', () => {
    const context = contextOf({ password: 'a', user: 'ada' }, `Bearer ${TOKEN}`, 'plain');
    const warning = '2 values are hidden: args[0].password, args[1]';
    expect(hiddenWarning(context, { level: 'high' })).toBe(warning);
    expect(hiddenWarning(context, { level: 'critical' })).toBe(warning);
    expect(hiddenWarning(context, { level: 'medium' })).toBeUndefined();
    expect(hiddenWarning(contextOf({ password: 'a' }), { level: 'high' })).toBe('1 value is hidden: args[0].password');
    expect(hiddenWarning(contextOf('plain'), { level: 'high' })).toBeUndefined();
  });

  it('X-11 is announced on one line, however much it is', () => {
    const warning = hiddenWarning(contextOf(Array.from({ length: 50 }, () => TOKEN)), { level: 'high' });
    expect(warning).toMatch(/^50 values are hidden: args\[0\]\[0\], .*, args\[0\]\[19\], and 30 more$/);
  });
});

describe('a tag', () => {
  it('X-11 is HMAC-SHA-256 under the key of the owner, apart from every fingerprint', () => {
    const [redactor, other] = [createRedactor({ key: 'k1' }), createRedactor({ key: 'k2' })];
    expect(redactor.tag('x')).toMatch(/^[0-9a-f]{64}$/);
    expect(redactor.tag('x')).toBe(createRedactor({ key: 'k1' }).tag('x'));
    expect(redactor.tag('x')).not.toBe(other.tag('x'));
    expect(String(redactor.redact('x', 'args', ['args']))).not.toContain(redactor.tag('x').slice(0, 12));
  });
});
