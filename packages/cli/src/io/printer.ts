import { styleText } from 'node:util';
import { visible } from '@attesta/core/authoring';
import type { TerminalOutput } from '@attesta/renderer-terminal';
import type { ProgramIO } from './program-io.js';

/** Emphasis, where the terminal has colors. */
export type Tone = 'strong' | 'quiet' | 'good' | 'bad' | 'warning';

/** Writes to one stream, in color where it is a terminal with colors and neither NO_COLOR nor TERM=dumb is set. */
export class Printer {
  readonly #stream: TerminalOutput;
  readonly #hasColors: boolean;

  constructor(stream: TerminalOutput, env: ProgramIO['env']) {
    this.#stream = stream;
    const isPlain = (env.NO_COLOR ?? '') !== '' || env.TERM === 'dumb';
    this.#hasColors = stream.isTTY === true && !isPlain && stream.hasColors?.() !== false;
  }

  get isTerminal(): boolean {
    return this.#stream.isTTY === true;
  }

  get hasColors(): boolean {
    return this.#hasColors;
  }

  /** Columns; 80 where the width is unknown. */
  get width(): number {
    return this.#stream.columns || 80;
  }

  paint(tone: Tone, text: string): string {
    return this.#hasColors ? styleText(STYLES[tone], text, { validateStream: false }) : text;
  }

  /** Prints lines. The caller escapes foreign strings in them by `visible()`. */
  print(lines: readonly string[]): void {
    this.#stream.write(lines.map((line) => `${line}\n`).join(''));
  }

  /** Lines of a table. Foreign strings in its cells are escaped here. */
  table(titles: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
    const cells = rows.map((row) => row.map(visible));
    const widths = titles.map((title, column) =>
      [title, ...cells.map((row) => row[column] ?? '')].reduce((widest, cell) => Math.max(widest, cell.length), 0),
    );
    const line = (row: readonly string[]): string =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd();
    return [this.paint('quiet', line(titles)), ...cells.map(line)];
  }
}

const STYLES = {
  strong: 'bold',
  quiet: 'dim',
  good: 'green',
  bad: 'red',
  warning: 'yellow',
} as const;
