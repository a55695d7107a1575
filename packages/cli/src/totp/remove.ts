import { visible } from '@attesta/core';
import { ExitCode, Failure } from '../command-error.js';
import { type TotpOptions, withOffice } from '../credentials.js';
import type { Surroundings } from '../io/program-io.js';
import { askYes } from '../io/prompts.js';
import type { Report } from '../report.js';
import { notEnrolled } from './refusal.js';

/** Options of `attesta totp remove`. */
export interface RemoveOptions extends TotpOptions {
  readonly yes?: boolean;
}

/** Removes an operator's secrets, once somebody said yes. */
export async function remove(surroundings: Surroundings, operatorId: string, options: RemoveOptions): Promise<Report> {
  return await withOffice(surroundings, { options, isChange: true }, async ({ secrets }) => {
    if ((await secrets.find(operatorId)) === undefined) throw notEnrolled(operatorId);
    const question = `Remove the secret of ${operatorId}? They cannot approve anything then.`;
    if (options.yes !== true && !(await askYes(surroundings, question))) throw kept(operatorId);
    await secrets.remove(operatorId);
    const line = `${visible(operatorId)} is removed. Failures and a lock stay.`;
    return { data: { status: 'removed', operatorId }, lines: [line] };
  });
}

function kept(operatorId: string): Failure {
  const message = `Nothing was removed: ${visible(operatorId)} is still enrolled.`;
  return new Failure({ exitCode: ExitCode.REFUSED, status: 'kept', message, data: { operatorId } });
}
