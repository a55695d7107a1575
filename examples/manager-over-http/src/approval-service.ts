import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import type { NotificationResponse } from '@attesta/core';

/** Keeps each request under `/<id>` until it is answered. Who calls, the gate too, is known by a token of their own. */
export function approvalService(tokens: Readonly<Record<string, string>>, notify: (text: string) => void): Server {
  const waiting = new Map<string, { managerId: string; answer: NotificationResponse | null }>();
  return createServer((incoming, outgoing) => {
    const reply = handle(incoming).catch(() => [400, 'That cannot be read.'] as const);
    void reply.then(([status, body]) => outgoing.writeHead(status).end(`${JSON.stringify(body)}\n`));
  });

  async function handle(incoming: IncomingMessage): Promise<readonly [status: number, body: unknown]> {
    const given = hash(incoming.headers.authorization ?? '');
    const [caller] = Object.entries(tokens).find(([, each]) => timingSafeEqual(hash(`Bearer ${each}`), given)) ?? [];
    if (caller === undefined) return [401, 'That token is not known.'];
    const id = decodeURIComponent(incoming.url ?? '');
    const body = await text(incoming);
    const request = waiting.get(id);
    if (incoming.method === 'GET') return [200, request?.answer ?? null];
    if (incoming.method === 'DELETE') return [200, waiting.delete(id)];
    if (incoming.method === 'PUT') {
      const { managerId, message } = JSON.parse(body);
      if (request === undefined) notify(`For ${managerId}, who answers approved or denied to ${id}:\n${message}`);
      waiting.set(id, request ?? { managerId, answer: null });
      return [200, 'sent'];
    }
    if (request === undefined || request.answer?.responderId === request.managerId) return [404, 'Nobody waits.'];
    if (body !== 'approved' && body !== 'denied') return [400, 'Answer approved or denied.'];
    request.answer = { verdict: body, responderId: caller };
    return [200, `${caller}: ${body}`];
  }
}

const hash = (secret: string): Buffer => createHash('sha256').update(secret).digest();
