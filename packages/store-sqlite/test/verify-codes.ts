import { createInterface } from 'node:readline';
import { TOTPVerifier } from '@attesta/challenge-totp';
import { openSqliteStore } from '@attesta/store-sqlite';
import { fixedClock } from '@attesta/test-programs/codes';

/** A program that verifies one code for each line, `operator now secret code`, and writes what came of it. */
const { state, close } = await openSqliteStore({ path: process.argv[2] ?? '' });
console.log('ready');
for await (const line of createInterface({ input: process.stdin })) {
  const [operatorId = '', now, secret, code = ''] = line.split(' ');
  const verifier = new TOTPVerifier({ secretProvider: () => secret });
  console.log((await verifier.verify({ operatorId, code, state, clock: fixedClock(Number(now)) })).status);
}
await close();
