export { type CreateSessionOptions, createSession } from './create-session.js';
export { type AdvanceOptions, type FakeClock, type FakeClockOptions, fakeClock } from './fake-clock.js';
export { type Faults, faults } from './faults.js';
export { faultyStateStore, type StoreFault, type StoreOperation } from './faulty-state-store.js';
export { type MemoryAuditLog, memoryAuditLog } from './memory-audit-log.js';
export { type MockNotifier, mockNotifier, type SentNotification } from './mock-notifier.js';
export type {
  MockNotifierBehavior,
  MockNotifierFaults,
  MockNotifierMethod,
  MockNotifierOptions,
} from './notifier-behavior.js';
export { sampleContext, sampleRisk } from './samples.js';
export {
  type InteractionScript,
  type ScreenEvent,
  type ScriptedAnswer,
  type ScriptedInteraction,
  type ScriptedStep,
  scriptedInteraction,
} from './scripted-interaction.js';
export { type ScriptedRenderer, scriptedRenderer } from './scripted-renderer.js';
