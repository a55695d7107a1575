import { execFileSync, spawn as spawnChild } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemClock } from '@attesta/core';
import { fakeClock } from '@attesta/testing';
import { type IPty, spawn } from '@lydell/node-pty';
import headless from '@xterm/headless';
import { generateSync } from 'otplib';
import { encode } from 'uqr';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { run as runHere } from '../src/index.js';
import { codeOf, secretIn } from './cli-fixture.js';
import { Terminal } from './terminal.js';

// The program itself, from its sources, as a process.
let builtFolder = '';
let program = '';

beforeAll(async () => {
  builtFolder = await mkdtemp(join(tmpdir(), 'attesta-built-'));
  program = join(builtFolder, 'dist', 'main.mjs');
  // It reads its version from the file beside its folder.
  await cp(fileURLToPath(new URL('../package.json', import.meta.url)), join(builtFolder, 'package.json'));
  const conditions = ['@attesta/source', 'module', 'node'];
  const libsql = createRequire(new URL('../../store-sqlite/package.json', import.meta.url)).resolve('libsql');
  await build({
    configFile: false,
    logLevel: 'silent',
    resolve: { conditions, alias: { libsql } },
    ssr: { noExternal: true, external: [libsql], resolve: { conditions } },
    build: {
      ssr: fileURLToPath(new URL('../src/main.ts', import.meta.url)),
      outDir: join(builtFolder, 'dist'),
      target: 'node20',
      rollupOptions: { external: [libsql], output: { entryFileNames: 'main.mjs' } },
    },
  });
});
afterAll(() => rm(builtFolder, { recursive: true, force: true }));

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'attesta-program-'));
  await prepare('key create');
});
afterEach(() => rm(folder, { recursive: true }));

/** Runs the program in a session without a terminal. */
function run(words: string, piped = ''): Promise<{ code: number | null; out: string; err: string }> {
  const env = { PATH: process.env.PATH, HOME: folder };
  const child = spawnChild(process.execPath, [program, ...words.split(' ')], { cwd: folder, env, detached: true });
  const said = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said.out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.err += text;
  });
  child.stdin.on('error', () => {});
  child.stdin.end(piped);
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, ...said })));
}

/** Does something in this process, which is quicker, with the program's own store. */
async function prepare(words: string, piped = ''): Promise<string> {
  const terminal = new Terminal([], { isTTY: false });
  const { input, output, error } = terminal;
  input.end(piped);
  const env = { HOME: folder };
  const io = {
    input,
    output,
    error,
    env,
    clock: past,
    cwd: folder,
    signal: new AbortController().signal,
  };
  if ((await runHere(words.split(' '), io)) !== 0) throw new Error(terminal.err);
  return terminal.out;
}

/** Enrols an operator, and gives their secret. */
async function enrolled(operatorId: string): Promise<string> {
  const { secret } = JSON.parse(await prepare(`totp enroll ${operatorId} --json`));
  await prepare(`totp confirm ${operatorId} --code-stdin`, codeOf(secret, past));
  return secret;
}

/** Two steps ago: the first code is older than every code that the program then takes, whenever a step ends. */
const past = fakeClock({ now: systemClock.wall() - 60_000 });
const currentCode = (secret: string): string => generateSync({ secret });

/** The program at a terminal of 100 columns, with its screen. */
class Session {
  readonly pty: IPty;
  readonly ended: Promise<number>;
  readonly #terminal = new headless.Terminal({ cols: 100, rows: 60, scrollback: 1000, allowProposedApi: true });
  readonly #watchers = new Set<() => void>();

  constructor(words: string) {
    const env = { PATH: process.env.PATH ?? '', HOME: folder, TERM: 'xterm-256color' };
    this.pty = spawn(process.execPath, [program, ...words.split(' ')], { cols: 100, rows: 60, cwd: folder, env });
    this.pty.onData((data) =>
      this.#terminal.write(data, () => {
        for (const watch of this.#watchers) watch();
      }),
    );
    // The screen takes what is written to it later: it is complete once it has taken nothing more.
    this.ended = new Promise((resolve) =>
      this.pty.onExit(({ exitCode }) => this.#terminal.write('', () => resolve(exitCode))),
    );
  }

  get screen(): string {
    const { active } = this.#terminal.buffer;
    const lines = Array.from({ length: active.length }, (_, row) => active.getLine(row)?.translateToString() ?? '');
    return lines
      .map((line) => line.trimEnd())
      .join('\n')
      .trimEnd();
  }

  until(pattern: RegExp): Promise<void> {
    return new Promise((resolve) => {
      const watch = (): void => {
        if (!pattern.test(this.screen)) return;
        this.#watchers.delete(watch);
        resolve();
      };
      this.#watchers.add(watch);
      watch();
    });
  }
}

describe('the program at a terminal', () => {
  it('N-04 shows a QR code that a camera reads, takes the first code, and ends by itself', async () => {
    const session = new Session('totp enroll ada');
    await session.until(/attempt 1 of 3[^]*^> ?$/m);
    const secret = secretIn(session.screen);
    const uri = `otpauth://totp/Attesta:ada?secret=${secret}&issuer=Attesta`;
    expect(modulesOn(session.screen)).toEqual(encode(uri, { border: 2 }).data);
    session.pty.write(`${currentCode(secret)}\r`);
    expect(await session.ended).toBe(0);
    expect(session.screen).toContain('ada is enrolled. This code is spent: use the next one to approve.');
    expect(session.screen).toContain('> ******');
  });

  it('R-14 ends at Ctrl-C with 130', async () => {
    await enrolled('ada');
    const session = new Session('totp verify ada');
    await session.until(/Code of ada[^]*^> ?$/m);
    session.pty.write('\x03');
    expect(await session.ended).toBe(130);
    expect(session.screen).toContain('attesta: Canceled. Nothing was changed.');
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('N-06 ends at %s without spending the code', async (name) => {
    const secret = await enrolled('ada');
    const session = new Session('totp verify ada');
    await session.until(/Code of ada[^]*^> ?$/m);
    session.pty.write(currentCode(secret));
    session.pty.kill(name);
    expect(await session.ended).toBe(128 + constants.signals[name]);
    expect(await run('totp verify ada --code-stdin', currentCode(secret))).toMatchObject({ code: 0 });
  });
});

describe('the program without a terminal', () => {
  it('R-13 takes no code without a terminal, and ends with 3', async () => {
    await enrolled('ada');
    const { code, out, err } = await run('totp verify ada', '123456\n');
    expect({ code, out }).toEqual({ code: 3, out: '' });
    expect(err).toContain('--code-stdin');
  });

  it('T-03 honors a code in one of several processes at once', async () => {
    const secret = await enrolled('ada');
    const piped = currentCode(secret);
    const runs = await Promise.all(Array.from({ length: 4 }, () => run('totp verify ada --code-stdin --json', piped)));
    expect(runs.map(({ code }) => code).sort()).toEqual([0, 1, 1, 1]);
    const statuses = runs.map(({ out }) => JSON.parse(out).status).sort();
    expect(statuses).toEqual(['ok', 'replay', 'replay', 'replay']);
  });

  it.runIf(existsSync('/dev/full'))('ends with 3 if the result cannot be written', () => {
    const line = `${process.execPath} ${program} --help > /dev/full; echo "code $?"`;
    const said = execFileSync('sh', ['-c', line], { cwd: folder, env: { HOME: folder }, encoding: 'utf8' });
    expect(said).toBe('code 3\n');
  });
});

/** The modules of the QR code that stands on a screen: each character holds two, a lit half is a white module. */
function modulesOn(screen: string): boolean[][] {
  const lines = screen.split('\n');
  const first = lines.findIndex((line) => /^\u2588{20,}$/.test(line));
  const width = lines[first]?.length ?? 0;
  const rows = lines.slice(first, first + Math.ceil(width / 2)).map((line) => [...line.padEnd(width)]);
  const upper = (character: string): boolean => character === ' ' || character === '\u2584';
  const lower = (character: string): boolean => character === ' ' || character === '\u2580';
  return rows.flatMap((row) => [row.map(upper), row.map(lower)]).slice(0, width);
}
