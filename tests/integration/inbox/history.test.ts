import { expect, it } from 'vitest';
import { campaignSeed, campaignSize } from '../../campaigns/campaign.js';
import { History } from './history.js';

/** A seed that fails fails again. */
const HISTORIES = campaignSize({ normal: 30, long: 1000 });

it(`P-08 ${HISTORIES} histories of calls, deaths, answers and time: whatever happens, what must hold does`, async () => {
  const total = { effects: 0, kills: 0, decided: 0, requests: 0 };
  const first = campaignSeed(0);
  for (let seed = first; seed < first + HISTORIES; seed += 1) {
    const tally = await new History(seed).play(24).catch((error: unknown) => {
      throw new Error(`The history with seed ${seed}: ${error instanceof Error ? error.message : String(error)}`, {
        cause: error,
      });
    });
    for (const name of Object.keys(total) as (keyof typeof total)[]) total[name] += tally[name];
  }
  // They are histories in which something happens.
  expect(total.effects).toBeGreaterThan(HISTORIES / 2);
  expect(total.decided).toBeGreaterThan(HISTORIES);
  expect(total.kills).toBeGreaterThan(HISTORIES);
  console.log(`${HISTORIES} histories:`, JSON.stringify(total));
});
