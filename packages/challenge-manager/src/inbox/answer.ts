import { ownValue } from '../own-value.js';

/** What an approver answers. */
export interface InboxAnswer {
  readonly verdict: 'approved' | 'denied';
  /** Who answers, exactly as they are known here. */
  readonly responderId: string;
  /** What shows that it is them: the token that only they were sent, or what `authenticate` takes, such as a one-time code. */
  readonly proof: { readonly token: string } | { readonly code: string };
  /** The number at the requester's end. Critical calls are not approved without. */
  readonly number?: string | undefined;
  /** For the requester to read, 1000 characters at most. */
  readonly comment?: string | undefined;
}

/** An answer as it came, of which nothing is believed. */
export interface ReadAnswer {
  readonly verdict: 'approved' | 'denied';
  readonly responderId: string;
  readonly token: string | undefined;
  readonly code: string | undefined;
  readonly number: string | undefined;
  readonly comment: string | undefined;
}

/** The answer in what was given; undefined where there is none: no exact verdict, no responder, no proof. */
export function readAnswer(given: unknown): ReadAnswer | undefined {
  const verdict = ownValue(given, 'verdict');
  const responderId = textOf(given, 'responderId', LONGEST_ID);
  const token = textOf(ownValue(given, 'proof'), 'token', LONGEST_PROOF);
  const code = textOf(ownValue(given, 'proof'), 'code', LONGEST_PROOF);
  if (verdict !== 'approved' && verdict !== 'denied') return undefined;
  if (responderId === undefined || responderId === '' || (token === undefined) === (code === undefined))
    return undefined;
  const comment = ownValue(given, 'comment');
  return {
    verdict,
    responderId,
    token,
    code,
    number: textOf(given, 'number', LONGEST_ID),
    comment: typeof comment === 'string' ? comment.slice(0, LONGEST_COMMENT).toWellFormed() : undefined,
  };
}

function textOf(of: unknown, name: string, longest: number): string | undefined {
  const found = ownValue(of, name);
  return typeof found === 'string' && found.length <= longest && found.isWellFormed() ? found : undefined;
}

const LONGEST_ID = 256;
const LONGEST_PROOF = 16_384;
const LONGEST_COMMENT = 1000;
