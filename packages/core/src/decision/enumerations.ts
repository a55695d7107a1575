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

/** The kinds of proof a person can be asked for. A custom challenge reuses one and says what it is by `name`. */
export const ChallengeType: {
  readonly AUTO_APPROVE: 'auto_approve';
  readonly CONFIRM: 'confirm';
  readonly QUIZ: 'quiz';
  readonly TEACH_BACK: 'teach_back';
  readonly MULTI_PARTY: 'multi_party';
} = Object.freeze({
  AUTO_APPROVE: 'auto_approve',
  CONFIRM: 'confirm',
  QUIZ: 'quiz',
  TEACH_BACK: 'teach_back',
  MULTI_PARTY: 'multi_party',
});

/** One of `auto_approve`, `confirm`, `quiz`, `teach_back`, `multi_party`. */
export type ChallengeType = (typeof ChallengeType)[keyof typeof ChallengeType];

const TYPES: readonly unknown[] = Object.values(ChallengeType);

/** Whether `value` is one of the five types. */
export function isChallengeType(value: unknown): value is ChallengeType {
  return TYPES.includes(value);
}
