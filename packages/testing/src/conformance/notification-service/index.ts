import type { TestRunner } from '../conformance-case.js';
import { declareSuite, type Suite } from '../suite.js';
import { NOTIFICATION_CASES } from './cases.js';
import type { NotificationServiceCapability, NotificationServiceDescription } from './description.js';

/** Every case that a notification service must survive. */
export const NOTIFICATION_SERVICE_SUITE: Suite<NotificationServiceDescription, NotificationServiceCapability> = {
  name: 'notificationServiceConformance',
  part: 'a notification service',
  capabilities: ['pushing', 'withdrawing', 'failing'],
  cases: NOTIFICATION_CASES,
};

/**
 * Declares the tests that a notification service must pass.
 *
 * @throws AttestaError (`invalid_option`) for an unknown or wrong member of the description.
 * @example
 * notificationServiceConformance({ describe, it }, {
 *   name: 'ChatService',
 *   create() {
 *     const chat = new FakeChat();
 *     return {
 *       service: new ChatService({ chat }),
 *       respond: (requestId, { verdict, responderId }) => chat.press(responderId, requestId, verdict),
 *       notified: () => chat.messages.map(({ to, requestId }) => ({ managerId: to, requestId })),
 *       fail: () => chat.disconnect(),
 *     };
 *   },
 *   unsupported: { pushing: 'the chat is polled', withdrawing: 'a message in the chat stays' },
 * });
 */
export function notificationServiceConformance(runner: TestRunner, description: NotificationServiceDescription): void {
  declareSuite(NOTIFICATION_SERVICE_SUITE, runner, description);
}
