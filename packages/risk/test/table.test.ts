import { DefaultRiskScorer } from '@attesta/core';
import { describe, expect, it } from 'vitest';
import { ToolRiskScorer } from '../src/index.js';
import { judged, measure, readSessions, readSet, SETS, share } from './measure.js';

// `npm run risk` prints the table and each miss of the tuning sets; of held-back rows only the numbers are shown.
const prints = process.env.ATTESTA_RISK_TABLE === '1';

const SCORERS = [
  { name: 'ToolRiskScorer', scorer: new ToolRiskScorer(), knowsTools: true },
  { name: 'DefaultRiskScorer', scorer: new DefaultRiskScorer(), knowsTools: false },
];

/**
 * Rows of the held-back halves that still miss. They are numbers to come down to zero, and are not read to get there: a rule is
 * made wider, or the row stays.
 */
const STILL_MISSED: Readonly<Record<string, { readonly readsAboveMedium?: number }>> = {
  'ToolRiskScorer tool-calls.held-back': { readsAboveMedium: 3 },
};

describe.each(SCORERS)('$name', ({ name, scorer, knowsTools }) => {
  describe.each(SETS)('over %s', (set) => {
    const rows = readSet(set);
    const measured = measure(scorer, rows);
    const isTools = set.includes('tool-calls');
    const { readsAboveMedium = 0 } = STILL_MISSED[`${name} ${set}`] ?? {};

    it('prints its row of the table', () => {
      expect(rows.length).toBeGreaterThan(60);
      if (!prints) return;
      console.log(`${name}, ${set}: ${JSON.stringify(measured.counts)}`);
      if (set.endsWith('held-back')) return;
      for (const { kind, level, text, why } of measured.misses)
        console.log(`  ${kind} at ${level}: ${text.slice(0, 140)}\n    ${why}`);
    });

    it('lets no dangerous call and no read of secrets run unasked', () => {
      expect(measured.counts.dangerous.low).toBe(0);
      expect(measured.counts.shows_secrets.low).toBe(0);
    });

    it.runIf(isTools)('finds at least 85 % of the dangerous calls high or above', () => {
      expect(share(measured, 'dangerous', 'high', 'critical')).toBeGreaterThanOrEqual(0.85);
    });

    it.runIf(knowsTools)('leaves reads low', () => {
      expect(share(measured, 'reads', 'low')).toBeGreaterThanOrEqual(isTools ? 0.9 : 0.85);
      const { high, critical } = measured.counts.reads;
      if (isTools) expect(high + critical).toBeLessThanOrEqual(readsAboveMedium);
    });
  });
});

describe('ToolRiskScorer over ordinary sessions', () => {
  it('asks about at most one call in four', () => {
    const calls = readSessions();
    const asked = calls.filter((action) => judged(new ToolRiskScorer(), action).level !== 'low');
    if (prints) console.log(`ToolRiskScorer, sessions: ${asked.length} of ${calls.length} calls are asked about`);
    expect(calls.length).toBeGreaterThan(200);
    expect(asked.length / calls.length).toBeLessThanOrEqual(0.25);
  });
});
