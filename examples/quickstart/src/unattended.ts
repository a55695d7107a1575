import { once } from 'node:events';
import type { TOTPSecrets } from '@attesta/challenge-totp';
import { InteractionRenderer } from '@attesta/challenges';
import { TerminalRenderer } from '@attesta/renderer-terminal';
import { generateSync } from 'otplib';
import { showDisk } from './closing.js';
import { showRecord } from './fifth-act.js';
import { gateTools } from './first-act.js';
import { forbidden, managerCall } from './fourth-act.js';
import type { Office } from './office.js';
import { startManager } from './scripted-manager.js';
import { ScriptedOperator } from './scripted-operator.js';
import { DANGEROUS, HARMLESS, work } from './third-act.js';
import type { Workspace } from './workspace.js';

/** The same without a terminal: what needs a person is denied; then programs play the people. Returns the exit code. */
export async function playUnattended(office: Office, folder: string, workspace: Workspace): Promise<number> {
  console.log('There is no terminal here, so nobody can be asked: whatever needs a person is denied.\n');
  await workspace.refresh();
  // Its own streams only: somebody may sit at the terminal that this run was started from.
  const { stdin: input, stdout: output } = process;
  const unasked = gateTools(new TerminalRenderer({ input, output }), office);
  const harmless = await work(HARMLESS, unasked, workspace.folder);
  const denied = await work(DANGEROUS, unasked, workspace.folder);
  const nothing = await showDisk(workspace, { rewritten: false, deleted: false, wiped: false });

  console.log('The same again with SCRIPTED people, programs that stand in for you. Run it in a terminal to decide.\n');
  const manager = startManager(process.argv[1] ?? '', folder, await enrolled(office.secrets, 'manager'));
  const secret = await enrolled(office.secrets, 'scripted-operator');
  const operator = new ScriptedOperator(
    () => generateSync({ secret }),
    (number) => manager.stdin.end(`${number}\n`),
  );
  const tools = gateTools(new InteractionRenderer(operator, { operator: { id: 'scripted-operator' } }), office);
  const steps = [...DANGEROUS, forbidden(await managerCall(office.state))];
  const approved = await work(steps, tools, workspace.folder);
  manager.stdin.end();
  const [managerCode] = manager.exitCode === null ? await once(manager, 'exit') : [manager.exitCode];
  const [rewritten = false, deleted = false, wiped = false] = approved;
  const everything = await showDisk(workspace, { rewritten, deleted, wiped });

  const isRecorded = await showRecord(office);
  const areAsked = harmless.every(Boolean) && !denied.some(Boolean) && approved.every(Boolean);
  return nothing && everything && isRecorded && areAsked && managerCode === 0 ? 0 : 1;
}

/** The secret of somebody who has enrolled: the code of half a minute ago showed that they have it. */
async function enrolled(secrets: TOTPSecrets, operatorId: string): Promise<string> {
  const { secret } = await secrets.beginEnrollment(operatorId);
  const epoch = Math.floor(Date.now() / 1000) - 30;
  const { status } = await secrets.confirmEnrollment(operatorId, generateSync({ secret, epoch }));
  if (status !== 'ok') throw new Error(`${operatorId} could not enroll: ${status}`);
  return secret;
}
