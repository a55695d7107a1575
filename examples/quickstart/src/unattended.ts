import { generateTOTPSecret } from '@attesta/challenge-totp';
import { MemoryStateStore, type Renderer } from '@attesta/core';
import { InteractionRenderer } from '@attesta/core/challenges';
import { TerminalRenderer } from '@attesta/renderer-terminal';
import { generateSync } from 'otplib';
import { showDisk } from './closing.js';
import { gateTools } from './first-act.js';
import { ScriptedOperator } from './scripted-operator.js';
import { DANGEROUS, HARMLESS, work } from './third-act.js';
import type { Workspace } from './workspace.js';

/** The same without a terminal: what needs a person is denied; then a script plays the person. Returns the exit code. */
export async function playUnattended(workspace: Workspace): Promise<number> {
  console.log('There is no terminal here, so nobody can be asked: whatever needs a person is denied.\n');
  const denied = await play(workspace, new TerminalRenderer(), () => undefined);

  console.log(
    'The same again with a SCRIPTED operator, a program that stands in for you. Run it in a terminal to decide.\n',
  );
  const secret = generateTOTPSecret();
  const operator = new ScriptedOperator(() => generateSync({ secret }));
  const renderer = new InteractionRenderer(operator, { operator: { id: 'scripted-operator' } });
  const approved = await play(workspace, renderer, () => secret);

  return denied === 'nothing' && approved === 'everything' ? 0 : 1;
}

/** Lets the agent do all it wants; tells what of the dangerous part ran, provided that the disk says so too. */
async function play(
  workspace: Workspace,
  renderer: Renderer,
  secretProvider: () => string | undefined,
): Promise<'nothing' | 'everything' | 'something else'> {
  const tools = gateTools(renderer, new MemoryStateStore(), secretProvider);
  const harmless = await work(HARMLESS, tools, workspace.folder);
  const ends = await work(DANGEROUS, tools, workspace.folder);
  const isTrue = (await showDisk(workspace, ends)) && harmless.every(Boolean);
  if (isTrue && ends.every((ran) => !ran)) return 'nothing';
  return isTrue && ends.every(Boolean) ? 'everything' : 'something else';
}
