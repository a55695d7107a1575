import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type ApproverNotice, deliverToConsole, deliverToFile } from '../../src/index.js';
import { inboxFixture } from './inbox-fixture.js';

const notice: ApproverNotice = {
  requestId: 'r1',
  approverId: 'grace',
  message: 'Approval required for: refund\nCall: refund("\\u{202e}")',
  request: undefined,
  token: 'the-token',
  expiresAt: 5,
};

describe('deliverToConsole', () => {
  const written = (given: ApproverNotice) => {
    const texts: string[] = [];
    void deliverToConsole({ write: (text: string) => texts.push(text) })(given);
    return texts.join('');
  };

  it('writes who is to decide on what, as it was escaped', () => {
    expect(written(notice)).toBe(
      [
        'Approval awaited from grace, request r1:',
        '  Approval required for: refund',
        '  Call: refund("\\u{202e}")',
        '',
      ].join('\n'),
    );
  });

  it('D-08 never writes the token', async () => {
    expect(written(notice)).not.toContain('the-token');
    const texts: string[] = [];
    const { send } = inboxFixture({ deliver: deliverToConsole({ write: (text) => texts.push(text) }) });
    await send('r1');
    expect(texts.join('')).toContain('Approve r1?');
    expect(texts.join('')).not.toMatch(/[\w-]{43}/);
  });

  it('D-22 escapes what nobody has', () => {
    const text = written({
      ...notice,
      approverId: 'gr\nace',
      requestId: 'r\u001b[2J',
      message: 'a\u202eb\r\nRisk: LOW',
    });
    expect(text).toMatch(/^[\n -~]+$/);
    expect(text.split('\n')).toHaveLength(4);
    expect(text).toContain('  a\\u{202e}b\\r');
  });
});

describe('deliverToFile', () => {
  const folder = mkdtempSync(join(tmpdir(), 'attesta-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('D-08 appends one line for each notice, for its owner alone', async () => {
    const path = join(folder, 'grace.jsonl');
    const deliver = deliverToFile(path);
    await deliver(notice);
    await deliver({ ...notice, requestId: 'r2' });
    const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line).requestId)).toEqual(['r1', 'r2']);
    expect(JSON.parse(lines[0] ?? '')).toEqual({ ...notice, request: undefined });
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it.skipIf(process.platform === 'win32').each([0o644, 0o640, 0o620, 0o604])(
    'X-37 delivers no token to an existing file of mode %o',
    async (mode) => {
      const path = join(folder, `mode-${mode}.jsonl`);
      writeFileSync(path, '');
      chmodSync(path, mode);
      await expect(deliverToFile(path)(notice)).rejects.toMatchObject({ code: 'insecure' });
      expect(readFileSync(path, 'utf8')).toBe('');
    },
  );

  it.skipIf(process.platform === 'win32')('X-37 delivers no token to a symbolic link, or to a folder', async () => {
    const target = join(folder, 'target.jsonl');
    const link = join(folder, 'link.jsonl');
    const directory = join(folder, 'directory');
    writeFileSync(target, '', { mode: 0o600 });
    symlinkSync(target, link);
    mkdirSync(directory);
    for (const path of [link, directory]) {
      await expect(deliverToFile(path)(notice)).rejects.toMatchObject({ code: 'insecure' });
    }
    expect(readFileSync(target, 'utf8')).toBe('');
  });

  it('D-18 rejects where it cannot be written', async () => {
    const { send } = inboxFixture({ deliver: deliverToFile(join(folder, 'missing', 'grace.jsonl')) });
    await expect(send('r1')).rejects.toThrow('ENOENT');
  });
});
