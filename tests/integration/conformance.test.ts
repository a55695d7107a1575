import { ConfirmChallenge } from '@attesta/core/challenges';
import { challengeConformance } from '@attesta/testing/conformance';
import { describe, it } from 'vitest';

challengeConformance(
  { describe, it },
  {
    name: 'ConfirmChallenge',
    create: () => new ConfirmChallenge(),
    passes: { 'a clear yes': () => [true] },
    fails: { 'a clear no': () => [false] },
    unsupported: { approvers: 'the operator alone decides' },
  },
);
