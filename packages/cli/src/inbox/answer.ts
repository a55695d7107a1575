import { ApprovalInbox, type InboxDecision, type InboxRequest, type RefusalReason } from '@attesta/challenge-manager';
import type { TOTPOutcome } from '@attesta/challenge-totp';
import { visible } from '@attesta/core';
import { ExitCode, Failure } from '../command-error.js';
import { type Office, withOffice } from '../credentials.js';
import { timestamp } from '../io/format.js';
import type { Surroundings } from '../io/program-io.js';
import { askCode, askText } from '../io/prompts.js';
import type { Report } from '../report.js';
import { type CodeOptions, mustBeAbleTo } from '../totp/code.js';
import { refusal } from '../totp/refusal.js';
import { asData, details, shortId } from './describe.js';
import { findRequest } from './find-request.js';
import { approverOf, type InboxOptions } from './open-inbox.js';

/** Options of `attesta inbox approve` and `deny`. */
export interface AnswerOptions extends InboxOptions, CodeOptions {
  readonly comment?: string;
  readonly number?: string;
}

/** Answers a request with a code of the approver's own. What can be refused without it is, before it is asked for. */
export async function answer(
  surroundings: Surroundings,
  verdict: 'approved' | 'denied',
  named: string,
  options: AnswerOptions,
): Promise<Report> {
  const responderId = approverOf(surroundings, options);
  return await withOffice(surroundings, { options, isChange: true }, async (office) => {
    let codeOutcome: TOTPOutcome | undefined;
    const inbox = inboxOf(surroundings, office, (outcome) => {
      codeOutcome = outcome;
    });
    const request = await findRequest(inbox, responderId, named);
    if (options.codeStdin === true && named !== request.requestId) throw onlyBeginning(request);
    if (request.status !== 'pending') throw refused(CLOSED.get(request.status) ?? 'already_decided', request);
    await mustBeAbleTo(surroundings, office, responderId);
    explain(surroundings, request, options);
    const number = verdict === 'approved' && request.needsNumber ? await numberFor(surroundings, options) : undefined;
    const isPiped = options.codeStdin === true;
    const code = await askCode(surroundings, { prompt: `Code of ${responderId}`, isPiped });
    const { comment } = options;
    const given = { verdict, responderId, proof: { code }, number, comment };
    const decision = await inbox.decide(request.requestId, given);
    if (decision.status !== 'refused') return report(decision);
    if (decision.reason === 'not_proved' && codeOutcome !== undefined && codeOutcome.status !== 'ok') {
      throw refusal(responderId, codeOutcome, surroundings.clock);
    }
    throw refused(decision.reason, decision.request);
  });
}

function inboxOf(
  { clock }: Surroundings,
  { verifier, state, auditLog }: Office,
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

/** What is decided on stands before the question. */
function explain({ error, clock }: Surroundings, request: InboxRequest, { codeStdin }: AnswerOptions): void {
  if (codeStdin !== true) error.write(`${details(request, clock).join('\n')}\n`);
}

/** Nobody is shown what a piped code answers, and who names calls can make an id begin as they like: so all of it is named. */
function onlyBeginning({ requestId }: InboxRequest): Failure {
  return new Failure({
    exitCode: ExitCode.USAGE,
    status: 'usage',
    message: 'With --code-stdin the request is not shown, so it takes its whole id.',
    advice: 'See the ids with "attesta inbox list --json", and look at the request with "attesta inbox show".',
    data: { requestId },
  });
}

async function numberFor(surroundings: Surroundings, { number }: AnswerOptions): Promise<string> {
  if (number !== undefined) return number;
  return await askText(surroundings, "Number at the requester's end", 'Give it with --number.');
}

function report({ status, request }: Exclude<InboxDecision, { status: 'refused' }>): Report {
  const { requestId, executeBy } = request;
  const until = executeBy === undefined ? '' : `, to run by ${timestamp(executeBy)}`;
  return { data: { ...asData(request) }, lines: [`Request ${visible(shortId(requestId))} is ${status}${until}.`] };
}

function refused(reason: RefusalReason, request: InboxRequest | undefined): Failure {
  const closed = request?.status === 'denied' ? ' The request is closed as denied.' : '';
  return new Failure({
    exitCode: ExitCode.REFUSED,
    status: reason,
    message: `${WORDS[reason]}${reason === 'already_decided' ? '' : closed}`,
    data: request === undefined ? {} : { request: asData(request) },
  });
}

const CLOSED: ReadonlyMap<string, RefusalReason> = new Map([
  ['expired', 'expired'],
  ['withdrawn', 'withdrawn'],
]);

const WORDS: Readonly<Record<RefusalReason, string>> = {
  malformed: 'That is no answer.',
  unknown_request: 'There is no such request any more.',
  not_asked: 'Somebody else was asked, and nobody else can answer.',
  not_proved: 'That is not your code.',
  self_approval: 'You are one of those who asked for it: nobody approves their own action.',
  number_needed: "Approving it takes the number at the requester's end.",
  number_expired: "The number has expired, or is not shown yet: use the one that the requester's end shows now.",
  wrong_number: "That is not the number at the requester's end. Three wrong ones close the request.",
  expired: 'It has expired: nobody waits for an answer any more.',
  withdrawn: 'It was withdrawn: nobody waits for an answer any more.',
  already_decided: 'It was decided already, and that stands.',
};
