import { afterAll, describe, expect, it } from 'vitest';
import { faultsOf } from './fault-matrix/faults.js';
import { type Outcome, playCell } from './fault-matrix/play-cell.js';
import { SUBJECTS } from './fault-matrix/subjects.js';

const tally = { cases: 0, ranWithoutApproval: 0, withOneRecord: 0 };
afterAll(() => {
  const { cases, ranWithoutApproval, withOneRecord } = tally;
  console.log(`${cases} faults: ${ranWithoutApproval} ran without approval, ${withOneRecord} with exactly one record`);
});

for (const subject of SUBJECTS) {
  describe(`P-04 B-10 ${subject.name}: each use of each dependency, each fault`, () => {
    it('is decided by its people where nothing fails', async () => {
      expect(await playCell(subject, true)).toMatchObject({ runs: 1, isSound: true, isSettled: true, pending: 0 });
      expect(await playCell(subject, false)).toMatchObject({ runs: 0, isSettled: true, pending: 0 });
    });

    it('runs nothing that nobody approves, and records it once', async () => {
      const { uses } = await playCell(subject, false);
      expect(await violationsAt([...uses], false)).toEqual([]);
    });

    it('runs nothing but once, recorded and spent, where it fails on the way to a run', async () => {
      const { uses: refused } = await playCell(subject, false);
      const { uses } = await playCell(subject, true);
      const furtherUses = [...uses].filter((use) => !refused.has(use));
      expect(await violationsAt(furtherUses, true)).toEqual([]);
    });
  });

  /** What is not as it must be, for each of these uses of a dependency and each fault. */
  async function violationsAt(uses: readonly string[], approves: boolean): Promise<readonly string[]> {
    const violations: string[] = [];
    for (const use of uses) {
      for (const fault of faultsOf(use)) {
        const outcome = await playCell(subject, approves, { use, fault });
        tally.cases += 1;
        if (!approves || !outcome.isSound) tally.ranWithoutApproval += outcome.runs;
        if (outcome.decisions.length === 1) tally.withOneRecord += 1;
        violations.push(
          ...violationsIn(outcome, use, approves).map((violation) => `${use} ${fault.name}: ${violation}`),
        );
      }
    }
    return violations;
  }
}

function violationsIn(outcome: Outcome, use: string, approves: boolean): readonly string[] {
  const { runs, isSound, decisions, isSettled, isDead, pending } = outcome;
  const found: Record<string, boolean> = {
    'ran without approval': runs > 0 && !approves,
    'ran twice': runs > 1,
    'ran unrecorded or unspent': !isSound,
    'recorded twice': decisions.length > 1,
    'has no end': !isSettled && !isDead,
    // A process that was killed records nothing more; a log that fails may not, and without a clock nobody waits for one.
    'is not recorded': decisions.length === 0 && !isDead && use !== 'auditLog.record' && !use.startsWith('clock.'),
    'leaves a timer': pending > 0 && !isDead && use !== 'clock.after',
  };
  return Object.keys(found).filter((name) => found[name]);
}
