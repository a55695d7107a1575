import { PassThrough, Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { Display, displayOn } from '../src/terminal/display.js';

it('keeps what is printed during a question, and counts what it cannot keep', () => {
  const output = new PassThrough();
  const display = new Display(output);
  display.print(['before']);
  display.beginQuestion();
  display.print(['during']);
  display.draw(['question']);
  for (let count = 0; count < 11; count += 1) output.write('x'.repeat(100_000));
  expect(textIn(output)).toBe('before\nquestion\n');
  display.endQuestion();
  const lines = textIn(output).split('\n');
  expect(lines[0]).toBe('during');
  expect(lines[1]).toMatch(/^x{1000000}\(100000 more characters were written while you were asked; they are lost\)$/);
  display.print(['after']);
  expect(textIn(output)).toBe('after\n');
});

it('is one for each output', () => {
  const output = new PassThrough();
  expect(displayOn(output)).toBe(displayOn(output));
  expect(displayOn(output)).not.toBe(displayOn(new PassThrough()));
});

it('has one listener on a slow output, and none once all is written', async () => {
  const done: (() => void)[] = [];
  const output = new Writable({ write: (_chunk, _encoding, next) => done.push(next) });
  const display = new Display(output);
  for (let line = 0; line < 20; line += 1) display.print(['line']);
  expect(output.listenerCount('error')).toBe(1);
  while (done.length > 0) {
    done.shift()?.();
    await setImmediate();
  }
  expect(output.listenerCount('error')).toBe(0);
});

it('R-15 is between 20 and 100 columns wide, and 80 where nobody knows', () => {
  const widthAt = (columns: number | undefined): number =>
    new Display(Object.assign(new PassThrough(), columns === undefined ? {} : { columns })).page.width;
  expect([5, 40, 80, 200, 0, undefined].map(widthAt)).toEqual([20, 39, 79, 100, 79, 79]);
});

/** All that there is to read now. */
function textIn(stream: PassThrough): string {
  let text = '';
  for (let chunk: unknown = stream.read(); chunk !== null; chunk = stream.read()) text += String(chunk);
  return text;
}
