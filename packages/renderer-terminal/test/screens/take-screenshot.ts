import { Attesta } from '@attesta/core';
import { type FakeClock, fakeClock } from '@attesta/testing';
import { TerminalRenderer } from '../../src/index.js';
import { type OpenTerminal, openTerminal } from '../open-terminal.js';
import type { Screenshot } from './screenshots.js';

/** Presents a challenge on a real terminal of that width until its screenshot is taken, and returns the terminal. */
export async function takeScreenshot(
  screenshot: Screenshot,
  columns: number,
  isScored: boolean,
): Promise<OpenTerminal> {
  const terminal = openTerminal({ columns, rows: 60, colors: true });
  const clock = fakeClock({ now: Date.UTC(2026, 0, 1, 16, 37, 10) });
  const { input, output } = terminal;
  const renderer = new TerminalRenderer({ input, output, clock, operator: { id: 'ada' } });
  const { functionName: name, args, environment, agentId, requesterId, documentation, metadata } = screenshot.action;
  const challenge = screenshot.challenge();
  const challengeMap = { low: challenge, medium: challenge, high: challenge, critical: challenge };
  const attesta = new Attesta({ renderer, clock, environment, challengeMap, timeoutSeconds: 300 });
  const risk = isScored ? { minimumRisk: screenshot.level } : { risk: screenshot.level };
  const controller = new AbortController();
  const guarded = attesta.gate({ name, documentation, metadata, ...risk }, (..._args: unknown[]) => {});
  guarded
    .with({ agentId, requesterId, signal: controller.signal })(...args)
    .catch(() => {});
  for (const keys of screenshot.types) {
    await passing(clock, terminal, /^>$/);
    const { length } = terminal.written();
    terminal.type(keys);
    await terminal.untilMore(length);
  }
  await passing(clock, terminal, screenshot.until);
  return terminal;
}

/** Lets the time to read pass, once it is shown, until the last row is the one that is waited for. */
async function passing(clock: FakeClock, terminal: OpenTerminal, row: RegExp): Promise<void> {
  await terminal.untilRow(new RegExp(`${row.source}|${READING.source}`));
  if (!row.test(terminal.viewport().at(-1) ?? '')) await clock.advance(10_000);
  await terminal.untilRow(row);
}

const READING = /^Read first/;
