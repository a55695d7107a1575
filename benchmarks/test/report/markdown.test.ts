import { describe, expect, it } from 'vitest';
import { renderMarkdown } from '../../src/report/markdown.js';
import type { Results } from '../../src/report/results.js';
import { cell } from '../../src/report/table.js';
import { someFigure, someResults, spread } from './some-results.js';

function markdownWith(...figures: Results['groups'][number]['figures']): string {
  return renderMarkdown(someResults({ groups: [{ title: 'A gate', method: 'As it is.', figures }] }));
}

/** The cells of the table row that begins with this text. */
function rowOf(markdown: string, start: string): readonly string[] {
  const row = markdown.split('\n').find((line) => line.startsWith(`| ${start}`));
  return row?.slice(2, -2).split(/ +\| +/) ?? [];
}

describe('renderMarkdown', () => {
  it('shows figure, target and that it is met', () => {
    const markdown = markdownWith(someFigure());
    expect(rowOf(markdown, 'a flat')).toEqual([
      'a flat argument',
      'the bare async call',
      '12.0x (11.9 to 12.1)',
      '15x',
      'met',
    ]);
    expect(markdown).toContain('\nAll 1 targets are met.\n');
    expect(markdown).not.toContain('missed');
  });

  it('says by how much a target is missed, and why', () => {
    const missed = someFigure({ value: spread(16.8), ifMissed: 'It copies twice; tried without, and it was unsafe.' });
    const markdown = markdownWith(someFigure({ id: 'gate/met', what: 'nothing' }), missed);
    expect(rowOf(markdown, 'a flat').slice(2)).toEqual(['16.8x (16.6 to 17.0)', '15x', 'missed by 12 %']);
    expect(markdown).toContain('- a flat argument, missed: It copies twice; tried without, and it was unsafe.\n');
    expect(markdown).toContain('1 of 2 targets are met. Missed:\n\n- A gate: a flat argument: missed by 12 %\n');
  });

  it('shows no quartiles where there is one value only', () => {
    expect(rowOf(markdownWith(someFigure({ unit: 'kB', value: spread(14.9, 0) })), 'a flat')[2]).toBe('14.9 kB');
  });

  it('meets a target by reaching it, and misses it by less than a percent', () => {
    expect(rowOf(markdownWith(someFigure({ value: spread(15) })), 'a flat').at(-1)).toBe('met');
    expect(rowOf(markdownWith(someFigure({ value: spread(15.03) })), 'a flat').at(-1)).toBe('missed by 0.2 %');
  });

  it('does not print why where the target is met', () => {
    expect(markdownWith(someFigure({ ifMissed: 'It copies twice.' }))).not.toContain('It copies twice.');
  });

  it('says the target in the words in which it was set, where they say more', () => {
    const target = { atMost: 300, stated: '15 us where the bare call takes 0.05 us' };
    expect(rowOf(markdownWith(someFigure({ target })), 'a flat')[3]).toBe(
      '300x (15 us where the bare call takes 0.05 us)',
    );
    const size = someFigure({ unit: 'kB', value: spread(14.9), target: { atMost: 15, stated: '15 kB' } });
    expect(rowOf(markdownWith(size), 'a flat').slice(2, 4)).toEqual(['14.9 kB (14.8 to 15.0)', '15 kB']);
  });

  it('lets nothing in a name end a cell or a line', () => {
    const markdown = markdownWith(someFigure({ what: 'a | b\n| c', over: '`x|y`' }));
    expect(markdown).toContain('| a \\| b \\| c ');
    expect(markdown).toContain('| `x\\|y` ');
    expect(cell('\\| end')).toBe('\\\\\\| end');
    expect(cell('one\r\ntwo')).toBe('one two');
  });

  it('shows what approvals add, their ratio, and what each has checked', () => {
    const markdown = renderMarkdown(someResults());
    const [costs, checks] = markdown.split('\n').filter((line) => line.startsWith('| Other \\| package'));
    expect(costs).toMatch(
      /\| 100 \(99\.0 to 101\) \|.* 50\.0 \(49\.5 to 50\.5\) \|.* 20\.0 \(19\.8 to 20\.2\) \| +0\.400x \|$/,
    );
    expect(checks).toMatch(/\| no .*\| yes \\\| once .*\| no .*\| no .*\|$/);
    expect(markdown).toMatch(/^\| Attesta, in each of them +\| yes: /m);
    expect(markdown).toContain('- **Other | package** (`other-package` 1.2.3): A scripted model.');
  });

  it('has no ratio where one of the two is lost in the noise', () => {
    const [peer] = someResults().peers;
    const markdown = renderMarkdown(someResults({ peers: [{ ...peer!, attestaAdded: spread(-1, 5) }] }));
    expect(markdown).toContain('lost in the noise');
  });

  it('shows each curve with its chart, and says how it grows', () => {
    const markdown = renderMarkdown(someResults());
    expect(markdown).toMatch(/^\| +8,000 \| +20\.0 \(19\.8 to 20\.2\) \|$/m);
    expect(markdown).toContain(
      'multiplies the cost by **1.00**; over the larger half of the sizes, by 1.00. That is as expected.',
    );
    expect(markdown).toContain('](charts/calls.svg)');
  });

  it('says where, when and with what it was measured', () => {
    const markdown = renderMarkdown(someResults());
    expect(markdown).toContain('full: 41 rounds, slices of 20 ms');
    expect(markdown).toContain('2026-01-02 03:04 UTC');
    expect(markdown).toContain('Abacus, 2 cores');
    expect(markdown).toContain('`other-package` 1.2.3');
  });

  it('leaves out what was not measured', () => {
    const markdown = renderMarkdown(someResults({ groups: [], peers: [], growth: [] }));
    expect(markdown).toContain('This run has measured nothing that has a target.');
    expect(markdown.match(/^## .*/gm)).toEqual(['## How it was measured']);
  });
});
