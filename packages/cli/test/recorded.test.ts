import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createKeyFile, readVerifierKeys, verifyAuditLog } from '@attesta/audit-log';
import { MemoryLogStore } from '@attesta/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CLIFixture, codeOf, type Ended, wrongCode } from './cli-fixture.js';

let fixture: CLIFixture;
let log: MemoryLogStore;
beforeEach(async () => {
  fixture = await CLIFixture.withKey();
  log = new MemoryLogStore();
  await createKeyFile({ path: join(fixture.folder, 'audit.key'), name: 'test/cli' });
});
afterEach(() => fixture.remove());

/** Runs the program with a log that outlives the run. */
function attesta(words: string, piped: string, auditKey = 'audit.key'): Promise<Ended> {
  const env = { HOME: fixture.folder, ATTESTA_AUDIT_KEY_FILE: auditKey };
  const openStore = async () => ({ state: fixture.state, log, close: async () => {} });
  return fixture.attesta(words, { env, piped, openStore });
}

async function records(): Promise<string> {
  let text = '';
  for await (const record of log.read(0)) text += `${Buffer.from(record).toString('utf8')}\n`;
  return text;
}

describe('a change of credentials', () => {
  it('T-11 is recorded and signed in the log of the store, with both people of an unlocking', async () => {
    const [ada, grace] = [await fixture.enrolled('ada'), await fixture.enrolled('grace')];
    for (let failure = 0; failure < 5; failure += 1) {
      await attesta('totp verify ada --code-stdin', wrongCode(ada, fixture.clock));
    }
    expect(await log.size()).toBe(0);
    const code = codeOf(grace, fixture.clock);
    const { out } = await attesta('totp unlock ada --by grace --code-stdin', code);
    expect(out).toBe('ada is unlocked by grace: 5 failures removed.\n');
    await attesta('totp remove ada --yes', '');
    await attesta('totp enroll lin --json', '');

    const text = await records();
    expect(text).toMatch(/"unlock"/);
    expect(text).toMatch(/"ada"[^\n]*"grace"|"grace"[^\n]*"ada"/);
    expect(text).toMatch(/"removal"/);
    for (const hidden of [ada, grace, code]) expect(text).not.toContain(hidden);
    const keys = await readVerifierKeys({ path: join(fixture.folder, 'audit.key.pub') });
    expect(await verifyAuditLog({ log, keys })).toMatchObject({ problems: [] });
  });

  it('T-11 does not happen if it cannot be recorded', async () => {
    const [ada, grace] = [await fixture.enrolled('ada'), await fixture.enrolled('grace')];
    for (let failure = 0; failure < 5; failure += 1) {
      await attesta('totp verify ada --code-stdin', wrongCode(ada, fixture.clock));
    }
    const piped = codeOf(grace, fixture.clock);
    expect(await attesta('totp unlock ada --by grace --code-stdin', piped, 'missing.key')).toMatchObject({
      code: 3,
      err: expect.stringContaining('missing.key cannot be used'),
    });
    await writeFile(join(fixture.folder, 'bad.key'), 'nonsense', { mode: 0o600 });
    expect(await attesta('totp remove ada --yes', '', 'bad.key')).toMatchObject({ code: 3 });
    log.append = () => Promise.reject(new Error('disk full'));
    expect(await attesta('totp unlock ada --by grace --code-stdin', piped)).toMatchObject({
      code: 3,
      out: '',
      err: expect.stringContaining('The unlocking could not be recorded, so ada stays locked.'),
    });
    expect((await fixture.state.get('totp/ada'))?.value).toMatchObject({ failures: 5 });
    expect((await fixture.attesta('totp list')).out).toMatch(/^ada +active/m);
  });

  it('is reported if it is recorded but cannot be signed', async () => {
    await fixture.enrolled('ada');
    const append = log.append.bind(log);
    log.append = (size, records) => (size < 2 ? append(size, records) : Promise.reject(new Error('disk full')));
    const { code, err } = await attesta('totp remove ada --yes', '');
    expect([code, err]).toEqual([3, expect.stringContaining('done and recorded, but the record could not be signed')]);
    expect((await fixture.attesta('totp list')).out).toContain('No operator is enrolled');
  });
});
