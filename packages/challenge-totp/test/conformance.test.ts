import { challengeConformance } from '@attesta/testing/conformance';
import { describe, it } from 'vitest';
import { TOTPChallenge } from '../src/index.js';
import { codeAt, secretOf, wrongCodes } from './codes.js';

const secret = secretOf('operator-1');

challengeConformance(
  { describe, it },
  {
    name: 'TOTPChallenge',
    create: ({ dependency }) => new TOTPChallenge({ secretProvider: dependency('secretProvider', () => secret) }),
    passes: {
      'the code of this step': ({ clock }) => [codeAt(secret, clock)],
      'the code of the step before': ({ clock }) => [codeAt(secret, clock, -1)],
    },
    fails: {
      'three wrong codes': ({ clock }) => wrongCodes(secret, clock, 3),
      'the code of the next step': ({ clock }) => Array.from({ length: 3 }, () => codeAt(secret, clock, 1)),
    },
    dependencies: { secretProvider: {} },
    secrets: [secret],
    oneTime: true,
    unsupported: { approvers: 'the operator alone decides' },
  },
);
