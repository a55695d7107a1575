import { setImmediate } from 'node:timers/promises';
import { ManagerApprovalChallenge } from '@attesta/challenge-manager';
import { Attesta, type NotificationResponse, type NotificationService } from '@attesta/core';
import { bareCalls, longInBareCalls, milliseconds } from '../measure/bare.js';
import { collectGarbage } from '../measure/garbage.js';
import { type Budget, spreadOf } from '../measure/ratio.js';
import type { Group } from '../row.js';

const CALLS = 100_000;
const MANAGERS = 1000;

/** What calls cost while managers make up their minds. */
export const PENDING: Group = {
  title: `${CALLS.toLocaleString('en')} calls pending at ${MANAGERS.toLocaleString('en')} managers, in one process`,
  method:
    'Gated calls, each waiting for a manager over a service that pushes answers; memory is the heap they hold, collected before and after.',
  rows: [
    {
      id: 'pending/memory',
      what: 'memory for each',
      over: 'nothing',
      unit: 'bytes',
      target: { atMost: 2048, stated: '2 KB' },
      ifMissed:
        'a waiting call is thirteen async functions deep, from the gate to the service, and each keeps half a kilobyte until it ends; the context, the request, the session and its signal are the rest. Tried: one timer for all waits, no getter in the session (a hidden class for each), one reason for all ends. Two kilobytes would take the waiting out of the challenge into one table in the gate, which no challenge of a third party would be in.',
      measure: async (budget) => spreadOf((await passes(budget)).map(({ bytes }) => bytes)),
    },
    {
      id: 'pending/timers',
      what: 'timers for each',
      over: 'nothing',
      target: { atMost: 0.001, stated: 'no timer each' },
      measure: async (budget) => spreadOf((await passes(budget)).map(({ timers }) => timers)),
    },
    {
      id: 'pending/decided',
      what: 'until all are decided and have run',
      over: 'the bare async call',
      target: { atMost: bareCalls(2_000_000), stated: '2 s' },
      ifMissed:
        'half of it is garbage collection over the gigabyte that the waiting calls hold; each approval asks the resolver again, closes its round and runs the call.',
      measure: async (budget) => spreadOf((await passes(budget)).map(({ decided }) => decided)),
    },
  ],
};

/** What one pass through all the calls has shown. */
interface Pass {
  readonly bytes: number;
  readonly timers: number;
  readonly decided: number;
}

let made: Promise<readonly Pass[]> | undefined;

/** One measurement for all rows: it takes many seconds. */
function passes({ rounds }: Budget): Promise<readonly Pass[]> {
  made ??= (async () => {
    const done: Pass[] = [];
    for (let round = 0; round < rounds / ROUNDS_PER_PASS; round += 1) done.push(await onePass());
    return done;
  })();
  return made;
}

async function onePass(): Promise<Pass> {
  const before = { heap: heap(), timers: openTimers() };
  const { decide } = await pend();
  const [bytes, timers] = [(heap() - before.heap) / CALLS, (openTimers() - before.timers) / CALLS];
  const { median } = await longInBareCalls(() => milliseconds(decide), 1);
  return { bytes, timers, decided: median };
}

/** Makes the calls, and returns once all of them wait. */
async function pend(): Promise<{ readonly decide: () => Promise<void> }> {
  const service = new PushService();
  const challenge = new ManagerApprovalChallenge({
    notificationService: service,
    managerResolver: (_agentId, { args }) => `manager-${Number(args[0]) % MANAGERS}`,
  });
  let runs = 0;
  const refund = new Attesta({ agentId: 'billing', challengeMap: { critical: challenge } }).gate(
    { name: 'refund', risk: 'critical' },
    async (_order: number) => {
      runs += 1;
    },
  );
  const calls = Array.from({ length: CALLS }, (_, order) => refund(order));
  await service.waitFor(CALLS);
  // What they set up at the end of the turn is there by then.
  await setImmediate();
  return {
    async decide() {
      service.approveAll();
      await Promise.all(calls);
      if (runs !== CALLS) throw new Error(`${runs} of ${CALLS} approved calls ran.`);
    },
  };
}

/** A service in memory that pushes answers. */
class PushService implements NotificationService {
  readonly #managers = new Map<string, string>();
  readonly #waiting = new Map<string, (response: NotificationResponse) => void>();
  #allWait: { readonly count: number; readonly tell: () => void } | undefined;

  async send(managerId: string, _message: string, requestId: string): Promise<void> {
    this.#managers.set(requestId, managerId);
  }

  async checkResponse(): Promise<null> {
    return null;
  }

  waitForResponse(requestId: string): Promise<NotificationResponse> {
    return new Promise((resolve) => {
      this.#waiting.set(requestId, resolve);
      if (this.#waiting.size === this.#allWait?.count) this.#allWait.tell();
    });
  }

  waitFor(count: number): Promise<void> {
    return new Promise((resolve) => {
      this.#allWait = { count, tell: resolve };
      if (this.#waiting.size === count) resolve();
    });
  }

  approveAll(): void {
    for (const [requestId, answer] of this.#waiting) {
      answer({ verdict: 'approved', responderId: this.#managers.get(requestId) ?? '' });
    }
    this.#waiting.clear();
  }
}

function heap(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

function openTimers(): number {
  return process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
}

const ROUNDS_PER_PASS = 15;
