import { beginEnrolment, confirmEnrolment } from '@attesta/challenge-totp';
import { type Answer, type Interaction, type StateStore, systemClock } from '@attesta/core';
import { renderUnicodeCompact } from 'uqr';

const TRIES = 3;

/**
 * Act 2: the operator puts a new secret into their authenticator, and shows with a first code that it is there.
 *
 * Returns the secret; undefined when no right code came.
 */
export async function enrol(
  interaction: Interaction,
  state: StateStore,
  operatorId: string,
): Promise<string | undefined> {
  const { secret, uri } = beginEnrolment({ operatorId, issuer: 'Attesta quickstart' });
  console.log('Scan this with an authenticator app (or type the secret into one):\n');
  console.log(renderUnicodeCompact(uri, { border: 2 }));
  console.log(`\n  secret: ${secret.replace(/(.{4})(?=.)/g, '$1 ')}\n`);

  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const prompt = `First code from your authenticator (attempt ${attempt} of ${TRIES})`;
    const answer: Answer = await interaction.ask(
      { kind: 'secret', id: 'first-code', prompt },
      { signal: new AbortController().signal },
    );
    if (answer.status !== 'answered') return undefined;
    const code = String(answer.value);
    const status = await confirmEnrolment({ operatorId, secret, code, state, clock: systemClock });
    if (status.status === 'ok') return secret;
    console.log(`That code is not right (${status.status}).`);
  }
  return undefined;
}
