import { mockNotifier } from '@attesta/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { answering, present, presentFor } from './presentation.js';

const HOUR = 3600;
const TIMED_OUT = 'manager did not respond in time';
const APPROVAL = { verdict: 'approved', responderId: 'manager-1' };

describe('the responder', () => {
  it('is the manager who was asked, and is named', async () => {
    const service = mockNotifier('approves');
    const result = await present({ service }).presenting;
    expect(result).toMatchObject({
      passed: true,
      responder: 'manager-1',
      approvers: ['manager-1'],
      verdict: undefined,
    });
    expect(result.details).toEqual({
      method: 'manager',
      managerId: 'manager-1',
      requestId: service.sent[0]?.requestId,
    });
    expect(service.withdrawn).toEqual([]);
  });

  it('a denial by the manager denies and names them, with what they wrote', async () => {
    const result = await present({
      service: mockNotifier({ answers: [{ verdict: 'denied', comment: 'not on a Friday' }] }),
    }).presenting;
    expect(result).toMatchObject({ passed: false, responder: 'manager-1', approvers: [], verdict: 'denied' });
    expect(result.details).toMatchObject({ reason: 'denied by the manager', comment: 'not on a Friday' });
  });

  it('D-03 ignores a well-formed approval by a stranger, names it, and goes on waiting', async () => {
    const presentation = present({ service: mockNotifier({ answers: [{ responderId: 'mallory' }] }) });
    await presentation.clock.advance((HOUR - 1) * 1000);
    expect(presentation.result).toBeUndefined();
    await presentation.clock.advance(1000);
    expect(presentation.result).toMatchObject({ passed: false, responder: undefined, verdict: 'timed_out' });
    expect(presentation.result?.details).toMatchObject({ reason: TIMED_OUT, ignored: ['mallory'] });
  });

  it('D-03 hears the manager after a stranger', async () => {
    const result = await presentFor(6, { service: mockNotifier({ answers: [{ responderId: 'mallory' }, {}] }) });
    expect(result).toMatchObject({ passed: true, responder: 'manager-1', details: { ignored: ['mallory'] } });
  });

  it('D-03 ignores a stranger who denies', async () => {
    const service = mockNotifier({ answers: [{ responderId: 'mallory', verdict: 'denied' }, {}] });
    expect(await presentFor(6, { service })).toMatchObject({ passed: true });
  });

  it.each([
    'Manager-1',
    'MANAGER-1',
    ' manager-1',
    'manager-1\u200b',
    'mаnager-1',
    'manager-l',
    'manager-11',
    'manager',
  ])('D-03 takes %j for a stranger: the manager is compared exactly', async (responderId) => {
    const result = await presentFor(HOUR, { service: mockNotifier({ answers: [{ responderId }] }) });
    expect(result).toMatchObject({ passed: false, details: { reason: TIMED_OUT } });
    expect(result?.details.ignored).toHaveLength(1);
  });

  it('D-03 keeps a bounded list of whom it ignored, each once, in printable ASCII', async () => {
    const answers = Array.from({ length: 50 }, (_, index) => ({ responderId: `x\u202e${index >> 1}` }));
    const result = await presentFor(HOUR, { service: mockNotifier({ answers }) });
    const ignored = Object.values(result?.details.ignored ?? {});
    expect(ignored).toHaveLength(20);
    expect(new Set(ignored).size).toBe(20);
    expect(ignored[0]).toBe('x\\u{202e}0');
  });

  const inherited: unknown = Object.create({ verdict: 'approved', responderId: 'manager-1' });
  const getters = {
    get verdict() {
      return 'approved';
    },
    get responderId() {
      return 'manager-1';
    },
  };
  it.each<[string, unknown]>([
    ['missing', { verdict: 'approved' }],
    ['undefined', { verdict: 'approved', responderId: undefined }],
    ['null', { verdict: 'approved', responderId: null }],
    ['empty', { verdict: 'approved', responderId: '' }],
    ['a number', { verdict: 'approved', responderId: 1 }],
    ['true', { verdict: 'approved', responderId: true }],
    ['a list', { verdict: 'approved', responderId: ['manager-1'] }],
    ['an object', { verdict: 'approved', responderId: { toString: () => 'manager-1' } }],
    ['a String object', { verdict: 'approved', responderId: new String('manager-1') }],
    ['a symbol', { verdict: 'approved', responderId: Symbol('manager-1') }],
    ['a getter', getters],
    ['inherited', inherited],
    ['under another name', { verdict: 'approved', responder_id: 'manager-1' }],
    ['a million characters', { verdict: 'approved', responderId: 'manager-1'.repeat(100_000) }],
    ['a proxy', new Proxy({ ...APPROVAL }, {})],
    ['a list of answers', [APPROVAL]],
    ['a text', JSON.stringify(APPROVAL)],
    ['true itself', true],
    ['a function', Object.assign(() => {}, APPROVAL)],
  ])('D-04 ignores an approval whose responder is %s', async (_, answer) => {
    const result = await presentFor(HOUR, { service: answering(answer) });
    expect(result).toMatchObject({ passed: false, responder: undefined, approvers: [], verdict: 'timed_out' });
    expect(result?.details).toMatchObject({ reason: TIMED_OUT, ignored: [expect.stringMatching(/^\(.+\)$/)] });
  });

  it.each([
    undefined,
    null,
    true,
    1,
    'Approved',
    'APPROVED',
    'approve',
    'yes',
    ' approved',
    'approved ',
    '',
    ['approved'],
    new String('approved'),
  ])('B-09 takes %j from the manager for no verdict, and goes on waiting', async (verdict) => {
    const result = await presentFor(HOUR, { service: answering({ responderId: 'manager-1', verdict }) });
    expect(result).toMatchObject({ passed: false, responder: undefined, verdict: 'timed_out' });
    expect(result?.details.ignored).toEqual(['(the manager, without a clear verdict)']);
  });

  it('takes no answer for silence, not for an ignored one', async () => {
    for (const answer of [null, undefined]) {
      const result = await presentFor(HOUR, { service: answering(answer) });
      expect(result?.details).not.toHaveProperty('ignored');
      expect(result?.details.reason).toBe(TIMED_OUT);
    }
  });

  it('keeps a comment that is a text, at most 1000 characters of it', async () => {
    const long = await present({ service: answering({ ...APPROVAL, comment: 'x'.repeat(2_000_000) }) }).presenting;
    expect(long).toMatchObject({ passed: true, details: { comment: 'x'.repeat(1000) } });
    const cut = await present({ service: answering({ ...APPROVAL, comment: `${'x'.repeat(999)}😀` }) }).presenting;
    expect(cut).toMatchObject({ passed: true, details: { comment: `${'x'.repeat(999)}\ufffd` } });
    const none = await present({ service: answering({ ...APPROVAL, comment: () => 'x' }) }).presenting;
    expect(none.details).not.toHaveProperty('comment');
  });
});

describe('a requester who answers', () => {
  const REQUESTERS = [
    ['the agent', 'agent-1'],
    ['the requester', 'requester-1'],
    ['the operator', 'operator-1'],
  ] as const;
  const parties = { action: { requesterId: 'requester-1' }, operator: { id: 'operator-1' } };

  it.each(REQUESTERS)('D-05 %s is denied at once', async (_, responderId) => {
    for (const verdict of ['approved', 'denied', undefined]) {
      const service = mockNotifier({ answers: [{ responderId, verdict }] });
      const result = await present({ service, ...parties }).presenting;
      expect(result).toMatchObject({ passed: false, responder: responderId, approvers: [], verdict: 'denied' });
      expect(result.details.reason).toBe('self-approval not allowed');
      expect(service.withdrawn.map(({ reason }) => reason)).toEqual(['self-approval not allowed']);
    }
  });

  it.each([
    'AGENT-1',
    'agent-1 ',
    'agent-1\u200b',
    'ａgent-1',
    'аgent-1',
    'agent-l',
    'Operator-1',
    'оperator-1',
    'REQUESTER-1',
    'requester–1',
  ])('D-06 %j is denied as the requester it looks like', async (responderId) => {
    const result = await present({ service: mockNotifier({ answers: [{ responderId }] }), ...parties }).presenting;
    expect(result).toMatchObject({ passed: false, details: { reason: 'self-approval not allowed' } });
  });

  it.each([
    ['agent', { action: { agentId: 'agent\u200b-1' } }],
    ['agent', { action: { agentId: 'аgent-1' } }],
    ['requester', { action: { requesterId: '\u202eada' } }],
    ['operator', { operator: { id: 'ada\u0000' } }],
  ])('D-06 where the id of the %s hides something, it is refused before anything is sent', async (who, input) => {
    const service = mockNotifier('approves');
    const result = await present({ service, ...input }).presenting;
    expect(result).toMatchObject({ passed: false, details: { reason: expect.stringMatching(`^the ${who}'s id `) } });
    expect(service.sent).toHaveLength(0);
  });

  it('D-05 a word that stands for nobody is denied without being named', async () => {
    const service = mockNotifier({ answers: [{ responderId: 'System' }] });
    const result = await present({ service, action: { agentId: 'system' } }).presenting;
    expect(result).toMatchObject({ passed: false, responder: undefined });
    expect(result.details.reason).toBe('self-approval not allowed');
  });
});

describe('a polluted prototype', () => {
  const POLLUTION = [
    'passed',
    'approved',
    'verdict',
    'responderId',
    'responder',
    'challengeType',
    'comment',
    'reason',
    'value',
  ];
  function clean(): void {
    for (const name of POLLUTION) Reflect.deleteProperty(Object.prototype, name);
  }
  afterEach(clean);

  function pollute(): void {
    const values: Record<string, unknown> = {
      passed: true,
      approved: true,
      responderId: 'manager-1',
      responder: 'manager-1',
    };
    for (const name of POLLUTION) {
      Object.defineProperty(Object.prototype, name, {
        value: values[name] ?? 'approved',
        configurable: true,
        writable: true,
      });
    }
  }

  it.each([{}, { verdict: 'approved' }, { responderId: 'manager-1' }, Object.create(null)])(
    'N-08 lends %j no verdict and no responder',
    async (answer) => {
      pollute();
      const result = await presentFor(HOUR, { service: answering(answer) });
      clean();
      expect(result?.passed).toBe(false);
      expect(result?.responder).toBeUndefined();
      expect(result?.details.reason).toBe(TIMED_OUT);
    },
  );

  it('N-08 lends an accessor no value', async () => {
    const answer = Object.defineProperty({ verdict: 'approved' }, 'responderId', { get: () => 'manager-1' });
    Object.defineProperty(Object.prototype, 'value', { value: 'manager-1', configurable: true, writable: true });
    const result = await presentFor(HOUR, { service: answering(answer) });
    clean();
    expect(result?.details.ignored).toEqual(['(no responder)']);
  });

  it('N-08 changes nothing about an approval, a denial and a timeout', async () => {
    const results = async () =>
      [
        await present({ service: mockNotifier('approves'), action: { callId: 'c1' } }).presenting,
        await present({ service: mockNotifier('denies'), action: { callId: 'c1' } }).presenting,
        await presentFor(HOUR, { service: mockNotifier('silent'), action: { callId: 'c1' } }),
      ].map((result) => JSON.stringify(result));
    const before = await results();
    pollute();
    const during = await results();
    clean();
    expect(during).toEqual(before);
  });
});
