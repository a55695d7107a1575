export { createSession, type SessionOptions } from './create-session.js';
export { type FakeClock, type FakeClockOptions, fakeClock, type MovingClocks } from './fake-clock.js';
export { answers, GARBAGE, hangs, rejects, settlesTwice, throws } from './faults.js';
export { faultyStateStore, type StoreFault, type StoreOperation } from './faulty-state-store.js';
export { type MemoryAuditLog, memoryAuditLog } from './memory-audit-log.js';
export { type MockNotifier, mockNotifier, type SentNotification } from './mock-notifier.js';
export type { NotifierBehaviour, NotifierFaults, NotifierMethod, NotifierOptions } from './notifier-behavior.js';
export { sampleRisk } from './sample-risk.js';
export { sampleContext } from './samples.js';
export {
  type ScreenEvent,
  type Script,
  type ScriptedAnswer,
  type ScriptedInteraction,
  type ScriptedStep,
  scriptedInteraction,
} from './scripted-interaction.js';
export { type ScriptedRenderer, scriptedRenderer } from './scripted-renderer.js';
