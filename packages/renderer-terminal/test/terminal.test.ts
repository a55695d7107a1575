import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import { type Answer, deadlineIn, type Question } from '@attesta/core/authoring';
import { fakeClock, sampleContext, sampleRisk } from '@attesta/testing';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { TerminalRenderer } from '../src/index.js';
import { type OpenTerminal, openTerminal } from './open-terminal.js';

beforeEach(() => vi.stubEnv('TERM', 'xterm-256color'));
afterEach(() => vi.unstubAllEnvs());

const CONFIRM: Question = { kind: 'confirm', id: 'run', prompt: 'Run it?' };
const SECRET: Question = { kind: 'secret', id: 'code', prompt: 'Code?' };
const TEXT: Question = { kind: 'text', id: 'why', prompt: 'Why?' };
const SELECT: Question = {
  kind: 'select',
  id: 'where',
  prompt: 'Where?',
  choices: ['development', 'staging', 'production'].map((label) => ({ value: label.slice(0, 4), label })),
};

function sitDown(options: Parameters<typeof openTerminal>[0] = {}): OpenTerminal {
  const terminal = openTerminal(options);
  onTestFinished(terminal.close);
  return terminal;
}

/** Asks, and types once the line for the answer is there. */
async function answer(terminal: OpenTerminal, question: Question, keys: string): Promise<Answer> {
  const { input, output } = terminal;
  const renderer = new TerminalRenderer({ input, output, operator: { id: 'ada' } });
  const asked = renderer.interaction.ask(question, { signal: new AbortController().signal });
  await terminal.until(/^>/m);
  terminal.type(keys);
  return await asked;
}

describe('R-09 a confirmation', () => {
  it.each(['y', 'Y', 'yes', 'YES', ' yes '])('takes %j for a yes', async (typed) => {
    expect(await answer(sitDown(), CONFIRM, `${typed}\r`)).toEqual({ status: 'answered', value: true });
  });

  it.each(['', 'n', 'no', 'ye', 'yess', 'yy', 'y y', 'ok', '1', 'true', 'ｙ', 'у', '\t', 'yes.', '\x1b[A'])(
    'takes %j for a no',
    async (typed) => {
      expect(await answer(sitDown(), CONFIRM, `${typed}\r`)).toEqual({ status: 'answered', value: false });
    },
  );

  it.each([
    ['Ctrl-C', '\x03'],
    ['Ctrl-C behind a yes', 'yes\x03'],
    ['Ctrl-D', '\x04'],
    ['Ctrl-D behind a yes', 'yes\x04'],
    ['Escape', 'yes\x1b'],
  ])('takes %s for giving up', async (_name, keys) => {
    expect(await answer(sitDown(), CONFIRM, keys)).toEqual({ status: 'cancelled' });
  });

  it('takes no pasted yes', async () => {
    expect(await answer(sitDown(), CONFIRM, '\x1b[200~yes\r\x1b[201~\r')).toEqual({ status: 'answered', value: false });
  });

  it('takes none of 60 random inputs', async () => {
    const terminal = sitDown();
    const { input, output } = terminal;
    const { interaction } = new TerminalRenderer({ input, output });
    let seed = 20_261_122;
    const next = (limit: number): number => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % limit;
    };
    for (let round = 0; round < 60; round += 1) {
      const asked = interaction.ask(
        { ...CONFIRM, prompt: `Round ${round}?` },
        { signal: new AbortController().signal },
      );
      await terminal.until(new RegExp(`Round ${round}\\?[^>]*\n>`));
      const keys = Array.from({ length: next(12) }, () => String.fromCharCode(33 + next(94))).join('');
      terminal.type(`${keys}\r`);
      const isYes = /^(y|yes)$/i.test(keys);
      expect(await asked, keys).toEqual({ status: 'answered', value: isYes });
    }
  });
});

describe('R-19 a secret', () => {
  it.each(['xterm-256color', 'dumb'])('is masked as typed with TERM=%s', async (term) => {
    vi.stubEnv('TERM', term);
    const terminal = sitDown({ colors: term !== 'dumb' });
    const asked = answer(terminal, SECRET, '314159');
    await terminal.until('> ******');
    terminal.type('\x7f9\r');
    expect(await asked).toEqual({ status: 'answered', value: '314159' });
    expect(stripVTControlCharacters(terminal.written())).not.toMatch(/[13459]/);
  });
});

describe('a text', () => {
  it('is edited where the cursor is', async () => {
    const terminal = sitDown();
    expect(await answer(terminal, TEXT, 'bd\x1b[Dc\x01a\r')).toEqual({ status: 'answered', value: 'abcd' });
    await terminal.until('> abcd');
  });

  it('is edited with TERM=dumb', async () => {
    vi.stubEnv('TERM', 'dumb');
    const terminal = sitDown();
    const typed = 'wrong\x15abx\x7fc\x1b[D\td\r';
    expect(await answer(terminal, TEXT, typed)).toEqual({ status: 'answered', value: 'abcd' });
    await terminal.until('> abcd');
  });

  it('shows letters of every script, and anything else escaped', async () => {
    const terminal = sitDown();
    const asked = answer(terminal, TEXT, 'Größe \u202e漢');
    await terminal.until('> Größe \\u{202e}漢');
    terminal.type('\r');
    expect(await asked).toEqual({ status: 'answered', value: 'Größe \u202e漢' });
  });

  it('stays on one row however long it is', async () => {
    const terminal = sitDown({ columns: 40 });
    const asked = answer(terminal, TEXT, `${'x'.repeat(100)}end`);
    await terminal.until(/^> \.\.\.x+end$/m);
    terminal.type('\r');
    expect(await asked).toEqual({ status: 'answered', value: `${'x'.repeat(100)}end` });
    expect(terminal.screen().split('\n').at(-1)).toHaveLength(39);
  });

  it('has several lines where asked', async () => {
    const terminal = sitDown();
    const asked = answer(terminal, { ...TEXT, multiline: true }, 'one\rtwx\x7fo\r\r');
    expect(await asked).toEqual({ status: 'answered', value: 'one\ntwo' });
    await terminal.until(/> one\n> two\n>$/);
  });

  it('may be pasted, all lines of it', async () => {
    const terminal = sitDown();
    const asked = answer(terminal, { ...TEXT, multiline: true }, '\x1b[200~one\r\ntwo\nthree\x1b[201~\r\r');
    expect(await asked).toEqual({ status: 'answered', value: 'one\ntwo\nthree' });
  });

  it('drops what is pasted where the question says so', async () => {
    const terminal = sitDown();
    const typed = '\x1b[200~pasted\r\x1b[201~typed\r';
    expect(await answer(terminal, { ...TEXT, pasteable: false }, typed)).toEqual({
      status: 'answered',
      value: 'typed',
    });
  });

  it('N-15 is bounded', async () => {
    const terminal = sitDown();
    const asked = answer(terminal, TEXT, '');
    let isOver = false;
    const over = asked.then(() => {
      isOver = true;
    });
    await terminal.until(/^>/m);
    while (!isOver) {
      const arrived = once(terminal.input, 'data');
      terminal.type('x'.repeat(512));
      await Promise.race([arrived, over]);
    }
    expect(await asked).toEqual({ status: 'cancelled' });
  });
});

describe('a choice', () => {
  it.each([
    ['2\r', 'stag'],
    ['\x1b[B\x1b[B\x1b[B\x1b[B\r', 'prod'],
    ['\x1b[A\x1b[A\r', 'stag'],
    ['3\x1b[A\r', 'stag'],
    ['93\r', 'prod'],
    ['\r\r1\r', 'deve'],
  ])('is made by %j', async (keys, value) => {
    expect(await answer(sitDown(), SELECT, keys)).toEqual({ status: 'answered', value });
  });

  it('takes numbers of two digits', async () => {
    const choices = Array.from({ length: 12 }, (_, index) => ({
      value: `v${index + 1}`,
      label: `choice ${index + 1}`,
    }));
    const terminal = sitDown();
    expect(await answer(terminal, { ...SELECT, choices }, '12\r')).toEqual({ status: 'answered', value: 'v12' });
    await terminal.until('> 12  choice 12');
  });

  it('R-04 stays on one line, whatever its label says', async () => {
    const terminal = sitDown();
    const choices = [{ value: 'a', label: 'keep it\n? Run x?' }];
    expect(await answer(terminal, { ...SELECT, choices }, '1\r')).toEqual({ status: 'answered', value: 'a' });
    await terminal.until('> 1  keep it\\n? Run x?');
    const marked = terminal
      .screen()
      .split('\n')
      .filter((line) => line.startsWith('? '));
    expect(marked).toEqual(['? Where?']);
  });

  it.each(['\x03', '\x04', '2\x04'])('is given up by %j', async (keys) => {
    expect(await answer(sitDown(), SELECT, keys)).toEqual({ status: 'cancelled' });
  });
});

describe('R-14 Ctrl-C', () => {
  it.each([CONFIRM, SECRET, TEXT, SELECT])('gives up a $kind question and restores the terminal', async (question) => {
    const terminal = sitDown();
    expect(await answer(terminal, question, '\x03')).toEqual({ status: 'cancelled' });
    expect(terminal.modes()).toBe('icanon echo');
  });

  it('wins over the yes that comes with it', async () => {
    for (const keys of ['yes\r\x03', '\x03yes\r', 'yes\r\x04'])
      expect(await answer(sitDown(), CONFIRM, keys)).toEqual({ status: 'cancelled' });
  });
});

describe('an abort', () => {
  it.each([CONFIRM, SECRET, TEXT, SELECT])(
    'ends a $kind question, drops what was typed, restores the terminal',
    async (question) => {
      const terminal = sitDown({ colors: true });
      const { input, output } = terminal;
      const controller = new AbortController();
      const { interaction } = new TerminalRenderer({ input, output });
      expect(terminal.modes()).toBe('icanon echo');
      const asked = interaction.ask(question, { signal: controller.signal });
      await terminal.until(/^>/m);
      expect(terminal.modes()).toBe('-icanon -echo');
      terminal.type('2y');
      await terminal.until(/^> ./m);
      controller.abort();
      expect(await asked).toEqual({ status: 'cancelled' });
      expect(terminal.modes()).toBe('icanon echo');
      terminal.output.write('shell');
      await terminal.until(/^shell$/m);
      expect(terminal.written()).toContain('\x1b[?2004l');
    },
  );

  it('wins over an answer of the same moment', async () => {
    const terminal = sitDown();
    const { input, output } = terminal;
    const controller = new AbortController();
    const { interaction } = new TerminalRenderer({ input, output });
    const asked = interaction.ask(CONFIRM, { signal: controller.signal });
    await terminal.until(/^>/m);
    input.emit('data', Buffer.from('y\r'));
    controller.abort();
    expect(await asked).toEqual({ status: 'cancelled' });
  });

  it('is a time-out once the deadline of the action has passed', async () => {
    const terminal = sitDown();
    const { input, output } = terminal;
    const clock = fakeClock();
    const { interaction } = new TerminalRenderer({ input, output, clock });
    const deadline = deadlineIn(clock, 60);
    interaction.show({ kind: 'action', context: sampleContext(), risk: sampleRisk(), deadline });
    for (const [seconds, status] of [
      [59, 'cancelled'],
      [1, 'timed_out'],
    ] as const) {
      const controller = new AbortController();
      const asked = interaction.ask(CONFIRM, { signal: controller.signal });
      await terminal.until(/Run it\?[^>]*\n>$/);
      await clock.advance(seconds * 1000);
      controller.abort();
      expect(await asked).toEqual({ status });
    }
  });

  it('asks nothing when it came before', async () => {
    const terminal = sitDown();
    const { input, output } = terminal;
    const { interaction } = new TerminalRenderer({ input, output });
    expect(await interaction.ask(CONFIRM, { signal: AbortSignal.abort() })).toEqual({ status: 'cancelled' });
    expect(terminal.screen()).toBe('');
  });
});

describe('input that does not belong to the question', () => {
  it('R-10 typed before it stands there does not count', async () => {
    const terminal = sitDown();
    terminal.type('y\ry');
    await terminal.until('y');
    const asked = answer(terminal, CONFIRM, '\r');
    expect(await asked).toEqual({ status: 'answered', value: false });
  });

  it('R-11 typed after its end answers no other', async () => {
    const terminal = sitDown();
    const { input, output } = terminal;
    const controller = new AbortController();
    const { interaction } = new TerminalRenderer({ input, output });
    const first = interaction.ask({ ...CONFIRM, prompt: 'First?' }, { signal: controller.signal });
    await terminal.until(/^>/m);
    controller.abort();
    await first;
    terminal.type('yes\r');
    await terminal.until('yes');
    const second = interaction.ask({ ...CONFIRM, prompt: 'Second?' }, { signal: new AbortController().signal });
    await terminal.until(/Second\?[^>]*\n>$/);
    terminal.type('\r');
    expect(await second).toEqual({ status: 'answered', value: false });
  });
});

describe('N-01 after a question', () => {
  it.each([
    ['an answer', 'y\r'],
    ['Ctrl-C', '\x03'],
    ['Ctrl-D', '\x04'],
  ])('that ended with %s nothing is left behind', async (_name, keys) => {
    const terminal = sitDown();
    const { input, output } = terminal;
    const { interaction } = new TerminalRenderer({ input, output });
    const controller = new AbortController();
    const remove = vi.spyOn(controller.signal, 'removeEventListener');
    const add = vi.spyOn(controller.signal, 'addEventListener');
    const before = [counts(input), counts(output), counts(process)];
    const asked = interaction.ask(CONFIRM, { signal: controller.signal });
    await terminal.until(/^>/m);
    terminal.type(keys);
    await asked;
    // What was written last may still be on its way.
    await setImmediate();
    expect([counts(input), counts(output), counts(process)]).toEqual(before);
    expect(remove).toHaveBeenCalledTimes(add.mock.calls.length);
    expect(input.isPaused()).toBe(true);
    expect(terminal.modes()).toBe('icanon echo');
  });

  it('an input that was flowing, in raw mode, is so again', async () => {
    const terminal = sitDown();
    const { input, output } = terminal;
    input.setRawMode(true).resume();
    const asked = answer(terminal, CONFIRM, 'y\r');
    expect(await asked).toEqual({ status: 'answered', value: true });
    expect([input.isRaw, input.readableFlowing]).toEqual([true, true]);
    expect(output.writable).toBe(true);
  });
});

it('stops nothing on Ctrl-Z', async () => {
  const kill = vi.spyOn(process, 'kill').mockReturnValue(true);
  onTestFinished(() => kill.mockRestore());
  expect(await answer(sitDown(), CONFIRM, '\x1ayes\r')).toEqual({ status: 'answered', value: true });
  expect(kill).not.toHaveBeenCalled();
});

it('R-13 answers unavailable when the terminal goes away', async () => {
  const terminal = sitDown();
  const { input, output } = terminal;
  const { interaction } = new TerminalRenderer({ input, output });
  const { signal } = new AbortController();
  const asked = interaction.ask(CONFIRM, { signal });
  await terminal.until(/^>/m);
  terminal.type('ye');
  await terminal.until('> ye');
  terminal.hangUp();
  expect(await asked).toEqual({ status: 'unavailable' });
  expect(await interaction.ask(CONFIRM, { signal })).toEqual({ status: 'unavailable' });
});

it('R-12 lets one key answer one question, also of two renderers', async () => {
  const terminal = sitDown();
  const { input, output } = terminal;
  const { signal } = new AbortController();
  const ask = (prompt: string): Promise<Answer> =>
    new TerminalRenderer({ input, output }).interaction.ask({ ...CONFIRM, prompt }, { signal });
  const first = ask('First?');
  const second = ask('Second?');
  await terminal.until(/^>/m);
  terminal.type('y\r');
  expect(await first).toEqual({ status: 'answered', value: true });
  await terminal.until(/Second\?[^>]*\n>$/);
  terminal.type('\r');
  expect(await second).toEqual({ status: 'answered', value: false });
});

function counts(emitter: NodeJS.EventEmitter): Record<string, number> {
  return Object.fromEntries(emitter.eventNames().map((name) => [String(name), emitter.listenerCount(name)]));
}
