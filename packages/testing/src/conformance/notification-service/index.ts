import type { NotificationResponse, NotificationService } from '@attesta/core';
import { option, readOptions } from '@attesta/core/authoring';
import type { FakeClock } from '../../fake-clock.js';
import { type ConformanceCase, declareCases, type Unsupported } from '../conformance-case.js';
import { readUnsupported } from '../description-rules.js';
import type { Runner } from '../runner.js';
import { NOTIFICATION_CASES } from './cases.js';

/** What a service may lack: `waitForResponse`, `withdraw`, a channel that can be made to fail. */
export type NotificationCapability = 'pushing' | 'withdrawing' | 'failing';

/** A notification service, as the kit is told of it. */
export interface NotificationServiceDescription {
  readonly name: string;
  /** Makes a service with people at its other end, who do as they are told. */
  create(setting: { readonly clock: FakeClock }): NotificationPlace | Promise<NotificationPlace>;
  readonly unsupported?: Unsupported<NotificationCapability>;
}

/** A service and its other end. */
export interface NotificationPlace {
  readonly service: NotificationService;
  /** The people there answer a request; `responderId` is who they prove to be. */
  respond(requestId: string, response: NotificationResponse): void | Promise<void>;
  /** Who has been notified of what, each notification once. */
  notified(): readonly Notified[] | Promise<readonly Notified[]>;
  /** Makes the channel fail from now on. */
  fail?(): void;
}

/** Somebody who was notified. */
export interface Notified {
  readonly managerId: string;
  readonly requestId: string;
}

/** A case of a notification service. */
export type NotificationCase = ConformanceCase<NotificationServiceDescription, NotificationCapability>;

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
export function notificationServiceConformance(runner: Runner, description: NotificationServiceDescription): void {
  const owner = 'notificationServiceConformance';
  const { name, unsupported } = readOptions<NotificationServiceDescription>(owner, description, {
    name: option.required(option.id),
    create: option.required(option.function),
    unsupported: option.object,
  });
  const read = readUnsupported<NotificationCapability>(owner, unsupported, ['pushing', 'withdrawing', 'failing']);
  runner.describe(`${name}: conformance of a notification service`, () => {
    declareCases(runner, NOTIFICATION_CASES, description, read);
  });
}
