import type { Clock, Decision } from '@attesta/core';
import { type MessageNotice, remaining, visible, type WaitingNotice } from '@attesta/core/authoring';
import { collapsed } from './blank-runs.js';
import { shortened, words } from './lines.js';
import { type Page, withBar } from './page.js';
import { atTime, inWords } from './time-words.js';

/** A message: a foreign string, so all of it is right of the bar. */
export function messageLines(page: Page, { text }: MessageNotice): readonly string[] {
  return withBar(page, collapsed(visible(text)));
}

/** The number of waiting actions. */
export function queueLines(page: Page, count: number): readonly string[] {
  if (count === 0) return [];
  const [actions, wait] = count === 1 ? ['action', 'waits'] : ['actions', 'wait'];
  return words(`${count} more ${actions} ${wait} for an answer after this one.`, page.width);
}

/** The subject of a wait, its deadline, and how to give up: on one line, or our words first if it is too long. */
export function waitingLines(page: Page, { text, deadline }: WaitingNotice, clock: Clock): readonly string[] {
  const rest = remaining(clock, deadline);
  const until = atTime(clock.wall() + rest, clock.wall());
  const shown = collapsed(visible(text));
  const how = `${until} (${inWords(rest)}); Ctrl-C gives up.`;
  const short = withBar(page, `${shown} Until ${how}`);
  return short.length === 1 ? short : [...words(`Waiting until ${how}`, page.width), ...withBar(page, shown)];
}

/** A decision on one line, if it fits: verdict, action, approvers, duration, and the reason of a denial. */
export function decisionLines(page: Page, decision: Decision): readonly string[] {
  const { verdict, context } = decision;
  const word = VERDICTS[verdict];
  const end = `${by(decision)}${took(decision)}${why(decision)}`;
  const action = shortened(context.description, Math.max(page.width - word.length - end.length - 1, LEAST_ACTION));
  const [first = '', ...rest] = hanging(page, `${word} ${action}${end}`);
  return [`${page.paint(verdict === 'approved' ? 'good' : 'bad', word)}${first.slice(word.length)}`, ...rest];
}

/** A line of ours with foreign strings in it: its rest is right of the bar. */
function hanging(page: Page, text: string): readonly string[] {
  const [first = ''] = words(text, page.width);
  const rest = text.slice(first.length).trimStart();
  return rest === '' ? [first] : [first, ...withBar(page, rest)];
}

function by({ approvers, challenge, verdict }: Decision): string {
  if (approvers.length > 0) return ` by ${approvers.map(visible).join(' and ')}`;
  if (challenge === undefined) return verdict === 'approved' ? ' automatically' : '';
  return challenge.passed || challenge.responder === undefined ? '' : ` by ${visible(challenge.responder)}`;
}

/** Left out after a wrong answer: the reason would help the next guess. */
function why({ reason, reviewTimeSeconds, challenge }: Decision): string {
  const hasFailed = reviewTimeSeconds !== undefined && challenge?.passed !== true;
  return reason === undefined || hasFailed ? '' : `: ${visible(reason)}`;
}

/** The review time of the person; without an answer, the wait, if it was at least a second. */
function took({ reviewTimeSeconds, challenge }: Decision): string {
  const waited = challenge?.responseTimeSeconds ?? 0;
  const seconds = reviewTimeSeconds ?? (waited >= 1 ? waited : undefined);
  return seconds === undefined ? '' : ` in ${inWords(seconds * 1000)}`;
}

const VERDICTS = { approved: 'APPROVED', denied: 'DENIED', timed_out: 'TIMED OUT', cancelled: 'CANCELLED' } as const;
const LEAST_ACTION = 24;
