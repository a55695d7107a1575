import type { NotificationResponse, NotificationService } from '@attesta/core';
import type { DeliveredNotification, NotificationServiceFixture } from '@attesta/testing/conformance';

/** A sound notification service in memory, for the mutants to be made from. */
export class Mailbox implements NotificationService {
  readonly notified: DeliveredNotification[] = [];
  readonly responses = new Map<string, NotificationResponse>();
  readonly waiting = new Set<() => void>();
  isBroken = false;

  async send(managerId: string, _message: string, requestId: string): Promise<void> {
    if (this.isBroken) throw new Error('the channel is broken');
    if (!this.notified.some((one) => one.requestId === requestId)) this.notified.push({ managerId, requestId });
  }

  async checkResponse(requestId: string): Promise<NotificationResponse | null> {
    return this.responses.get(requestId) ?? null;
  }

  waitForResponse(
    requestId: string,
    { signal }: { readonly signal: AbortSignal },
  ): Promise<NotificationResponse | null> {
    return new Promise((resolve) => {
      const look = (): void => {
        const response = this.responses.get(requestId) ?? null;
        if (response === null && !signal.aborted) return;
        this.waiting.delete(look);
        signal.removeEventListener('abort', look);
        resolve(response);
      };
      this.waiting.add(look);
      signal.addEventListener('abort', look, { once: true });
      look();
    });
  }

  async withdraw(_requestId: string, _reason: string): Promise<void> {}

  respond(requestId: string, response: NotificationResponse): void {
    this.responses.set(requestId, response);
    for (const look of [...this.waiting]) look();
  }
}

/** The mailbox and its other end, as the kit wants them. */
export function fixtureOf(mailbox: Mailbox): NotificationServiceFixture {
  return {
    service: mailbox,
    respond: (requestId, response) => mailbox.respond(requestId, response),
    notified: () => mailbox.notified,
    fail: () => {
      mailbox.isBroken = true;
    },
  };
}
