import { ownComment, ownValue } from '../own-value.js';

/** An approver's answer. */
export interface InboxAnswer {
  readonly verdict: 'approved' | 'denied';
  /** The id of the person who answers, exactly as the inbox knows it. */
  readonly responderId: string;
  /** Proves the id: the token of their notice, or a code that `authenticate` takes, such as a one-time code. */
  readonly proof: { readonly token: string } | { readonly code: string };
  /** The number at the requester's end. Required to approve a critical call. */
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

/** Reads an answer; undefined for one without an exact verdict, a responder, or exactly one proof. */
export function readAnswer(given: unknown): ReadAnswer | undefined {
  const verdict = ownValue(given, 'verdict');
  const responderId = stringOf(given, 'responderId', LONGEST_ID);
  const token = stringOf(ownValue(given, 'proof'), 'token', LONGEST_PROOF);
  const code = stringOf(ownValue(given, 'proof'), 'code', LONGEST_PROOF);
  if (verdict !== 'approved' && verdict !== 'denied') return undefined;
  if (responderId === undefined || responderId === '' || (token === undefined) === (code === undefined))
    return undefined;
  return {
    verdict,
    responderId,
    token,
    code,
    number: stringOf(given, 'number', LONGEST_ID),
    comment: ownComment(given, 'comment'),
  };
}

function stringOf(of: unknown, name: string, longest: number): string | undefined {
  const found = ownValue(of, name);
  return typeof found === 'string' && found.length <= longest && found.isWellFormed() ? found : undefined;
}

const LONGEST_ID = 256;
const LONGEST_PROOF = 16_384;
