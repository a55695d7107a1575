import type { TestRunner } from '../conformance-case.js';
import { declareSuite, type Suite } from '../suite.js';
import { ANSWER_CASES } from './answer-cases.js';
import type { InteractionCapability, InteractionDescription } from './description.js';
import { SCREEN_CASES } from './screen-cases.js';

/** Every case that an interaction must survive. */
export const INTERACTION_SUITE: Suite<InteractionDescription, InteractionCapability> = {
  name: 'interactionConformance',
  part: 'an interaction',
  capabilities: ['cancelling', 'vanishing', 'reading', 'reviewing'],
  cases: [...ANSWER_CASES, ...SCREEN_CASES],
};

/**
 * Declares the tests that an interaction must pass.
 *
 * @throws AttestaError (`invalid_option`) for an unknown or wrong member of the description.
 * @example
 * interactionConformance({ describe, it }, {
 *   name: 'ChatInteraction',
 *   create({ clock, reactions }) {
 *     const chat = new FakeChat(reactions);
 *     return { interaction: new ChatInteraction({ chat, clock }), screen: () => chat.text };
 *   },
 *   unsupported: { vanishing: 'a chat is always there' },
 * });
 */
export function interactionConformance(runner: TestRunner, description: InteractionDescription): void {
  declareSuite(INTERACTION_SUITE, runner, description);
}
