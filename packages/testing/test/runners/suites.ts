import { MemoryStateStore } from '@attesta/core';
import { ConfirmChallenge } from '@attesta/core/challenges';
import { challengeConformance, type Runner, stateStoreConformance } from '@attesta/testing/conformance';

/** Two suites with whatever runner: a sound challenge and store, and a challenge that approves everything. */
export function declareSuites(runner: Runner): void {
  const answers = { passes: { yes: () => [true] }, fails: { no: () => [false] } };
  const unsupported = { approvers: 'the operator alone decides' };
  challengeConformance(runner, { name: 'sound', create: () => new ConfirmChallenge(), ...answers, unsupported });
  challengeConformance(runner, {
    name: 'broken',
    create: () => ({ challengeType: 'confirm', present: async () => ({ passed: true, challengeType: 'confirm' }) }),
    ...answers,
    unsupported,
  });
  stateStoreConformance(runner, {
    name: 'memory',
    create() {
      const store = new MemoryStateStore();
      return { open: () => ({ store }) };
    },
    unsupported: { reopening: 'it ends', closing: 'it holds nothing', processes: 'it is in one' },
  });
}
