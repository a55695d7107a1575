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
