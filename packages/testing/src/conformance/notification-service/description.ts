import type { NotificationResponse, NotificationService } from '@attesta/core';
import type { FakeClock } from '../../fake-clock.js';
import type { ConformanceCase, UnsupportedReasons } from '../conformance-case.js';

/** What a service may lack: `waitForResponse`, `withdraw`, a channel that can be made to fail. */
export type NotificationServiceCapability = 'pushing' | 'withdrawing' | 'failing';

/** A notification service, described so that the kit can put it through its cases. */
export interface NotificationServiceDescription {
  /** Names the part in the report. */
  readonly name: string;
  /** Makes a service with people at its other end, who do as they are told. */
  create(setup: { readonly clock: FakeClock }): NotificationServiceFixture | Promise<NotificationServiceFixture>;
  /** The capabilities that it lacks, each with the reason. Default: none. */
  readonly unsupported?: UnsupportedReasons<NotificationServiceCapability>;
}

/** A service and its other end. */
export interface NotificationServiceFixture {
  readonly service: NotificationService;
  /** The people there answer a request; `responderId` is who they prove to be. */
  respond(requestId: string, response: NotificationResponse): void | Promise<void>;
  /** Who has been notified of what, each notification once. */
  notified(): readonly DeliveredNotification[] | Promise<readonly DeliveredNotification[]>;
  /** Makes the channel fail from now on. */
  fail?(): void;
}

/** A notification that reached a manager. */
export interface DeliveredNotification {
  readonly managerId: string;
  readonly requestId: string;
}

/** A case of a notification service. */
export type NotificationServiceCase = ConformanceCase<NotificationServiceDescription, NotificationServiceCapability>;
