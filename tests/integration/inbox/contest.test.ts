import { join } from 'node:path';
import { ApprovalInbox } from '@attesta/challenge-manager';
import { openSqliteStore } from '@attesta/store-sqlite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { officeOf } from './office.js';
import { type BuiltProgram, buildProgram } from './program.js';

/** ATTESTA_CONTESTED=10000 for the long run. */
const REQUESTS = Number(process.env.ATTESTA_CONTESTED ?? 500);
const PROCESSES = 4;

let decider: BuiltProgram;
beforeAll(async () => {
  decider = await buildProgram(new URL('./decider.ts', import.meta.url));
}, 60_000);
afterAll(() => decider?.dispose());

it(`D-13 P-08 ${REQUESTS} requests that ${PROCESSES} processes decide on at once are each decided once, for good`, async () => {
  const path = join(decider.folder, 'store.db');
  const first = await openSqliteStore({ path });
  const sender = new ApprovalInbox({ state: first.state, maxOpen: REQUESTS, unsafeWithoutNumber: true });
  for (let from = 0; from < REQUESTS; from += 100) {
    const ids = Array.from({ length: Math.min(100, REQUESTS - from) }, (_, index) => `request-${from + index}`);
    await Promise.all(ids.map((id) => sender.send('grace', 'Approve?', id)));
  }
  await first.close();

  const sides = Array.from({ length: PROCESSES }, (_, side) => (side % 2 === 0 ? 'approved' : 'denied'));
  const started = sides.map((verdict) => decider.start({ path, requests: REQUESTS, verdict }));
  const told: string[][] = (await Promise.all(started.map(({ ended }) => ended))).map(({ output }) =>
    JSON.parse(output),
  );

  // Opened again: what was told is what is kept.
  const { state, close } = await openSqliteStore({ path });
  const inbox = officeOf(state);
  const wins = sides.map(() => 0);
  for (let index = 0; index < REQUESTS; index += 1) {
    const outcomes = told.map((statuses) => statuses[index]);
    const decided = outcomes.filter((status) => status !== 'already_decided');
    expect(decided).toHaveLength(1);
    expect(await inbox.checkResponse(`request-${index}`)).toMatchObject({ verdict: decided[0], responderId: 'grace' });
    const winner = outcomes.findIndex((status) => status !== 'already_decided');
    wins[winner] = (wins[winner] ?? 0) + 1;
  }
  expect(await inbox.list({ approverId: 'grace' })).toEqual([]);
  const kept = await Promise.all(
    (['approved', 'denied'] as const).map((status) => inbox.list({ approverId: 'grace', status, limit: 100_000 })),
  );
  expect(kept.flat()).toHaveLength(REQUESTS);
  await close();
  console.log(`${REQUESTS} requests, each decided once: ${wins.join(' + ')} by ${PROCESSES} processes`);
}, 600_000);
