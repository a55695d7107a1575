import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import type { NotificationResponse } from '@attesta/core';
import { type FakeClock, fakeClock } from '../../fake-clock.js';
import { HOSTILE_STRINGS } from '../actions.js';
import { assertRejects, settled, track } from '../promises.js';
import type { NotificationServiceCase, NotificationServiceFixture } from './description.js';

const YES: NotificationResponse = { verdict: 'approved', responderId: 'manager-1' };

/** Every case that a notification service must survive. */
export const NOTIFICATION_CASES: readonly NotificationServiceCase[] = [
  {
    name: 'has no answer at first',
    proves: 'As long as nobody has answered the response is null, for a request that was never sent too.',
    run: withFixture(async ({ service }) => {
      assert.equal(await service.checkResponse('never sent'), null, 'The answer to what was never sent.');
      await service.send('manager-1', 'Approve?', 'request-1');
      assert.equal(await service.checkResponse('request-1'), null, 'The answer before there is one.');
    }),
  },
  {
    name: 'carries an answer and who gave it',
    proves: 'The responder is who answered, as the service authenticated them, not who was asked.',
    run: withFixture(async ({ service, respond }) => {
      await service.send('manager-1', 'Approve?', 'request-1');
      await respond('request-1', { verdict: 'approved', responderId: 'somebody-else' });
      const response = await service.checkResponse('request-1');
      assert.deepEqual([response?.verdict, response?.responderId], ['approved', 'somebody-else'], 'The answer.');
    }),
  },
  {
    name: 'carries a denial as a denial',
    proves: 'Whatever was answered but an approval does not arrive as one.',
    run: withFixture(async ({ service, respond }) => {
      await service.send('manager-1', 'Approve?', 'request-1');
      await respond('request-1', { verdict: 'denied', responderId: 'manager-1' });
      const response = await service.checkResponse('request-1');
      assert(response !== null, 'An answer.');
      assert.notEqual(response.verdict, 'approved', 'A denial.');
    }),
  },
  {
    name: 'carries an answer to its own request',
    proves: 'One request being answered says nothing about another.',
    run: withFixture(async ({ service, respond }) => {
      for (const id of ['request-1', 'request-2']) await service.send('manager-1', 'Approve?', id);
      await respond('request-1', YES);
      assert.equal(await service.checkResponse('request-2'), null, 'The answer to another request.');
      assert.equal((await service.checkResponse('request-1'))?.verdict, 'approved', 'The answer.');
    }),
  },
  {
    name: 'gives an answer as often as it is asked for',
    proves: 'An answer that was looked at is still there, for whoever repeats the call after a fault.',
    run: withFixture(async ({ service, respond }) => {
      await service.send('manager-1', 'Approve?', 'request-1');
      await respond('request-1', YES);
      const first = await service.checkResponse('request-1');
      assert.deepEqual(await service.checkResponse('request-1'), first, 'The second look.');
      assert(first !== null, 'An answer.');
    }),
  },
  {
    name: 'notifies who was asked, once',
    proves: 'A repeat with the same request id notifies nobody again; another request does.',
    run: withFixture(async ({ service, notified }) => {
      for (let times = 0; times < 3; times += 1) await service.send('manager-1', 'Approve?', 'request-1');
      await service.send('manager-2', 'Approve?', 'request-2');
      const found = (await notified()).map(({ managerId, requestId }) => `${managerId} ${requestId}`);
      assert.deepEqual(found, ['manager-1 request-1', 'manager-2 request-2'], 'Who was notified of what.');
    }),
  },
  {
    name: 'notifies once when sends meet',
    proves: 'Sends of one request that are under way at the same time notify once.',
    run: withFixture(async ({ service, notified }) => {
      await Promise.all(Array.from({ length: 5 }, () => service.send('manager-1', 'Approve?', 'request-1')));
      assert.equal((await notified()).length, 1, 'Notifications.');
    }),
  },
  {
    name: 'sends hostile text',
    proves: 'No text in a message is a reason to fail: the channel escapes it.',
    run: withFixture(async ({ service, notified }) => {
      for (const [index, text] of [...HOSTILE_STRINGS, 'x'.repeat(100_000)].entries()) {
        await service
          .send('manager-1', `Approve ${text}?`, `request-${index}`)
          .catch(() => assert.fail('A text was refused.'));
      }
      assert.equal((await notified()).length, HOSTILE_STRINGS.length + 1, 'Notifications.');
    }),
  },
  {
    name: 'pushes an answer',
    proves: 'waitForResponse waits for the answer and resolves to it, at once where it is there already.',
    needs: 'pushing',
    run: withFixture(async (fixture, clock) => {
      const { service, respond } = fixture;
      await service.send('manager-1', 'Approve?', 'request-1');
      const waiting = track(wait(fixture, 'request-1', new AbortController()));
      await clock.advance(60_000);
      assert(!waiting.isSettled, 'Nobody has answered yet.');
      await respond('request-1', YES);
      assert.equal((await settled(clock, waiting.promise, 'The answer'))?.verdict, 'approved', 'The answer.');
      const late = await settled(
        clock,
        wait(fixture, 'request-1', new AbortController()),
        'An answer that is there already',
      );
      assert.equal(late?.verdict, 'approved', 'The answer that is there already.');
    }),
  },
  {
    name: 'stops waiting when it is aborted',
    proves: 'An abort settles waitForResponse without an answer, and nothing of it listens or waits any more.',
    needs: 'pushing',
    run: withFixture(async (fixture, clock) => {
      const { pending } = clock;
      const controller = new AbortController();
      await fixture.service.send('manager-1', 'Approve?', 'request-1');
      const waiting = wait(fixture, 'request-1', controller).catch(() => null);
      await clock.advance(1000);
      controller.abort();
      assert.equal(await settled(clock, waiting, 'The end of an aborted wait'), null, 'Nobody has answered.');
      assert.equal(getEventListeners(controller.signal, 'abort').length, 0, 'Listeners on the signal.');
      assert(clock.pending <= pending, 'Timers on the clock.');
    }),
  },
  {
    name: 'withdraws a request',
    proves: 'withdraw resolves, repeated or for a request that it does not know, and other requests stay.',
    needs: 'withdrawing',
    run: withFixture(async ({ service, respond }) => {
      assert(service.withdraw !== undefined, 'There is no withdraw(). Declare `withdrawing` as unsupported.');
      for (const id of ['request-1', 'request-2']) await service.send('manager-1', 'Approve?', id);
      for (const id of ['request-1', 'request-1', 'never sent']) {
        await service.withdraw(id, 'timed out').catch(() => assert.fail(`Withdrawing ${id} failed.`));
      }
      await respond('request-2', YES);
      assert.equal((await service.checkResponse('request-2'))?.verdict, 'approved', 'Another request.');
    }),
  },
  {
    name: 'rejects when it cannot send',
    proves: 'A channel that fails is an exception, so that the caller tries again; never a silent success.',
    needs: 'failing',
    run: withFixture(async ({ service, fail }, clock) => {
      assert(fail !== undefined, 'There is no fail(). If it cannot be made to fail, declare `failing` as unsupported.');
      fail();
      const sending = service.send('manager-1', 'Approve?', 'request-1');
      sending.catch(() => {});
      await assertRejects(() => settled(clock, sending, 'A rejection'), 'Sending over a broken channel');
    }),
  },
];

function withFixture(
  work: (fixture: NotificationServiceFixture, clock: FakeClock) => Promise<void>,
): NotificationServiceCase['run'] {
  return async ({ create }) => {
    const clock = fakeClock();
    await work(await create({ clock }), clock);
  };
}

async function wait(
  { service }: NotificationServiceFixture,
  requestId: string,
  options: { readonly signal: AbortSignal },
): Promise<NotificationResponse | null> {
  assert(service.waitForResponse !== undefined, 'There is no waitForResponse(). Declare `pushing` as unsupported.');
  return await service.waitForResponse(requestId, options);
}
