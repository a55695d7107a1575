import { userInfo } from 'node:os';
import { PassThrough } from 'node:stream';
import { fakeClock, sampleContext, sampleRisk } from '@attesta/testing';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import type { TerminalRendererOptions } from '../src/index.js';

vi.mock('node:os', async (original) => {
  const os = await original<typeof import('node:os')>();
  return { ...os, userInfo: vi.fn(os.userInfo) };
});
// Files of one process share its modules: those of others have the real function, and this one leaves none without it.
vi.resetModules();
const { TerminalRenderer } = await import('../src/index.js');
afterAll(() => {
  vi.resetModules();
});
afterEach(() => vi.mocked(userInfo).mockRestore());

async function operatorOf(options: TerminalRendererOptions): Promise<unknown> {
  const renderer = new TerminalRenderer({ input: new PassThrough(), output: new PassThrough(), ...options });
  const { signal } = new AbortController();
  const deadline = { wall: 0, monotonic: 0 };
  const screen = await renderer.open(sampleContext(), sampleRisk(), { signal, deadline, onShown: () => {} });
  return screen.operator;
}

describe('the operator', () => {
  it('is the signed-in user', async () => {
    expect(await operatorOf({})).toEqual({ id: userInfo().username });
  });

  it('is whoever is given', async () => {
    expect(await operatorOf({ operator: { id: 'ada', displayName: 'Ada' } })).toEqual({
      id: 'ada',
      displayName: 'Ada',
    });
  });

  it('is nobody where the system knows no name', async () => {
    vi.mocked(userInfo).mockImplementation(() => {
      throw new Error('ENOENT: no such user');
    });
    expect(await operatorOf({})).toBeUndefined();
    vi.mocked(userInfo).mockReturnValue({ username: '', uid: 1, gid: 1, shell: null, homedir: '/' });
    expect(await operatorOf({})).toBeUndefined();
  });
});

describe('options', () => {
  it.each([
    [{ inputs: process.stdin }, 'there is no option "inputs"'],
    [{ input: 'stdin' }, 'input must be an object with on, off, resume, pause'],
    [{ output: {} }, 'output must be an object with on, off, write'],
    [{ operator: {} }, 'operator must be an object whose id is a string of 1 to 256 characters'],
    [{ operator: { id: '' } }, 'operator must be an object whose id'],
    [{ clock: Date }, 'clock must be an object with wall, monotonic, after, sleep'],
  ])('%j are refused', (options, message) => {
    // @ts-expect-error The wrong options are the test.
    expect(() => new TerminalRenderer(options)).toThrow(message);
  });

  it('N-08 are not taken from a polluted prototype', async () => {
    Object.assign(Object.prototype, { operator: { id: 'mallory' } });
    try {
      expect(await operatorOf({})).toEqual({ id: userInfo().username });
    } finally {
      Reflect.deleteProperty(Object.prototype, 'operator');
    }
  });

  it('have defaults', () => {
    const listeners = [process.stdin, process.stdout, process].map((stream) => stream.eventNames().length);
    expect(new TerminalRenderer({ clock: fakeClock() })).toBeInstanceOf(TerminalRenderer);
    expect([process.stdin, process.stdout, process].map((stream) => stream.eventNames().length)).toEqual(listeners);
  });
});
