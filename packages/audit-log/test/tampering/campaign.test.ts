import { expect, it } from 'vitest';
import { campaignSeed, campaignSize, isLong } from '../../../../tests/campaigns/campaign.js';
import { ATTACKS } from './attacks.js';
import { campaign } from './campaign.js';

/** Of each attack; 2,600 make about 100,000 changes. */
const times = campaignSize({ normal: 12, long: 2600 });

it('L-08 L-09 finds every change, or says that it lies beyond the last signature; the small verifier agrees', async () => {
  const figures = await campaign(times, campaignSeed(20_261_122));
  if (isLong) {
    const rows = [...figures].map(([name, { attacks, found, beyond, missed }]) => [
      name,
      { attacks, found, beyond, missed: missed.length },
    ]);
    console.table(Object.fromEntries(rows));
  }
  for (const [name, { attacks, found, beyond, missed, disputed }] of figures) {
    expect(missed, name).toEqual([]);
    expect(disputed, name).toEqual([]);
    expect(attacks, name).toBeGreaterThan(0);
    expect(found, name).toBeGreaterThan(0);
    expect(found + beyond, name).toBe(attacks);
  }
  expect(figures.size).toBe(Object.keys(ATTACKS).length);
});
