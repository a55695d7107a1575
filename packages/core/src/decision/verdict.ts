/** How an approval ended. Only `approved` lets an action run. */
export const Verdict: {
  readonly APPROVED: 'approved';
  readonly DENIED: 'denied';
  readonly TIMED_OUT: 'timed_out';
  readonly CANCELLED: 'cancelled';
} = Object.freeze({ APPROVED: 'approved', DENIED: 'denied', TIMED_OUT: 'timed_out', CANCELLED: 'cancelled' });

/** One of `approved`, `denied`, `timed_out`, `cancelled`. */
export type Verdict = (typeof Verdict)[keyof typeof Verdict];

/** A verdict that lets nothing run. */
export type Refusal = Exclude<Verdict, 'approved'>;

/** Whether `value` is a verdict other than `approved`. */
export function isRefusal(value: unknown): value is Refusal {
  return value !== Verdict.APPROVED && VERDICTS.includes(value);
}

const VERDICTS: readonly unknown[] = Object.values(Verdict);
