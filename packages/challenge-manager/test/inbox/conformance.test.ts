import { MemoryStateStore, type NotificationService, type SendReceipt } from '@attesta/core';
import { notificationServiceConformance } from '@attesta/testing/conformance';
import { describe, it } from 'vitest';
import { ApprovalInbox } from '../../src/index.js';

/** The kit's case of a stranger's answer, which a service that knows its people never carries. */
const STRANGERS = 'carries an answer and who gave it';

for (const unsafeWithoutNumber of [false, true]) {
  const runner = {
    describe,
    it: Object.assign(
      (name: string, run: () => Promise<void>) =>
        name === STRANGERS ? it.skip(`${name} (not supported: it refuses who was not asked)`, run) : it(name, run),
      { skip: it.skip },
    ),
  };
  notificationServiceConformance(runner, {
    name: unsafeWithoutNumber ? 'ApprovalInbox' : 'ApprovalInbox, with numbers',
    create({ clock }) {
      const notified: { managerId: string; requestId: string; token: string }[] = [];
      const numbers = new Map<string, string>();
      let isBroken = false;
      const inbox = new ApprovalInbox({
        state: new MemoryStateStore(),
        clock,
        unsafeWithoutNumber,
        maxOpen: 100,
        deliver({ approverId: managerId, requestId, token }) {
          if (isBroken) throw new Error('The channel is broken.');
          notified.push({ managerId, requestId, token });
        },
      });
      const service: NotificationService = {
        async send(managerId, message, requestId, request) {
          const receipt: SendReceipt = (await inbox.send(managerId, message, requestId, request)) ?? {};
          numbers.set(requestId, receipt.showToRequester?.match(/[0-9 ]+$/)?.[0] ?? '');
        },
        checkResponse: (requestId) => inbox.checkResponse(requestId),
        waitForResponse: (requestId, options) => inbox.waitForResponse(requestId, options),
        withdraw: (requestId, reason) => inbox.withdraw(requestId, reason),
      };
      return {
        service,
        async respond(requestId, { verdict, responderId }) {
          const token = notified.find((notice) => notice.requestId === requestId)?.token ?? '';
          const number = numbers.get(requestId);
          const answer = verdict === 'approved' ? 'approved' : 'denied';
          await inbox.decide(requestId, { verdict: answer, responderId, proof: { token }, number });
        },
        notified: () => notified,
        fail() {
          isBroken = true;
        },
      };
    },
  });
}
