import type { Clock } from '@attesta/core';
import { moreLine, type Room, screenfuls } from '../layout/screenfuls.js';
import { inWords } from '../layout/time-words.js';
import type { Desk } from './answer-line.js';

/**
 * Shows lines so that none leaves the screen before the person turned it over. What is pressed
 * before a screenful stands there does not turn it, and several keys that come at once count for one.
 */
export async function showAll({ display, keys }: Desk, lines: readonly string[], room: Room): Promise<void> {
  const [first = [], ...rest] = screenfuls(lines, room);
  display.draw(first);
  let shown = first.length;
  for (const part of rest) {
    const text = moreLine(display.page.width, shown, lines.length);
    if (!(await isTurned({ display, keys }, text))) return;
    display.draw(part);
    shown += part.length;
  }
}

/** Lets the time to read pass, and shows how much is left of it. Only a no counts meanwhile. */
export async function letRead({ display, keys }: Desk, seconds: number, clock: Clock): Promise<void> {
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

async function isTurned({ display, keys }: Desk, text: string): Promise<boolean> {
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
