import { expect, it } from 'vitest';
import { ATTACKS } from './attacks.js';
import { campaign } from './campaign.js';

// ATTESTA_ATTACKS=2600 makes about 100,000; with any number given the figures are printed.
const given = process.env.ATTESTA_ATTACKS;
const times = Number(given ?? 40);

it('L-08 L-09 finds every change, or says that it lies beyond the last signature; the small verifier agrees', {
  timeout: 3_600_000,
}, async () => {
  const figures = await campaign(times, 20_261_122);
  if (given !== undefined) {
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
