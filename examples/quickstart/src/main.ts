import { playUnattended } from './unattended.js';
import { playWithAPerson } from './with-a-person.js';
import { Workspace } from './workspace.js';

// A small agent tidies a folder of real files. What it may do by itself runs; what it may not, a person lets through.
const workspace = await Workspace.create();
const hasTerminal = process.stdin.isTTY && process.stdout.isTTY;
try {
  console.log(`A scripted agent works on ${workspace.folder} (a copy of some sample files).\n`);
  process.exitCode = await (hasTerminal ? playWithAPerson(workspace) : playUnattended(workspace));
} finally {
  await workspace.remove();
}
