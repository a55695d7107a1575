import assert from 'node:assert/strict';
import { type ActionInput, Attesta, type AuditEntry, createActionContext } from '@attesta/core';
import { type FakeClock, fakeClock } from '../../fake-clock.js';
import type { AuditLogCase, AuditLogFixture, RecordedEntry } from './description.js';

/** Runs `work` on a fixture of its own. */
export function withFixture(work: (fixture: AuditLogFixture, clock: FakeClock) => Promise<void>): AuditLogCase['run'] {
  return async ({ create }) => {
    const clock = fakeClock();
    const fixture = await create({ clock });
    try {
      await work(fixture, clock);
    } finally {
      await fixture.dispose?.();
    }
  };
}

/** An entry of each kind, on a decision that the gate makes; the outcomes are those of the decision. */
export async function entriesOf(action: ActionInput, decisionId: string): Promise<readonly AuditEntry[]> {
  const clock = fakeClock();
  const decision = await new Attesta({ clock }).evaluate(createActionContext(action, clock));
  return [
    Object.freeze({ kind: 'decision', decisionId, at: 1, decision, evaluated: false, asked: [], optionsDigest: 'p' }),
    Object.freeze({ kind: 'outcome', decisionId, at: 2, outcome: 'returned' }),
    Object.freeze({ kind: 'outcome', decisionId, at: 3, outcome: 'not_run', reason: 'cancelled by the caller' }),
    Object.freeze({ kind: 'event', at: 4, event: 'unlock', details: { by: action.functionName } }),
  ];
}

/** The entries that are kept by now. */
export async function kept({ read }: AuditLogFixture): Promise<readonly RecordedEntry[]> {
  assert(read !== undefined, 'There is no read(). If the log cannot be read back, declare `reading` as unsupported.');
  return await read();
}

/** Makes the backend fail from now on. */
export function fail({ fail: failing }: AuditLogFixture): void {
  assert(failing !== undefined, 'There is no fail(). If it cannot be made to fail, declare `failing` as unsupported.');
  failing();
}
