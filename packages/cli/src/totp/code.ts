import type { EnrolledOperator, TOTPSecrets } from '@attesta/challenge-totp';
import { visible } from '@attesta/core';
import { type Office, type TotpOptions, withOffice } from '../credentials.js';
import type { Surroundings } from '../io/program-io.js';
import { askCode } from '../io/prompts.js';
import type { Report } from '../report.js';
import { notEnrolled, refusal } from './refusal.js';

/** Options of commands that take a code. */
export interface CodeOptions extends TotpOptions {
  readonly codeStdin?: boolean;
}

/** Checks one code, which is spent by that. */
export async function verify(surroundings: Surroundings, operatorId: string, options: CodeOptions): Promise<Report> {
  return await withOffice(surroundings, { options }, async (office) => {
    const step = await proveIdentity(surroundings, office, { operatorId, options });
    const line = `That is ${visible(operatorId)}'s code. It is spent now.`;
    return { data: { status: 'ok', operatorId, step }, lines: [line] };
  });
}

/** Takes the first code of a secret that waits for it. */
export async function confirm(surroundings: Surroundings, operatorId: string, options: CodeOptions): Promise<Report> {
  return await withOffice(surroundings, { options, isChange: true }, async ({ secrets }) => {
    await find(secrets, operatorId);
    const prompt = `First code of ${operatorId}`;
    const code = await askCode(surroundings, { prompt, isPiped: options.codeStdin === true });
    const outcome = await secrets.confirm(operatorId, code);
    if (outcome.status !== 'ok') throw refusal(operatorId, outcome, surroundings.clock);
    const line = `${visible(operatorId)} is enrolled. That code is spent: the next one approves.`;
    return { data: { status: 'active', operatorId }, lines: [line] };
  });
}

/**
 * Lets a person show by a code of their own that it is them.
 *
 * @returns The code's time step.
 * @throws Failure when they are not enrolled or locked, before a code is asked for; or when the code is refused.
 */
export async function proveIdentity(
  surroundings: Surroundings,
  office: Office,
  { operatorId, options }: { readonly operatorId: string; readonly options: CodeOptions },
): Promise<number> {
  const { clock } = surroundings;
  await mustBeAbleTo(surroundings, office, operatorId);
  const { verifier, state } = office;
  const prompt = `Code of ${operatorId}`;
  const code = await askCode(surroundings, { prompt, isPiped: options.codeStdin === true });
  const outcome = await verifier.verify({ operatorId, code, state, clock });
  if (outcome.status !== 'ok') throw refusal(operatorId, outcome, clock);
  return outcome.step;
}

/** @throws Failure when no code of theirs can be right: they are not enrolled, or locked. */
export async function mustBeAbleTo(
  { clock }: Surroundings,
  { secrets }: Pick<Office, 'secrets'>,
  operatorId: string,
): Promise<void> {
  const { status, barrier } = await find(secrets, operatorId);
  if (status === 'pending') throw refusal(operatorId, { status: 'secret_not_found' }, clock);
  if (status === 'unreadable') throw refusal(operatorId, { status: 'secret_unusable' }, clock);
  if (barrier !== undefined) throw refusal(operatorId, barrier, clock);
}

async function find(secrets: TOTPSecrets, operatorId: string): Promise<EnrolledOperator> {
  const operator = await secrets.find(operatorId);
  if (operator === undefined) throw notEnrolled(operatorId);
  return operator;
}
