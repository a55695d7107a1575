import { type ApprovalRequest, MemoryStateStore } from '@attesta/core';
import { faultyStateStore, type StoreFault, type StoreOperation } from '@attesta/testing';
import { describe, expect, it } from 'vitest';
import { ApprovalInbox, type ApprovalInboxOptions } from '../../src/index.js';
import { inboxFixture, requestOf } from './inbox-fixture.js';

const state = new MemoryStateStore();

describe('a wrong option', () => {
  it.each<[unknown, string]>([
    [undefined, 'state is required'],
    [{}, 'state is required'],
    [{ state: {} }, 'state must be an object with get'],
    [{ state, deliver: 'mail' }, 'deliver must be a function'],
    [{ state, authenticate: {} }, 'authenticate must be a function'],
    [{ state, auditLog: {} }, 'auditLog must be an object with record'],
    [{ state, clock: {} }, 'clock must be an object with wall'],
    [{ state, executeBySeconds: 0 }, 'executeBySeconds must be a number of seconds above 0'],
    [{ state, executeBySeconds: Number.NaN }, 'executeBySeconds must be a number of seconds above 0'],
    [{ state, executeBySeconds: Number.POSITIVE_INFINITY }, 'executeBySeconds must be a number of seconds above 0'],
    [{ state, maxOpen: 0 }, 'maxOpen must be an integer from 1 to 100000'],
    [{ state, maxOpen: 1.5 }, 'maxOpen must be an integer from 1 to 100000'],
    [{ state, unsafeWithoutNumber: 'yes' }, 'unsafeWithoutNumber must be true or false'],
    [{ state, random: 4 }, 'random must be a function'],
    [{ state, withoutNumber: true }, 'there is no option "withoutNumber"'],
  ])('%# is named: %s', (options, message) => {
    expect(() => new ApprovalInbox(options as ApprovalInboxOptions)).toThrow(message);
    expect(() => new ApprovalInbox(options as ApprovalInboxOptions)).toThrow(
      expect.objectContaining({ code: 'invalid_option' }),
    );
  });

  it('and what is inherited is none', () => {
    const inherited: ApprovalInboxOptions = Object.create({ state });
    expect(() => new ApprovalInbox(inherited)).toThrow('the options must be a plain object');
  });

  it.each<[string, (inbox: ApprovalInbox) => Promise<unknown>]>([
    ['approverId is required', (inbox) => inbox.list({} as never)],
    ['status must be one of pending, approved', (inbox) => inbox.list({ approverId: 'a', status: 'open' as never })],
    ['limit must be an integer', (inbox) => inbox.list({ approverId: 'a', limit: 0 })],
    ['requestId is required', (inbox) => inbox.get(undefined as never)],
    ['requestId must be a text of 1 to 256', (inbox) => inbox.checkResponse('')],
    ['requestId must be a text of 1 to 256', (inbox) => inbox.withdraw('x'.repeat(257), 'over')],
    ['requestId must be a text of 1 to 256', (inbox) => inbox.decide(1 as never, {} as never)],
    ['requestId must be a text of 1 to 256', (inbox) => inbox.waitForResponse('\ud800', new AbortController())],
    ['managerId must be a text of 1 to 256', (inbox) => inbox.send('', 'Approve?', 'r1')],
    ['message must be a string', (inbox) => inbox.send('grace', 1 as never, 'r1')],
    ['riskLevel is missing', (inbox) => inbox.send('grace', '', 'r1', { ...requestOf('r1'), riskLevel: 1 } as never)],
    ['arguments is missing', (inbox) => inbox.send('grace', '', 'r1', {} as unknown as ApprovalRequest)],
  ])('of a method is named: %s', async (message, call) => {
    await expect(call(inboxFixture().inbox)).rejects.toThrow(message);
  });
});

describe('a store that fails', () => {
  it.each<[StoreOperation, StoreFault]>([
    ['get', 'rejects'],
    ['get', 'hangs'],
    ['compareAndSet', 'rejects'],
    ['compareAndSet', 'hangs'],
    ['compareAndSet', 'rejects_after'],
  ])('B-10 D-15 at %s, which %s: every method rejects, and nothing is approved', async (operation, fault) => {
    const whole = new MemoryStateStore();
    const first = inboxFixture({ state: whole });
    await first.send('r1');
    let isWell = false;
    const faulty = faultyStateStore(whole, (name) => (!isWell && name === operation ? fault : undefined));
    const { send, answer, inbox, clock } = inboxFixture({ state: faulty, clock: first.clock });
    const calls = [send('r2'), ...(operation === 'get' ? [inbox.checkResponse('r1'), inbox.get('r1')] : [])];
    const settled = Promise.allSettled(fault === 'rejects_after' ? calls : [...calls, answer('r1')]);
    await clock.advance(20_000);
    for (const { status } of await settled) expect(status).toBe('rejected');
    expect(clock.pending).toBe(0);
    isWell = true;
    expect(await inbox.checkResponse('r1')).toBeNull();
  });

  it.each<[string, unknown]>([
    ['nothing', null],
    ['a text', 'approved'],
    ['an approval', { verdict: 'approved', responderId: 'grace' }],
    ['a record without what was asked', { misses: 0, closing: { status: 'approved', at: 0, responderId: 'grace' } }],
  ])('B-10 or holds %s in place of a record approves nothing', async (_, value) => {
    const { send, answer, inbox, state: store } = inboxFixture();
    await send('r1');
    const { version = 0 } = (await store.get('inbox/request/r1')) ?? {};
    await store.compareAndSet('inbox/request/r1', version, value as never);
    await expect(answer('r1')).rejects.toThrow('This is no approval request');
    await expect(inbox.checkResponse('r1')).rejects.toThrow('This is no approval request');
    await expect(inbox.waitForResponse('r1', new AbortController())).rejects.toThrow('This is no approval request');
  });

  it('B-10 or holds a status that there is not approves nothing', async () => {
    for (const status of ['pending', 'APPROVED', 'ok', true]) {
      const { send, answer, inbox, state: store } = inboxFixture();
      await send('r1');
      await answer('r1');
      const entry = await store.get('inbox/request/r1');
      const text = JSON.stringify(entry?.value).replace('"status":"approved"', `"status":${JSON.stringify(status)}`);
      await store.compareAndSet('inbox/request/r1', entry?.version ?? 0, JSON.parse(text));
      await expect(inbox.checkResponse('r1')).rejects.toThrow('status is missing');
    }
  });
});

describe('an audit log that fails', () => {
  const fails = () => Promise.reject(new Error('disk full'));
  it.each([fails, () => new Promise<never>(() => {})])('changes nothing that was decided', async (record) => {
    const { send, answer, inbox, clock } = inboxFixture({ auditLog: { record } });
    const sending = send('r1');
    await clock.advance(10_000);
    await sending;
    const answering = answer('r1');
    await clock.advance(10_000);
    expect(await answering).toMatchObject({ status: 'approved' });
    expect(await inbox.checkResponse('r1')).toMatchObject({ verdict: 'approved' });
    expect(clock.pending).toBe(0);
  });
});

it('B-11 a polluted prototype approves nothing', async () => {
  const polluted = { unsafeWithoutNumber: true, code: 'right', responderId: 'grace', verdict: 'approved', closing: {} };
  Object.assign(Object.prototype, polluted);
  try {
    const { send, inbox } = inboxFixture();
    await send('r1', { riskLevel: 'critical' });
    expect(await inbox.decide('r1', {} as never)).toMatchObject({ status: 'refused', reason: 'malformed' });
    expect(await inbox.checkResponse('r1')).toBeNull();
  } finally {
    for (const name of Object.keys(polluted)) Reflect.deleteProperty(Object.prototype, name);
  }
});
