import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { AuditLogError } from '@attesta/audit-log';
import { openOffice } from './office.js';
import { AS_MANAGER, playManager } from './scripted-manager.js';
import { playUnattended } from './unattended.js';
import { playWithAPerson } from './with-a-person.js';
import { Workspace } from './workspace.js';

// A small agent tidies a folder of real files. What it may do by itself runs; what it may not, people let through.
const hasTerminal = process.stdin.isTTY && process.stdout.isTTY;

async function play(folder: string): Promise<number> {
  const office = await openOffice(folder);
  const workspace = new Workspace(join(folder, 'files'));
  try {
    console.log(`A scripted agent works on ${workspace.folder} (a copy of some sample files).\n`);
    return await (hasTerminal ? playWithAPerson(office, workspace) : playUnattended(office, folder, workspace));
  } finally {
    await office.close();
    await workspace.remove();
  }
}

async function main(): Promise<number> {
  if (process.argv[2] === AS_MANAGER) return await playManager();
  // With a person it is remembered from one run to the next; without one nothing is left.
  if (hasTerminal) return await play(resolve('.attesta'));
  const folder = await mkdtemp(join(tmpdir(), 'attesta-quickstart-'));
  return await play(folder).finally(() => rm(folder, { recursive: true }));
}

process.exitCode = await main().catch((error: unknown) => {
  if (!(error instanceof AuditLogError) || error.code !== 'locked') throw error;
  console.error('The quickstart runs in another terminal already. End it there, or go on there.');
  return 1;
});
