import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CLIFixture, codeOf, secretIn, wrongCode } from './cli-fixture.js';
import { Terminal } from './terminal.js';

let fixture: CLIFixture;
beforeEach(async () => {
  fixture = await CLIFixture.withKey();
});
afterEach(async () => {
  expect(fixture.closed).toBe(fixture.opened);
  await fixture.remove();
});

/** Makes an operator fail so often. */
async function fail(operatorId: string, secret: string, times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) {
    const { code } = await fixture.attesta(['totp', 'verify', operatorId], {
      types: [wrongCode(secret, fixture.clock)],
    });
    expect(code).toBe(1);
  }
}

describe('attesta totp enroll', () => {
  it('shows a QR code and the secret, and takes and spends the first code', async () => {
    const terminal: Terminal = new Terminal([() => codeOf(secretIn(terminal.out), fixture.clock)]);
    const { code, out, err } = await fixture.attesta('totp enroll ada', { terminal });
    expect(code).toBe(0);
    expect(err).toContain('? First code of ada (attempt 1 of 3)');
    expect(out).toContain("Scan this with ada's authenticator app.");
    expect(out).toMatch(/\u2588{20}/);
    expect(out).toMatch(/secret: [A-Z2-7]{4}( [A-Z2-7]{4}){7}\n/);
    expect(out).toMatch(/ada is enrolled\. This code is spent: use the next one to approve\.\n$/);
    const piped = `${codeOf(secretIn(out), fixture.clock)}\n`;
    const again = await fixture.attesta('totp verify ada --code-stdin', { piped });
    expect(again).toMatchObject({ code: 1, err: expect.stringContaining('The code was used before') });
  });

  it('R-19 masks the code as it is typed', async () => {
    const terminal: Terminal = new Terminal([() => codeOf(secretIn(terminal.out), fixture.clock)]);
    const { out, err } = await fixture.attesta('totp enroll ada', { terminal });
    const code = codeOf(secretIn(out), fixture.clock);
    expect(err).toContain('> ******');
    expect(`${out}${err}`).not.toContain(code);
  });

  it('asks three times, then keeps the secret pending and names the next command', async () => {
    const wrong = (): string => wrongCode(secretIn(terminal.out), fixture.clock);
    const terminal: Terminal = new Terminal([wrong, wrong, wrong]);
    const { code, err, out } = await fixture.attesta('totp enroll ada', { terminal });
    expect(code).toBe(1);
    expect(err.match(/The code is wrong/g)).toHaveLength(3);
    expect(err).toContain('attesta totp confirm ada');
    expect((await fixture.attesta('totp list')).out).toMatch(/^ada +pending/m);

    const right = () => codeOf(secretIn(out), fixture.clock);
    const confirmed = await fixture.attesta('totp confirm ada', { types: [right] });
    expect(confirmed).toMatchObject({ code: 0, out: expect.stringContaining('ada is enrolled') });
  });

  it('keeps the old authenticator until the first code of the new one', async () => {
    const old = await fixture.enrolled('ada');
    const refused = await fixture.attesta('totp enroll ada');
    expect(refused).toMatchObject({ code: 1, out: '', err: expect.stringContaining('--replace') });

    const left = await fixture.attesta('totp enroll ada --replace', { types: ['\x03'] });
    expect(left.code).toBe(130);
    expect((await fixture.attesta('totp list')).out).toMatch(/^ada +active, replacing/m);
    expect((await fixture.attesta('totp verify ada', { types: [codeOf(old, fixture.clock)] })).code).toBe(0);
    fixture.next();

    const confirmed = await fixture.attesta('totp confirm ada', { types: [codeOf(secretIn(left.out), fixture.clock)] });
    expect(confirmed.code).toBe(0);
    fixture.next();
    expect((await fixture.attesta('totp verify ada', { types: [codeOf(old, fixture.clock)] })).code).toBe(1);
  });

  it('prints a pending secret with --json', async () => {
    const { code, out, err } = await fixture.attesta('totp enroll ada --json --issuer Acme', { piped: '' });
    const { secret, ...more } = JSON.parse(out);
    expect({ code, err, more }).toEqual({
      code: 0,
      err: '',
      more: {
        status: 'pending',
        operatorId: 'ada',
        uri: `otpauth://totp/Acme:ada?secret=${secret}&issuer=Acme`,
      },
    });
    const piped = `${codeOf(secret, fixture.clock)}\r\nmore\n`;
    const confirmed = await fixture.attesta('totp confirm ada --code-stdin --json', { piped });
    expect(confirmed).toEqual({ code: 0, err: '', out: '{"status":"active","operatorId":"ada"}\n' });
  });

  it('T-15 prints no secret without a terminal', async () => {
    const { code, out, err } = await fixture.attesta('totp enroll ada', { piped: '' });
    expect({ code, out }).toEqual({ code: 3, out: '' });
    expect(err).toContain('--json');
    expect(fixture.opened).toBe(0);
  });

  it('enrolls in a window too narrow for a QR code', async () => {
    const terminal: Terminal = new Terminal([() => codeOf(secretIn(terminal.out), fixture.clock)], { columns: 30 });
    const { code, out } = await fixture.attesta('totp enroll ada', { terminal });
    expect(code).toBe(0);
    expect(out).toContain('too narrow');
    expect(out).not.toContain('\u2588');
  });

  it('shows the QR code in fixed colors', async () => {
    const terminal: Terminal = new Terminal(['\x03'], { hasColors: true });
    const { out } = await fixture.attesta('totp enroll ada', { terminal });
    expect(
      out.split('\n').filter((line) => /^\x1b\[97m\x1b\[40m.*\x1b\[49m\x1b\[39m$/.test(line)).length,
    ).toBeGreaterThan(20);
  });

  it.each([
    [['totp', 'enroll', 'ad\u0430'], 2, 'mixes scripts'],
    [['totp', 'enroll', ''], 2, 'is no text'],
    [['totp', 'enroll', 'ada', '--issuer', 'a:b'], 2, 'without a colon'],
    [['totp', 'enroll', 'ada', '--issuer', ''], 2, 'without a colon'],
  ])('refuses %j', async (words, code, message) => {
    expect(await fixture.attesta(words)).toMatchObject({ code, out: '', err: expect.stringContaining(message) });
  });
});

describe('attesta totp verify', () => {
  it('T-03 takes a code once', async () => {
    const secret = await fixture.enrolled('ada');
    const types = [codeOf(secret, fixture.clock)];
    const first = await fixture.attesta('totp verify ada', { types });
    expect(first).toMatchObject({ code: 0, out: 'The code of ada is right. It is spent now.\n' });
    const second = await fixture.attesta('totp verify ada', { types });
    expect(second).toMatchObject({ code: 1, out: '', err: expect.stringContaining('Wait for the next one.') });
  });

  it('T-03 takes a code in one of four runs at the same time', async () => {
    const secret = await fixture.enrolled('ada');
    const piped = codeOf(secret, fixture.clock);
    const runs = Array.from({ length: 4 }, () => fixture.attesta('totp verify ada --code-stdin', { piped }));
    expect((await Promise.all(runs)).map(({ code }) => code).sort()).toEqual([0, 1, 1, 1]);
  });

  it.each([
    ['', 'malformed'],
    ['12345', 'malformed'],
    ['１２３４５６', 'malformed'],
    ['x'.repeat(100_000), 'malformed'],
  ])('T-17 counts %j as a malformed code', async (piped, status) => {
    await fixture.enrolled('ada');
    const { code, out } = await fixture.attesta('totp verify ada --code-stdin --json', { piped });
    expect([code, JSON.parse(out)]).toMatchObject([1, { status, operatorId: 'ada' }]);
    expect((await fixture.state.get('totp/ada'))?.value).toMatchObject({ failures: 1 });
  });

  it('R-19 masks the code with --code-stdin at a terminal', async () => {
    const secret = await fixture.enrolled('ada');
    const { code, err } = await fixture.attesta('totp verify ada --code-stdin', {
      types: [codeOf(secret, fixture.clock)],
    });
    expect([code, err.includes('> ******')]).toEqual([0, true]);
  });

  it('reports a lock and its end', async () => {
    const secret = await fixture.enrolled('ada');
    await fail('ada', secret, 5);
    const { code, err } = await fixture.attesta('totp verify ada');
    expect(code).toBe(1);
    expect(err).toContain('ada is locked after too many failures, until 2026-01-05T09:01:00Z, for 30 seconds.');
    expect(err).toContain('attesta totp unlock ada --by');
    expect(err).not.toContain('> ');
    const { out } = await fixture.attesta('totp verify ada --json');
    expect(JSON.parse(out)).toMatchObject({ status: 'locked', operatorId: 'ada', until: '2026-01-05T09:01:00Z' });
  });

  it('reports an operator who is not enrolled, and counts no failure', async () => {
    const { code, err } = await fixture.attesta('totp verify ada', { types: ['123456'] });
    expect({ code, err }).toEqual({
      code: 3,
      err: 'attesta: ada is not enrolled here.\nEnroll them with "attesta totp enroll ada".\n',
    });
    await fixture.attesta('totp enroll lin --json');
    expect(await fixture.attesta('totp verify lin')).toMatchObject({ code: 3 });
    expect(await fixture.attesta('totp confirm ada')).toMatchObject({ code: 3 });
    expect(await fixture.state.list('totp/')).toEqual([]);
  });

  it('reports a secret that another key encrypted', async () => {
    const secret = await fixture.enrolled('ada');
    await fixture.attesta('key create --key-file other.key');
    const { code, err } = await fixture.attesta('totp verify ada --key-file other.key', {
      types: [codeOf(secret, fixture.clock)],
    });
    expect(code).toBe(3);
    expect(err).toContain('cannot be read with this key');
    expect((await fixture.attesta('totp list --key-file other.key')).out).toMatch(/^ada +unreadable/m);
  });
});

describe('attesta totp unlock', () => {
  it('T-11 lifts a lock with a code of a second person, and spends the code', async () => {
    const [ada, grace] = [await fixture.enrolled('ada'), await fixture.enrolled('grace')];
    await fail('ada', ada, 5);
    const types = [codeOf(grace, fixture.clock)];
    const { code, out, err } = await fixture.attesta('totp unlock ada --by grace', { types });
    expect(code).toBe(0);
    expect(out).toMatch(/^ada is unlocked by grace: 5 failures removed\.\nThe change is not recorded: /);
    expect(err).toContain('? Code of grace');
    expect(await fixture.attesta('totp verify grace', { types })).toMatchObject({ code: 1 });
    expect(await fixture.attesta('totp verify ada', { types: [codeOf(ada, fixture.clock)] })).toMatchObject({
      code: 0,
    });
  });

  it.each(['ada', 'ADA', '\u0430da', ' ada'])(
    'T-11 refuses to let operators unlock themselves as %j, before asking',
    async (by) => {
      const secret = await fixture.enrolled('ada');
      await fail('ada', secret, 5);
      const before = await fixture.state.list('');
      const ended = await fixture.attesta(['totp', 'unlock', 'ada', '--by', by], {
        types: [codeOf(secret, fixture.clock)],
      });
      expect(ended).toMatchObject({ code: 1, out: '', err: expect.stringContaining('another person') });
      expect(await fixture.state.list('')).toEqual(before);
    },
  );

  it('T-11 refuses a second person with a wrong code, without a secret, or with a lock', async () => {
    const [ada, grace] = [await fixture.enrolled('ada'), await fixture.enrolled('grace')];
    await fail('ada', ada, 5);
    const wrong = { types: [wrongCode(grace, fixture.clock)] };
    expect(await fixture.attesta('totp unlock ada --by grace', wrong)).toMatchObject({ code: 1 });
    expect(await fixture.attesta('totp unlock ada --by lin', { types: ['123456'] })).toMatchObject({ code: 3 });
    await fail('grace', grace, 4);
    const right = { types: [codeOf(grace, fixture.clock)] };
    expect(await fixture.attesta('totp unlock ada --by grace --json', right)).toMatchObject({
      code: 1,
      out: expect.stringContaining('"status":"locked","operatorId":"grace"'),
    });
    expect((await fixture.state.get('totp/ada'))?.value).toMatchObject({ failures: 5 });
  });

  it('says when there is no lock to lift', async () => {
    const grace = await fixture.enrolled('grace');
    const types = [codeOf(grace, fixture.clock)];
    const ended = await fixture.attesta('totp unlock ada --by grace', { types });
    expect(ended).toMatchObject({ code: 1, err: expect.stringContaining('no lock to lift') });
  });

  it('requires the option --by', async () => {
    const { code, err } = await fixture.attesta('totp unlock ada');
    expect([code, err.includes("required option '--by <operator>'")]).toEqual([2, true]);
  });
});

describe('attesta totp remove', () => {
  it('asks for a yes, and keeps failures', async () => {
    const secret = await fixture.enrolled('ada');
    await fail('ada', secret, 3);
    for (const answer of ['', 'no', 'n', 'ada']) {
      const kept = await fixture.attesta('totp remove ada', { types: [answer] });
      expect(kept).toMatchObject({ code: 1, out: '', err: expect.stringContaining('still enrolled') });
    }
    expect(await fixture.attesta('totp remove ada', { types: ['yes'] })).toMatchObject({
      code: 0,
      out: 'ada is removed. Failures and a lock are kept.\n',
    });
    expect(await fixture.attesta('totp list')).toMatchObject({
      code: 0,
      out: expect.stringContaining('No operator is enrolled'),
    });
    expect((await fixture.state.get('totp/ada'))?.value).toMatchObject({ failures: 3 });
    expect(await fixture.attesta('totp remove ada --yes')).toMatchObject({ code: 3 });
  });

  it('requires a terminal or --yes', async () => {
    await fixture.enrolled('ada');
    expect(await fixture.attesta('totp remove ada', { piped: 'yes\n' })).toMatchObject({
      code: 3,
      err: expect.stringContaining('--yes'),
    });
    expect(await fixture.attesta('totp remove ada --yes --json', { piped: '' })).toEqual({
      code: 0,
      err: '',
      out: '{"status":"removed","operatorId":"ada"}\n',
    });
  });
});

describe('attesta totp list', () => {
  it('prints a table, and objects with --json', async () => {
    const secret = await fixture.enrolled('ada');
    await fail('ada', secret, 6 - 1);
    await fixture.attesta('totp enroll bob.the.builder@example.com --json');
    const [{ keyId = '' } = {}] = JSON.parse((await fixture.attesta('totp list --json')).out).operators;
    const { out } = await fixture.attesta('totp list');
    expect(out).toBe(
      [
        'OPERATOR                     STATUS   SINCE                 KEY       FAILURES  LOCK',
        `ada                          active   2026-01-05T09:00:00Z  ${keyId}  5         for 30 seconds`,
        `bob.the.builder@example.com  pending  2026-01-05T09:00:30Z  ${keyId}  0         -`,
        '',
      ].join('\n'),
    );
    const { operators } = JSON.parse((await fixture.attesta('totp list --json')).out);
    expect(operators[0]).toEqual({
      operatorId: 'ada',
      status: 'active',
      isReplacing: false,
      keyId,
      failures: 5,
      enrolledAt: '2026-01-05T09:00:00Z',
      barrier: 'locked',
      until: '2026-01-05T09:01:00Z',
    });
  });

  it('R-02 escapes foreign strings in the table and in errors', async () => {
    await fixture.state.compareAndSet('totp-secret/\x1b[2Jada\u202e\n', 0, {});
    const { out } = await fixture.attesta('totp list');
    expect(out).toContain('\\u{1b}[2Jada\\u{202e}\\n');
    await fixture.state.compareAndSet('totp-secret/\x9b2J\u{1f600}', 0, {});
    const json = (await fixture.attesta('totp list --json')).out;
    expect(json).toMatch(/^[ -~]+\n$/);
    expect(JSON.parse(json).operators.map(({ operatorId }: { operatorId: string }) => operatorId)).toEqual([
      '\x1b[2Jada\u202e\n',
      '\x9b2J\u{1f600}',
    ]);
    const said = await fixture.attesta(['totp', 'verify', '\x1b]0;x\x07\nattesta: done']);
    expect(`${out}${said.err}`).toMatch(/^[\n -~]*$/);
    const usage = await fixture.attesta(['totp', '\x1b[2J', '--\u202e']);
    expect([usage.code, usage.err]).toEqual([2, expect.stringMatching(/^[\n -~]*$/)]);
  });
});
