import { once } from 'node:events';
import { PassThrough, Writable } from 'node:stream';
import { Attesta, type RiskAssessment } from '@attesta/core';
import type { Answer, Question } from '@attesta/core/authoring';
import { fakeClock, memoryAuditLog, sampleContext, sampleRisk } from '@attesta/testing';
import { describe, expect, it } from 'vitest';
import { TerminalRenderer, type TerminalRendererOptions } from '../src/index.js';

const CONFIRM: Question = { kind: 'confirm', id: 'run', prompt: 'Run it?' };

function printed(output: PassThrough): string {
  return String(output.read() ?? '');
}

/** All that was printed, as soon as it matches. */
async function printedUntil(output: PassThrough, pattern: RegExp): Promise<string> {
  let all = '';
  for await (const chunk of output) {
    all += String(chunk);
    if (pattern.test(all)) return all;
  }
  throw new Error(`The output ended without ${pattern}: ${all}`);
}

async function ask(options: TerminalRendererOptions): Promise<Answer> {
  return await new TerminalRenderer(options).interaction.ask(CONFIRM, { signal: new AbortController().signal });
}

describe('R-13 without a terminal', () => {
  it('answers unavailable, and leaves the input unread', async () => {
    const [input, output] = [new PassThrough(), new PassThrough()];
    input.end('y\n');
    expect(await ask({ input, output })).toEqual({ status: 'unavailable' });
    expect(String(input.read())).toBe('y\n');
    expect(printed(output)).toMatch(/^No terminal: the request was denied\.[^]*\n$/);
  });

  it('answers unavailable when only one end is a terminal', async () => {
    const terminal = (): PassThrough => Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => {} });
    expect(await ask({ input: terminal(), output: new PassThrough() })).toEqual({ status: 'unavailable' });
    expect(await ask({ input: new PassThrough(), output: terminal() })).toEqual({ status: 'unavailable' });
    const withoutRawMode = Object.assign(new PassThrough(), { isTTY: true });
    expect(await ask({ input: withoutRawMode, output: terminal() })).toEqual({ status: 'unavailable' });
  });

  it('answers unavailable when the input has ended or is gone', async () => {
    const ended = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => {} });
    const output = Object.assign(new PassThrough(), { isTTY: true });
    ended.end();
    ended.resume();
    await once(ended, 'end');
    expect(await ask({ input: ended, output })).toEqual({ status: 'unavailable' });
    const gone = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => {} });
    gone.destroy();
    expect(await ask({ input: gone, output })).toEqual({ status: 'unavailable' });
  });

  it('answers unavailable when the terminal refuses raw mode', async () => {
    const setRawMode = (): never => {
      throw new Error('EIO');
    };
    const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode });
    const output = Object.assign(new PassThrough(), { isTTY: true });
    expect(await ask({ input, output })).toEqual({ status: 'unavailable' });
    expect(input.listenerCount('data')).toBe(0);
  });

  it('denies through the gate, runs nothing, and shows the action all the same', async () => {
    const [input, output] = [new PassThrough(), new PassThrough()];
    const clock = fakeClock();
    const renderer = new TerminalRenderer({ input, output, clock, operator: { id: 'ada' } });
    let runs = 0;
    const auditLog = memoryAuditLog();
    const drop = new Attesta({ renderer, clock, auditLog }).gate({ name: 'drop_table', risk: 'medium' }, () => {
      runs += 1;
    });
    await expect(drop()).rejects.toMatchObject({ decision: { verdict: 'denied', operator: { id: 'ada' } } });
    expect(runs).toBe(0);
    expect(auditLog.decisions).toMatchObject([{ decision: { verdict: 'denied', reason: 'nobody can be asked here' } }]);
    // The gate does not wait until a decision is shown.
    const screen = await printedUntil(output, /\nDENIED drop_table\(\): nobody can be asked here\n$/);
    expect(screen).toContain('Action      | drop_table');
    expect(screen).not.toContain('\x1b');
  });
});

describe('a closed output', () => {
  /** Fails on the first write, as a pipe whose reader went away. */
  class BrokenPipe extends Writable {
    readonly isTTY = true;
    override _write(_chunk: unknown, _encoding: string, done: (error: Error) => void): void {
      done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
    }
  }

  it('neither throws nor crashes, and no question is asked', async () => {
    const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => {} });
    const output = new BrokenPipe();
    const { interaction } = new TerminalRenderer({ input, output });
    interaction.show({ kind: 'message', text: 'hello' });
    interaction.show({ kind: 'message', text: 'again' });
    await new Promise((resolve) => output.on('close', resolve));
    const context = sampleContext();
    interaction.show({ kind: 'action', context, risk: sampleRisk(), deadline: { wall: 0, monotonic: 0 } });
    expect(await interaction.ask(CONFIRM, { signal: new AbortController().signal })).toEqual({ status: 'unavailable' });
    expect(input.listenerCount('data')).toBe(0);
  });

  it('takes no answer to a question that never reached the screen', async () => {
    const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => {} });
    const asked = ask({ input, output: new BrokenPipe() });
    await once(input, 'resume');
    await new Promise(setImmediate);
    await new Promise(setImmediate);
    await new Promise(setImmediate);
    input.write('y\r');
    expect(await asked).toEqual({ status: 'unavailable' });
  });

  it('does not throw when writing throws', () => {
    const output = new PassThrough();
    output.write = () => {
      throw new Error('closed');
    };
    const { interaction } = new TerminalRenderer({ input: new PassThrough(), output });
    expect(() => interaction.show({ kind: 'message', text: 'hello' })).not.toThrow();
  });
});

it('asks about no action that could not be shown', async () => {
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => {} });
  const output = Object.assign(new PassThrough(), { isTTY: true });
  const renderer = new TerminalRenderer({ input, output });
  const risk: RiskAssessment = JSON.parse('{"score":0.7,"level":"high","factors":[{"name":7,"score":"much"}]}');
  const deadline = { wall: 0, monotonic: 0 };
  renderer.interaction.show({ kind: 'action', context: sampleContext(), risk, deadline });
  const { signal } = new AbortController();
  expect(await renderer.interaction.ask(CONFIRM, { signal })).toEqual({ status: 'unavailable' });
  expect(printed(output)).toBe('');
});
