export { createSession, type SessionOptions } from './create-session.js';
export { type FakeClock, type FakeClockOptions, fakeClock, type MovingClocks } from './fake-clock.js';
export { sampleContext } from './sample-context.js';
export { sampleRisk } from './sample-risk.js';
export {
  type ScreenEvent,
  type Script,
  type ScriptedAnswer,
  type ScriptedInteraction,
  type ScriptedStep,
  scriptedInteraction,
} from './scripted-interaction.js';
export { ScriptedRenderer, scriptedRenderer } from './scripted-renderer.js';
