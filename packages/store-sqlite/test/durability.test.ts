import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshPath, temporaryFolder } from './places.js';
import { buildPrograms, type Programs } from './programs.js';

let programs: Programs;
beforeAll(async () => {
  programs = await buildPrograms('write-and-tell');
}, 60_000);
afterAll(() => programs.dispose());

/** The system calls of the program on `path`, in order, as `name file` or `told`. */
function calls(path: string): readonly string[] {
  const trace = join(temporaryFolder(), 'trace');
  const calls = 'trace=openat,write,pwrite64,fsync,fdatasync';
  const program = fileURLToPath(programs.url('write-and-tell'));
  const { status } = spawnSync('strace', [
    '-f',
    '-y',
    '-s',
    '4',
    '-e',
    calls,
    '-o',
    trace,
    process.execPath,
    program,
    path,
  ]);
  expect(status).toBe(0);
  const folder = dirname(path);
  return readFileSync(trace, 'utf8')
    .split('\n')
    .flatMap((line) => {
      if (/ write\(1<[^>]*>, "told/.test(line)) return ['told'];
      const created = line.match(/ openat\(.*"([^"]+)", .*O_CREAT\|O_EXCL/)?.[1];
      if (created === path) return ['create'];
      const [, call, file] = line.match(/ (pwrite64|fsync|fdatasync)\(\d+<([^>]+)>/) ?? [];
      if (file === folder) return [`${call} folder`];
      return file?.startsWith(path) ? [`${call?.replace(/^f.*sync$/, 'sync')} file${file.slice(path.length)}`] : [];
    });
}

const hasStrace = spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0;

describe('what is acknowledged', () => {
  it.skipIf(!hasStrace)('L-14 is synced before, and so is the name of a new file (shown where strace works)', () => {
    const seen = calls(freshPath());
    expect(seen.indexOf('create')).toBe(0);
    expect(seen[1]).toBe('fsync folder');
    const told = seen.flatMap((call, index) => (call === 'told' ? [index] : []));
    expect(told).toHaveLength(10);
    let from = seen.indexOf('told');
    for (const end of told.slice(1)) {
      const between = seen.slice(from + 1, end);
      expect(between).toContain('pwrite64 file-wal');
      expect(between.lastIndexOf('sync file-wal')).toBeGreaterThan(between.lastIndexOf('pwrite64 file-wal'));
      from = end;
    }
  });
});
