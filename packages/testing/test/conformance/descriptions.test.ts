import { ConfirmChallenge } from '@attesta/challenges';
import { type ChallengeDescription, challengeConformance } from '@attesta/testing/conformance';
import { describe, expect, it } from 'vitest';

const SOUND: ChallengeDescription = {
  name: 'a confirmation',
  create: () => new ConfirmChallenge(),
  passes: { yes: () => [true] },
  fails: { no: () => [false] },
};

function declare(changes: object): void {
  const run = Object.assign(() => {}, { skip: () => {} });
  challengeConformance({ describe: (_name, define) => define(), it: run }, { ...SOUND, ...changes });
}

describe('a description', () => {
  it('needs a scenario that passes and one that fails', () => {
    expect(() => declare({ passes: {} })).toThrow('passes must be');
    expect(() => declare({ fails: undefined })).toThrow('fails is required');
  });

  it('has no capability that there is not, and none without a reason', () => {
    expect(() => declare({ unsupported: { everything: 'it is too hard' } })).toThrow('no option "everything"');
    expect(() => declare({ unsupported: { asking: '' } })).toThrow('asking must be the reason');
    expect(() => declare({ dependencies: { lookUp: { fails: 'why not' } } })).toThrow('no option "fails"');
  });

  it('is taken when it is right', () => {
    expect(() => declare({})).not.toThrow();
  });
});
