import { MemoryStateStore, type StateStore } from '@attesta/core';
import { fakeClock } from '@attesta/testing';
import { describe, expect, it } from 'vitest';
import { crashingStore } from './crashing-store.js';
import { HOUR, inboxFixture } from './inbox-fixture.js';

const MINUTE = 60_000;
const TOO_MANY = { refused: 'too_many_requests' };

describe('what may await one approver', () => {
  it('D-24 100 requests in a minute make 20 notifications; the rest are refused, with a reason', async () => {
    const { send, notices, inbox, auditLog } = inboxFixture();
    const receipts = [];
    for (let index = 0; index < 100; index += 1) receipts.push(await send(`r${index}`));
    expect(receipts.slice(0, 20)).toEqual(new Array(20).fill(undefined));
    expect(receipts.slice(20)).toEqual(new Array(80).fill(TOO_MANY));
    expect(notices).toHaveLength(20);
    expect(await inbox.list({ approverId: 'grace' })).toHaveLength(20);
    expect(await inbox.get('r50')).toBeUndefined();
    expect(auditLog.events.filter(({ event }) => event === 'approval_refused')).toHaveLength(80);
  });

  it('D-24 as many from several processes at once', async () => {
    const [state, clock] = [new MemoryStateStore(), fakeClock()];
    const fixtures = Array.from({ length: 4 }, () => inboxFixture({ state, clock, maxOpen: 7 }));
    await Promise.all(
      fixtures.flatMap(({ send }, side) => Array.from({ length: 10 }, (_, index) => send(`r${side}.${index}`))),
    );
    expect(fixtures.flatMap(({ notices }) => notices)).toHaveLength(7);
  });

  it('D-24 each approver by themselves, and who is told again is not counted again', async () => {
    const { send, notices } = inboxFixture({ maxOpen: 1 });
    expect(await send('r1')).toBeUndefined();
    expect(await send('r1')).toBeUndefined();
    expect(await send('r2')).toEqual(TOO_MANY);
    expect(await send('r3', { managerId: 'heidi' })).toBeUndefined();
    expect(notices).toHaveLength(2);
  });

  it.each(['approved', 'denied'])('an answer (%s) makes room at once', async (verdict) => {
    const { send, answer } = inboxFixture({ maxOpen: 1 });
    await send('r1');
    await answer('r1', { verdict });
    expect(await send('r2')).toBeUndefined();
    expect(await send('r3')).toEqual(TOO_MANY);
  });

  it('D-24 opening and withdrawing notifies no more often than leaving open', async () => {
    const { send, inbox, notices, clock } = inboxFixture({ maxOpen: 3 });
    for (let round = 1; round <= 5; round += 1) {
      for (let index = 0; index < 20; index += 1) {
        await send(`r${round}.${index}`);
        await inbox.withdraw(`r${round}.${index}`, 'cancelled');
      }
      expect(notices).toHaveLength(3 * round);
      expect(await inbox.list({ approverId: 'grace' })).toEqual([]);
      await clock.advance(MINUTE);
    }
  });

  it('what is over makes room, and is found among what expired', async () => {
    const { send, inbox, clock } = inboxFixture({ maxOpen: 2 });
    await send('r1');
    await send('r2');
    await clock.advance(HOUR - 1);
    expect(await send('r3')).toEqual(TOO_MANY);
    await clock.advance(1);
    expect(await inbox.list({ approverId: 'grace', status: 'expired' })).toHaveLength(2);
    expect(await send('r3')).toBeUndefined();
    expect(await send('r4')).toBeUndefined();
    const expired = await inbox.list({ approverId: 'grace', status: 'expired' });
    expect(new Set(expired.map(({ requestId }) => requestId))).toEqual(new Set(['r1', 'r2']));
  });
});

describe('a listing', () => {
  it('has what awaits an approver, in the order it came, and nobody else sees it', async () => {
    const { send, inbox, clock } = inboxFixture();
    for (const id of ['c', 'a', 'b']) {
      await send(id);
      await send(`${id} of another`, { managerId: 'heidi' });
      await clock.advance(1);
    }
    const found = await inbox.list({ approverId: 'grace' });
    expect(found.map(({ requestId }) => requestId)).toEqual(['c', 'a', 'b']);
    expect(found[0]).toMatchObject({ approverId: 'grace', status: 'pending', needsNumber: false, closedAt: undefined });
    for (const approverId of ['Grace', 'gracе', 'g', 'grace/']) expect(await inbox.list({ approverId })).toEqual([]);
  });

  it('has what was closed, by how it was, the last first', async () => {
    const { send, answer, inbox, clock } = inboxFixture();
    for (const [id, verdict] of [
      ['a', 'approved'],
      ['b', 'denied'],
      ['c', 'approved'],
      ['d', undefined],
    ] as const) {
      await send(id);
      await clock.advance(1);
      if (verdict) await answer(id, { verdict });
      else await inbox.withdraw(id, 'over');
    }
    const ids = async (status: 'approved' | 'denied' | 'withdrawn' | 'expired' | 'pending', limit?: number) =>
      (await inbox.list({ approverId: 'grace', status, limit })).map(({ requestId }) => requestId);
    expect(await ids('approved')).toEqual(['c', 'a']);
    expect(await ids('approved', 1)).toEqual(['c']);
    expect(await ids('denied')).toEqual(['b']);
    expect(await ids('withdrawn')).toEqual(['d']);
    expect(await ids('expired')).toEqual([]);
    expect(await ids('pending')).toEqual([]);
  });

  it('P-08 is made up for where a crash left it out', async () => {
    // Every write after the decision is lost.
    const whole = new MemoryStateStore();
    let isDead = false;
    const state: StateStore = {
      get: (key) => whole.get(key),
      list: (prefix, options) => whole.list(prefix, options),
      watch: (key, version, options) => whole.watch(key, version, options),
      delete: (key, version) => (isDead ? Promise.reject(new Error('dead')) : whole.delete(key, version)),
      compareAndSet: (key, version, value) =>
        isDead && !key.startsWith('inbox/request/')
          ? Promise.reject(new Error('dead'))
          : whole.compareAndSet(key, version, value),
    };
    const { send, answer, clock } = inboxFixture({ state, maxOpen: 1 });
    await send('r1');
    isDead = true;
    expect(await answer('r1')).toMatchObject({ status: 'approved' });
    const next = inboxFixture({ state: whole, clock, maxOpen: 1 });
    expect(await next.inbox.list({ approverId: 'grace' })).toEqual([]);
    expect(await next.inbox.list({ approverId: 'grace', status: 'approved' })).toMatchObject([{ requestId: 'r1' }]);
    await clock.advance(HOUR);
    expect(await next.send('r2')).toBeUndefined();
    expect(await next.inbox.list({ approverId: 'grace', status: 'approved' })).toMatchObject([{ requestId: 'r1' }]);
  });

  it('P-08 asks the store for one approver, however many others there are', async () => {
    const memory = new MemoryStateStore();
    let operations = 0;
    const state: StateStore = {
      get: (key) => memory.get(key).finally(() => (operations += 1)),
      list: (prefix, options) => memory.list(prefix, options).finally(() => (operations += 1)),
      watch: (key, version, options) => memory.watch(key, version, options),
      delete: (key, version) => memory.delete(key, version),
      compareAndSet: (key, version, value) => memory.compareAndSet(key, version, value),
    };
    const { send, inbox } = inboxFixture({ state, maxOpen: 100 });
    for (let index = 0; index < 20; index += 1) await send(`r${index}`);
    const counts = [];
    for (const others of [0, 100]) {
      for (let index = 0; index < others; index += 1)
        await send(`other ${index}`, { managerId: `manager-${index % 10}` });
      operations = 0;
      expect(await inbox.list({ approverId: 'grace' })).toHaveLength(20);
      counts.push(operations);
    }
    expect(counts).toEqual([21, 21]);
  });

  it('finds what stands on a later page of the store', async () => {
    const { send, state, inbox } = inboxFixture({ maxOpen: 10_000 });
    await send('r1');
    const [first] = await state.list('inbox/open/');
    const prefix = first?.key.slice(0, -6) ?? '';
    for (let slot = 10_000; slot < 11_100; slot += 1) {
      const requestId = slot === 11_099 ? 'r2' : 'r1';
      await state.compareAndSet(`${prefix}${String(slot).padStart(6, '0')}`, 0, { requestId, until: 0 });
    }
    const record = await state.get('inbox/request/r1');
    await state.compareAndSet('inbox/request/r2', 0, JSON.parse(JSON.stringify(record?.value).replaceAll('r1', 'r2')));
    expect((await inbox.list({ approverId: 'grace' })).map(({ requestId }) => requestId)).toEqual(['r1', 'r2']);
  });

  it('passes over what is no place and what has no record', async () => {
    const { send, state, inbox } = inboxFixture();
    await send('r1');
    const [first] = await state.list('inbox/open/');
    const prefix = first?.key.slice(0, -6) ?? '';
    for (const [slot, value] of [null, { requestId: 1, until: 1 }, { requestId: 'lost', until: 1 }].entries()) {
      await state.compareAndSet(`${prefix}9${slot}`, 0, value);
    }
    expect(await inbox.list({ approverId: 'grace' })).toHaveLength(1);
  });

  it('holds no more than told', async () => {
    const { send, inbox } = inboxFixture();
    for (let index = 0; index < 5; index += 1) await send(`r${index}`);
    expect(await inbox.list({ approverId: 'grace', limit: 2 })).toHaveLength(2);
  });
});

describe('watching', () => {
  it('D-25 tells of a request that its sender died at before it told anybody', async () => {
    const whole = new MemoryStateStore();
    const { store, kill } = crashingStore(whole);
    const dead = inboxFixture({
      state: {
        ...store,
        compareAndSet: (key, ...rest) =>
          store.compareAndSet(key, ...rest).finally(key.includes('request') ? kill : undefined),
      },
    });
    void dead.send('r1');
    await dead.clock.advance(0);
    const next = inboxFixture({ state: whole, clock: dead.clock });
    const controller = new AbortController();
    const watch = next.inbox.watch('grace', controller);
    expect((await watch.next()).value).toHaveLength(1);
    const news = watch.next();
    await next.send('r1');
    expect((await news).value).toMatchObject([{ requestId: 'r1' }]);
    controller.abort();
  });

  it('is live: each change for the approver yields what awaits them now', async () => {
    const { send, answer, inbox } = inboxFixture();
    const controller = new AbortController();
    const watch = inbox.watch('grace', controller);
    const next = async () => (await watch.next()).value?.map(({ requestId }: { requestId: string }) => requestId);
    expect(await next()).toEqual([]);
    const first = next();
    await send('another', { managerId: 'heidi' });
    await send('r1');
    expect(await first).toEqual(['r1']);
    await send('r2');
    expect(await next()).toHaveLength(2);
    await answer('r1');
    expect(await next()).toEqual(['r2']);
    await inbox.withdraw('r2', 'over');
    expect(await next()).toEqual([]);
    const last = watch.next();
    controller.abort();
    expect(await last).toEqual({ value: undefined, done: true });
  });
});
