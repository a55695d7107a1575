import { MemoryStateStore } from '@attesta/core';
import { TerminalRenderer } from '@attesta/renderer-terminal';
import { showDisk } from './closing.js';
import { gateTools } from './first-act.js';
import { enrol } from './second-act.js';
import { DANGEROUS, HARMLESS, work } from './third-act.js';
import type { Workspace } from './workspace.js';

/** The three acts at a terminal. Returns the exit code. */
export async function playWithAPerson(workspace: Workspace): Promise<number> {
  const renderer = new TerminalRenderer();
  const state = new MemoryStateStore();
  const secrets = new Map<string, string>();
  const tools = gateTools(renderer, state, (operatorId) => secrets.get(operatorId));

  console.log('Act 1. What only reads runs by itself.\n');
  await work(HARMLESS, tools, workspace.folder);

  console.log('Act 2. You enrol, so that later a code can show that it is you.\n');
  const operatorId = renderer.operator?.id ?? 'operator';
  const secret = await enrol(renderer.interaction, state, operatorId);
  if (secret === undefined) {
    console.log('Not enrolled: from here on the agent can delete nothing.\n');
  } else {
    secrets.set(operatorId, secret);
    console.log(`Enrolled as ${operatorId}. That code is spent: where a code is asked for, wait for the next one.\n`);
  }

  console.log('Act 3. The agent goes further, and you decide.\n');
  const ends = await work(DANGEROUS, tools, workspace.folder);
  return (await showDisk(workspace, ends)) ? 0 : 1;
}
