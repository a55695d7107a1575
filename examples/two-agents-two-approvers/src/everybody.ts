import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** Starts two agents and two approvers, each in a process of its own, and prints what they say until both agents are done. */
export async function runEverybody(program: string, DATABASE_URL: string): Promise<void> {
  const start = (role: string, name: string): ChildProcess => {
    const env = { ...process.env, DATABASE_URL, APPROVER_CODE: randomBytes(16).toString('hex') };
    const child = spawn(process.execPath, [fileURLToPath(program), role, name], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    createInterface({ input: child.stdout }).on('line', (line) => console.log(`${name.padEnd(14)} ${line}`));
    return child;
  };
  const approvers = ['grace', 'linus'].map((name) => start('approver', name));
  const agents = ['billing-agent', 'support-agent'].map((name) => start('agent', name));
  const codes = await Promise.all(agents.map(ended));
  for (const approver of approvers) approver.kill('SIGTERM');
  codes.push(...(await Promise.all(approvers.map(ended))));
  if (codes.some((code) => code !== 0)) process.exitCode = 1;
}

function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once('close', (code) => resolve(code)));
}
