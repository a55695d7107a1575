import { ConfirmChallenge } from '@attesta/challenges';
import { MemoryStateStore } from '@attesta/core';
import type { Question } from '@attesta/core/authoring';
import { challengeConformance, stateStoreConformance, type TestRunner } from '@attesta/testing/conformance';

/** Two suites with whatever runner: a sound challenge and store, and a challenge that approves everything. */
export function declareSuites(runner: TestRunner): void {
  const typed = ({ prompt }: Question): string => prompt.slice(prompt.lastIndexOf('type: ') + 'type: '.length);
  const answers = { passes: { yes: () => [typed] }, fails: { no: () => ['no'] } };
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
