import { MemoryLogStore, MemoryStateStore } from '@attesta/core';
import { ConfirmChallenge } from '@attesta/core/challenges';
import { challengeConformance, logStoreConformance, stateStoreConformance } from '@attesta/testing/conformance';
import { describe, it } from 'vitest';

const IN_MEMORY = {
  reopening: 'its data ends with it',
  closing: 'it holds nothing open',
  processes: 'its data is in one process',
};

challengeConformance(
  { describe, it },
  {
    name: 'ConfirmChallenge',
    create: () => new ConfirmChallenge(),
    passes: { 'a clear yes': () => [true] },
    fails: { 'a clear no': () => [false] },
    unsupported: { approvers: 'the operator alone decides' },
  },
);

stateStoreConformance(
  { describe, it },
  {
    name: 'MemoryStateStore',
    create() {
      const store = new MemoryStateStore();
      return { open: () => ({ store }) };
    },
    unsupported: IN_MEMORY,
  },
);

logStoreConformance(
  { describe, it },
  {
    name: 'MemoryLogStore',
    create() {
      const store = new MemoryLogStore();
      return { open: () => ({ store }) };
    },
    unsupported: IN_MEMORY,
  },
);
