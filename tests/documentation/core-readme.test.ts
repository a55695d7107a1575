import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfirmChallenge, MultiPartyChallenge, QuizChallenge, TeachBackChallenge } from '@attesta/challenges';
import { Attesta, type DenialCode } from '@attesta/core';
import { describe, expect, it } from 'vitest';
import { readDocument } from './document.js';
import { filesUnder, root } from './project-files.js';

const core = readDocument('packages/core/README.md').text;
const challenges = readDocument('packages/challenges/README.md').text;

describe('the tables of the READMEs of core and of the built-in challenges', () => {
  it('have every option, and no other', () => {
    const unknown: object = { unknown: true };
    const tables = tablesUnder('option', core + challenges).map((rows) => rows.map(([name = '']) => plain(name)));
    expect(tables).toEqual([
      optionsOf(() => new Attesta(unknown)),
      optionsOf(() => new Attesta().gate(unknown)),
      optionsOf(() => new Attesta().gate(function act() {}).with(unknown)),
      optionsOf(() => new ConfirmChallenge(unknown)),
      optionsOf(() => new QuizChallenge(unknown)),
      optionsOf(() => new TeachBackChallenge(unknown)),
      optionsOf(() => Reflect.construct(MultiPartyChallenge, [unknown])),
    ]);
  });

  it('have every code', () => {
    const codes: Readonly<Record<DenialCode, true>> = {
      denied: true,
      not_displayable: true,
      call_mismatch: true,
      already_run: true,
      changed: true,
      cancelled: true,
      not_recorded: true,
      generator: true,
      unavailable: true,
    };
    expect(
      tablesUnder('code', core)
        .flat()
        .map(([code = '']) => plain(code)),
    ).toEqual(Object.keys(codes));
  });

  it('have reasons that the source gives', () => {
    const source = ['packages/core/src', 'packages/challenges/src']
      .flatMap(filesUnder)
      .map((path) => readFileSync(join(root, path), 'utf8'))
      .join('\n');
    const reasons = tablesUnder('reason', core + challenges)
      .flat()
      .map(([reason = '']) => plain(reason).replace(/ ?\.\.\.$/, ''));
    expect(reasons.length).toBeGreaterThan(5);
    expect(reasons.filter((reason) => !source.includes(reason))).toEqual([]);
  });
});

/** The rows of the tables whose first column has this title, each as its cells. */
function tablesUnder(title: string, text: string): readonly (readonly (readonly string[])[])[] {
  const tables = text.match(/^\|.*\n\|[-|]+\n(?:\|.*\n)+/gm) ?? [];
  return tables
    .filter((table) => table.startsWith(`| ${title} |`))
    .map((table) =>
      table
        .trim()
        .split('\n')
        .slice(2)
        .map((row) => row.split(' | ').map((cell) => cell.replace(/^\| |\|$/g, '').trim())),
    );
}

/** A cell without the marks of code. */
function plain(cell: string): string {
  return cell.replaceAll('`', '');
}

/** The options that the complaint about an unknown one names. */
function optionsOf(misuse: () => unknown): readonly string[] {
  try {
    misuse();
  } catch (error) {
    return /there are (.*)\.$/.exec(String(error))?.[1]?.split(', ') ?? [];
  }
  return [];
}
