import { ApprovalInbox, type InboxDecision, type InboxRequest, type RefusalReason } from '@attesta/challenge-manager';
import type { TOTPOutcome } from '@attesta/challenge-totp';
import { visible } from '@attesta/core/authoring';
import type { Report } from '../command.js';
import { CommandError, ExitCode } from '../command-error.js';
import { type Credentials, withCredentials } from '../credentials.js';
import { timestamp } from '../io/format.js';
import type { ProgramIO } from '../io/program-io.js';
import { askCode, askString } from '../io/prompts.js';
import { type CodeOptions, refusal, requireUsableSecret } from '../totp/code.js';
import { asData, details, shortId } from './describe.js';
import { approverOf, findRequest, type InboxOptions } from './open-inbox.js';

/** Options of `attesta inbox approve` and `deny`. */
export interface AnswerOptions extends InboxOptions, CodeOptions {
  readonly comment?: string;
  readonly number?: string;
}

/** Answers a request with the approver's code. Every check that needs no code comes before the question. */
export async function answer(
  io: ProgramIO,
  verdict: 'approved' | 'denied',
  idOrPrefix: string,
  options: AnswerOptions,
): Promise<Report> {
  const responderId = approverOf(io, options);
  return await withCredentials(io, { options, isChange: true }, async (credentials) => {
    let codeOutcome: TOTPOutcome | undefined;
    const inbox = inboxOf(io, credentials, (outcome) => {
      codeOutcome = outcome;
    });
    const request = await findRequest(inbox, responderId, idOrPrefix);
    if (options.codeStdin === true && idOrPrefix !== request.requestId) throw notWholeId(request);
    if (request.status !== 'pending') throw refused(CLOSED.get(request.status) ?? 'already_decided', request);
    await requireUsableSecret(io, credentials, responderId);
    explain(io, request, options);
    const number = verdict === 'approved' && request.needsNumber ? await numberFor(io, options) : undefined;
    const isPiped = options.codeStdin === true;
    const code = await askCode(io, { prompt: `Code of ${responderId}`, isPiped });
    const { comment } = options;
    const given = { verdict, responderId, proof: { code }, number, comment };
    const decision = await inbox.decide(request.requestId, given);
    if (decision.status !== 'refused') return report(decision);
    if (decision.reason === 'not_proved' && codeOutcome !== undefined && codeOutcome.status !== 'ok') {
      throw refusal(responderId, codeOutcome, io.clock);
    }
    throw refused(decision.reason, decision.request);
  });
}

function inboxOf(
  { clock }: ProgramIO,
  { verifier, state, auditLog }: Credentials,
  note: (outcome: TOTPOutcome) => void,
): ApprovalInbox {
  return new ApprovalInbox({
    state,
    clock,
    auditLog,
    async authenticate({ responderId, code }) {
      const outcome = await verifier.verify({ operatorId: responderId, code, state, clock });
      note(outcome);
      return outcome.status === 'ok';
    },
  });
}

/** Shows the request before the question. */
function explain({ error, clock }: ProgramIO, request: InboxRequest, { codeStdin }: AnswerOptions): void {
  if (codeStdin !== true) error.write(`${details(request, clock).join('\n')}\n`);
}

/** A piped code answers a request that is not shown, and an agent can choose a prefix: so the whole id is required. */
function notWholeId({ requestId }: InboxRequest): CommandError {
  return new CommandError({
    exitCode: ExitCode.USAGE,
    code: 'usage',
    message: 'With --code-stdin the request is not shown, so its whole id is required.',
    advice: 'List the ids with "attesta inbox list --json", and read the request with "attesta inbox show".',
    data: { requestId },
  });
}

async function numberFor(io: ProgramIO, { number }: AnswerOptions): Promise<string> {
  if (number !== undefined) return number;
  return await askString(io, "Number on the requester's screen", 'Give it with --number.');
}

function report({ status, request }: Exclude<InboxDecision, { status: 'refused' }>): Report {
  const { requestId, executeBy } = request;
  const until = executeBy === undefined ? '' : `. It must run by ${timestamp(executeBy)}`;
  return { data: { ...asData(request) }, lines: [`Request ${visible(shortId(requestId))} is ${status}${until}.`] };
}

function refused(reason: RefusalReason, request: InboxRequest | undefined): CommandError {
  const closed = request?.status === 'denied' ? ' The request is closed as denied.' : '';
  return new CommandError({
    exitCode: ExitCode.REFUSED,
    code: reason,
    message: `${WORDS[reason]}${reason === 'already_decided' ? '' : closed}`,
    data: request === undefined ? {} : { request: asData(request) },
  });
}

const CLOSED: ReadonlyMap<string, RefusalReason> = new Map([
  ['expired', 'expired'],
  ['withdrawn', 'withdrawn'],
]);

const WORDS: Readonly<Record<RefusalReason, string>> = {
  malformed: 'The answer is malformed.',
  unknown_request: 'The request does not exist any more.',
  not_asked: 'The request was sent to another approver: only they can answer it.',
  not_proved: 'The code is not yours.',
  self_approval: 'You requested this action yourself: another person must approve it.',
  number_needed: "To approve it, give the number on the requester's screen.",
  number_expired: "The number has expired or is not shown yet: use the number that the requester's screen shows now.",
  wrong_number: "The number differs from the requester's screen. Three wrong numbers close the request.",
  expired: 'The request has expired: the caller no longer waits.',
  withdrawn: 'The request was withdrawn: the caller no longer waits.',
  already_decided: 'The request was decided already: the first answer counts.',
};
