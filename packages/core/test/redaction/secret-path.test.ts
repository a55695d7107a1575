import { describe, expect, it } from 'vitest';
import { Attesta, createActionContext, createRedactor } from '../../src/index.js';

const MASKED = expect.stringMatching(/^<redacted string, 4 long, /);

describe('a declared path', () => {
  it.each(['args[0].card', 'args[0]["card"]', 'args[*].card', 'args[0][*]', 'args["0"].card', 'args[0]["\\u0063ard"]'])(
    'X-12 hides what it leads to, however it is written: %s',
    (path) => {
      const redact = [path.replace('["0"]', '[0]')];
      const context = createActionContext({ functionName: 'pay', args: [{ card: '4242' }], redact });
      expect(context.redactedArgs).toEqual([{ card: MASKED }]);
      expect(createRedactor().redact([{ card: '4242' }], 'args', [path])).toEqual([{ card: MASKED }]);
    },
  );

  it.each([
    [{ 'card number': '4242' }, 'args[0]["card number"]'],
    [{ größe: '4242' }, 'args[0].größe'],
    [{ '2fa': '4242' }, 'args[0].2fa'],
    [{ 7: '4242' }, 'args[0][7]'],
    [{ 'a"b': '4242' }, 'args[0]["a\\"b"]'],
    [{ '': '4242' }, 'args[0][""]'],
    [{ '*': '4242' }, 'args[0]["*"]'],
    [['4242'], 'args[0][0]'],
    [{ a: { b: ['4242'] } }, 'args[0].a[*][0]'],
  ])('X-12 reaches %j by %s', (value, path) => {
    const { redactedArgs } = createActionContext({ functionName: 'pay', args: [value], redact: [path] });
    expect(JSON.stringify(redactedArgs)).not.toContain('4242');
  });

  it.each([
    'args[00].card',
    'args[01]',
    'args[**].card',
    'args[0][-1]',
    'args[0][ 1 ]',
    "args[0]['card']",
    'args[0]["card]',
    'args[0].card[',
    'args[0]..card',
    'args[0].*',
    'args[0].card-number',
    'args[0](map)["value 0"]',
    'args.card',
    'args["card"]',
    'args',
    'arguments[0]',
    '$.card',
    '',
    ' args[0]',
    'args[0] ',
  ])('X-12 is refused at wrapping, by its name, where it can lead nowhere: %j', (path) => {
    const attesta = new Attesta();
    const wrap = () => attesta.gate({ name: 'pay', redact: ['args[0].a', path] }, async (_card: object) => {});
    expect(wrap).toThrow(`gate: redact must be a list of paths such as args[1]`);
    expect(wrap).toThrow(JSON.stringify(path));
    expect(() => createActionContext({ functionName: 'pay', redact: [path] })).toThrow(JSON.stringify(path));
  });

  it('X-12 hides a position of a list and no other', () => {
    expect(createRedactor().redact([['a', '4242', 'b']], 'args', ['args[0][1]'])).toEqual([['a', MASKED, 'b']]);
  });
});
