import { describe, expect, it } from 'vitest';
import { CLIFixture, wrongCode } from './cli-fixture.js';
import { Terminal } from './terminal.js';

describe('attesta', () => {
  it('has help with examples and exit codes for every command', async () => {
    const fixture = await CLIFixture.make();
    const words = [
      '',
      'totp ',
      'key ',
      ...['enroll', 'confirm', 'verify', 'unlock', 'remove', 'list'].map((name) => `totp ${name} `),
    ];
    for (const word of words) {
      const { code, out, err } = await fixture.attesta(`${word}--help`);
      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect(out).toContain(`Usage: attesta ${word}`);
      for (const option of ['--store <location>', '--json']) expect(out).toContain(option);
    }
    const { out } = await fixture.attesta('--help');
    expect(out).toMatch(/Examples:[^]+Exit codes:[^]+130/);
    expect((await fixture.attesta('totp --help')).out).toContain('Examples:');
    expect(fixture.opened).toBe(0);
    await fixture.remove();
  });

  it('prints its version', async () => {
    const fixture = await CLIFixture.make();
    expect(await fixture.attesta('--version')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
    await fixture.remove();
  });

  it.each([
    [[]],
    [['totp']],
    [['key']],
    [['nothing']],
    [['totp', 'verify']],
    [['totp', 'verify', 'a', 'b']],
    [['--what']],
  ])('ends with 2, prints the usage, and prints no result: %j', async (words) => {
    const fixture = await CLIFixture.make();
    const { code, out, err } = await fixture.attesta(words);
    expect({ code, out, isTold: /Usage:|--help/.test(err) }).toEqual({ code: 2, out: '', isTold: true });
    await fixture.remove();
  });

  it('R-15 uses color only at a color terminal without NO_COLOR or TERM=dumb', async () => {
    const fixture = await CLIFixture.withKey();
    await fixture.attesta('totp enroll ada --json');
    const list = async (hasColors: boolean, env: object, isTTY = true): Promise<string> => {
      const terminal = new Terminal([], { hasColors, isTTY });
      await fixture.attesta('totp list', { terminal, env: { HOME: fixture.folder, ...env } });
      return terminal.out;
    };
    const plain = await list(false, {});
    expect(plain).not.toContain('\x1b');
    const painted = await list(true, {});
    expect(painted).toContain('\x1b[2m');
    expect(painted.replaceAll(/\x1b\[\d+m/g, '')).toBe(plain);
    for (const text of [
      await list(true, { NO_COLOR: '1' }),
      await list(true, { TERM: 'dumb' }),
      await list(true, {}, false),
    ]) {
      expect(text).toBe(plain);
    }
    await fixture.remove();
  });
});

describe('canceling', () => {
  it('R-14 ends with 130 at Ctrl-C, spends nothing, and closes the store', async () => {
    const fixture = await CLIFixture.withKey();
    await fixture.enrolled('ada');
    const before = await fixture.state.list('');
    const { code, err } = await fixture.attesta('totp verify ada', { types: ['\x03'] });
    expect([code, err.includes('Canceled. Nothing was changed.')]).toEqual([130, true]);
    expect(await fixture.state.list('')).toEqual(before);
    expect(fixture.closed).toBe(fixture.opened);
    await fixture.remove();
  });

  it.each(['totp verify ada', 'totp verify ada --code-stdin', 'totp enroll lin', 'totp remove ada'])(
    'N-06 ends an open question when the signal aborts: %s',
    async (words) => {
      const fixture = await CLIFixture.withKey();
      await fixture.enrolled('ada');
      const stop = new AbortController();
      // The question is never answered: the abort comes while it is open.
      const isTTY = !words.endsWith('stdin');
      const terminal = new Terminal([() => void stop.abort()], { isTTY });
      const ended = fixture.attesta(words, { terminal, signal: stop.signal });
      if (!isTTY) setImmediate(() => stop.abort());
      expect((await ended).code).toBe(130);
      expect((await fixture.attesta('totp list')).out).toMatch(/^ada +active/m);
      expect((await fixture.state.get('totp/ada'))?.value).toMatchObject({ failures: 0 });
      expect(fixture.closed).toBe(fixture.opened);
      await fixture.remove();
    },
  );
});

describe('a failing store', () => {
  it('is reported with 3, and is closed', async () => {
    const fixture = await CLIFixture.withKey();
    const secret = await fixture.enrolled('ada');
    Object.assign(fixture.state, { compareAndSet: () => Promise.reject(new Error('disk full\x1b[2J')) });
    const piped = wrongCode(secret, fixture.clock);
    const verify = await fixture.attesta('totp verify ada --code-stdin --json', { piped });
    expect([verify.code, JSON.parse(verify.out)]).toMatchObject([3, { status: 'unavailable', operatorId: 'ada' }]);
    const enroll = await fixture.attesta('totp enroll lin');
    expect(enroll).toMatchObject({ code: 3, out: '', err: 'attesta: disk full\\u{1b}[2J\n' });
    expect(fixture.closed).toBe(fixture.opened);
    await fixture.remove();
  });

  it('is reported if it does not open or close', async () => {
    const fixture = await CLIFixture.withKey();
    const broken = () => Promise.reject(new Error('EIO'));
    expect(await fixture.attesta('totp list', { openStore: broken })).toMatchObject({ code: 3, err: 'attesta: EIO\n' });
    const log = Object.create(null);
    const openStore = async () => ({ state: fixture.state, log, close: broken });
    expect(await fixture.attesta('totp list', { openStore })).toMatchObject({
      code: 3,
      out: '',
      err: 'attesta: EIO\n',
    });
    await fixture.remove();
  });
});
