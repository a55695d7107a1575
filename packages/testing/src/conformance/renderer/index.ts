import type { TestRunner } from '../conformance-case.js';
import { declareSuite, type Suite } from '../suite.js';
import { CHALLENGE_CASES } from './challenge-cases.js';
import type { RendererCapability, RendererDescription } from './description.js';
import { TURN_CASES } from './turn-cases.js';

/** Every case that a renderer must survive. */
export const RENDERER_SUITE: Suite<RendererDescription, RendererCapability> = {
  name: 'rendererConformance',
  part: 'a renderer',
  capabilities: ['confirming'],
  cases: [...TURN_CASES, ...CHALLENGE_CASES],
};

/**
 * Declares the tests that a renderer must pass; its interaction has a suite of its own, `interactionConformance`.
 *
 * @throws AttestaError (`invalid_option`) for an unknown or wrong member of the description.
 * @example
 * rendererConformance({ describe, it }, {
 *   name: 'ChatRenderer',
 *   create: ({ clock, reactions }) => ({ renderer: new ChatRenderer({ chat: new FakeChat(reactions), clock }) }),
 * });
 */
export function rendererConformance(runner: TestRunner, description: RendererDescription): void {
  declareSuite(RENDERER_SUITE, runner, description);
}
