import { execFileSync } from 'node:child_process';
import { constants, openSync } from 'node:fs';
import { ReadStream, WriteStream } from 'node:tty';
import * as pty from '@lydell/node-pty';
import headless from '@xterm/headless';

declare module '@lydell/node-pty' {
  /** There, but not in its types: a pseudo-terminal without a process. */
  function open(options: { cols: number; rows: number }): {
    readonly _pty: string;
    readonly master: ReadStream;
    readonly slave: ReadStream;
  };
}

/** A real terminal: the two ends that a program sees, a person's hands, and a screen. */
export interface OpenTerminal {
  readonly input: ReadStream;
  readonly output: WriteStream;
  /** All that was written to the terminal, as bytes. */
  readonly written: () => string;
  /** What stands on the screen, scrolled-off lines included, without blank ends. */
  readonly screen: () => string;
  readonly type: (keys: string) => void;
  /** Resolves once `text` stands on the screen. */
  readonly until: (text: string | RegExp) => Promise<void>;
  /** The modes of the line: `icanon echo` as a shell has it, `-icanon -echo` when keys are read one by one. */
  readonly modes: () => string;
  /** The person closes the window. */
  readonly hangUp: () => void;
  readonly close: () => void;
}

export function openTerminal({ columns = 80, rows = 24, colors = false } = {}): OpenTerminal {
  const { _pty: path, master, slave } = pty.open({ cols: columns, rows });
  const end = (): number => openSync(path, constants.O_RDWR | constants.O_NOCTTY);
  const input = new ReadStream(end());
  const output = new WriteStream(end());
  slave.destroy();
  output.hasColors = () => colors;
  const emulator = new headless.Terminal({ cols: columns, rows, scrollback: 10_000, allowProposedApi: true });
  let written = '';
  const watchers = new Set<() => void>();
  master.on('data', (data: string) => {
    written += data;
    emulator.write(data, () => {
      for (const watch of watchers) watch();
    });
  });
  master.on('error', () => {});

  function screen(): string {
    const { active } = emulator.buffer;
    const lines = Array.from(
      { length: active.length },
      (_, row) => active.getLine(row)?.translateToString().trimEnd() ?? '',
    );
    return lines.join('\n').trimEnd();
  }

  return {
    input,
    output,
    written: () => written,
    screen,
    type: (keys) => master.write(keys),
    until: (text) =>
      new Promise((resolve) => {
        const watch = (): void => {
          const isThere = typeof text === 'string' ? screen().includes(text) : text.test(screen());
          if (!isThere) return;
          watchers.delete(watch);
          resolve();
        };
        watchers.add(watch);
        watch();
      }),
    modes: () =>
      execFileSync('stty', ['-a', '-F', path], { encoding: 'utf8' })
        .match(/-?\b(icanon|echo)\b/g)
        ?.join(' ') ?? '',
    hangUp: () => master.destroy(),
    close() {
      for (const stream of [input, output, master]) stream.destroy();
      emulator.dispose();
    },
  };
}
