import type { InboxRequest } from '@attesta/challenge-manager';
import { type Clock, visible } from '@attesta/core';
import { inWords, timestamp } from '../io/format.js';

/** A request for programs: times as text, what is not known left out. */
export function asData(request: InboxRequest): object {
  const { createdAt, expiresAt, closedAt, executeBy, ...rest } = request;
  const times = Object.entries({ createdAt, expiresAt, closedAt, executeBy }).flatMap(([name, at]) =>
    at === undefined ? [] : [[name, timestamp(at)]],
  );
  return { ...rest, ...Object.fromEntries(times) };
}

/** Enough of an id to name it by. */
export function shortId(requestId: string): string {
  return requestId.length > SHORT ? requestId.slice(0, SHORT) : requestId;
}

/** What a request is about, on one line. Foreign text. */
export function summary({ request, message }: InboxRequest): string {
  return request?.description ?? message;
}

/** All that there is to know before a decision. */
export function details(request: InboxRequest, clock: Clock): readonly string[] {
  return [
    `Request ${visible(request.requestId)}: ${standing(request, clock)}`,
    ...request.message.split('\n').map((line) => `  ${shownLine(line)}`),
    ...(request.comment === undefined ? [] : [`  Comment: ${visible(request.comment)}`]),
  ];
}

/** Where it stands, in words. */
function standing(request: InboxRequest, clock: Clock): string {
  const { status, expiresAt, needsNumber, responderId = '', closedAt = 0, executeBy = 0 } = request;
  const by = `by ${visible(responderId)} at ${timestamp(closedAt)}`;
  switch (status) {
    case 'pending': {
      const number = needsNumber ? "; approving it takes the number at the requester's end" : '';
      return `awaits an answer until ${timestamp(expiresAt)}, for ${inWords(expiresAt - clock.wall())}${number}`;
    }
    case 'approved':
      return `approved ${by}, to run by ${timestamp(executeBy)}`;
    case 'denied':
      return `denied ${by}${request.reason === undefined ? '' : ` (${visible(request.reason)})`}`;
    case 'expired':
      return `expired at ${timestamp(expiresAt)}`;
    case 'withdrawn':
      return `withdrawn at ${timestamp(closedAt)}${request.reason === undefined ? '' : ` (${visible(request.reason)})`}`;
  }
}

/** A message is escaped where it is made; what is not is escaped here. */
function shownLine(line: string): string {
  return line.replace(/[^ -~]/gu, (character) => visible(character));
}

const SHORT = 8;
