import type { Clock } from '@attesta/core';
import { moreLine, type ScreenLayout, screenfuls } from '../layout/screenfuls.js';
import { inWords } from '../layout/time-words.js';
import type { QuestionIO } from './answer-line.js';

/**
 * Shows lines a screenful at a time: the next one comes when the person presses a key. Keys pressed before a screenful is shown do
 * not count, and several keys at once count as one.
 */
export async function showAll(
  { display, keys }: QuestionIO,
  lines: readonly string[],
  layout: ScreenLayout,
): Promise<void> {
  const [first = [], ...rest] = screenfuls(lines, layout);
  display.draw(first);
  let shown = first.length;
  for (const part of rest) {
    const text = moreLine(display.page.width, shown, lines.length);
    if (!(await isTurned({ display, keys }, text))) return;
    display.draw(part);
    shown += part.length;
  }
}

/** Waits for the time to read, and shows the rest of it. Only a no counts before its end. */
export async function awaitReading({ display, keys }: QuestionIO, seconds: number, clock: Clock): Promise<void> {
  await keys.settle();
  if (seconds <= 0) return;
  keys.takeNo();
  const end = clock.monotonic() + seconds * 1000;
  for (let rest = end - clock.monotonic(); rest > 0 && !keys.signal.aborted; rest = end - clock.monotonic()) {
    const text = `Read first: answer in ${inWords(Math.ceil(rest / 1000) * 1000)}.`;
    display.drawRow(() => ({ mark: text }));
    await clock.sleep(display.isLive ? Math.min(rest, 1000) : rest, keys.signal);
  }
  await keys.settle();
}

async function isTurned({ display, keys }: QuestionIO, text: string): Promise<boolean> {
  await keys.settle();
  display.drawRow(() => ({ mark: text }));
  for (;;) {
    const pressed = await keys.next();
    if (pressed === undefined) return false;
    if (TURNS.has(pressed[0] ?? '') || TURNING_KEYS.has(pressed)) break;
    if (pressed === ESCAPE) keys.stopFor('cancelled');
    if (REFUSES.test(pressed)) keys.stopFor('refused');
  }
  display.eraseRow();
  return true;
}

const TURNS: ReadonlySet<string> = new Set([' ', '\r', '\n']);
/** Page down, arrow down. */
const TURNING_KEYS: ReadonlySet<string> = new Set(['\x1b[6~', '\x1b[B', '\x1bOB']);
const REFUSES = /^[nq]/i;
const ESCAPE = '\x1b';
