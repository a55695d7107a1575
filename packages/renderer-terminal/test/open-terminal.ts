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

/** What stood on the screen at one moment: its rows, with the blanks that were written, and where they are in all the lines. */
export interface ScreenRows {
  readonly first: number;
  readonly rows: readonly string[];
}

/** A piece of a row in one style: words such as `bold dim inverse red`. */
export interface StyledText {
  readonly column: number;
  readonly text: string;
  readonly style: string;
}

/** A real terminal: the two ends that a program sees, a person's hands, and a screen. */
export interface OpenTerminal {
  readonly input: ReadStream;
  readonly output: WriteStream;
  /** All that was written to the terminal, as bytes. */
  readonly written: () => string;
  /** What stands on the screen, scrolled-off lines included, without blank ends. */
  readonly screen: () => string;
  /** What the person sees now, row by row, without blank rows at the end. */
  readonly viewport: () => readonly string[];
  /** The same with its styles, blank rows left out at both ends. */
  readonly picture: () => readonly (readonly StyledText[])[];
  readonly type: (keys: string) => void;
  /** Pastes as the terminal does: marked, where the program has asked for it. */
  readonly paste: (text: string) => void;
  /** Turns every screenful over, until the line for the answer stands there; gives each as it stood on the screen. */
  readonly turnAll: () => Promise<readonly ScreenRows[]>;
  /** Resolves once more than so many characters were written to it. */
  readonly untilMore: (length: number) => Promise<void>;
  /** Resolves once the last row says so. */
  readonly untilRow: (row: RegExp) => Promise<void>;
  /** What a program can change about a terminal besides its text. */
  readonly state: () => object;
  /** Resolves once `text` stands on the screen. */
  readonly until: (text: string | RegExp) => Promise<void>;
  /** The modes of the line: `icanon echo` as a shell has it, `-icanon -echo` when keys are read one by one. */
  readonly modes: () => string;
  /** The person begins with an empty screen. */
  readonly clear: () => void;
  /** The person drags the window to another size. */
  readonly resize: (columns: number, rows: number) => void;
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
  const emulator = new headless.Terminal({ cols: columns, rows, scrollback: 100_000, allowProposedApi: true });
  let written = '';
  let generation = 0;
  const changes = { titles: 0, bells: 0, clipboards: 0 };
  emulator.onTitleChange(() => {
    changes.titles += 1;
  });
  emulator.onBell(() => {
    changes.bells += 1;
  });
  emulator.parser.registerOscHandler(52, () => {
    changes.clipboards += 1;
    return true;
  });
  const watchers = new Set<() => void>();
  master.on('data', (data: string) => {
    written += data;
    generation += 1;
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

  function viewport(): readonly string[] {
    const { active } = emulator.buffer;
    const lines = Array.from(
      { length: emulator.rows },
      (_, row) =>
        active
          .getLine(active.baseY + row)
          ?.translateToString()
          .trimEnd() ?? '',
    );
    return lines.slice(0, lines.findLastIndex((line) => line !== '') + 1);
  }

  function screenRows(): ScreenRows {
    const { active } = emulator.buffer;
    const rows = viewport().map((_row, row) => active.getLine(active.baseY + row)?.translateToString(true) ?? '');
    return { first: active.baseY, rows };
  }

  function stylesIn(row: number): readonly StyledText[] {
    const line = emulator.buffer.active.getLine(emulator.buffer.active.baseY + row);
    const found: { column: number; text: string; style: string }[] = [];
    for (let column = 0; column < emulator.cols; column += 1) {
      const cell = line?.getCell(column);
      if (cell === undefined || cell.getChars() === '') continue;
      const words = [cell.isBold() && 'bold', cell.isDim() && 'dim', cell.isInverse() && 'inverse'];
      const colour = cell.isFgPalette() && ({ 1: 'red', 2: 'green' }[cell.getFgColor()] ?? 'other');
      const style = [...words, colour].filter(Boolean).join(' ');
      const last = found.at(-1);
      if (last !== undefined && last.style === style && last.column + last.text.length === column)
        last.text += cell.getChars();
      else found.push({ column, text: cell.getChars(), style });
    }
    return found.filter(({ text, style }) => text.trim() !== '' || style.includes('inverse'));
  }

  function untilTrue(isThere: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const watch = (): void => {
        if (!isThere()) return;
        watchers.delete(watch);
        resolve();
      };
      watchers.add(watch);
      watch();
    });
  }

  async function turnAll(): Promise<readonly ScreenRows[]> {
    const seen: ScreenRows[] = [];
    let from = -1;
    for (;;) {
      await untilTrue(() => STOPS.test(viewport().at(-1) ?? '') && generation !== from);
      seen.push(screenRows());
      if (viewport().at(-1) === '>') return seen;
      from = generation;
      master.write(' ');
    }
  }

  return {
    input,
    output,
    written: () => written,
    screen,
    viewport,
    picture: () => {
      const rows = viewport().map((_row, index) => stylesIn(index));
      return rows.slice(rows.findIndex((row) => row.length > 0));
    },
    type: (keys) => master.write(keys),
    paste: (text) => master.write(emulator.modes.bracketedPasteMode ? `\x1b[200~${text}\x1b[201~` : text),
    turnAll,
    untilMore: (length) => untilTrue(() => written.length > length),
    untilRow: (row) => untilTrue(() => row.test(viewport().at(-1) ?? '')),
    state: () => ({
      ...changes,
      isAlternate: emulator.buffer.active.type === 'alternate',
      modes: { ...emulator.modes },
    }),
    until: (text) => untilTrue(() => (typeof text === 'string' ? screen().includes(text) : text.test(screen()))),
    modes: () =>
      execFileSync('stty', ['-a', '-F', path], { encoding: 'utf8' })
        .match(/-?\b(icanon|echo)\b/g)
        ?.join(' ') ?? '',
    clear: () => emulator.reset(),
    resize(columns, rows) {
      emulator.resize(columns, rows);
      execFileSync('stty', ['-F', path, 'cols', String(columns), 'rows', String(rows)]);
    },
    hangUp: () => master.destroy(),
    close() {
      for (const stream of [input, output, master]) stream.destroy();
      emulator.dispose();
    },
  };
}

/** What the last row says when it is the person's turn. */
const STOPS = /^>$|Enter: more|Enter shows/;
