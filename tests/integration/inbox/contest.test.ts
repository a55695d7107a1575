import { join } from 'node:path';
import { ApprovalInbox } from '@attesta/challenge-manager';
import { openSqliteStore } from '@attesta/store-sqlite';
import { buildPrograms, type Programs } from '@attesta/test-programs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { campaignSize } from '../../campaigns/campaign.js';
import { approverOf } from './approver-of.js';
import { officeOf } from './office.js';

const REQUESTS = campaignSize({ normal: 80, long: 2000 });
const PROCESSES = campaignSize({ normal: 4, long: 6 });

let programs: Programs<'decider'>;
beforeAll(async () => {
  programs = await buildPrograms({ decider: new URL('decider.ts', import.meta.url) });
});
afterAll(() => programs.dispose());

it(`D-13 P-08 ${REQUESTS} requests that ${PROCESSES} processes decide on at once are each decided once, for good`, async () => {
  const path = join(programs.folder, 'store.db');
  const first = await openSqliteStore({ path });
  const sender = new ApprovalInbox({ state: first.state, maxOpen: 200, unsafeWithoutNumber: true });
  for (let from = 0; from < REQUESTS; from += 100) {
    const indices = Array.from({ length: Math.min(100, REQUESTS - from) }, (_, place) => from + place);
    await Promise.all(indices.map((index) => sender.send(approverOf(index), 'Approve?', `request-${index}`)));
  }
  await first.close();

  const sides = Array.from({ length: PROCESSES }, (_, side) => (side % 2 === 0 ? 'approved' : 'denied'));
  const started = sides.map((verdict) =>
    programs.start('decider', JSON.stringify({ path, requests: REQUESTS, verdict })),
  );
  const told: string[][] = (await Promise.all(started.map((program) => program.nextLine()))).map((line) =>
    JSON.parse(line ?? ''),
  );
  for (const { ended } of started) expect(await ended).toEqual({ code: 0, signal: null });

  // Opened again: what was told is what is kept.
  const { state, close } = await openSqliteStore({ path });
  const inbox = officeOf(state);
  const wins = sides.map(() => 0);
  for (let index = 0; index < REQUESTS; index += 1) {
    const outcomes = told.map((statuses) => statuses[index]);
    const decided = outcomes.filter((status) => status !== 'already_decided');
    expect(decided).toHaveLength(1);
    expect(await inbox.checkResponse(`request-${index}`)).toMatchObject({ verdict: decided[0] });
    const winner = outcomes.findIndex((status) => status !== 'already_decided');
    wins[winner] = (wins[winner] ?? 0) + 1;
  }
  let kept = 0;
  for (let index = 0; index < REQUESTS; index += 100) {
    const approverId = approverOf(index);
    expect(await inbox.list({ approverId })).toEqual([]);
    for (const status of ['approved', 'denied'] as const) kept += (await inbox.list({ approverId, status })).length;
  }
  expect(kept).toBe(REQUESTS);
  await close();
  console.log(`${REQUESTS} requests, each decided once: ${wins.join(' + ')} by ${PROCESSES} processes`);
});
