import { styleText } from 'node:util';
import type { Enrollment, TOTPSecrets } from '@attesta/challenge-totp';
import { visible } from '@attesta/core/authoring';
import { renderUnicodeCompact } from 'uqr';
import type { Report } from '../command.js';
import { CommandError, ExitCode } from '../command-error.js';
import { type CredentialOptions, withCredentials } from '../credentials.js';
import { Printer } from '../io/printer.js';
import type { ProgramIO } from '../io/program-io.js';
import { askCode } from '../io/prompts.js';
import { enrolledLine, refusal } from './code.js';

/** Options of `attesta totp enroll`. */
export interface EnrollOptions extends CredentialOptions {
  readonly issuer?: string;
  readonly replace?: boolean;
}

const MAX_ATTEMPTS = 3;

/** Creates a secret, shows it, and takes the first code. With --json the secret stays pending. */
export async function enroll(io: ProgramIO, operatorId: string, options: EnrollOptions): Promise<Report> {
  const screen = new Printer(io.output, io.env);
  if (options.json !== true && !screen.isTerminal) throw noTerminal();
  const request = { options, createIfMissing: true, isChange: true, issuer: options.issuer };
  return await withCredentials(io, request, async ({ secrets }) => {
    const known = await secrets.find(operatorId);
    if (known !== undefined && known.status !== 'pending' && options.replace !== true)
      throw alreadyEnrolled(operatorId);
    const enrollment = await secrets.beginEnrollment(operatorId);
    const { uri, secret } = enrollment;
    if (options.json === true) return { data: { status: 'pending', operatorId, uri, secret }, lines: [] };
    screen.print(invitation(enrollment, screen));
    await takeFirstCode(io, secrets, operatorId);
    return { data: { status: 'active', operatorId }, lines: [screen.paint('good', enrolledLine(operatorId))] };
  });
}

/** Asks until the code is right, a few times. */
async function takeFirstCode(io: ProgramIO, secrets: TOTPSecrets, operatorId: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const prompt = `First code of ${operatorId} (attempt ${attempt} of ${MAX_ATTEMPTS})`;
    const code = await askCode(io, { prompt, isPiped: false }).catch((error: unknown) => {
      throw stillPending(operatorId, error);
    });
    const outcome = await secrets.confirmEnrollment(operatorId, code);
    if (outcome.status === 'ok') return;
    const refused = refusal(operatorId, outcome, io.clock);
    const isOver = attempt === MAX_ATTEMPTS || (outcome.status !== 'wrong' && outcome.status !== 'malformed');
    if (isOver) throw stillPending(operatorId, refused);
    new Printer(io.error, io.env).print([refused.message]);
  }
}

function invitation({ uri, secret, operatorId }: Enrollment, screen: Printer): readonly string[] {
  const code = qrCode(uri, screen);
  const id = visible(operatorId);
  const how = code.length > 0 ? 'Scan this with' : 'The window is too narrow for a QR code. Type this secret into';
  return [
    `${how} ${id}'s authenticator app. It is enough to compute ${id}'s codes: show it to ${id} alone.`,
    '',
    ...code,
    '',
    `  secret: ${screen.paint('strong', secret.replace(/(.{4})(?=.)/g, '$1 '))}`,
    '',
  ];
}

/** The lines of a QR code, dark on light in every color scheme; empty if the terminal is too narrow for all of it. */
function qrCode(uri: string, printer: Printer): readonly string[] {
  const lines = renderUnicodeCompact(uri, { border: 2 }).split('\n');
  if ((lines[0]?.length ?? 0) > printer.width) return [];
  if (!printer.hasColors) return lines;
  return lines.map((line) => styleText(['whiteBright', 'bgBlack'], line, { validateStream: false }));
}

function alreadyEnrolled(operatorId: string): CommandError {
  return new CommandError({
    exitCode: ExitCode.REFUSED,
    code: 'already_enrolled',
    message: `${visible(operatorId)} is enrolled already.`,
    advice: 'For a new authenticator add --replace: the old one works until the first code of the new one.',
    data: { operatorId },
  });
}

function noTerminal(): CommandError {
  return new CommandError({
    exitCode: ExitCode.NOT_READY,
    code: 'no_terminal',
    message: 'No terminal: the secret was not printed.',
    advice: 'Run it in a terminal, or take the secret with --json and confirm it with "attesta totp confirm".',
  });
}

/** The same error with other advice: the secret that was shown is kept. */
function stillPending(operatorId: string, error: unknown): unknown {
  if (!(error instanceof CommandError)) return error;
  const { exitCode, code, message, data } = error;
  const advice = `Give the first code later with "attesta totp confirm ${visible(operatorId)}".`;
  return new CommandError({ exitCode, code, message, advice, data });
}
