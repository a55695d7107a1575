import { memoryAuditLog, scriptedInteraction, scriptedRenderer } from '@attesta/testing';
import {
  auditLogConformance,
  interactionConformance,
  rendererConformance,
  toScriptedStep,
} from '@attesta/testing/conformance';
import { describe, it } from 'vitest';

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

interactionConformance(
  { describe, it },
  {
    name: 'scriptedInteraction',
    create: ({ reactions }) => ({ interaction: scriptedInteraction(reactions.map(toScriptedStep)) }),
    unsupported: { reading: 'it has no screen', reviewing: 'a script needs no time to read' },
  },
);

rendererConformance(
  { describe, it },
  {
    name: 'scriptedRenderer',
    create: ({ reactions }) => ({ renderer: scriptedRenderer(reactions.map(toScriptedStep)) }),
  },
);
