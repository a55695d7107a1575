import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildPrograms, type Programs } from '@attesta/test-programs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshPath, openStore, temporaryFolder } from './places.js';

/** Not everywhere, nor allowed everywhere. */
const STRACE = 'strace';

let programs: Programs<'write-and-tell'>;
beforeAll(async () => {
  programs = await buildPrograms({ 'write-and-tell': new URL('write-and-tell.ts', import.meta.url) });
});
afterAll(() => programs.dispose());

/** Runs the program on `path` under strace. */
function traced(path: string, options: string): SpawnSyncReturns<string> {
  const program = fileURLToPath(programs.url('write-and-tell'));
  return spawnSync(STRACE, ['-f', ...options.split(' '), process.execPath, program, path], { encoding: 'utf8' });
}

/** The system calls of the program on `path`, in order: which, on what, or that it has told of a write. */
function calls(path: string): readonly string[] {
  const trace = join(temporaryFolder(), 'trace');
  expect(traced(path, `-y -s 4 -e trace=openat,write,pwrite64,fsync,fdatasync -o ${trace}`).status).toBe(0);
  const lines = readFileSync(trace, 'utf8').split('\n');
  return lines.flatMap((line) => {
    if (/ write\(1<[^>]*>, "told/.test(line)) return ['told'];
    if (/ openat\(.*O_CREAT\|O_EXCL/.test(line) && line.includes(`"${path}"`)) return ['create'];
    const [, call = '', file = ''] = line.match(/ (pwrite64|fsync|fdatasync)\(\d+<([^>]+)>/) ?? [];
    if (file === dirname(path)) return [`${call} folder`];
    return file.startsWith(path) ? [`${call === 'pwrite64' ? 'write' : 'sync'} file${file.slice(path.length)}`] : [];
  });
}

const hasStrace = spawnSync(STRACE, ['-o', '/dev/null', 'true']).status === 0;

describe('what is acknowledged', () => {
  it.skipIf(!hasStrace)('L-14 is synced before, and so is the name of a new file (shown where strace works)', () => {
    const seen = calls(freshPath());
    expect(seen.slice(0, 2)).toEqual(['create', 'fsync folder']);
    const told = seen.flatMap((call, index) => (call === 'told' ? [index] : []));
    expect(told).toHaveLength(10);
    for (const [number, end] of told.slice(1).entries()) {
      const between = seen.slice(told[number], end);
      expect(between).toContain('write file-wal');
      expect(between.lastIndexOf('sync file-wal')).toBeGreaterThan(between.lastIndexOf('write file-wal'));
    }
  });
});

describe('a process that is killed', () => {
  it.skipIf(!hasStrace)(
    'L-13 while it makes the file leaves one that can be opened (shown where strace works)',
    async () => {
      // The first writes are those of SQLite's journal, then those of the file's pages.
      for (const write of [1, 3, 4, 5, 6, 7, 8, 9, 10]) {
        const path = freshPath();
        const { signal, stdout } = traced(
          path,
          `-o /dev/null -e trace=pwrite64 -e inject=pwrite64:signal=KILL:when=${write}`,
        );
        expect([signal, stdout]).toEqual(['SIGKILL', '']);
        const { state, log } = await openStore(path);
        expect([await state.list(''), await log.size()]).toEqual([[], 0]);
        expect(await state.compareAndSet('key', 0, 1)).toBe(1);
      }
    },
  );
});
