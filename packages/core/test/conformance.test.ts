import { DefaultRiskScorer, MemoryLogStore, MemoryStateStore } from '@attesta/core';
import { CompositeRiskScorer, EnvironmentRiskScorer, FixedRiskScorer, MaxRiskScorer } from '@attesta/core/scorers';
import { logStoreConformance, riskScorerConformance, stateStoreConformance } from '@attesta/testing/conformance';
import { describe, it } from 'vitest';

const IN_MEMORY = {
  reopening: 'its data ends with it',
  closing: 'it holds nothing open',
  processes: 'its data is in one process',
};

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

const SCORERS = {
  DefaultRiskScorer: () => new DefaultRiskScorer(),
  FixedRiskScorer: () => new FixedRiskScorer({ score: 0.7 }),
  MaxRiskScorer: () => new MaxRiskScorer({ scorers: [new DefaultRiskScorer(), new FixedRiskScorer()] }),
  CompositeRiskScorer: () => new CompositeRiskScorer({ scorers: [{ scorer: new DefaultRiskScorer(), weight: 3 }] }),
  EnvironmentRiskScorer: () => new EnvironmentRiskScorer({ scorer: new DefaultRiskScorer() }),
};
for (const [name, create] of Object.entries(SCORERS)) riskScorerConformance({ describe, it }, { name, create });
