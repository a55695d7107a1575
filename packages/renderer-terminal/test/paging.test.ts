import { once } from 'node:events';
import { type Answer, deadlineIn, type Question } from '@attesta/core/authoring';
import { type FakeClock, fakeClock, sampleContext, sampleRisk } from '@attesta/testing';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { TerminalRenderer } from '../src/index.js';
import { behindTheBar, linesOf } from './hostile/read-screens.js';
import { type OpenTerminal, openTerminal } from './open-terminal.js';

beforeEach(() => vi.stubEnv('TERM', 'xterm-256color'));
afterEach(() => vi.unstubAllEnvs());

const CONFIRM: Question = { kind: 'confirm', id: 'run', prompt: 'Run it?' };
const TEXT: Question = { kind: 'text', id: 'why', prompt: 'Why?' };

interface Seat {
  readonly terminal: OpenTerminal;
  readonly clock: FakeClock;
  readonly renderer: TerminalRenderer;
  readonly ask: (question: Question) => Promise<Answer>;
}

function sitDown(options: Parameters<typeof openTerminal>[0] & { readonly holdOutput?: boolean } = {}): Seat {
  const terminal = openTerminal(options);
  onTestFinished(terminal.close);
  const clock = fakeClock();
  const { input, output } = terminal;
  const { holdOutput } = options;
  const renderer = new TerminalRenderer({ input, output, clock, holdOutput, operator: { id: 'ada' } });
  const { signal } = new AbortController();
  return { terminal, clock, renderer, ask: (question) => renderer.interaction.ask(question, { signal }) };
}

/** Asks about an action with these arguments. */
function askAbout({ renderer, clock, ask }: Seat, args: readonly unknown[], question = CONFIRM): Promise<Answer> {
  const context = sampleContext({ args });
  renderer.interaction.show({ kind: 'action', context, risk: sampleRisk(), deadline: deadlineIn(clock, 60) });
  return ask(question);
}

/** Types, and resolves once it has arrived. */
async function typeNow({ terminal }: Seat, keys: string): Promise<void> {
  const arrived = once(terminal.input, 'data');
  terminal.type(keys);
  await arrived;
}

describe('R-06 a long action', () => {
  const lines = Array.from({ length: 60 }, (_, index) => `line ${index}`).join('\n');

  it('is turned over screenful by screenful, and only then asked about', async () => {
    const seat = sitDown({ rows: 24 });
    const asked = askAbout(seat, [lines]);
    await seat.terminal.until(/^Line 23 of \d+\. Enter shows more, n says no\.$/m);
    expect(seat.terminal.viewport()).toHaveLength(24);
    expect(seat.terminal.screen()).not.toContain('? Run it?');
    const seen = await seat.terminal.turnAll();
    expect(seen).toHaveLength(4);
    const text = behindTheBar(linesOf(seen));
    for (let index = 0; index < 60; index += 1) expect(text).toContain(`line ${index}${index < 59 ? '\\n' : '"'}`);
    seat.terminal.type('y\r');
    expect(await asked).toEqual({ status: 'answered', value: true });
  });

  it.each([
    ['answered false to a confirmation', CONFIRM, 'n', { status: 'answered', value: false }],
    ['answered false to a confirmation', CONFIRM, 'q', { status: 'answered', value: false }],
    ['given up by Escape', CONFIRM, '\x1b', { status: 'cancelled' }],
    ['given up by Ctrl-C', CONFIRM, '\x03', { status: 'cancelled' }],
    ['given up by a no to any other question', TEXT, 'n', { status: 'cancelled' }],
  ] as const)('can be %s in its midst', async (_how, question, key, answer) => {
    const seat = sitDown();
    const asked = askAbout(seat, [lines], question);
    await seat.terminal.until('Enter shows more');
    seat.terminal.type(key);
    expect(await asked).toEqual(answer);
    expect(seat.terminal.modes()).toBe('icanon echo');
  });

  it('is turned by Space, Enter, page down and arrow down, and by no other key', async () => {
    const seat = sitDown({ rows: 10 });
    const asked = askAbout(seat, [lines]);
    for (const [index, key] of [' ', '\r', '\x1b[6~', '\x1b[B'].entries()) {
      await seat.terminal.until(`Line ${9 * (index + 1)} of`);
      for (const other of ['y', 'yes\r', '\x1b[A']) await typeNow(seat, other);
      expect(seat.terminal.viewport().at(-1)).toMatch(`Line ${9 * (index + 1)} of`);
      seat.terminal.type(key);
    }
    await seat.terminal.until('Line 45 of');
    seat.terminal.type('\x03');
    expect(await asked).toEqual({ status: 'cancelled' });
  });

  it('R-10 is turned once by keys that come together, and not by what came before', async () => {
    const seat = sitDown({ rows: 10 });
    seat.terminal.type('    ');
    const asked = askAbout(seat, [lines]);
    await seat.terminal.until('Line 9 of');
    await typeNow(seat, '          ');
    await seat.terminal.until('Line 18 of');
    await typeNow(seat, 'x');
    expect(seat.terminal.screen()).not.toContain('Line 27 of');
    seat.terminal.type('\x03');
    await asked;
  });

  it('is read once: a second question shows only itself', async () => {
    const seat = sitDown();
    const asked = askAbout(seat, [lines]);
    await seat.terminal.turnAll();
    seat.terminal.type('y\r');
    await asked;
    const again = seat.ask({ ...CONFIRM, prompt: 'Again?' });
    await seat.terminal.until(/\? Again\?[^>]*\n>$/);
    seat.terminal.type('y\r');
    expect(await again).toEqual({ status: 'answered', value: true });
    expect(seat.terminal.screen().match(/Approval needed/g)).toHaveLength(1);
  });

  it('is refused if the window has no room for the question', async () => {
    const seat = sitDown({ columns: 80, rows: 3 });
    expect(await askAbout(seat, ['x'])).toEqual({ status: 'unavailable' });
    await seat.terminal.until('The window is too small');
  });

  it('R-07 shows a long run of blanks in a few words', async () => {
    const seat = sitDown({ rows: 30 });
    const asked = askAbout(seat, [`${'\n'.repeat(500)}rm -rf /`]);
    await seat.terminal.until(/^>$/m);
    expect(seat.terminal.viewport().join('\n')).toContain('| "\\{500 line feeds}rm -rf /"');
    seat.terminal.type('\r');
    await asked;
  });

  it('is shown whole without a question, before the next notice', async () => {
    const { terminal, renderer, clock } = sitDown();
    const notice = { kind: 'action' as const, context: sampleContext({ args: [lines] }), risk: sampleRisk() };
    renderer.interaction.show({ ...notice, deadline: deadlineIn(clock, 60) });
    renderer.interaction.show({ kind: 'message', text: 'Fine.' });
    await terminal.until(/line 59[^]*\n\n\| Fine\.$/);
    renderer.interaction.show({ ...notice, deadline: deadlineIn(clock, 60) });
    await terminal.until(/Fine\.[^]*line 59/);
  });
});

describe('B-24 the time to read', () => {
  const question: Question = { ...CONFIRM, reviewSeconds: 3 };

  it('is shown as it runs, and takes no yes', async () => {
    const seat = sitDown();
    const asked = seat.ask(question);
    for (const left of ['3 seconds', '2 seconds', '1 second']) {
      await seat.terminal.until(new RegExp(`^Read first: answer in ${left}\\.$`, 'm'));
      await typeNow(seat, 'yes\r');
      await seat.clock.advance(1_000);
    }
    await seat.terminal.until(/^>$/m);
    expect(seat.terminal.screen()).not.toContain('Read first');
    seat.terminal.type('\r');
    expect(await asked).toEqual({ status: 'answered', value: false });
    expect(seat.clock.pending).toBe(0);
  });

  it.each([
    ['no\r', { status: 'answered', value: false }],
    ['N\n', { status: 'answered', value: false }],
    ['xx\x7f\x7fno\r', { status: 'answered', value: false }],
    ['yes\rno\r', { status: 'answered', value: false }],
    ['\x1b', { status: 'cancelled' }],
    ['\x03', { status: 'cancelled' }],
    ['y\x04', { status: 'cancelled' }],
  ])('takes %j for a no at once', async (keys, answer) => {
    const seat = sitDown();
    const asked = seat.ask(question);
    await seat.terminal.until('Read first');
    seat.terminal.type(keys);
    expect(await asked).toEqual(answer);
    expect(seat.clock.pending).toBe(0);
    expect(seat.terminal.modes()).toBe('icanon echo');
  });

  it('takes no early no for an answer to a question of another kind: it is given up', async () => {
    const seat = sitDown();
    const asked = seat.ask({ ...TEXT, reviewSeconds: 3 });
    await seat.terminal.until('Read first');
    seat.terminal.type('no\r');
    expect(await asked).toEqual({ status: 'cancelled' });
  });

  it('R-15 is shown once if the row cannot be redrawn', async () => {
    vi.stubEnv('TERM', 'dumb');
    const seat = sitDown();
    const asked = seat.ask(question);
    await seat.terminal.until('Read first: answer in 3 seconds.');
    await seat.clock.advance(3_000);
    await seat.terminal.until(/^>$/m);
    expect(seat.terminal.written().match(/Read first/g)).toHaveLength(1);
    seat.terminal.type('y\r');
    expect(await asked).toEqual({ status: 'answered', value: true });
  });
});

describe('an open question', () => {
  it('is not interrupted by writes of the process, which follow it', async () => {
    const seat = sitDown();
    const asked = seat.ask(CONFIRM);
    await seat.terminal.until(/^>$/m);
    const before = seat.terminal.screen();
    seat.terminal.output.write('log line\n\x1b[2J\x1b[H? Run nothing?\n> y\n');
    seat.terminal.type('y');
    await seat.terminal.until('> y');
    expect(seat.terminal.screen()).toBe(`${before} y`);
    seat.terminal.type('\r');
    expect(await asked).toEqual({ status: 'answered', value: true });
    await seat.terminal.until('Run nothing?');
  });

  it('leaves the streams of the process alone with holdOutput: false', async () => {
    const seat = sitDown({ holdOutput: false });
    const { write } = seat.terminal.output;
    const asked = seat.ask(CONFIRM);
    await seat.terminal.until(/^>$/m);
    expect(seat.terminal.output.write).toBe(write);
    seat.terminal.output.write('\rlog line\n');
    await seat.terminal.until('log line');
    seat.terminal.type('y\r');
    expect(await asked).toEqual({ status: 'answered', value: true });
  });

  it('R-07 repeats its subject after the window was resized', async () => {
    const seat = sitDown({ columns: 80, rows: 24 });
    const asked = askAbout(seat, ['orders'], TEXT);
    await seat.terminal.until(/^>$/m);
    seat.terminal.resize(40, 12);
    seat.terminal.type('b');
    await seat.terminal.until(/HIGH RISK[^]*HIGH RISK[^>]*\n> b$/);
    expect(seat.terminal.viewport().slice(-6).join('\n')).toMatch(/HIGH RISK[^]*\| delete_records\("orders"\)\n> b$/);
    seat.terminal.type('\r');
    expect(await asked).toEqual({ status: 'answered', value: 'b' });
  });
});

it('N-15 a line of ten megabytes is no answer', async () => {
  const { terminal, ask } = sitDown();
  const asked = ask(TEXT);
  await terminal.until(/^>$/m);
  terminal.input.emit('data', Buffer.alloc(10_000_000, 'x'));
  terminal.input.emit('data', Buffer.from('\r'));
  expect(await asked).toEqual({ status: 'cancelled' });
});
