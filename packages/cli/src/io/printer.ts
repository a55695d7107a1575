import { styleText } from 'node:util';
import { visible } from '@attesta/core';
import type { TerminalOutput } from '@attesta/renderer-terminal';
import type { Surroundings } from './program-io.js';

/** What a piece of text is to look like, where there is colour. */
export type Tone = 'strong' | 'quiet' | 'good' | 'bad' | 'warning';

/** Writes to one stream, in colour where it is a terminal that has it and nothing says otherwise (NO_COLOR, TERM=dumb). */
export class Printer {
  readonly #stream: TerminalOutput;
  readonly #hasColors: boolean;

  constructor(stream: TerminalOutput, env: Surroundings['env']) {
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

  /** Columns; 80 where it is not known. */
  get width(): number {
    return this.#stream.columns || 80;
  }

  paint(tone: Tone, text: string): string {
    return this.#hasColors ? styleText(STYLES[tone], text, { validateStream: false }) : text;
  }

  /** Prints lines; foreign text in them has been through `visible()`. */
  print(lines: readonly string[]): void {
    this.#stream.write(lines.map((line) => `${line}\n`).join(''));
  }

  /** Lines of a table whose cells may be foreign text. */
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
