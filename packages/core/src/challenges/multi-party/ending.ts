import type { Refusal } from '../../verdict.js';

/** How it ended: enough people have approved, or why not. */
export type Ending = Approved | Refused;

/** Enough people have approved. */
interface Approved {
  readonly kind: 'approved';
}

/** It cannot pass any more. */
export interface Refused {
  readonly kind: 'refused';
  readonly verdict: Refusal;
  readonly reason: string;
  /** Who said no, having proved who they are. */
  readonly responder?: string;
  /** More for the record. */
  readonly details?: Readonly<Record<string, string | number>>;
}

/** An ending without a pass. */
export function refused(reason: string, more: Partial<Refused> = {}): Refused {
  return { verdict: 'denied', ...more, kind: 'refused', reason };
}

/** The reason when time has run out. */
export const TOO_LATE = 'nobody answered in time';
