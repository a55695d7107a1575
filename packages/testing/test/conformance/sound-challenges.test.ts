import { challengeConformance } from '@attesta/testing/conformance';
import { describe, it } from 'vitest';
import { ColleagueChallenge, colleagueDescription } from '../mutants/challenge/colleague-challenge.js';
import { PinChallenge, pinDescription } from '../mutants/challenge/pin-challenge.js';

// The mutants prove something only if what they are made from is sound.
challengeConformance(
  { describe, it },
  pinDescription((pinOf) => new PinChallenge(pinOf)),
);
challengeConformance(
  { describe, it },
  colleagueDescription((decide) => new ColleagueChallenge(decide)),
);
