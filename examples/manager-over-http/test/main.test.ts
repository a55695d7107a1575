import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

// The whole program over loopback: each test starts it as `node dist/main.js` would, and answers as `curl` would.

const GRACE = 'token of grace';
const AGENT = 'token of the agent';

interface Running {
  /** Where the request is answered. */
  readonly request: string;
  readonly printed: readonly string[];
  /** Settles when the program is done. */
  readonly ended: Promise<unknown>;
}

async function start(): Promise<Running> {
  const printed: string[] = [];
  let ended: Promise<unknown> = Promise.resolve();
  const id = await new Promise<string>((resolve, reject) => {
    const log = vi.spyOn(console, 'log').mockImplementation((line) => {
      printed.push(String(line));
      const [, path] = /answers approved or denied to (\/\w+):/.exec(String(line)) ?? [];
      if (path !== undefined) resolve(path);
    });
    ended = import('../src/main.js').finally(() => log.mockRestore());
    ended.then(() => reject(new Error('Nobody was asked.')), reject);
  });
  const [, url = ''] = /Listening on (\S+)/.exec(printed.join('\n')) ?? [];
  return { request: url + id, printed, ended };
}

async function answer(request: string, token: string, body: string): Promise<readonly [number, unknown]> {
  const headers = { authorization: `Bearer ${token}`, connection: 'close' };
  const response = await fetch(request, { method: 'POST', headers, body });
  return [response.status, await response.json()];
}

beforeEach(() => {
  vi.resetModules();
  vi.stubEnv('GRACE_TOKEN', GRACE);
  vi.stubEnv('AGENT_TOKEN', AGENT);
  vi.stubEnv('PORT', '0');
});

afterEach(() => {
  vi.unstubAllEnvs();
  process.exitCode = undefined;
});

describe('a manager behind an HTTP service', () => {
  it('approves: the call runs', async () => {
    const { request, printed, ended } = await start();
    expect(printed[1]).toMatch(/^For grace, .*\nApproval required for: deploy\n(?:.*\n)*Call: deploy\("2\.4\.0"\)\n/);
    expect(await answer(request, GRACE, 'approved')).toEqual([200, 'grace: approved']);
    await ended;
    expect(printed.at(-1)).toBe('Deployed 2.4.0.');
    expect(process.exitCode).toBe(0);
  });

  it('denies: the call does not run', async () => {
    const { request, printed, ended } = await start();
    await answer(request, GRACE, 'denied');
    await ended;
    expect(printed.at(-1)).toBe('Not deployed: denied by the manager.');
    expect(process.exitCode).toBe(1);
  });

  it('D-09 without her token nothing is an answer, whoever knows the request', async () => {
    const { request, printed, ended } = await start();
    for (const token of ['wrong', '', `x${GRACE}`, GRACE.toUpperCase()])
      expect(await answer(request, token, 'approved')).toEqual([401, 'That token is not known.']);
    expect(await fetch(request, { method: 'POST', body: 'approved' })).toMatchObject({ status: 401 });
    await answer(request, GRACE, 'denied');
    await ended;
    expect(printed.at(-1)).toBe('Not deployed: denied by the manager.');
  });

  it('D-05 the answer of the agent that asks is self-approval', async () => {
    const { request, printed, ended } = await start();
    expect(await answer(request, AGENT, 'approved')).toEqual([200, 'deploy-agent: approved']);
    await ended;
    expect(printed.at(-1)).toBe('Not deployed: self-approval not allowed.');
    expect(process.exitCode).toBe(1);
  });

  it('takes clear answers only, and only to what waits', async () => {
    const { request, ended } = await start();
    for (const unclear of ['', 'Approved', 'yes', '{"verdict":"approved"}'])
      expect(await answer(request, GRACE, unclear)).toEqual([400, 'Answer approved or denied.']);
    expect(await answer(`${request}0`, GRACE, 'approved')).toEqual([404, 'Nobody waits.']);
    expect(await answer(request, GRACE, 'denied')).toEqual([200, 'grace: denied']);
    expect(await answer(request, GRACE, 'approved')).toEqual([404, 'Nobody waits.']);
    await ended;
  });

  it.each([
    ['', AGENT],
    [GRACE, ''],
    [GRACE, GRACE],
  ])('does not start where a token is missing or shared: %j, %j', async (grace, agent) => {
    vi.stubEnv('GRACE_TOKEN', grace);
    vi.stubEnv('AGENT_TOKEN', agent);
    await expect(import('../src/main.js')).rejects.toThrow('GRACE_TOKEN and AGENT_TOKEN must be set, and differ.');
  });
});
