import { ApprovalInbox, ManagerApprovalChallenge } from '@attesta/challenge-manager';
import { type ApprovalRequest, Attesta } from '@attesta/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CLIFixture, codeOf, wrongCode } from './cli-fixture.js';
import { Terminal } from './terminal.js';

let fixture: CLIFixture;
let secret: string;
beforeEach(async () => {
  fixture = await CLIFixture.withKey();
  secret = await fixture.enrolled('grace');
});
afterEach(async () => {
  expect(fixture.closed).toBe(fixture.opened);
  await fixture.remove();
});

const HOUR = 3_600_000;
const code = () => codeOf(secret, fixture.clock);

/** Opens a request of level high, as an agent's process does, and gives back what the requester sees. */
async function send(requestId: string, overrides: Partial<ApprovalRequest> = {}): Promise<string> {
  const { clock, state } = fixture;
  const request: ApprovalRequest = {
    requestId,
    managerId: 'grace',
    functionName: 'refund',
    description: 'refund("A-17", 12900)',
    arguments: [],
    agentId: 'billing-agent',
    requesterId: 'ada',
    environment: 'production',
    riskLevel: 'high',
    riskScore: 0.8,
    digest: 'd1',
    expiresAt: clock.wall() + HOUR,
    ...overrides,
  };
  const message = `Call: ${request.description}\nRequester: ada`;
  const receipt = await new ApprovalInbox({ state, clock }).send(request.managerId, message, requestId, request);
  return receipt?.showToRequester?.slice(-7) ?? '';
}

const statusOf = async (requestId: string) =>
  (await new ApprovalInbox({ state: fixture.state, clock: fixture.clock }).get(requestId))?.status;

describe('attesta inbox list', () => {
  it('lists the pending requests of one approver only', async () => {
    expect((await fixture.attesta('inbox list --as grace')).out).toBe('grace has no pending requests.\n');
    await send('5a0c81f39be27d44');
    await send('other', { managerId: 'heidi' });
    const { code: exitCode, out } = await fixture.attesta('inbox list --as grace');
    expect(exitCode).toBe(0);
    expect(out.split('\n')).toEqual([
      'REQUEST   RISK  AGENT          EXPIRES        CALL',
      '5a0c81f3  high  billing-agent  in 60 minutes  refund("A-17", 12900)',
      '',
    ]);
    const env = { HOME: fixture.folder, ATTESTA_OPERATOR: 'heidi' };
    expect((await fixture.attesta('inbox list', { env })).out).toContain('other');
  });

  it('prints all facts of each request with --json', async () => {
    await send('r1');
    const { out } = await fixture.attesta('inbox list --as grace --json');
    const { status, approverId, requests } = JSON.parse(out);
    expect({ status, approverId }).toEqual({ status: 'ok', approverId: 'grace' });
    expect(requests).toMatchObject([
      { requestId: 'r1', status: 'pending', needsNumber: false, expiresAt: expect.stringMatching(/^2026-01-05T/) },
    ]);
  });

  it('lists requests that are decided', async () => {
    await send('r1');
    await fixture.attesta('inbox deny r1 --as grace', { types: [code] });
    expect((await fixture.attesta('inbox list --as grace --status denied')).out).toMatch(/^r1 +high/m);
    expect((await fixture.attesta('inbox list --as grace --status approved')).out).toBe(
      'grace has no approved requests.\n',
    );
    expect((await fixture.attesta('inbox list --as grace --status open')).code).toBe(2);
  });

  it('R-05 D-22 shows foreign text escaped', async () => {
    await send('r\u001b[2J', { description: 'x\u202ey', agentId: 'agent\n1' });
    for (const words of [['list'], ['show', 'r\u001b[2J']]) {
      const { out } = await fixture.attesta(['inbox', ...words, '--as', 'grace']);
      expect(out).toMatch(/^[\n -~]+$/);
      expect(out).toContain('x\\u{202e}y');
    }
  });

  it("requires the approver's id", async () => {
    const { code: exitCode, err } = await fixture.attesta('inbox list');
    expect(exitCode).toBe(2);
    expect(err).toContain('--as or ATTESTA_OPERATOR');
  });

  it('needs no key to list or show requests', async () => {
    await send('r1');
    const env = { HOME: '/nowhere' };
    expect((await fixture.attesta('inbox list --as grace', { env })).code).toBe(0);
    expect((await fixture.attesta('inbox show r1 --as grace', { env })).code).toBe(0);
    expect(await fixture.attesta('inbox approve r1 --as grace', { env })).toMatchObject({ code: 3 });
  });
});

describe('attesta inbox show', () => {
  it('shows all facts of a request, also by a prefix of its id', async () => {
    await send('5a0c81f39be27d44', { riskLevel: 'critical' });
    const { out } = await fixture.attesta('inbox show 5a0c --as grace');
    expect(out.split('\n')).toEqual([
      "Request 5a0c81f39be27d44: pending until 2026-01-05T10:00:30Z, 60 minutes left; to approve it, type the number on the requester's screen",
      '  Call: refund("A-17", 12900)',
      '  Requester: ada',
      '',
    ]);
  });

  it('names the end of a request that is closed', async () => {
    for (const id of ['yes', 'no', 'gone', 'late']) await send(id);
    await fixture.attesta('inbox approve yes --as grace', { types: [code] });
    fixture.next();
    await fixture.attesta(['inbox', 'deny', 'no', '--as', 'grace', '--comment', 'not on a Friday'], { types: [code] });
    await new ApprovalInbox({ state: fixture.state, clock: fixture.clock }).withdraw('gone', 'cancelled by the caller');
    fixture.clock.setWall(fixture.clock.wall() + HOUR);
    const show = async (id: string) => (await fixture.attesta(`inbox show ${id} --as grace`)).out;
    expect(await show('yes')).toContain(
      'yes: approved by grace at 2026-01-05T09:00:30Z, must run by 2026-01-05T09:05:30Z\n',
    );
    expect(await show('no')).toMatch(/no: denied by grace at .*\n[^]*Comment: not on a Friday\n/);
    expect(await show('gone')).toContain('gone: withdrawn at 2026-01-05T09:01:00Z (cancelled by the caller)\n');
    expect(await show('late')).toContain('late: expired at 2026-01-05T10:00:30Z\n');
  });

  it("D-03 refuses another approver's request and an ambiguous prefix", async () => {
    await send('abc1');
    await send('abc2');
    await send('def', { managerId: 'heidi' });
    expect(await fixture.attesta('inbox show def --as grace')).toMatchObject({
      code: 1,
      err: expect.stringContaining('grace has no request with the id def.'),
    });
    expect(await fixture.attesta('inbox show abc --as grace')).toMatchObject({
      code: 1,
      err: expect.stringContaining('2 requests have the prefix abc.'),
    });
  });
});

describe('attesta inbox approve', () => {
  it('shows the request, takes a code of the approver, and approves it', async () => {
    await send('r1');
    const { code: exitCode, out, err } = await fixture.attesta('inbox approve r1 --as grace', { types: [code] });
    expect(exitCode).toBe(0);
    expect(err.indexOf('Call: refund("A-17", 12900)')).toBeLessThan(err.indexOf('? Code of grace'));
    expect(err).toContain('> ******');
    expect(out).toBe('Request r1 is approved. It must run by 2026-01-05T09:05:30Z.\n');
    expect(await statusOf('r1')).toBe('approved');
  });

  it('T-03 spends the code, so it cannot decide a second request', async () => {
    await send('r1');
    await send('r2');
    const same = code();
    await fixture.attesta('inbox approve r1 --as grace --code-stdin', { piped: same });
    const again = await fixture.attesta('inbox approve r2 --as grace --code-stdin', { piped: same });
    expect(again).toMatchObject({ code: 1, err: expect.stringContaining('The code was used before') });
    expect(await statusOf('r2')).toBe('pending');
  });

  it.each(['approve', 'deny'])('D-09 does not %s a request by a prefix when the request is not shown', async (how) => {
    await send('r1-of-the-agent');
    const refused = await fixture.attesta(`inbox ${how} r1 --as grace --code-stdin`, { piped: code() });
    expect(refused).toMatchObject({ code: 2, err: expect.stringContaining('its whole id is required') });
    expect(await statusOf('r1-of-the-agent')).toBe('pending');
    const whole = await fixture.attesta(`inbox ${how} r1-of-the-agent --as grace --code-stdin`, { piped: code() });
    expect(whole.code).toBe(0);
  });

  it.each(['approve', 'deny'])('D-09 refuses to %s with a wrong code, or none', async (how) => {
    await send('r1');
    const wrong = wrongCode(secret, fixture.clock);
    expect(await fixture.attesta(`inbox ${how} r1 --as grace`, { types: [wrong] })).toMatchObject({
      code: 1,
      err: expect.stringContaining('The code is wrong'),
    });
    expect((await fixture.attesta(`inbox ${how} r1 --as grace --code-stdin`, { piped: '' })).code).toBe(1);
    expect((await fixture.attesta(`inbox ${how} r1 --as grace`, { piped: '' })).code).toBe(3);
    expect((await fixture.attesta(`inbox ${how} r1 --as grace`, { types: ['\x03'] })).code).toBe(130);
    expect(await statusOf('r1')).toBe('pending');
  });

  it('D-03 D-06 refuses other approvers before asking for a code', async () => {
    await fixture.enrolled('mallory');
    await send('r1');
    for (const id of ['mallory', 'Grace', 'gracе']) {
      const { code: exitCode, err } = await fixture.attesta(['inbox', 'approve', 'r1', '--as', id], { types: ['1'] });
      expect(exitCode).toBe(1);
      expect(err).not.toContain('Code of');
    }
    expect(await statusOf('r1')).toBe('pending');
  });

  it('D-16 refuses a closed request before asking for a code', async () => {
    await send('r1');
    await new ApprovalInbox({ state: fixture.state, clock: fixture.clock }).withdraw('r1', 'over');
    await send('r2');
    fixture.clock.setWall(fixture.clock.wall() + HOUR);
    for (const [id, words] of [
      ['r1', 'The request was withdrawn'],
      ['r2', 'The request has expired'],
    ] as const) {
      const { code: exitCode, err } = await fixture.attesta(`inbox approve ${id} --as grace`, { types: [code] });
      expect({ exitCode, err }).toMatchObject({ exitCode: 1, err: expect.stringContaining(words) });
      expect(err).not.toContain('Code of');
    }
  });

  it('D-13 refuses to decide a request twice', async () => {
    await send('r1');
    await fixture.attesta('inbox deny r1 --as grace', { types: [code] });
    fixture.next();
    const { code: exitCode, out } = await fixture.attesta('inbox approve r1 --as grace --json', { types: [code] });
    expect(exitCode).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ status: 'already_decided', request: { status: 'denied' } });
  });

  it("D-23 asks for the number at the requester's end; three wrong ones close the request", async () => {
    const number = await send('r1', { riskLevel: 'critical' });
    const { code: exitCode, err } = await fixture.attesta('inbox approve r1 --as grace', { types: [number, code] });
    expect({ exitCode, err }).toMatchObject({
      exitCode: 0,
      err: expect.stringContaining("Number on the requester's screen"),
    });

    const other = await send('r2', { riskLevel: 'critical' });
    const wrong = String((Number(other.replace(' ', '')) + 1) % 1_000_000).padStart(6, '0');
    for (const closed of [false, false, true]) {
      fixture.next();
      const words = `inbox approve r2 --as grace --number ${wrong} --code-stdin`;
      const refused = await fixture.attesta(words, { piped: code() });
      expect(refused.code).toBe(1);
      expect(refused.err.includes('closed as denied')).toBe(closed);
    }
    expect(await statusOf('r2')).toBe('denied');
  });

  it('refuses an operator who is not enrolled before asking for a code', async () => {
    await send('r1', { managerId: 'heidi' });
    const { code: exitCode, err } = await fixture.attesta('inbox approve r1 --as heidi', { types: ['1'] });
    expect({ exitCode, err }).toMatchObject({
      exitCode: 3,
      err: expect.stringContaining('heidi is not enrolled here'),
    });
    expect(err).not.toContain('Code of');
  });

  it('D-25 approves a call that waits in another process', async () => {
    const { state, clock } = fixture;
    const high = new ManagerApprovalChallenge({
      notificationService: new ApprovalInbox({ state, clock }),
      managerResolver: () => 'grace',
    });
    const { gate } = new Attesta({ state, clock, agentId: 'billing-agent', challengeMap: { high } });
    const calling = gate({ risk: 'high', name: 'refund' }, (order: string) => `refunded ${order}`)('A-17');
    await clock.advance(0);
    const { out } = await fixture.attesta('inbox list --as grace --json');
    const { requestId } = JSON.parse(out).requests[0];
    await fixture.attesta(`inbox approve ${requestId.slice(0, 6)} --as grace`, { types: [code] });
    expect(await calling).toBe('refunded A-17');
  });
});

describe('attesta inbox watch', () => {
  it('shows requests as they arrive and close, until the signal aborts', async () => {
    const controller = new AbortController();
    const terminal = new Terminal();
    const watching = fixture.attesta('inbox watch --as grace', { terminal, signal: controller.signal });
    const seen = () => fixture.clock.advance(0).then(() => terminal.out);
    await send('r1');
    expect(await seen()).toMatch(
      /^Request r1: pending until .*\n {2}Call: refund\("A-17", 12900\)\n {2}Requester: ada\n\n$/,
    );
    await send('other', { managerId: 'heidi' });
    await fixture.attesta('inbox approve r1 --as grace', { types: [code] });
    expect(await seen()).toMatch(/\n\nRequest r1: approved\.\n\n$/);
    controller.abort();
    expect(await watching).toMatchObject({ code: 0, err: 'Watching the requests of grace. Ctrl-C ends it.\n' });
    expect(terminal.out).not.toContain('other');
  });

  it('prints one object for each event with --json', async () => {
    const controller = new AbortController();
    const terminal = new Terminal();
    const watching = fixture.attesta('inbox watch --as grace --json', { terminal, signal: controller.signal });
    await send('r1');
    await fixture.clock.advance(0);
    await new ApprovalInbox({ state: fixture.state, clock: fixture.clock }).withdraw('r1', 'over');
    await fixture.clock.advance(0);
    controller.abort();
    await watching;
    const events = terminal.out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(events).toMatchObject([
      { event: 'opened', requestId: 'r1', status: 'pending' },
      { event: 'closed', requestId: 'r1', status: 'withdrawn' },
    ]);
  });

  it('escapes control characters in JSON', async () => {
    const controller = new AbortController();
    const terminal = new Terminal();
    const watching = fixture.attesta('inbox watch --as grace --json', { terminal, signal: controller.signal });
    await send('r1', { agentId: 'agent\u009b2J\u202e' });
    await fixture.clock.advance(0);
    await new ApprovalInbox({ state: fixture.state, clock: fixture.clock }).withdraw('r1', 'over\u009b2J');
    await fixture.clock.advance(0);
    controller.abort();
    await watching;
    expect(terminal.out).toMatch(/^[ -~\n]+$/);
    expect(terminal.out).toContain('agent\\u009b2J\\u202e');
  });
});
