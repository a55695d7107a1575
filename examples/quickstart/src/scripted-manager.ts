import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Writable } from 'node:stream';
import { ApprovalInbox } from '@attesta/challenge-manager';
import { readTOTPKeyFile, TOTPSecrets, TOTPVerifier } from '@attesta/challenge-totp';
import { systemClock } from '@attesta/core';
import { openSqliteStore } from '@attesta/store-sqlite';
import { generateSync } from 'otplib';

/** The argument that makes this program the manager. */
export const AS_MANAGER = 'scripted-manager';

/** Starts the manager in a process of their own, with their authenticator's secret. What is written to it is told to them. */
export function startManager(
  program: string,
  folder: string,
  secret: string,
): ChildProcessByStdio<Writable, null, null> {
  const manager = spawn(process.execPath, [program, AS_MANAGER], { stdio: ['pipe', 'inherit', 'inherit'] });
  manager.stdin.write(`${JSON.stringify({ folder, secret })}\n`);
  return manager;
}

/** The manager's process: waits for the request and for the number at the agent's end, and approves with a code. */
export async function playManager(): Promise<number> {
  const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
  const told = async (): Promise<string> => String((await lines.next()).value ?? '');
  const { folder, secret }: { readonly folder: string; readonly secret: string } = JSON.parse(await told());

  const { state, close } = await openSqliteStore({ path: join(folder, 'attesta.db') });
  const { secretProvider } = new TOTPSecrets({ state, key: await readTOTPKeyFile({ path: join(folder, 'totp.key') }) });
  const verifier = new TOTPVerifier({ secretProvider });
  const inbox = new ApprovalInbox({
    state,
    authenticate: async ({ responderId: operatorId, code }) =>
      (await verifier.verify({ operatorId, code, state, clock: systemClock })).status === 'ok',
  });
  try {
    const number = await told();
    const [request] = await inbox.list({ approverId: 'manager' });
    if (request === undefined) return 1;
    say(`sees request ${request.requestId.slice(0, 8)}, and types the number ${number} and a code`);
    const proof = { code: generateSync({ secret }) };
    const answer = { verdict: 'approved', responderId: 'manager', proof, number } as const;
    const decision = await inbox.decide(request.requestId, answer);
    say(`${decision.status}`);
    return decision.status === 'approved' ? 0 : 1;
  } finally {
    await close();
  }
}

function say(what: string): void {
  console.log(`  | [scripted manager, another process, not a person] ${what}`);
}
