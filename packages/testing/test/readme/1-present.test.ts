import { ConfirmChallenge } from '@attesta/challenges';
import { createSession, sampleContext, sampleRisk, scriptedInteraction } from '@attesta/testing';
import { expect, it } from 'vitest';

it('passes on a clear yes', async () => {
  const session = createSession({ interaction: scriptedInteraction([true]), operator: { id: 'ada' } });
  const result = await new ConfirmChallenge().present(sampleContext(), sampleRisk('medium'), session);
  expect(result).toMatchObject({ passed: true, responder: 'ada' });
});
