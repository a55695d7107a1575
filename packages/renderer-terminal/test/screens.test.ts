import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CHALLENGES, SCREENSHOTS, screenshotAt } from './screens/screenshots.js';
import { svgOf } from './screens/svg.js';
import { takeScreenshot } from './screens/take-screenshot.js';

// `npx vitest run --project renderer-terminal -u screens` takes the pictures anew.
beforeEach(() => {
  vi.stubEnv('TERM', 'xterm-256color');
  vi.stubEnv('TZ', 'UTC');
});
afterEach(() => vi.unstubAllEnvs());

const LEVELS = ['low', 'medium', 'high', 'critical'] as const;
const DOCS = '../../../docs/screens';

describe.each(SCREENSHOTS.map((screenshot) => [screenshot.name, screenshot] as const))(
  'the screen of %s',
  (name, screenshot) => {
    it.each([40, 80, 120])('is as in the documentation, at %d columns', async (columns) => {
      const terminal = await takeScreenshot(screenshot, columns, true);
      const rows = terminal.picture();
      const text = terminal.viewport().join('\n').trim();
      terminal.close();
      const title = `${screenshot.shows}, at ${columns} columns`;
      await expect(svgOf(title, columns, rows)).toMatchFileSnapshot(`${DOCS}/${name}-${columns}.svg`);
      expect(text.split('\n').every((line) => line.length < columns)).toBe(true);
    });
  },
);

describe.each(Object.keys(CHALLENGES))('R-01 the facts at %s', (name) => {
  it.each(LEVELS)('stand there in their order, at %s risk', async (level) => {
    const terminal = await takeScreenshot(screenshotAt(name, level), 80, false);
    const text = `${terminal.viewport().join('\n').trim()}\n`;
    terminal.close();
    await expect(text).toMatchFileSnapshot(`golden/screens/${name}-${level}.txt`);
    const labels = text.match(
      /^(?:Action|Environment|Arguments|Agent|Requester|Operator|Risk|Expires|Fingerprint|Unverified)(?= )/gm,
    );
    expect(labels).toEqual([
      'Action',
      'Environment',
      'Arguments',
      'Agent',
      'Requester',
      'Operator',
      'Risk',
      'Expires',
      'Fingerprint',
      'Unverified',
    ]);
    expect(text).toContain(`${level.toUpperCase()} RISK`);
  });
});
