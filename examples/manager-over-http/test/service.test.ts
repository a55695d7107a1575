import { once } from 'node:events';
import type { Server } from 'node:http';
import { notificationServiceConformance } from '@attesta/testing/conformance';
import { afterEach, describe, it } from 'vitest';
import { approvalService } from '../src/approval-service.js';
import { httpNotifier } from '../src/http-notifier.js';

const TOKENS = { agent: 'token a', 'manager-1': 'token m', 'somebody-else': 'token s' };
const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) stop(server);
});

notificationServiceConformance(
  { describe, it },
  {
    name: 'httpNotifier over approvalService',
    async create() {
      const notified: { managerId: string; requestId: string }[] = [];
      const server = approvalService(TOKENS, (text) => {
        const [, managerId = '', requestId = ''] =
          /^For (\S+), who answers approved or denied to \/(.*):$/m.exec(text) ?? [];
        notified.push({ managerId, requestId });
      }).listen(0, '127.0.0.1');
      servers.push(server);
      await once(server, 'listening');
      const address = server.address();
      const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
      return {
        service: httpNotifier(url, TOKENS.agent),
        async respond(requestId, { verdict, responderId }) {
          const token = new Map(Object.entries(TOKENS)).get(responderId);
          const headers = { authorization: `Bearer ${token}` };
          await fetch(`${url}/${requestId}`, { method: 'POST', headers, body: verdict });
        },
        notified: () => notified,
        fail: () => stop(server),
      };
    },
    unsupported: { pushing: 'the service is polled' },
  },
);

function stop(server: Server): void {
  server.close();
  server.closeAllConnections();
}
