import { PassThrough, Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { Display, displayOn } from '../src/terminal/display.js';

it('keeps what is printed during a question, and counts what it cannot keep', () => {
  const output = new PassThrough();
  const display = new Display(output);
  display.print(['before']);
  display.beginQuestion();
  const isKept = Array.from({ length: 1_002 }, (_, index) => display.print([`line ${index}`]));
  expect(String(output.read())).toBe('before\n');
  expect(isKept.indexOf(false)).toBe(1_000);
  display.endQuestion();
  const lines = String(output.read()).split('\n');
  expect(lines.slice(0, 2)).toEqual(['line 0', 'line 1']);
  expect(lines.slice(-3)).toEqual(['line 999', '(2 more messages came while you were asked)', '']);
  expect(display.print(['after'])).toBe(true);
  expect(String(output.read())).toBe('after\n');
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

it('is between 20 and 100 columns wide, and 80 where nobody knows', () => {
  const widthAt = (columns: number | undefined): number =>
    new Display(Object.assign(new PassThrough(), columns === undefined ? {} : { columns })).page.width;
  expect([5, 40, 80, 200, 0, undefined].map(widthAt)).toEqual([20, 39, 79, 100, 79, 79]);
});
