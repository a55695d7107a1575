import type { TOTPSecrets } from '@attesta/challenge-totp';
import type { Interaction } from '@attesta/core';
import { renderUnicodeCompact } from 'uqr';

const TRIES = 3;

/**
 * Act 2: the operator puts a new secret into their authenticator, and shows with a first code that it is there. Who has done so in
 * an earlier run is known. Returns whether they are enrolled.
 */
export async function enroll(interaction: Interaction, secrets: TOTPSecrets, operatorId: string): Promise<boolean> {
  if ((await secrets.secretProvider(operatorId)) !== undefined) {
    console.log(`You are enrolled since an earlier run, as ${operatorId}. A code that you used then is refused now.\n`);
    return true;
  }
  const { secret, uri } = await secrets.beginEnrollment(operatorId);
  console.log('Scan this with an authenticator app (or type the secret into one):\n');
  console.log(renderUnicodeCompact(uri, { border: 2 }));
  console.log(`\n  secret: ${secret.replace(/(.{4})(?=.)/g, '$1 ')}\n`);

  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const prompt = `First code from your authenticator (attempt ${attempt} of ${TRIES})`;
    const { signal } = new AbortController();
    const answer = await interaction.ask({ kind: 'secret', id: 'first-code', prompt }, { signal });
    if (answer.status !== 'answered') break;
    const { status } = await secrets.confirmEnrollment(operatorId, String(answer.value));
    if (status === 'ok') {
      console.log(`Enrolled as ${operatorId}. That code is spent: where a code is asked for, wait for the next one.\n`);
      return true;
    }
    console.log(`That code is not right (${status}).`);
  }
  console.log('Not enrolled: from here on the agent can delete nothing.\n');
  return false;
}
