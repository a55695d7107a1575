import { Attesta } from '@attesta/core';
import { fakeClock } from '@attesta/testing';
import { TerminalRenderer } from '../../src/index.js';
import { type OpenTerminal, openTerminal } from '../open-terminal.js';
import type { Scene } from './scenes.js';

/** Plays a scene on a real terminal of that width, and gives the terminal as it stands when the picture is taken. */
export async function played(scene: Scene, columns: number, isScored: boolean): Promise<OpenTerminal> {
  const terminal = openTerminal({ columns, rows: 60, colors: true });
  const clock = fakeClock({ now: Date.UTC(2026, 0, 1, 16, 37, 10) });
  const { input, output } = terminal;
  const renderer = new TerminalRenderer({ input, output, clock, operator: { id: 'ada' } });
  const { functionName: name, args, environment, agentId, requesterId, documentation, metadata } = scene.action;
  const challenge = scene.challenge();
  const challengeMap = { low: challenge, medium: challenge, high: challenge, critical: challenge };
  const attesta = new Attesta({ renderer, clock, environment, challengeMap, timeoutSeconds: 300 });
  const risk = isScored ? { minimumRisk: scene.level } : { risk: scene.level };
  const controller = new AbortController();
  const guarded = attesta.gate({ name, documentation, metadata, ...risk }, (..._args: unknown[]) => {});
  guarded
    .with({ agentId, requesterId, signal: controller.signal })(...args)
    .catch(() => {});
  let isThere = false;
  const there = terminal.untilRow(scene.until).then(() => {
    isThere = true;
  });
  for (const keys of scene.types) {
    await passing(clock, terminal.untilRow(/^>$/));
    const { length } = terminal.written();
    terminal.type(keys);
    await terminal.untilMore(length);
  }
  await (scene.until.test('Read first') ? there : passing(clock, there));
  if (!isThere) throw new Error(`The scene ${scene.name} has no end.`);
  return terminal;
}

/** Lets the time to read pass until it is there. */
async function passing(clock: ReturnType<typeof fakeClock>, there: Promise<void>): Promise<void> {
  let isOver = false;
  const over = there.then(() => {
    isOver = true;
  });
  for (let round = 0; round < 40 && !isOver; round += 1) {
    await Promise.race([over, new Promise((resolve) => setTimeout(resolve, 20))]);
    if (!isOver) await clock.advance(250);
  }
  await over;
}
