import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CLIFixture } from './cli-fixture.js';

let fixture: CLIFixture;
beforeEach(async () => {
  fixture = await CLIFixture.make();
});
afterEach(() => fixture.remove());

describe('attesta risk', () => {
  it('explains the level of a call by its factors, the gravest first', async () => {
    const { code, out } = await fixture.attesta(['risk', 'merge_pull_request', '{"pullNumber":41}']);
    expect(code).toBe(0);
    expect(out).toContain('is high (0.70):');
    expect(out).toMatch(/^ {2}high {6}verb: "merge" /m);
  });

  it('takes the environment into account, and prints JSON for programs', async () => {
    const words = ['--json', 'risk', 'restart_service', '{"name":"api"}', '--environment', 'production'];
    const { out } = await fixture.attesta(words);
    expect(JSON.parse(out)).toMatchObject({ status: 'explained', tool: 'restart_service', level: 'critical' });
  });

  it('takes a list as the arguments, and no input as none', async () => {
    expect((await fixture.attesta(['risk', 'run_command', '["ls -la"]'])).out).toContain('is low');
    expect((await fixture.attesta(['risk', 'list_files'])).out).toContain('list_files() is low');
  });

  it('refuses what is no JSON, without repeating it', async () => {
    const { code, err } = await fixture.attesta(['risk', 'x', '{hunter2']);
    expect([code, err.includes('must be JSON'), err.includes('hunter2')]).toEqual([2, true, false]);
  });

  it('R-02 escapes a tool name that would forge a line', async () => {
    const { out } = await fixture.attesta(['risk', 'x\u001b[2J\ny', '{}']);
    expect(out).not.toMatch(/\u001b|^y/m);
  });
});
