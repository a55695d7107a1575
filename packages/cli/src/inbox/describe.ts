import type { InboxRequest } from '@attesta/challenge-manager';
import type { Clock } from '@attesta/core';
import { visible } from '@attesta/core/authoring';
import { inWords, timestamp } from '../io/format.js';

/** A request for programs: times as ISO 8601 strings; unknown facts are left out. */
export function asData(request: InboxRequest): object {
  const { createdAt, expiresAt, closedAt, executeBy, ...rest } = request;
  const times = Object.entries({ createdAt, expiresAt, closedAt, executeBy }).flatMap(([name, at]) =>
    at === undefined ? [] : [[name, timestamp(at)]],
  );
  return { ...rest, ...Object.fromEntries(times) };
}

/** A prefix of an id, long enough to be unique as a rule. */
export function shortId(requestId: string): string {
  return requestId.length > SHORT ? requestId.slice(0, SHORT) : requestId;
}

/** The call on one line, not escaped. */
export function summary({ request, message }: InboxRequest): string {
  return request?.description ?? message;
}

/** Every fact that a decision needs. */
export function details(request: InboxRequest, clock: Clock): readonly string[] {
  return [
    `Request ${visible(request.requestId)}: ${statusWords(request, clock)}`,
    ...request.message.split('\n').map((line) => `  ${shownLine(line)}`),
    ...(request.comment === undefined ? [] : [`  Comment: ${visible(request.comment)}`]),
  ];
}

/** The status in words. */
function statusWords(request: InboxRequest, clock: Clock): string {
  const { status, expiresAt, needsNumber, responderId = '', closedAt = 0, executeBy = 0 } = request;
  const by = `by ${visible(responderId)} at ${timestamp(closedAt)}`;
  switch (status) {
    case 'pending': {
      const number = needsNumber ? "; to approve it, type the number on the requester's screen" : '';
      return `pending until ${timestamp(expiresAt)}, ${inWords(expiresAt - clock.wall())} left${number}`;
    }
    case 'approved':
      return `approved ${by}, must run by ${timestamp(executeBy)}`;
    case 'denied':
      return `denied ${by}${request.reason === undefined ? '' : ` (${visible(request.reason)})`}`;
    case 'expired':
      return `expired at ${timestamp(expiresAt)}`;
    case 'withdrawn':
      return `withdrawn at ${timestamp(closedAt)}${request.reason === undefined ? '' : ` (${visible(request.reason)})`}`;
  }
}

/** The sender escapes a message; any character left unescaped is escaped here. */
function shownLine(line: string): string {
  return line.replace(/[^ -~]/gu, (character) => visible(character));
}

const SHORT = 8;
