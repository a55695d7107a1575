import type { Enrolment, TOTPSecrets } from '@attesta/challenge-totp';
import { visible } from '@attesta/core';
import { ExitCode, Failure } from '../command-error.js';
import { type TotpOptions, withOffice } from '../credentials.js';
import { Printer } from '../io/printer.js';
import type { Surroundings } from '../io/program-io.js';
import { askCode } from '../io/prompts.js';
import type { Report } from '../report.js';
import { qrCode } from './qr-code.js';
import { refusal } from './refusal.js';

/** Options of `attesta totp enroll`. */
export interface EnrollOptions extends TotpOptions {
  readonly issuer?: string;
  readonly replace?: boolean;
}

const TRIES = 3;

/** Makes a secret, shows it, and takes the first code. For programs it stays pending. */
export async function enroll(surroundings: Surroundings, operatorId: string, options: EnrollOptions): Promise<Report> {
  const screen = new Printer(surroundings.output, surroundings.env);
  if (options.json !== true && !screen.isTerminal) throw noScreen();
  const request = { options, isMade: true, isChange: true, issuer: options.issuer };
  return await withOffice(surroundings, request, async ({ secrets }) => {
    const known = await secrets.find(operatorId);
    if (known !== undefined && known.status !== 'pending' && options.replace !== true) throw isEnrolled(operatorId);
    const enrolment = await secrets.enroll(operatorId);
    const { uri, secret } = enrolment;
    if (options.json === true) return { data: { status: 'pending', operatorId, uri, secret }, lines: [] };
    screen.print(invitation(enrolment, screen));
    await takeFirstCode(surroundings, secrets, operatorId);
    const done = `${visible(operatorId)} is enrolled. That code is spent: the next one approves.`;
    return { data: { status: 'active', operatorId }, lines: [screen.paint('good', done)] };
  });
}

/** Asks until the code is right, a few times. */
async function takeFirstCode(surroundings: Surroundings, secrets: TOTPSecrets, operatorId: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const prompt = `First code of ${operatorId} (attempt ${attempt} of ${TRIES})`;
    const code = await askCode(surroundings, { prompt, isPiped: false }).catch((error: unknown) => {
      throw stillPending(operatorId, error);
    });
    const outcome = await secrets.confirm(operatorId, code);
    if (outcome.status === 'ok') return;
    const refused = refusal(operatorId, outcome, surroundings.clock);
    const isOver = attempt === TRIES || (outcome.status !== 'wrong' && outcome.status !== 'malformed');
    if (isOver) throw stillPending(operatorId, refused);
    new Printer(surroundings.error, surroundings.env).print([refused.message]);
  }
}

function invitation({ uri, secret, operatorId }: Enrolment, screen: Printer): readonly string[] {
  const code = qrCode(uri, screen);
  const id = visible(operatorId);
  const how = code.length > 0 ? 'Scan this with' : 'The window is too narrow for a QR code. Type this into';
  return [
    `${how} ${id}'s authenticator app. Whoever sees it can make ${id}'s codes.`,
    '',
    ...code,
    '',
    `  secret: ${screen.paint('strong', secret.replace(/(.{4})(?=.)/g, '$1 '))}`,
    '',
  ];
}

function isEnrolled(operatorId: string): Failure {
  return new Failure({
    exitCode: ExitCode.REFUSED,
    status: 'already_enrolled',
    message: `${visible(operatorId)} is enrolled already.`,
    advice: 'For a new authenticator add --replace: the old one works until the new one has shown its first code.',
    data: { operatorId },
  });
}

function noScreen(): Failure {
  return new Failure({
    exitCode: ExitCode.NOT_READY,
    status: 'no_terminal',
    message: 'This would print a secret where no person is looking.',
    advice:
      'Run it in a terminal. A program takes the secret with --json, and confirms it with "attesta totp confirm".',
  });
}

/** The same failure; the secret that was shown is not lost. */
function stillPending(operatorId: string, error: unknown): unknown {
  if (!(error instanceof Failure)) return error;
  const advice = `The secret waits for its first code: "attesta totp confirm ${visible(operatorId)}".`;
  return new Failure({ ...error.parts, advice });
}
