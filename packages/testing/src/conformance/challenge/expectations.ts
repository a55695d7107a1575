import assert from 'node:assert/strict';
import type { Presentation } from './presentation.js';

/** It passed, and the gate, where there is one, let the action run once and recorded it. */
export function expectPassed(presentation: Presentation, when: string): void {
  const { result, outcome } = presentation;
  assert.equal(result.passed, true, `It must pass ${when}; it said: ${String(result.details.reason)}.`);
  if (outcome.decision === undefined) return;
  assert.equal(outcome.decision.verdict, 'approved', `The gate must approve ${when}.`);
  assert.deepEqual([outcome.runs, outcome.decisions, outcome.outcomes], [1, 1, 1], `One run, and its record, ${when}.`);
}

/** It did not pass, says why, and the gate, where there is one, ran nothing and recorded that. */
export function expectRefused(presentation: Presentation, when: string, verdict?: string): void {
  const { result, outcome } = presentation;
  assert.equal(result.passed, false, `It must not pass ${when}.`);
  const { reason } = result.details;
  assert(typeof reason === 'string' && reason.trim() !== '', `A denial has a details.reason ${when}.`);
  if (verdict !== undefined) assert.equal(result.verdict, verdict, `Its verdict ${when}.`);
  if (outcome.decision === undefined) return;
  assert.notEqual(outcome.decision.verdict, 'approved', `The gate must not approve ${when}.`);
  assert.deepEqual([outcome.runs, outcome.decisions, outcome.outcomes], [0, 1, 0], `No run, one record, ${when}.`);
}
