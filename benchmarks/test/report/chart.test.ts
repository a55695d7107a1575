import { describe, expect, it } from 'vitest';
import { renderChart } from '../../src/report/chart.js';
import { someResults, spread } from './some-results.js';

const [curve] = someResults().growth;
const flat = curve!;
const linear = {
  ...flat,
  expected: 'linear',
  points: flat.points.map(({ size }) => ({ size, value: spread(size) })),
} as const;

describe('renderChart', () => {
  it('draws a picture on a ground of its own, with its names, sizes and figures', () => {
    const svg = renderChart(flat);
    expect(svg).toMatch(/^<svg width="760" height="440" xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    expect(svg).toMatch(/<rect width="760" height="440"[^>]* fill="#ffffff">/);
    for (const text of [
      'Calls',
      'calls before (log scale)',
      'one more, in bare calls',
      'median',
      'no growth',
      '8,000',
      '20.0',
    ])
      expect(svg).toContain(`>${text}</text>`);
    expect(svg).toContain('stroke-dasharray');
    expect(svg.match(/<polygon /g)).toHaveLength(1);
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('draws growth on logarithmic axes', () => {
    const svg = renderChart(linear);
    expect(svg).toContain('>one more, in bare calls (log scale)</text>');
    expect(svg).toContain('>growth in proportion</text>');
  });

  it('draws the same picture each time, whatever was drawn before', () => {
    const first = renderChart(flat);
    renderChart(linear);
    expect(renderChart(flat)).toBe(first);
  });

  it('escapes what has a meaning in SVG', () => {
    const svg = renderChart({ ...flat, title: 'a < b & c' });
    expect(svg).toContain('>a &lt; b &amp; c</text>');
    expect(svg).not.toContain('a < b');
  });

  it('says what it shows', () => {
    expect(renderChart({ ...flat, title: 'a < b & c' })).toContain(
      '<title>a &lt; b &amp; c: one more, in bare calls, by calls before</title>',
    );
  });

  it('quotes every attribute once', () => {
    for (const [tag] of renderChart(flat).matchAll(/<[a-z][^>]*>/g)) {
      expect(tag).toMatch(/^<[\w]+( [\w:-]+="[^"<]*")*\s*\/?>$/);
    }
  });
});
