import { ConfirmChallenge, InteractionRenderer } from '@attesta/challenges';
import { scriptedInteraction } from '@attesta/testing';
import { challengeConformance, rendererConformance, toScriptedStep } from '@attesta/testing/conformance';
import { describe, it } from 'vitest';
import { typedPhrase } from './typed-phrase.js';

challengeConformance(
  { describe, it },
  {
    name: 'ConfirmChallenge',
    create: () => new ConfirmChallenge(),
    passes: { 'the phrase, typed': () => [typedPhrase] },
    fails: { 'a clear no': () => ['no'], 'a yes': () => ['yes'], Enter: () => [''] },
    unsupported: { approvers: 'the operator alone decides' },
  },
);

rendererConformance(
  { describe, it },
  {
    name: 'InteractionRenderer',
    create({ reactions }) {
      const interaction = scriptedInteraction(reactions.map(toScriptedStep));
      return { renderer: new InteractionRenderer(interaction, { operator: { id: 'ada' } }) };
    },
  },
);
