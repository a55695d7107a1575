import { spawn as spawnChild } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { type IPty, spawn } from '@lydell/node-pty';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let folder = '';
let program = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'attesta-terminal-'));
  program = join(folder, 'program.mjs');
  await build({
    configFile: false,
    logLevel: 'silent',
    resolve: { conditions: ['@attesta/source'] },
    ssr: { noExternal: true, resolve: { conditions: ['@attesta/source', 'module', 'node'] } },
    build: {
      ssr: fileURLToPath(new URL('program.ts', import.meta.url)),
      outDir: folder,
      target: 'node20',
      rollupOptions: { output: { entryFileNames: 'program.mjs' } },
    },
  });
});
afterAll(() => rm(folder, { recursive: true }));

/** Runs a shell line in which `$program` is the program, in a session of its own: no terminal can be reached from it. */
function run(line: string): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const env = { ...process.env, program: `${process.execPath} ${program}` };
  const child = spawnChild('sh', ['-c', line], { env, detached: true });
  const said = { stdout: '', stderr: '' };
  child.stdin.end();
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      said[name] += text;
    });
  }
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, ...said })));
}

describe('R-13 a program without a terminal', () => {
  it.each([
    ['an empty input', '$program </dev/null'],
    ['a closed input', '$program <&-'],
    ['half a line, then the end', 'printf ye | $program'],
    ['a whole yes', 'echo yes | $program'],
  ])('refuses with %s, says so, and ends by itself', async (_name, line) => {
    const { code, stdout, stderr } = await run(line);
    expect(stdout).toContain('DENIED drop_table("users"): nobody can be asked here');
    expect(stdout).not.toContain('users is gone.');
    expect(stderr).toBe('');
    expect(code).toBe(3);
  });

  it('refuses when nobody reads what it says', async () => {
    const { stdout } = await run('{ $program </dev/null; echo "code $?" >&2; } 2>&1 >&- ; :');
    expect(stdout).toContain('code 3');
  });
});

describe('a program in a terminal', () => {
  /** Types once the program asks; tells how it ended, and how the terminal was left. */
  function answer(keys: string, line = '$program'): Promise<{ code: number; screen: string; modes: string }> {
    return new Promise((resolve) => {
      const env = { ...process.env, TERM: 'xterm-256color', program: `${process.execPath} ${program}` };
      const shell = `${line}; code=$?; stty -a </dev/tty; exit $code`;
      const terminal: IPty = spawn('sh', ['-c', shell], { cols: 80, rows: 24, name: 'xterm-256color', env });
      let screen = '';
      let isAsked = false;
      terminal.onData((data) => {
        screen += data;
        if (isAsked || !/Ctrl-C gives up\.[^]*> $/.test(screen)) return;
        isAsked = true;
        terminal.write(keys);
      });
      terminal.onExit(({ exitCode: code }) => {
        const modes = screen.match(/-?\b(icanon|echo)\b/g)?.join(' ') ?? '';
        resolve({ code, screen: stripVTControlCharacters(screen), modes });
      });
    });
  }

  it('N-04 waits for the answer, runs, and ends by itself', async () => {
    const { code, screen, modes } = await answer('drop_table users\r');
    expect(screen).toContain('users is gone.');
    expect(code).toBe(0);
    expect(modes).toBe('icanon echo');
  });

  it('R-14 is not ended by Ctrl-C: refusing is left to the gate, the end to the application', async () => {
    const { code, screen, modes } = await answer('\x03');
    expect(screen).toContain('CANCELLED');
    expect(screen).not.toContain('users is gone.');
    expect(code).toBe(130);
    expect(modes).toBe('icanon echo');
  });

  it('R-13 asks at the controlling terminal where data is piped through it, and takes no answer from there', async () => {
    const phrase = 'drop_table users';
    const [input, empty, output, both, none] = await Promise.all([
      answer('\r', `echo ${phrase} | $program`),
      answer(`${phrase}\r`, '$program </dev/null'),
      answer(`${phrase}\r`, '$program | cat'),
      answer('no\r', `echo ${phrase} | $program | cat`),
      answer('', `echo ${phrase} | $program 2>/dev/null | cat`),
    ]);
    for (const { screen } of [input, both]) {
      expect(screen).toContain('DENIED drop_table("users") by');
      expect(screen).not.toContain('users is gone.');
    }
    expect([input.code, empty.code]).toEqual([3, 0]);
    for (const { screen } of [empty, output]) expect(screen).toContain('users is gone.');
    // Somebody else holds every stream of it: the terminal is theirs.
    expect(none.screen).toContain('DENIED drop_table("users"): nobody can be asked here');
    for (const { modes } of [input, empty, output, both]) expect(modes).toBe('icanon echo');
  });
});
