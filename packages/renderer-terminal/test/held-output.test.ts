import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { HeldOutput } from '../src/terminal/held-output.js';

/** All that there is to read now. */
function textIn(stream: PassThrough): string {
  let text = '';
  for (let chunk: unknown = stream.read(); chunk !== null; chunk = stream.read()) text += String(chunk);
  return text;
}

describe('output during a question', () => {
  it('waits in order, with its callbacks', async () => {
    const [stdout, stderr] = [new PassThrough(), new PassThrough()];
    const held = new HeldOutput();
    held.begin([stdout, stderr]);
    const written = new Promise<void>((resolve) => stdout.write('one', () => resolve()));
    stderr.write('oops');
    stdout.write('7477', 'hex');
    stdout.write(Buffer.from('!'));
    held.atOnce(() => stdout.write('question'));
    expect([textIn(stdout), textIn(stderr)]).toEqual(['question', '']);
    expect(held.end()).toBe(0);
    expect([textIn(stdout), textIn(stderr)]).toEqual(['onetw!', 'oops']);
    await written;
  });

  it('is restored afterwards, also if the stream had a write of its own', () => {
    const stream = new PassThrough();
    const said: string[] = [];
    const own = (text: string): boolean => {
      said.push(text);
      return true;
    };
    stream.write = own;
    const held = new HeldOutput();
    held.begin([stream]);
    held.end();
    expect(stream.write).toBe(own);
    Reflect.deleteProperty(stream, 'write');
    held.begin([stream]);
    held.end();
    expect(Object.hasOwn(stream, 'write')).toBe(false);
  });

  it('keeps a write function that other code has set since', () => {
    const stream = new PassThrough();
    const held = new HeldOutput();
    held.begin([stream]);
    const below = stream.write.bind(stream);
    stream.write = (text: string): boolean => below(`<${text}>`);
    held.end();
    stream.write('x');
    expect(textIn(stream)).toBe('<x>');
  });

  it('N-15 is bounded, and dropped bytes are counted', async () => {
    const stream = new PassThrough();
    const held = new HeldOutput();
    held.begin([stream]);
    for (let count = 0; count < 20; count += 1) stream.write('x'.repeat(100_000));
    await new Promise<void>((resolve) => stream.write('y'.repeat(100_000), () => resolve()));
    expect(held.end()).toBe(1_100_000);
    expect(textIn(stream)).toHaveLength(1_000_000);
  });
});
