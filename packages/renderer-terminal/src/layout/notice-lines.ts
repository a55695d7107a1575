import {
  type ApprovalResult,
  type Clock,
  type MessageNotice,
  remaining,
  visible,
  type WaitingNotice,
} from '@attesta/core';
import { collapsed } from './blank-runs.js';
import { behind, type Page, shortened, words } from './page.js';
import { atTime, inWords } from './time-words.js';

/** A message: foreign text, so all of it behind the bar. */
export function messageLines(page: Page, { text }: MessageNotice): readonly string[] {
  return behind(page, collapsed(visible(text)));
}

/** How many actions come after this one. */
export function queueLines(page: Page, count: number): readonly string[] {
  if (count === 0) return [];
  const [actions, wait] = count === 1 ? ['action', 'waits'] : ['actions', 'wait'];
  return words(`${count} more ${actions} ${wait} for an answer after this one.`, page.width);
}

/** What is waited for elsewhere, until when, and how to give up: on one line, or ours first where it is too long for one. */
export function waitingLines(page: Page, { text, deadline }: WaitingNotice, clock: Clock): readonly string[] {
  const rest = remaining(clock, deadline);
  const until = atTime(clock.wall() + rest, clock.wall());
  const shown = collapsed(visible(text));
  const how = `${until} (${inWords(rest)}); Ctrl-C gives up.`;
  const short = behind(page, `${shown} Until ${how}`);
  return short.length === 1 ? short : [...words(`Waiting until ${how}`, page.width), ...behind(page, shown)];
}

/** A decision on one line, as far as it goes: verdict, action, by whom, how long it took, and why it was refused. */
export function decisionLines(page: Page, approval: ApprovalResult): readonly string[] {
  const { verdict, context } = approval;
  const word = VERDICTS[verdict];
  const end = `${by(approval)}${took(approval)}${why(approval)}`;
  const action = shortened(context.description, Math.max(page.width - word.length - end.length - 1, LEAST_ACTION));
  const [first = '', ...rest] = hanging(page, `${word} ${action}${end}`);
  return [`${page.paint(verdict === 'approved' ? 'good' : 'bad', word)}${first.slice(word.length)}`, ...rest];
}

/** A line of ours with foreign text in it: where it is too long it goes on behind the bar. */
function hanging(page: Page, text: string): readonly string[] {
  const [first = ''] = words(text, page.width);
  const rest = text.slice(first.length).trimStart();
  return rest === '' ? [first] : [first, ...behind(page, rest)];
}

function by({ approvers, challenge, verdict }: ApprovalResult): string {
  if (approvers.length > 0) return ` by ${approvers.map(visible).join(' and ')}`;
  if (challenge === undefined) return verdict === 'approved' ? ' automatically' : '';
  return challenge.passed || challenge.responder === undefined ? '' : ` by ${visible(challenge.responder)}`;
}

/** Whoever answered and failed is told only that: why would help the next guess. */
function why({ reason, reviewTimeSeconds, challenge }: ApprovalResult): string {
  const hasFailed = reviewTimeSeconds !== undefined && challenge?.passed !== true;
  return reason === undefined || hasFailed ? '' : `: ${visible(reason)}`;
}

/** How long the person took; where nobody answered, how long was waited, if it is worth a word. */
function took({ reviewTimeSeconds, challenge }: ApprovalResult): string {
  const waited = challenge?.responseTimeSeconds ?? 0;
  const seconds = reviewTimeSeconds ?? (waited >= 1 ? waited : undefined);
  return seconds === undefined ? '' : ` in ${inWords(seconds * 1000)}`;
}

const VERDICTS = { approved: 'APPROVED', denied: 'DENIED', timed_out: 'TIMED OUT', cancelled: 'CANCELLED' } as const;
const LEAST_ACTION = 24;
