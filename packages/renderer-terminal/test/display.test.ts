import { PassThrough, Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { WriteStream } from 'node:tty';
import { expect, it, onTestFinished } from 'vitest';
import { Display, displayOn } from '../src/terminal/display.js';
import { openTerminal } from './open-terminal.js';

it('holds lines printed during a question, and counts dropped characters', () => {
  const output = new PassThrough();
  const display = new Display(output);
  display.print(['before']);
  display.beginQuestion([output]);
  display.print(['during']);
  display.draw(['question']);
  for (let count = 0; count < 11; count += 1) output.write('x'.repeat(100_000));
  expect(textIn(output)).toBe('before\nquestion\n');
  display.endQuestion();
  const lines = textIn(output).split('\n');
  expect(lines[0]).toBe('during');
  expect(lines[1]).toMatch(/^x{1000000}\(100000 more characters were written during the question and are lost\)$/);
  display.print(['after']);
  expect(textIn(output)).toBe('after\n');
});

it('one output has one display', () => {
  const output = new PassThrough();
  expect(displayOn(output)).toBe(displayOn(output));
  expect(displayOn(output)).not.toBe(displayOn(new PassThrough()));
});

it('a slow output has one listener until all is written', async () => {
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

it('R-15 is between 20 and 100 columns wide, and 80 by default', () => {
  const widthAt = (columns: number | undefined): number =>
    new Display(Object.assign(new PassThrough(), columns === undefined ? {} : { columns })).page.width;
  expect([5, 40, 80, 200, 0, undefined].map(widthAt)).toEqual([20, 39, 79, 100, 79, 79]);
});

it('holds its own lines during a question, also where the process may write at once', () => {
  const output = new PassThrough();
  const { write } = output;
  const display = new Display(output);
  display.beginQuestion([]);
  expect(output.write).toBe(write);
  display.print(['notice']);
  output.write('log\n');
  display.draw(['question']);
  expect(textIn(output)).toBe('log\nquestion\n');
  display.endQuestion();
  expect(textIn(output)).toBe('notice\n');
});

it("R-07 reads a terminal's size again for each question, by a private method of Node", () => {
  const { output, resize, close } = openTerminal({ columns: 80 });
  onTestFinished(close);
  const display = new Display(output);
  resize(40, 12);
  // Public API keeps the first size. Once it does not, the private method is not needed any more.
  expect([output.columns, output.getWindowSize()[0]]).toEqual([80, 80]);
  display.beginQuestion([]);
  expect([display.page.width, display.rows]).toEqual([39, 12]);
  display.endQuestion();
  expect(Reflect.get(WriteStream.prototype, '_refreshSize')).toBeTypeOf('function');
});

/** All that there is to read now. */
function textIn(stream: PassThrough): string {
  let text = '';
  for (let chunk: unknown = stream.read(); chunk !== null; chunk = stream.read()) text += String(chunk);
  return text;
}
