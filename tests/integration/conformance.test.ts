import { ConfirmChallenge, InteractionRenderer } from '@attesta/challenges';
import { DefaultRiskScorer, MemoryLogStore, MemoryStateStore } from '@attesta/core';
import { CompositeRiskScorer, EnvironmentRiskScorer, FixedRiskScorer, MaxRiskScorer } from '@attesta/core/scorers';
import { memoryAuditLog, scriptedInteraction, scriptedRenderer } from '@attesta/testing';
import {
  auditLogConformance,
  challengeConformance,
  interactionConformance,
  logStoreConformance,
  rendererConformance,
  riskScorerConformance,
  scriptedAct,
  stateStoreConformance,
} from '@attesta/testing/conformance';
import { describe, it } from 'vitest';
import { typedPhrase } from '../../packages/challenges/test/typed-phrase.js';

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
    passes: { 'the phrase, typed': () => [typedPhrase] },
    fails: { 'a clear no': () => ['no'], 'a yes': () => ['yes'], Enter: () => [''] },
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

auditLogConformance(
  { describe, it },
  {
    name: 'memoryAuditLog',
    create() {
      const log = memoryAuditLog();
      return { log, read: async () => log.entries };
    },
    unsupported: { failing: 'memory does not fail' },
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

interactionConformance(
  { describe, it },
  {
    name: 'scriptedInteraction',
    create: ({ acts }) => ({ interaction: scriptedInteraction(acts.map(scriptedAct)) }),
    unsupported: { reading: 'it has no screen', reviewing: 'a script needs no time to read' },
  },
);

rendererConformance(
  { describe, it },
  {
    name: 'scriptedRenderer',
    create: ({ acts }) => ({ renderer: scriptedRenderer(acts.map(scriptedAct)) }),
  },
);

rendererConformance(
  { describe, it },
  {
    name: 'InteractionRenderer',
    create({ acts }) {
      const interaction = scriptedInteraction(acts.map(scriptedAct));
      return { renderer: new InteractionRenderer(interaction, { operator: { id: 'ada' } }) };
    },
  },
);
