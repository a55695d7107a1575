import { TerminalRenderer } from '@attesta/renderer-terminal';
import { type Disk, look, showDisk } from './closing.js';
import { showRecord } from './fifth-act.js';
import { gateTools, type Tools } from './first-act.js';
import { FOR_THE_MANAGER, forbidden, managerCall, note } from './fourth-act.js';
import type { Office } from './office.js';
import { enroll } from './second-act.js';
import { DANGEROUS, HARMLESS, work } from './third-act.js';
import type { Workspace } from './workspace.js';

/** The five acts at a terminal. Returns the exit code. */
export async function playWithAPerson(office: Office, workspace: Workspace): Promise<number> {
  const renderer = new TerminalRenderer();
  const tools = gateTools(renderer, office);
  const call = await managerCall(office.state);
  const before = call.isContinued ? await goOn(workspace) : await playThreeActs(renderer, tools, office, workspace);

  console.log('Act 4. The most dangerous call waits for a manager, who is elsewhere.\n');
  console.log(FOR_THE_MANAGER);
  await note(office.state, call, true);
  const [wiped = false] = await work([forbidden(call)], tools, workspace.folder);
  await note(office.state, call, false);
  const isTrue = await showDisk(workspace, { ...before, wiped });

  console.log('Act 5. The record of it, which nobody can quietly change.\n');
  return (await showRecord(office)) && isTrue ? 0 : 1;
}

async function playThreeActs(
  renderer: TerminalRenderer,
  tools: Tools,
  { secrets }: Office,
  workspace: Workspace,
): Promise<Disk> {
  await workspace.refresh();
  console.log('Act 1. What only reads runs by itself.\n');
  await work(HARMLESS, tools, workspace.folder);

  console.log('Act 2. You enroll, so that later a code can show that it is you.\n');
  await enroll(renderer.interaction, secrets, renderer.operator?.id ?? 'operator');

  console.log('Act 3. The agent goes further, and you decide.\n');
  const [rewritten = false, deleted = false] = await work(DANGEROUS, tools, workspace.folder);
  return { rewritten, deleted, wiped: false };
}

async function goOn(workspace: Workspace): Promise<Disk> {
  console.log('The last run ended while a manager was asked. The agent makes the same call again.\n');
  return await look(workspace);
}
